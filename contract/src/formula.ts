import { indicatorOn } from './indicators.ts';
import { rowsOf } from './rows.ts';
import type { Answers, Row } from './service.ts';

/**
 * A computation over answers, as data. `indicator` is the calculation indicator in diram on the day; `bands` takes the
 * first band whose `upTo` (inclusive) holds the value; `choose` takes the case named by an answer.
 */
export type Formula =
  | number
  | { field: string }
  | { add: Formula[] }
  | { times: Formula[] }
  | { minus: [Formula, Formula] }
  | { indicator: true }
  | { count: string }
  | { sum: string; of: string }
  | { bands: { of: Formula; bands: { upTo?: number | undefined; value: Formula }[] } }
  | { choose: { field: string; cases: Record<string, Formula>; otherwise?: Formula | undefined } }
  | { round: Formula };

/** Halves go up, as on paper: 0.285 × 100 is 28.5 and not 28.499999999999996. */
export const rounded = (value: number): number => Math.round(Number(value.toPrecision(14)));

/**
 * What a formula comes to on a day (`yyyy-mm-dd`). An absent input, an unpublished indicator or a band that is not there
 * makes the whole formula absent; a group without rows counts nought.
 */
export function evaluate(formula: Formula, answers: Answers, iso: string): number | undefined {
  const value = worth(formula, answers, iso);
  return value === undefined || !Number.isFinite(value) ? undefined : value;
}

function worth(formula: Formula, answers: Answers, iso: string): number | undefined {
  if (typeof formula === 'number') return formula;
  if ('field' in formula) return numberIn(answers, formula.field);
  if ('add' in formula) return folded(formula.add, answers, iso, (a, b) => a + b);
  if ('times' in formula) return folded(formula.times, answers, iso, (a, b) => a * b);
  if ('minus' in formula) return folded(formula.minus, answers, iso, (a, b) => a - b);
  if ('indicator' in formula) return indicatorOn(iso);
  if ('count' in formula) return rowsIn(answers, formula.count).length;
  if ('sum' in formula) {
    const cells = rowsIn(answers, formula.sum).map((row) => numberIn(row, formula.of));
    return cells.reduce<number | undefined>((sum, cell) => (sum === undefined || cell === undefined ? undefined : sum + cell), 0);
  }
  if ('bands' in formula) {
    const of = worth(formula.bands.of, answers, iso);
    if (of === undefined) return undefined;
    const band = formula.bands.bands.find(({ upTo }) => upTo === undefined || of <= upTo);
    return band && worth(band.value, answers, iso);
  }
  if ('choose' in formula) {
    const { field, cases, otherwise } = formula.choose;
    const answer = Object.hasOwn(answers, field) ? answers[field] : undefined;
    if (answer === undefined || typeof answer === 'object') return undefined;
    const chosen = Object.hasOwn(cases, String(answer)) ? cases[String(answer)] : otherwise;
    return chosen === undefined ? undefined : worth(chosen, answers, iso);
  }
  const inner = worth(formula.round, answers, iso);
  return inner === undefined ? undefined : rounded(inner);
}

function folded(parts: readonly Formula[], answers: Answers, iso: string, by: (a: number, b: number) => number): number | undefined {
  const values = parts.map((part) => worth(part, answers, iso));
  return values.every((value) => value !== undefined) ? values.reduce(by) : undefined;
}

function numberIn(answers: Answers, field: string): number | undefined {
  const answer = Object.hasOwn(answers, field) ? answers[field] : undefined;
  return typeof answer === 'number' ? answer : undefined;
}

const rowsIn = (answers: Answers, group: string): Row[] => (Object.hasOwn(answers, group) ? rowsOf(answers[group]) : []);

/** The names of all answers a formula looks at; `of` of a sum is a column of its group and not among them. */
export function namesOf(formula: Formula): string[] {
  if (typeof formula === 'number') return [];
  if ('field' in formula) return [formula.field];
  if ('add' in formula) return formula.add.flatMap(namesOf);
  if ('times' in formula) return formula.times.flatMap(namesOf);
  if ('minus' in formula) return formula.minus.flatMap(namesOf);
  if ('indicator' in formula) return [];
  if ('count' in formula) return [formula.count];
  if ('sum' in formula) return [formula.sum];
  if ('bands' in formula) return [formula.bands.of, ...formula.bands.bands.map(({ value }) => value)].flatMap(namesOf);
  if ('choose' in formula) {
    const { field, cases, otherwise } = formula.choose;
    return [field, ...Object.values(cases).flatMap(namesOf), ...(otherwise === undefined ? [] : namesOf(otherwise))];
  }
  return namesOf(formula.round);
}

/** Whether the calculation indicator of the day goes into it. */
export function usesIndicator(formula: Formula): boolean {
  if (typeof formula === 'number' || 'field' in formula || 'count' in formula || 'sum' in formula) return false;
  if ('add' in formula) return formula.add.some(usesIndicator);
  if ('times' in formula) return formula.times.some(usesIndicator);
  if ('minus' in formula) return formula.minus.some(usesIndicator);
  if ('indicator' in formula) return true;
  if ('bands' in formula) return [formula.bands.of, ...formula.bands.bands.map(({ value }) => value)].some(usesIndicator);
  if ('choose' in formula) {
    const { cases, otherwise } = formula.choose;
    return Object.values(cases).some(usesIndicator) || (otherwise !== undefined && usesIndicator(otherwise));
  }
  return usesIndicator(formula.round);
}
