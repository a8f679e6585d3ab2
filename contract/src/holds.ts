import { listOf } from './rows.ts';
import type { Rule } from './rule.ts';
import type { Answer, Answers } from './service.ts';

/** An answer counts as absent when nothing was given: no value, an empty text, an empty list. */
export const isAbsent = (answer: Answer | undefined): answer is undefined =>
  answer === undefined || answer === '' || (Array.isArray(answer) && answer.length === 0);

/** Full years between two ISO dates (`yyyy-mm-dd`); someone born on 29 February grows older on 1 March. */
export function fullYears(from: string, to: string): number {
  return Number(to.slice(0, 4)) - Number(from.slice(0, 4)) - (to.slice(5) < from.slice(5) ? 1 : 0);
}

const isDate = (answer: Answer): answer is string => typeof answer === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(answer);

/** Whether a condition is met. `today` is the date in Dushanbe as `yyyy-mm-dd`. */
export function holds(rule: Rule, answers: Answers, today: string): boolean {
  if ('all' in rule) return rule.all.every((part) => holds(part, answers, today));
  if ('any' in rule) return rule.any.some((part) => holds(part, answers, today));
  if ('not' in rule) return !holds(rule.not, answers, today);
  const answer = Object.hasOwn(answers, rule.field) ? answers[rule.field] : undefined;
  if ('absent' in rule) return isAbsent(answer);
  if (isAbsent(answer)) return false;
  if ('present' in rule) return true;
  if ('is' in rule) return Array.isArray(answer) ? listOf(answer).includes(String(rule.is)) : answer === rule.is;
  if ('in' in rule) return rule.in.some((value) => (Array.isArray(answer) ? listOf(answer).includes(String(value)) : answer === value));
  if ('atLeast' in rule) return typeof answer === 'number' && answer >= rule.atLeast;
  if ('atMost' in rule) return typeof answer === 'number' && answer <= rule.atMost;
  if (!isDate(answer)) return false;
  if ('ageUnder' in rule) return fullYears(answer, today) < rule.ageUnder;
  if ('ageAtLeast' in rule) return fullYears(answer, today) >= rule.ageAtLeast;
  if ('withinYears' in rule) return answer <= `${Number(today.slice(0, 4)) + rule.withinYears}${today.slice(4)}`;
  if ('notBeforeToday' in rule) return answer >= today;
  return answer <= today;
}

/** The names of all answers a condition looks at. */
export function fieldsOf(rule: Rule): string[] {
  if ('all' in rule) return rule.all.flatMap(fieldsOf);
  if ('any' in rule) return rule.any.flatMap(fieldsOf);
  if ('not' in rule) return fieldsOf(rule.not);
  return [rule.field];
}
