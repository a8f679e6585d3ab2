import { knownOf, lead } from './lead.ts';
import type { Coverage } from './migration.ts';
import { oldAddress } from './old-address.ts';
import type { Sql } from './tables.ts';

/** The least share of visits that must lead somewhere before a host is switched. */
export const LEAST = 0.98;
const MISSING = 50;

/** Which part of a host's visits leads to a page or to a text that says it is gone. */
export async function coverageOf(sql: Sql, host: string): Promise<Coverage> {
  const known = knownOf(await sql.selectFrom('migration.mappings').select(['address', 'target']).where('host', '=', host).execute());
  const rows = await sql
    .selectFrom('migration.hits')
    .select((e) => ['address', e('logged', '+', e.ref('counted')).as('hits')])
    .where('host', '=', host)
    .execute();
  let hits = 0;
  let mapped = 0;
  const missing: Coverage['missing'] = [];
  for (const row of rows) {
    const count = Number(row.hits);
    hits += count;
    if (lead(known, oldAddress(row.address)) === 'unknown') {
      if (count > 0) missing.push({ address: row.address, hits: count });
    } else mapped += count;
  }
  missing.sort((a, b) => b.hits - a.hits || (a.address < b.address ? -1 : 1));
  return { hits, mapped, missing: missing.slice(0, MISSING), ...(hits > 0 ? { share: mapped / hits } : {}) };
}
