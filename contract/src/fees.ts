import { evaluate, rounded, usesIndicator } from './formula.ts';
import { holds } from './holds.ts';
import { indicatorOn } from './indicators.ts';
import type { Answers, Fee, ServiceDefinition } from './service.ts';

/**
 * A fee on a day: a sum in diram (`indicators` × `value`, the indicator in diram, where it is a multiple); `open` while an
 * answer it depends on is not given; `unpublished` where no price is published for that day.
 */
export type FeeSum = { diram: number; indicators?: number; value?: number; sample?: true } | { open: true } | { unpublished: true };

const isDated = ({ from, until }: Fee): boolean => from !== undefined || until !== undefined;
const appliesOn = ({ from, until }: Fee, iso: string): boolean => (from ?? iso) <= iso && iso <= (until ?? iso);

/**
 * What a fee comes to on a payment date (`yyyy-mm-dd`), or nothing when its condition does not hold for these answers.
 * An unknown year and a fee without a price answer `unpublished`; never last year's sum.
 */
export function feeOn(fee: Fee, iso: string, answers: Answers = {}): FeeSum | undefined {
  if (fee.showWhen && !holds(fee.showWhen, answers, iso)) return undefined;
  if (!appliesOn(fee, iso)) return { unpublished: true };
  const sample = fee.sample ? { sample: true as const } : {};
  if (fee.fixedDiram !== undefined) return { diram: fee.fixedDiram, ...sample };
  const value = indicatorOn(iso);
  if (fee.amount !== undefined) {
    if (value === undefined && usesIndicator(fee.amount)) return { unpublished: true };
    const diram = evaluate(fee.amount, answers, iso);
    return diram === undefined ? { open: true } : { diram: Math.max(0, rounded(diram)), ...sample };
  }
  if (fee.indicators === undefined || value === undefined) return { unpublished: true };
  return { diram: rounded(fee.indicators * value), indicators: fee.indicators, value, ...sample };
}

/** Every fee that applies, their total in diram, and whether one of them cannot be told. */
export interface FeeBill {
  lines: { fee: Fee; sum: FeeSum }[];
  diram: number;
  /** A price is not published: nothing may be charged by this bill. */
  unpublished: boolean;
  /** A price depends on an answer that is not given. */
  open: boolean;
}

/** Dated prices of one kind for one condition are one price at different times: of them the one of this day, or the last. */
export function feesOfDay({ fees }: Pick<ServiceDefinition, 'fees'>, iso: string): Fee[] {
  const seriesOf = ({ kind, showWhen }: Fee): string => JSON.stringify([kind, showWhen]);
  return fees.filter((fee) => {
    if (!isDated(fee)) return true;
    const series = fees.filter((other) => isDated(other) && seriesOf(other) === seriesOf(fee));
    return fee === (series.find((other) => appliesOn(other, iso)) ?? series.at(-1));
  });
}

/** What a service costs on a day by these answers: the one reckoning for pages, invoices and receipts. */
export function feesOn(definition: Pick<ServiceDefinition, 'fees'>, iso: string, answers: Answers = {}): FeeBill {
  const lines = feesOfDay(definition, iso).flatMap((fee) => {
    const sum = feeOn(fee, iso, answers);
    return sum ? [{ fee, sum }] : [];
  });
  return {
    lines,
    diram: lines.reduce((total, { sum }) => total + ('diram' in sum ? sum.diram : 0), 0),
    unpublished: lines.some(({ sum }) => 'unpublished' in sum),
    open: lines.some(({ sum }) => 'open' in sum),
  };
}
