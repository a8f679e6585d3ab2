import type { ApplicationDetail } from '@hukumat/contract/plugin';

/** One order of stamps as the officer reads it: what is asked for, and what became of the stamps before. */
export interface StampOrder {
  id: string;
  number: string;
  applicant: string;
  state: ApplicationDetail['state'];
  origin: 'domestic' | 'import';
  lines: { kind: string; units: number; stamps: number }[];
  stamps: number;
  /** Absent for a first order. */
  before?: { received: number; used: number; spoiled: number; left: number };
}

const count = (value: unknown): number => (typeof value === 'number' ? value : 0);
const isRow = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Reads the answers of an order; what is not there counts nought. */
export function orderOf({ id, number, applicant, state, answers }: ApplicationDetail): StampOrder {
  const rows: unknown[] = Array.isArray(answers.goods) ? answers.goods : [];
  const lines = rows.filter(isRow).map(({ kind, units, stamps }) => ({ kind: String(kind), units: count(units), stamps: count(stamps) }));
  const received = count(answers.reportReceived);
  const used = count(answers.reportUsed);
  const spoiled = count(answers.reportSpoiled);
  return {
    id,
    number,
    applicant,
    state,
    origin: answers.origin === 'import' ? 'import' : 'domestic',
    lines,
    stamps: lines.reduce((sum, line) => sum + line.stamps, 0),
    ...(answers.firstOrder === 'no' ? { before: { received, used, spoiled, left: received - used - spoiled } } : {}),
  };
}

/** The stock by kind of goods: stamps of orders that are granted, and of those that still wait. */
export function stockOf(orders: readonly StampOrder[]): { kind: string; granted: number; waiting: number }[] {
  const stock = new Map<string, { granted: number; waiting: number }>();
  for (const { state, lines } of orders) {
    const column =
      state === 'issued' || state === 'approved' ? 'granted' : state === 'rejected' || state === 'withdrawn' ? undefined : 'waiting';
    if (!column) continue;
    for (const { kind, stamps } of lines) {
      const row = stock.get(kind) ?? { granted: 0, waiting: 0 };
      row[column] += stamps;
      stock.set(kind, row);
    }
  }
  return [...stock].map(([kind, row]) => ({ kind, ...row })).sort((a, b) => b.granted + b.waiting - a.granted - a.waiting);
}
