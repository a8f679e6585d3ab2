import type { Lang } from '@hukumat/contract';
import { type ColumnType, type Generated, type Selectable, sql, type Transaction } from 'kysely';
import type { Command } from '../../platform/platform.ts';
import type { Appeal, AppealEvent, AppealKind, Reply } from './appeal.ts';

type Day = ColumnType<string, string, never>;

interface AppealsTable {
  id: string;
  number: string;
  key: string;
  owner: string | null;
  code: string | null;
  sender_name: string;
  address: string | null;
  phone: string | null;
  email: string | null;
  kind: AppealKind;
  reply: Reply;
  lang: Lang;
  text: string;
  agency: string;
  bodies: string[];
  received_at: Date;
  due_on: Day;
  extended_until: ColumnType<string | null, string | null, string>;
  state: 'received' | 'answered';
  answer: string | null;
  answered_at: Date | null;
  answered_by: string | null;
  answered_by_name: string | null;
  on_time: boolean | null;
  version: Generated<number>;
}

export interface Tables {
  'appeals.counters': { year: number; last: number };
  'appeals.appeals': AppealsTable;
  'appeals.events': {
    id: Generated<string>;
    appeal: string;
    at: Date;
    type: string;
    actor: string;
    actor_name: string;
    agency: string;
    note: string | null;
  };
  'appeals.accesses': {
    id: Generated<string>;
    appeal: string;
    subject: string | null;
    agency: string;
    officer: string;
    officer_name: string;
    at: Date;
  };
  'appeals.attempts': { key: string; tries: number; since: Date };
}

export type AppealRow = Selectable<AppealsTable>;
export type Sql = Transaction<Tables>;
export type Writing = Command<Tables>;

/** Rows visible to the actor; days as text, because a day has no time zone. */
export const appealRows = (db: Sql) =>
  db
    .selectFrom('appeals.appeals')
    .selectAll()
    .select([sql<string>`due_on::text`.as('due_on'), sql<string | null>`extended_until::text`.as('extended_until')]);

/** The last day to answer. */
export const lastDay = sql<string>`coalesce(extended_until, due_on)`;

export async function withEvents(db: Sql, row: AppealRow): Promise<Appeal> {
  const events = await db.selectFrom('appeals.events').selectAll().where('appeal', '=', row.id).orderBy('id').execute();
  return {
    ...lineOf(row),
    reply: row.reply,
    lang: row.lang,
    text: row.text,
    bodies: row.bodies,
    version: row.version,
    ...(row.address ? { address: row.address } : {}),
    ...(row.phone ? { phone: row.phone } : {}),
    ...(row.email ? { email: row.email } : {}),
    ...(row.answer && row.answered_at ? { answer: row.answer, answeredAt: row.answered_at, onTime: row.on_time === true } : {}),
    events: events.map(
      ({ at, type, actor_name, agency, note }): AppealEvent => ({ at, type, actorName: actor_name, agency, ...(note ? { note } : {}) }),
    ),
  };
}

export const lineOf = (row: AppealRow) => ({
  id: row.id,
  number: row.number,
  kind: row.kind,
  senderName: row.sender_name,
  agency: row.agency,
  receivedAt: row.received_at,
  dueOn: row.extended_until ?? row.due_on,
  extended: row.extended_until !== null,
  state: row.state,
});
