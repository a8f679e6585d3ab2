import { LANGS } from '@hukumat/contract';
import { type Actor, actorName } from '../../platform/actor.ts';
import type { Platform } from '../../platform/platform.ts';
import { conflict, notFound, unprocessable } from '../../platform/problem.ts';
import type { MigrationDeps, OldSite } from './migration.ts';
import { oldHostOf } from './old-address.ts';
import { moverOf } from './registrar.ts';
import type { SiteRow, Tables } from './tables.ts';

/** The first pages of an old site lead to the section of its body from the beginning. */
const FRONT = [['/', 'tg'], ['/tj', 'tg'], ...LANGS.map((lang) => [`/${lang}`, lang] as const)] as const;

/** A host that a body once had, to be moved. */
export const addSite =
  ({ db, clock, config }: Platform, { directory }: MigrationDeps) =>
  async (actor: Actor, given: { host: string; agency: string; archive?: string | undefined }): Promise<OldSite> => {
    const mover = moverOf(actor);
    const host = oldHostOf(
      given.host
        .trim()
        .replace(/^https?:\/\//i, '')
        .replace(/\/.*$/, ''),
    );
    if (!/^(?=.{4,253}$)[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})+$/.test(host)) throw unprocessable('host-shape', 'A host like old.example.tj');
    const own = new URL(config.origin).hostname;
    // A host of the portal itself would lead to itself for ever.
    if (host === oldHostOf(own) || host.endsWith(`.${own}`)) throw unprocessable('host-shape', 'This host is the portal’s own');
    if (!directory.agency(given.agency)) throw notFound('The body');
    const archive = given.archive?.trim() || undefined;
    if (archive && !(URL.canParse(archive) && new URL(archive).protocol === 'https:'))
      throw unprocessable('archive-shape', 'An https address that old addresses are put behind');
    return db.write<Tables, OldSite>(mover, async (tx) => {
      const row = {
        host,
        agency: given.agency,
        archive: archive ?? null,
        switched_at: null,
        switched_by: null,
        checked_at: null,
        refusals: null,
        created_at: clock.now(),
      };
      const made = await tx.sql
        .insertInto('migration.sites')
        .values(row)
        .onConflict((on) => on.column('host').doNothing())
        .returning('host')
        .executeTakeFirst();
      if (!made) throw conflict('host-taken', 'This host is being moved already');
      await tx.sql
        .insertInto('migration.mappings')
        .values(
          FRONT.map(([address, lang]) => ({
            host,
            address,
            agency: given.agency,
            target: `/${lang}/${given.agency}/`,
            origin: 'import' as const,
            changed_by: actorName(mover),
            changed_at: clock.now(),
          })),
        )
        .execute();
      await tx.journal({
        type: 'migration.site-added',
        agency: given.agency,
        entity: `old-site:${host}`,
        data: { archive: archive ?? null },
      });
      return siteOf(row);
    });
  };

export const siteOf = (row: SiteRow): OldSite => ({
  host: row.host,
  agency: row.agency,
  refusals: row.refusals ?? [],
  ...(row.archive ? { archive: row.archive } : {}),
  ...(row.switched_at ? { switchedAt: row.switched_at } : {}),
  ...(row.checked_at ? { checkedAt: row.checked_at } : {}),
});
