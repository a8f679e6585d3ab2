import type { Answer } from '@hukumat/contract';
import type { Actor } from '../../../platform/actor.ts';
import { type Context, officerOf } from '../context.ts';
import type { Change } from '../model.ts';
import type { Tables } from '../tables.ts';
import { atDesk } from './command.ts';

/** What corrections changed, field by field, oldest first. */
export const listChanges = (context: Context) => async (actor: Actor, agency: string, id: string) => {
  const officer = officerOf(actor, agency);
  return context.platform.db.read<Tables, Change[]>(officer, async (db) => {
    await atDesk(db, officer, agency, id);
    const rows = await db.selectFrom('applications.changes').selectAll().where('application', '=', id).orderBy('id').execute();
    const value = (name: 'before' | 'after', given: Answer | null) => (given === null ? {} : { [name]: given });
    return rows.map(({ version, field, at, before, after }) => ({
      version,
      field,
      at,
      ...value('before', before),
      ...value('after', after),
    }));
  });
};
