import type { ServiceDefinition } from '@hukumat/contract';
import type { Actor } from '../../../platform/actor.ts';
import { conflict, forbidden, notFound } from '../../../platform/problem.ts';
import type { Party } from '../application.ts';
import { type Context, definitionOf, deskParty, idOf, officerOf, type Person, supervises } from '../context.ts';
import type { Application } from '../model.ts';
import { columns, loadApplication, lockApplication, type Reading, type Writing } from '../records.ts';
import type { ApplicationRow, Tables } from '../tables.ts';

/** The room a command of the desk works in: the locked row, who acts, and as whom. */
export interface Work {
  tx: Writing;
  row: ApplicationRow;
  officer: Person;
  as: Party;
  at: Date;
}

/** One command on a file of the agency, by an officer who is not the applicant, at the version they saw. */
export async function atWork(
  context: Context,
  actor: Actor,
  agency: string,
  id: string,
  version: number,
  work: (room: Work) => Promise<void>,
): Promise<Application> {
  const officer = officerOf(actor, agency);
  return context.platform.db.write<Tables, Application>(officer, async (tx) => {
    await atDesk(tx.sql, officer, agency, id);
    const row = await lockApplication(tx.sql, id, version);
    await work({ tx, row, officer, as: deskParty(officer, agency), at: context.platform.clock.now() });
    return loadApplication(tx.sql, id);
  });
}

/** Nobody works on what concerns themselves, or reads what colleagues write about it. @throws Problem 403. */
export function notOwn(row: Pick<ApplicationRow, 'owner' | 'acting' | 'party'>, officer: Person): void {
  if ([row.owner, row.acting, row.party].includes(officer.subject)) throw forbidden('Nobody decides on their own application');
}

/** @throws Problem 404 also when it belongs to another agency of the same officer; 403 when it is about the officer. */
export async function atDesk(db: Reading, officer: Person, agency: string, id: string): Promise<ApplicationRow> {
  const row = await columns(db).where('id', '=', idOf(id)).executeTakeFirst();
  if (row?.agency !== agency) throw notFound('The application');
  notOwn(row, officer);
  return row;
}

export async function definitionAtDesk(context: Context, actor: Actor, agency: string, id: string): Promise<ServiceDefinition> {
  const officer = officerOf(actor, agency);
  const row = await context.platform.db.read<Tables, ApplicationRow>(officer, (db) => atDesk(db, officer, agency, id));
  return definitionOf(context)({ agency: row.agency, releaseVersion: row.release_version, service: row.service });
}

/** @throws Problem 409 `assigned-to-another`: a colleague does not act in passing, a supervisor may. */
export function ownCase({ row, officer }: Work): void {
  if (row.assignee !== officer.subject && !supervises(officer, row.agency)) throw taken(row);
}

export const taken = (row: ApplicationRow) =>
  conflict('assigned-to-another', 'Another officer works on this application', {
    assignee: row.assignee_name,
    state: row.state,
    version: row.version,
  });
