import { randomUUID } from 'node:crypto';
import { dushanbeDate } from '@hukumat/contract/locale';
import { type Actor, system } from '../../platform/actor.ts';
import type { Platform } from '../../platform/platform.ts';
import { notFound, unprocessable } from '../../platform/problem.ts';
import { enqueueMessage } from '../notifications/index.ts';
import { type AppealsDeps, dueOn, type Sending, type Sent } from './appeal.ts';
import { codeOf, digest } from './codes.ts';
import { countTry } from './slow-down.ts';
import { appealRows, type Tables, type Writing } from './tables.ts';

/** Registers an appeal with its number and last day. The same form sent again answers the same number and code. */
export const sendAppeal = (platform: Platform, deps: AppealsDeps) => {
  const count = countTry(platform);
  return async (actor: Actor, sending: Sending): Promise<Sent> => {
    const owner = actor.kind === 'person' ? actor.subject : null;
    if (!deps.agencies().includes(sending.agency)) throw notFound('The body');
    if (!/^[\w-]{22,100}$/.test(sending.key)) throw unprocessable('form-outdated', 'Open the form again');
    const key = digest(owner ?? '', sending.key);
    const earlier = () =>
      platform.db.read<Tables, Sent | undefined>(system('send-appeal'), async (sql) => {
        const row = await appealRows(sql).where('key', '=', key).executeTakeFirst();
        return row && { number: row.number, dueOn: row.due_on };
      });
    const code = owner === null ? codeOf(sending.key) : undefined;
    const known = await earlier();
    if (known) return { ...known, ...(code ? { code } : {}) };
    await count(owner === null ? 'sent' : 'person', owner ?? sending.from);

    const now = platform.clock.now();
    const today = dushanbeDate(now);
    const due = dueOn(sending.kind, today);
    const id = randomUUID();
    const register = platform.db.write<Tables, Sent>(actor, async (tx) => {
      const number = await nextNumber(tx, Number(today.slice(0, 4)));
      await tx.sql
        .insertInto('appeals.appeals')
        .values({
          id,
          number,
          key,
          owner,
          code: code ? digest(code) : null,
          sender_name: sending.senderName,
          address: sending.address ?? null,
          phone: sending.phone ?? null,
          email: sending.email ?? null,
          kind: sending.kind,
          reply: sending.reply,
          lang: sending.lang,
          text: sending.text,
          agency: sending.agency,
          bodies: [sending.agency],
          received_at: now,
          due_on: due,
          extended_until: null,
          state: 'received',
          answer: null,
          answered_at: null,
          answered_by: null,
          answered_by_name: null,
          on_time: null,
        })
        .execute();
      await tx.journal({
        type: 'appeal.received',
        agency: sending.agency,
        ...(owner ? { subject: owner } : {}),
        entity: `appeal:${id}`,
        data: { number, kind: sending.kind, dueOn: due },
      });
      if (owner)
        await enqueueMessage(tx, {
          to: owner,
          code: 'appeal.received',
          params: { number, agency: sending.agency },
          link: `/appeals/${number}`,
          cause: `appeal:${id}:received`,
        });
      return { number, dueOn: due, ...(code ? { code } : {}) };
    });
    try {
      return await register;
    } catch (error) {
      // The button was pressed twice: the other press has registered it between the look and the insert.
      const twin = (error as { code?: unknown }).code === '23505' ? await earlier() : undefined;
      if (!twin) throw error;
      return { ...twin, ...(code ? { code } : {}) };
    }
  };
};

/** `MUR-2026-000123`: the year's counter is a row, so that two at once wait for each other. */
async function nextNumber(tx: Writing, year: number): Promise<string> {
  const { last } = await tx.sql
    .insertInto('appeals.counters')
    .values({ year, last: 1 })
    .onConflict((on) => on.column('year').doUpdateSet((e) => ({ last: e('appeals.counters.last', '+', 1) })))
    .returning('last')
    .executeTakeFirstOrThrow();
  return `MUR-${year}-${String(last).padStart(6, '0')}`;
}
