import type { ApplicationState } from '@hukumat/contract';
import { sql } from 'kysely';
import { type Actor, system } from '../../../platform/actor.ts';
import { notFound, Problem } from '../../../platform/problem.ts';
import { type Context, idOf, type Person, personOf } from '../context.ts';
import type { Application } from '../model.ts';
import { columns, listApplications, loadApplication, lockApplication, type Writing } from '../records.ts';
import type { ApplicationRow, Tables } from '../tables.ts';

const revoked = () => new Problem(403, 'mandate-invalid', 'The mandate does not hold any more');

/**
 * What the applicant's side is told: not whether the second person was found before they have signed, and not what officers
 * propose among themselves.
 */
export function told({ proposal: _amongOfficers, party, partyName, ...application }: Application): Application {
  const signed = party !== undefined && application.signatures.some((one) => one.as === 'party');
  return signed ? { ...application, party, ...(partyName ? { partyName } : {}) } : application;
}

/** The applicant's own applications, newest first, without answers' files and timeline. */
export const listMine = (context: Context) => async (actor: Actor) => {
  const person = personOf(actor);
  return context.platform.db.read<Tables, Application[]>(person, async (db) =>
    (await listApplications(db, { owner: person.subject })).map(told),
  );
};

/** Those handed in for others, as long as the mandate holds. */
export const listRepresented = (context: Context) => async (actor: Actor) => {
  const person = personOf(actor);
  const all = await context.platform.db.read<Tables, Application[]>(person, (db) => listApplications(db, { acting: person.subject }));
  const held = new Map<string, boolean>();
  for (const { owner, service } of all) {
    const pair = `${owner} ${service}`;
    if (!held.has(pair)) held.set(pair, (await context.deps.mandates?.mayAct(person, owner, service)) !== undefined);
  }
  return all.filter(({ owner, service }) => held.get(`${owner} ${service}`)).map(told);
};

/** @throws Problem 404 for anybody else, an officer's own desk included: officers go through `inspect`. */
export const openMine = (context: Context) => async (actor: Actor, id: string) => {
  const person = personOf(actor);
  const application = await context.platform.db.read<Tables, Application>(person, (db) => loadApplication(db, idOf(id)));
  if (application.party === person.subject && application.owner !== person.subject) {
    const { proposal: _amongOfficers, ...rest } = application;
    return rest;
  }
  return told(await held(context, person, application));
};

/** The owner's, or the agent's while the mandate holds. @throws Problem 404, 403 `mandate-invalid`. */
export async function mineOf(context: Context, person: Person, id: string): Promise<Application> {
  return held(context, person, await context.platform.db.read<Tables, Application>(person, (db) => loadApplication(db, idOf(id))));
}

async function held(context: Context, person: Person, application: Application): Promise<Application> {
  if (application.owner === person.subject) return application;
  if (application.acting !== person.subject) throw notFound('The application');
  if (!(await context.deps.mandates?.mayAct(person, application.owner, application.service))) throw revoked();
  return application;
}

/** Locks it for a command of the applicant's side; the mandate cannot be revoked before the command has ended. */
export async function lockMine(context: Context, tx: Writing, person: Person, id: string, version?: number): Promise<ApplicationRow> {
  const row = await lockApplication(tx.sql, id, version);
  if (row.owner === person.subject) return row;
  if (row.acting !== person.subject) throw notFound('The application');
  if (!row.mandate || !context.deps.mandates) throw revoked();
  await context.deps.mandates.acting(tx, row.mandate, row.service);
  return row;
}

/** How it stands for one of its people, for the portal's own reminders; a fee for issuing that is due counts as waiting for payment. */
export const stateFor =
  (context: Context) =>
  async (subject: string, id: string): Promise<ApplicationState | undefined> => {
    const row = await context.platform.db.read<Tables, ApplicationRow | undefined>(system('reminders'), (db) =>
      columns(db)
        .where('id', '=', idOf(id))
        .where((where) => where.or([where('owner', '=', subject), where('acting', '=', subject), where('party', '=', subject)]))
        .executeTakeFirst(),
    );
    return row?.fee_due ? 'awaiting_payment' : row?.state;
  };

/** Changes whenever something happens to one of the person's applications, or to the one named; says nothing of what. */
export const pulseOf =
  (context: Context) =>
  async (actor: Actor, id?: string): Promise<string> => {
    const person = personOf(actor);
    return context.platform.db.read<Tables, string>(person, async (db) => {
      let mine = db
        .selectFrom('applications.applications')
        .where((where) =>
          where.or([where('owner', '=', person.subject), where('acting', '=', person.subject), where('party', '=', person.subject)]),
        );
      if (id !== undefined) mine = mine.where('id', '=', idOf(id));
      const [moves, events] = await Promise.all([
        mine
          .select(({ fn }) => [fn.countAll<string>().as('count'), fn.sum<string | null>('version').as('versions')])
          .executeTakeFirstOrThrow(),
        db
          .selectFrom('applications.events')
          .select(sql<string | null>`max(id::text)`.as('last'))
          .where('application', 'in', mine.select('id'))
          .executeTakeFirstOrThrow(),
      ]);
      return [moves.count, moves.versions, events.last].join(' ');
    });
  };
