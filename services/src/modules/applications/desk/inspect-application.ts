import type { Actor } from '../../../platform/actor.ts';
import { lookedAt } from '../applicant/accesses.ts';
import { type Context, officerOf } from '../context.ts';
import type { Application } from '../model.ts';
import { loadApplication } from '../records.ts';
import type { Tables } from '../tables.ts';
import { atDesk } from './command.ts';

/** Shows a file to an officer and writes down that it was looked at. */
export const inspectApplication = (context: Context) => async (actor: Actor, agency: string, id: string) => {
  const officer = officerOf(actor, agency);
  return context.platform.db.write<Tables, Application>(officer, async (tx) => {
    const { owner, number } = await atDesk(tx.sql, officer, agency, id);
    await lookedAt(context, tx, officer, { application: id, owner, number, agency, capacity: 'officer' });
    return loadApplication(tx.sql, id);
  });
};
