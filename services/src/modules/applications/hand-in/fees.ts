import { type Answers, type Fee, feesOn, type ServiceDefinition, type Text } from '@hukumat/contract';
import { unprocessable } from '../../../platform/problem.ts';
import { type Context, today } from '../context.ts';
import type { Handed } from '../ports.ts';
import type { ApplicationRow } from '../tables.ts';

export interface Line {
  kind: Fee['kind'];
  label: Text;
  diram: number;
}

export const BEFORE_REVIEW: readonly Fee['when'][] = ['before-submit', 'before-review'];
const BEFORE_ISSUE: readonly Fee['when'][] = ['before-issue'];
/** Days in which a fee for issuing can be paid, by as many invoices as it takes; then what was approved expires. */
export const FEE_DUE_DAYS = 90;

/** What is still to be paid for a document before it is made, at today's figures. */
export const feesOfIssue = (context: Context, definition: ServiceDefinition, answers: Answers): Line[] =>
  context.deps.payments ? linesOf(definition, answers, today(context), BEFORE_ISSUE) : [];

/**
 * What has to be paid at this moment of the application, by the day of payment.
 * @throws Problem 422 `fee-unpublished` when the year of that day has no figures: nothing is handed in at last year's price.
 */
export function linesOf(definition: ServiceDefinition, answers: Answers, day: string, when: readonly Fee['when'][]): Line[] {
  return feesOn(definition, day, answers).lines.flatMap(({ fee, sum }) => {
    if (!when.includes(fee.when) || !priced(fee) || 'open' in sum) return [];
    if ('unpublished' in sum)
      throw unprocessable('fee-unpublished', 'The fee for this year is not published yet', { service: definition.id, day });
    return sum.diram > 0 ? [{ kind: fee.kind, label: fee.label ?? definition.title, diram: sum.diram }] : [];
  });
}

/** A fee whose price list nobody has published is named on the page and not collected here. */
const priced = (fee: Fee): boolean => fee.indicators !== undefined || fee.fixedDiram !== undefined || fee.amount !== undefined;

export const charge = (context: Context, tx: Handed, row: ApplicationRow, lines: Line[], occasion: 'hand-in' | 'issue') =>
  context.deps.payments?.charge(tx, {
    application: row.id,
    number: row.number,
    owner: row.owner,
    agency: row.agency,
    service: row.service,
    occasion,
    lines,
  });
