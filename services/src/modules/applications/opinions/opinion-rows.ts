import { sql } from 'kysely';
import { type Context, today } from '../context.ts';
import type { Opinion, Upload } from '../model.ts';
import type { Reading } from '../records.ts';
import type { OpinionRow } from '../tables.ts';

export const opinionRows = (db: Reading) =>
  db.selectFrom('applications.opinions').selectAll().select(sql<string | null>`due_on::text`.as('due_on'));

export const opinionOf = (context: Context, row: OpinionRow, uploads: Upload[]): Opinion => ({
  id: row.id,
  application: row.application,
  number: row.number,
  service: row.service,
  asking: row.asking,
  agency: row.agency,
  question: row.question,
  shared: row.shared,
  uploads,
  askedName: row.asked_name,
  askedAt: row.asked_at,
  overdue: !row.answered_at && !row.recalled_at && row.due_on !== null && row.due_on < today(context),
  ...(row.due_on ? { dueOn: row.due_on } : {}),
  ...(row.answer ? { answer: row.answer } : {}),
  ...(row.favours === null ? {} : { favours: row.favours }),
  ...(row.answered_name ? { answeredName: row.answered_name } : {}),
  ...(row.answered_at ? { answeredAt: row.answered_at } : {}),
  ...(row.recalled_at ? { recalled: true } : {}),
});
