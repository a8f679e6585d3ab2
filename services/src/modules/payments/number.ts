import { sql } from 'kysely';
import type { Command } from '../../platform/platform.ts';
import type { Tables } from './tables.ts';

/** `INV-2026-000123`, `RCP-2026-000123`: counted per year in the caller's transaction, so that no number is lost to a refusal. */
export async function nextNumber(tx: Command<Tables>, kind: 'INV' | 'RCP', today: string): Promise<string> {
  const year = Number(today.slice(0, 4));
  const { last } = await tx.sql
    .insertInto('payments.counters')
    .values({ kind, year, last: 1 })
    .onConflict((on) => on.columns(['kind', 'year']).doUpdateSet({ last: sql`counters.last + 1` }))
    .returning('last')
    .executeTakeFirstOrThrow();
  return `${kind}-${year}-${String(last).padStart(6, '0')}`;
}
