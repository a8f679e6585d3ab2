import { dushanbeDate } from '@hukumat/contract/locale';
import { type Actor, actorName, holds } from '../../platform/actor.ts';
import type { Platform } from '../../platform/platform.ts';
import { conflict, forbidden, notFound, Problem, unprocessable } from '../../platform/problem.ts';
import { enqueueMessage } from '../notifications/index.ts';
import { type Appeal, type AppealLine, type AppealsDeps, daysAfter, TERMS } from './appeal.ts';
import { type AppealRow, appealRows, lastDay, lineOf, type Tables, type Writing, withEvents } from './tables.ts';

type Person = Extract<Actor, { kind: 'person' }>;
const LIST = 300;
const ROLES = ['officer', 'supervisor', 'head'] as const;

/** @throws Problem 401 and 403 for whoever does not answer appeals of this body. */
function deskOf(actor: Actor, agency: string): Person {
  if (actor.kind !== 'person') throw new Problem(401, 'sign-in-needed', 'Sign in first');
  if (!ROLES.some((role) => holds(actor, role, agency))) throw forbidden('Only officers of this body read its appeals');
  return actor;
}

export const deskAppeals =
  ({ db }: Platform) =>
  async (actor: Actor, agency: string): Promise<AppealLine[]> => {
    const person = deskOf(actor, agency);
    return db.read<Tables, AppealLine[]>(person, async (sql) => {
      const rows = await appealRows(sql)
        .where('agency', '=', agency)
        .orderBy('state', 'desc')
        .orderBy(lastDay)
        .orderBy('number')
        .limit(LIST)
        .execute();
      return rows.map(lineOf);
    });
  };

/** Reading somebody's appeal is written down in the same transaction, or it is not read. */
export const openAppeal =
  ({ db, clock }: Platform) =>
  async (actor: Actor, agency: string, id: string): Promise<Appeal> => {
    const person = deskOf(actor, agency);
    return db.write<Tables, Appeal>(person, async (tx) => {
      const row = await appealRows(tx.sql)
        .where('id', '=', id)
        .where((e) => e(e.val(agency), '=', e.fn.any('bodies')))
        .executeTakeFirst();
      if (!row) throw notFound('The appeal');
      await tx.sql
        .insertInto('appeals.accesses')
        .values({ appeal: row.id, subject: row.owner, agency, officer: person.subject, officer_name: person.name, at: clock.now() })
        .execute();
      await tx.journal({ type: 'access.viewed', agency, ...(row.owner ? { subject: row.owner } : {}), entity: `appeal:${row.id}` });
      return withEvents(tx.sql, row);
    });
  };

interface Act {
  actor: Actor;
  agency: string;
  id: string;
  version: number;
}

/** What every act of a desk shares: the right person, the appeal it saw, still waiting; then what changes, its event, its journal. */
async function act(
  { db, clock }: Platform,
  { actor, agency, id, version }: Act,
  type: 'answered' | 'forwarded' | 'extended',
  change: (row: AppealRow, person: Person, tx: Writing) => { set: Partial<AppealRow>; note: string },
): Promise<void> {
  const person = deskOf(actor, agency);
  await db.write<Tables, void>(person, async (tx) => {
    const row = await appealRows(tx.sql).where('id', '=', id).where('agency', '=', agency).forUpdate().executeTakeFirst();
    if (!row) throw notFound('The appeal');
    if (row.state === 'answered') throw conflict('appeal-answered', 'It is answered already');
    if (row.version !== version) throw conflict('appeal-changed', 'A colleague has changed it meanwhile', { version: row.version });
    // Whoever complained about the body they work for does not answer themselves.
    if (row.owner === person.subject) throw forbidden('Nobody answers their own appeal');
    const { set, note } = change(row, person, tx);
    await tx.sql
      .updateTable('appeals.appeals')
      .set({ ...(set as { version?: number }), version: version + 1 })
      .where('id', '=', row.id)
      .execute();
    const at = clock.now();
    await tx.sql
      .insertInto('appeals.events')
      .values({ appeal: row.id, at, type: `appeal.${type}`, actor: actorName(person), actor_name: person.name, agency, note: note || null })
      .execute();
    await tx.journal({
      type: `appeal.${type}`,
      agency,
      ...(row.owner ? { subject: row.owner } : {}),
      entity: `appeal:${row.id}`,
      data: { number: row.number, ...(set.agency ? { to: set.agency } : {}), ...(set.extended_until ? { until: set.extended_until } : {}) },
    });
    if (row.owner)
      await enqueueMessage(tx, {
        to: row.owner,
        code: `appeal.${type}`,
        params: { number: row.number, agency: set.agency ?? agency },
        link: `/appeals/${row.number}`,
        cause: `appeal:${row.id}:${type}:${version + 1}`,
      });
  });
}

const reasonOf = (text: string): string => {
  const reason = text.trim().slice(0, 1000);
  if (!reason) throw unprocessable('reason-needed', 'Say why');
  return reason;
};

export const answerAppeal = (platform: Platform) => (actor: Actor, agency: string, id: string, version: number, text: string) =>
  act(platform, { actor, agency, id, version }, 'answered', (row, person) => {
    const answer = text.trim().slice(0, 10_000);
    if (!answer) throw unprocessable('answer-needed', 'Write the answer');
    const now = platform.clock.now();
    return {
      set: {
        state: 'answered',
        answer,
        answered_at: now,
        answered_by: person.subject,
        answered_by_name: person.name,
        on_time: dushanbeDate(now) <= (row.extended_until ?? row.due_on),
      },
      note: '',
    };
  });

export const forwardAppeal =
  (platform: Platform, deps: AppealsDeps) => (actor: Actor, agency: string, id: string, version: number, to: string, reason: string) =>
    act(platform, { actor, agency, id, version }, 'forwarded', (row) => {
      if (!deps.agencies().includes(to)) throw unprocessable('body-unknown', 'Choose a body');
      if (to === agency) throw unprocessable('same-body', 'It is with this body already');
      return { set: { agency: to, bodies: [...new Set([...row.bodies, to])] }, note: reasonOf(reason) };
    });

export const extendAppeal =
  (platform: Platform) => (actor: Actor, agency: string, id: string, version: number, days: number, reason: string) =>
    act(platform, { actor, agency, id, version }, 'extended', (row) => {
      if (row.extended_until) throw conflict('appeal-extended', 'Its term was made longer once');
      if (!Number.isInteger(days) || days < 1 || days > TERMS.extension)
        throw unprocessable('extension-too-long', `From 1 to ${TERMS.extension} days`, { most: TERMS.extension });
      return { set: { extended_until: daysAfter(row.due_on, days) }, note: reasonOf(reason) };
    });
