import { type Actor, actorName } from '../../platform/actor.ts';
import type { Platform } from '../../platform/platform.ts';
import { unprocessable } from '../../platform/problem.ts';
import { oldAddress } from './old-address.ts';
import { moverOf, siteRow } from './registrar.ts';
import type { Tables } from './tables.ts';

/** Says by hand where an old address leads; no later import says otherwise. */
export const mapAddress =
  ({ db, clock }: Platform) =>
  async (actor: Actor, host: string, address: string, target: string | undefined): Promise<void> => {
    const mover = moverOf(actor);
    const { whole } = oldAddress(address.trim());
    if (address.trim() === '' || whole.length > 2000) throw unprocessable('address-shape', 'An address of the old site');
    await db.write<Tables, void>(mover, async (tx) => {
      const site = await siteRow(tx.sql, host);
      const row = {
        target: target === undefined ? null : targetOf(target),
        origin: 'hand' as const,
        changed_by: actorName(mover),
        changed_at: clock.now(),
      };
      await tx.sql
        .insertInto('migration.mappings')
        .values({ host: site.host, address: whole, agency: site.agency, ...row })
        .onConflict((on) => on.columns(['host', 'address']).doUpdateSet(row))
        .execute();
      await tx.journal({
        type: 'migration.address-mapped',
        agency: site.agency,
        entity: `old-site:${site.host}`,
        data: { address: whole.slice(0, 300), target: row.target },
      });
    });
  };

/** Only a page of the portal, so that no old address ever leads to another old one. @throws Problem 422 `target-shape` */
function targetOf(target: string): string {
  const text = target.trim();
  const wrong = unprocessable('target-shape', 'An address of this portal, like /tg/mia/news/name');
  if (!/^\/(tg|ru|en|content)\/[^\s\\]*$/.test(text) || !URL.canParse(text, 'http://portal.invalid')) throw wrong;
  const url = new URL(text, 'http://portal.invalid');
  if (url.host !== 'portal.invalid' || url.pathname.includes('//')) throw wrong;
  return url.pathname + url.search + url.hash;
}
