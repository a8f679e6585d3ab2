import { type Actor, holds } from '../../platform/actor.ts';
import { forbidden, notFound, Problem } from '../../platform/problem.ts';
import { oldHostOf } from './old-address.ts';
import type { SiteRow, Sql } from './tables.ts';

const CENTRAL = 'innovation-agency';

/** Only the central Agency's registrar moves sites; the portal's own command acts as a task. @throws Problem 401 and 403 */
export function moverOf(actor: Actor): Exclude<Actor, { kind: 'anonymous' }> {
  if (actor.kind === 'anonymous') throw new Problem(401, 'sign-in-needed', 'Sign in first');
  if (actor.kind === 'person' && !holds(actor, 'registrar', CENTRAL))
    throw forbidden('Only the registrar of the central Agency moves sites');
  return actor;
}

/** The site, for whoever may see it: row-level security shows it to nobody else. @throws Problem 404 */
export async function siteRow(sql: Sql, host: string): Promise<SiteRow> {
  const row = await sql.selectFrom('migration.sites').selectAll().where('host', '=', oldHostOf(host)).executeTakeFirst();
  if (!row) throw notFound('The site');
  return row;
}
