import { randomInt } from 'node:crypto';
import type { Answers } from '@hukumat/contract';
import { z } from 'zod';
import { type Actor, system } from '../../platform/actor.ts';
import type { Platform } from '../../platform/platform.ts';
import { notFound, Problem } from '../../platform/problem.ts';
import { enqueueMessage } from '../notifications/index.ts';
import type { AnyCommand } from './centre.ts';
import { personOf } from './change-appointment.ts';
import type { Consent } from './codes.ts';
import { counterPerson, OFFICE, type Person, placeOf, supervisor } from './counter.ts';
import { difference, type Entry } from './record.ts';
import { endsAt, IDLE_MS, LASTS_MS, over } from './session.ts';
import type { Reading, SessionRow, Tables } from './tables.ts';

/** One session in so many is chosen for audit. */
const SAMPLED_OF = 10;

export interface Session {
  id: string;
  citizen: string;
  citizenName: string;
  operator: string;
  operatorName: string;
  centre: string;
  services: string[];
  draft?: string;
  application?: string;
  startedAt: Date;
  /** When it ended, or will if nothing more is done. */
  endsAt: Date;
  endedBy?: 'operator' | 'citizen' | 'idle' | 'time';
  live: boolean;
  /** How many fields were entered. */
  entries: number;
  sampled: boolean;
}
export interface Recorded extends Entry {
  at: Date;
  draft: string;
}

export interface Assist {
  begin(actor: Actor, consent: Consent): Promise<Session>;
  /** The operator's own living session, and the citizen as whom to save and submit in it. @throws Problem 403 `assisted-over`, 404. */
  enter(actor: Actor, id: string): Promise<{ session: Session; citizen: Person }>;
  /**
   * Writes down what a save changed, in the save's own transaction, and holds the session open until it commits.
   * @throws Problem 403 `assisted-over | assisted-other-service`.
   */
  record(tx: AnyCommand, change: { session: string; service: string; draft: string; before: Answers; after: Answers }): Promise<void>;
  /**
   * The application that a session handed in, in the submit's own transaction.
   * @throws Problem 403 `code-needed` without a session of this citizen and service that lives.
   */
  confirm(tx: AnyCommand, change: { session: string | undefined; service: string; draft: string; application: string }): Promise<void>;
  /** By the operator or, at once, by the citizen. */
  end(actor: Actor, id: string): Promise<Session>;
  /** The operator's own of today and, for the citizen, all in which they were helped. */
  asOperator(actor: Actor): Promise<Session[]>;
  asCitizen(actor: Actor): Promise<Session[]>;
  /** Every field, in order; for the citizen and the operator of the session. @throws Problem 404. */
  recordOf(actor: Actor, id: string): Promise<{ session: Session; record: Recorded[] }>;
  /** All of a supervisor's centres, newest first: who, when, how many fields; of the sampled ones the fields' names too. */
  audited(actor: Actor): Promise<(Session & { fields?: string[] })[]>;
  /** Ends what ran out and tells the citizen. Repeatable. */
  sweep(): Promise<void>;
}

export function createAssist({ db, clock }: Platform): Assist {
  const times = (row: SessionRow) => ({ seenAt: row.seen_at, until: row.until, ...(row.ended_at ? { endedAt: row.ended_at } : {}) });
  const sessionOf = (row: SessionRow & { entries?: string | number | null }): Session => ({
    id: row.id,
    citizen: row.citizen,
    citizenName: row.citizen_name,
    operator: row.operator,
    operatorName: row.operator_name,
    centre: row.centre,
    services: row.services,
    ...(row.draft ? { draft: row.draft } : {}),
    ...(row.application ? { application: row.application } : {}),
    startedAt: row.started_at,
    endsAt: row.ended_at ?? endsAt(times(row)),
    ...(row.ended_by ? { endedBy: row.ended_by } : {}),
    live: over(times(row), clock.now()) === undefined,
    entries: Number(row.entries ?? 0),
    sampled: row.sampled,
  });
  const sessions = (reading: Reading) =>
    reading
      .selectFrom('centres.sessions as s')
      .selectAll('s')
      .select(({ selectFrom, fn }) =>
        selectFrom('centres.entries as e').whereRef('e.session', '=', 's.id').select(fn.countAll<number>().as('n')).as('entries'),
      );
  const gone = () => new Problem(403, 'assisted-over', 'The session at the counter is over; ask for a new code');

  /** The session of a citizen's own transaction, held until it ends. */
  const held = async (tx: AnyCommand, id: string, service: string): Promise<SessionRow> => {
    const citizen = personOf(tx.actor);
    const row = await (tx.sql as Reading)
      .selectFrom('centres.sessions')
      .selectAll()
      .where('id', '=', id)
      .where('citizen', '=', citizen.subject)
      .forUpdate()
      .executeTakeFirst();
    if (!row || row.operator !== citizen.assisted?.by || over(times(row), clock.now())) throw gone();
    if (!row.services.includes(service)) throw new Problem(403, 'assisted-other-service', 'The citizen agreed to another service');
    return row;
  };

  const close = async (tx: AnyCommand, row: SessionRow, by: NonNullable<SessionRow['ended_by']>, at: Date): Promise<SessionRow> => {
    const ended = await (tx.sql as Reading)
      .updateTable('centres.sessions')
      .set({ ended_at: at, ended_by: by })
      .where('id', '=', row.id)
      .returningAll()
      .executeTakeFirstOrThrow();
    await tx.journal({
      type: 'assisted.ended',
      agency: OFFICE,
      subject: row.citizen,
      entity: `assisted:${row.id}`,
      data: { by, centre: row.centre, ...(row.application ? { application: row.application } : {}) },
    });
    await enqueueMessage(tx, {
      to: row.citizen,
      code: 'assisted.ended',
      params: { service: row.services[0] ?? '' },
      link: `/account/assisted/${row.id}`,
      cause: `assisted:${row.id}:ended`,
    });
    return ended;
  };

  const assist: Assist = {
    begin: async (actor, consent) => {
      const operator = counterPerson(actor);
      const now = clock.now();
      return db.write<Tables, Session>(operator, async (tx) => {
        const row = await tx.sql
          .insertInto('centres.sessions')
          .values({
            citizen: consent.citizen,
            citizen_name: consent.citizenName,
            operator: operator.subject,
            operator_name: operator.name,
            centre: consent.centre,
            services: [consent.service],
            started_at: now,
            seen_at: now,
            until: new Date(now.getTime() + LASTS_MS),
            sampled: randomInt(SAMPLED_OF) === 0,
          })
          .returningAll()
          .executeTakeFirstOrThrow();
        await tx.journal({
          type: 'assisted.started',
          agency: OFFICE,
          subject: consent.citizen,
          entity: `assisted:${row.id}`,
          data: { centre: consent.centre, service: consent.service },
        });
        await enqueueMessage(tx, {
          to: consent.citizen,
          code: 'assisted.started',
          params: { service: consent.service },
          link: '/account/assisted',
          cause: `assisted:${row.id}:started`,
        });
        return sessionOf(row);
      });
    },

    async enter(actor, id) {
      const operator = counterPerson(actor);
      const row = await db.write<Tables, SessionRow>(operator, async (tx) => {
        const found = await tx.sql
          .selectFrom('centres.sessions')
          .selectAll()
          .where('id', '=', idOf(id))
          .where('operator', '=', operator.subject)
          .forUpdate()
          .executeTakeFirst();
        if (!found) throw notFound('The session');
        if (over(times(found), clock.now())) throw gone();
        return tx.sql
          .updateTable('centres.sessions')
          .set({ seen_at: clock.now() })
          .where('id', '=', found.id)
          .returningAll()
          .executeTakeFirstOrThrow();
      });
      const citizen: Person = {
        kind: 'person',
        subject: row.citizen,
        name: row.citizen_name,
        // A person who stands at the counter with their papers and their code.
        loa: 'substantial',
        roles: [],
        assisted: { session: row.id, by: operator.subject },
      };
      return { session: sessionOf(row), citizen };
    },

    async record(tx, { session, service, draft, before, after }) {
      const row = await held(tx, session, service);
      const now = clock.now();
      const entries = difference(before, after);
      if (entries.length > 0) {
        await (tx.sql as Reading)
          .insertInto('centres.entries')
          .values(
            entries.map((entry) => ({
              session,
              citizen: row.citizen,
              at: now,
              draft,
              field: entry.field,
              before: entry.before === undefined ? null : JSON.stringify(entry.before),
              after: entry.after === undefined ? null : JSON.stringify(entry.after),
            })),
          )
          .execute();
      }
      await (tx.sql as Reading).updateTable('centres.sessions').set({ seen_at: now, draft }).where('id', '=', session).execute();
    },

    async confirm(tx, { session, service, draft, application }) {
      if (!session) throw new Problem(403, 'code-needed', 'At a counter the citizen’s one-time code comes first');
      const row = await held(tx, session, service).catch((error) => {
        throw error instanceof Problem && error.code === 'assisted-over' ? new Problem(403, 'code-needed', error.message) : error;
      });
      if (row.draft && row.draft !== draft) throw new Problem(403, 'code-needed', 'This draft was not filled in at the counter');
      await (tx.sql as Reading)
        .updateTable('centres.sessions')
        .set({ application, draft, seen_at: clock.now() })
        .where('id', '=', session)
        .execute();
      await tx.journal({
        type: 'assisted.confirmed',
        agency: OFFICE,
        subject: row.citizen,
        entity: `assisted:${session}`,
        data: { application, service, centre: row.centre },
      });
    },

    async end(actor, id) {
      const person = personOf(actor);
      return db.write<Tables, Session>(person, async (tx) => {
        const row = await tx.sql
          .selectFrom('centres.sessions')
          .selectAll()
          .where('id', '=', idOf(id))
          .where((on) => on.or([on('operator', '=', person.subject), on('citizen', '=', person.subject)]))
          .forUpdate()
          .executeTakeFirst();
        if (!row) throw notFound('The session');
        if (row.ended_at) return sessionOf(row);
        const now = clock.now();
        const why = over(times(row), now);
        const by = why === 'idle' || why === 'time' ? why : row.citizen === person.subject ? 'citizen' : 'operator';
        return sessionOf(await close(tx, row, by, why ? endsAt(times(row)) : now));
      });
    },

    asOperator: async (actor) => {
      const operator = counterPerson(actor);
      return db.read<Tables, Session[]>(operator, async (sql) => {
        const rows = await sessions(sql).where('s.operator', '=', operator.subject).orderBy('s.id', 'desc').limit(50).execute();
        return rows.map(sessionOf);
      });
    },
    asCitizen: async (actor) => {
      const citizen = personOf(actor);
      return db.read<Tables, Session[]>(citizen, async (sql) => {
        const rows = await sessions(sql).where('s.citizen', '=', citizen.subject).orderBy('s.id', 'desc').limit(100).execute();
        return rows.map(sessionOf);
      });
    },
    recordOf: async (actor, id) => {
      const person = personOf(actor);
      return db.read<Tables, { session: Session; record: Recorded[] }>(person, async (sql) => {
        const row = await sessions(sql)
          .where('s.id', '=', idOf(id))
          .where((on) => on.or([on('s.operator', '=', person.subject), on('s.citizen', '=', person.subject)]))
          .executeTakeFirst();
        // Once it is over the operator keeps no look at what was entered.
        if (!row || (row.citizen !== person.subject && over(times(row), clock.now()))) throw notFound('The session');
        const rows = await sql.selectFrom('centres.entries').selectAll().where('session', '=', row.id).orderBy('id').execute();
        const record = rows.map(({ at, draft, field, before, after }) => ({
          at,
          draft,
          field,
          ...(before === null ? {} : { before }),
          ...(after === null ? {} : { after }),
        }));
        return { session: sessionOf(row), record };
      });
    },
    audited: async (actor) => {
      const person = supervisor(actor);
      return db.read<Tables, (Session & { fields?: string[] })[]>(person, async (sql) => {
        await placeOf(sql, person);
        const rows = await sessions(sql).orderBy('s.id', 'desc').limit(200).execute();
        const sampled = rows.filter((row) => row.sampled).map(({ id }) => id);
        const entered =
          sampled.length > 0
            ? await sql.selectFrom('centres.entries').select(['session', 'field']).distinct().where('session', 'in', sampled).execute()
            : [];
        return rows.map((row) => ({
          ...sessionOf(row),
          ...(row.sampled ? { fields: entered.filter(({ session }) => session === row.id).map(({ field }) => field) } : {}),
        }));
      });
    },
    async sweep() {
      const now = clock.now();
      await db.write<Tables, void>(system('end-sessions'), async (tx) => {
        const rows = await tx.sql
          .selectFrom('centres.sessions')
          .selectAll()
          .where('ended_at', 'is', null)
          .where((on) => on.or([on('until', '<=', now), on('seen_at', '<=', new Date(now.getTime() - IDLE_MS))]))
          .limit(200)
          .forUpdate()
          .skipLocked()
          .execute();
        for (const row of rows) await close(tx, row, over(times(row), now) === 'time' ? 'time' : 'idle', endsAt(times(row)));
      });
    },
  };
  return assist;
}

function idOf(id: string): string {
  if (!z.uuid().safeParse(id).success) throw notFound('The session');
  return id;
}
