import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { type Kysely, sql, type Transaction } from 'kysely';
import { type Actor, actorName } from './actor.ts';
import type { Database } from './platform.ts';

/** What a command tells the journal. `data` is JSON; keep personal data out of it. */
export interface JournalEntry {
  type: string;
  agency?: string;
  subject?: string;
  entity: string;
  data?: Record<string, unknown>;
}

interface Row {
  seq: number;
  at: Date;
  actor: string;
  type: string;
  agency: string | null;
  subject: string | null;
  entity: string;
  data: unknown;
  prev_hash: string;
  hash: string;
}

const BEGINNING = '0'.repeat(64);
const BATCH = 1000;

/** Appends one entry in the command's transaction; from here to commit other writers of the journal wait. */
export async function appendJournal<T>(trx: Transaction<T>, actor: Actor, at: Date, entry: JournalEntry): Promise<void> {
  const { rows } = await sql<{ seq: number; hash: string }>`select * from platform.lock_journal_head()`.execute(trx);
  const head = rows[0];
  if (!head) throw new Error('the journal has no head');
  const row: Omit<Row, 'hash'> = {
    seq: head.seq + 1,
    at,
    actor: actorName(actor),
    type: entry.type,
    agency: entry.agency ?? null,
    subject: entry.subject ?? null,
    entity: entry.entity,
    data: JSON.parse(JSON.stringify(entry.data ?? {})),
    prev_hash: head.hash,
  };
  await sql`insert into platform.journal (seq, at, actor, type, agency, subject, entity, data, prev_hash, hash)
    values (${row.seq}, ${row.at}, ${row.actor}, ${row.type}, ${row.agency}, ${row.subject}, ${row.entity},
      ${JSON.stringify(row.data)}::jsonb, ${row.prev_hash}, ${hashOf(row)})`.execute(trx);
}

export type JournalVerdict = { ok: true; entries: number } | { ok: false; seq: number; why: string };

/** Recomputes the whole chain and names the first entry that was changed, removed, added or moved. */
export async function verifyJournal(db: Pick<Database, 'owner'>): Promise<JournalVerdict> {
  // One snapshot for chain and head, so that a command committing meanwhile looks like no break.
  return db.owner
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (trx) => {
      let seq = 0;
      let hash = BEGINNING;
      for (;;) {
        const rows = await page(trx, seq);
        for (const row of rows) {
          if (row.seq !== seq + 1) return { ok: false, seq: seq + 1, why: 'missing' };
          if (row.prev_hash !== hash) return { ok: false, seq: row.seq, why: 'does not continue the entry before it' };
          if (row.hash !== hashOf(row)) return { ok: false, seq: row.seq, why: 'changed' };
          seq = row.seq;
          hash = row.hash;
        }
        if (rows.length < BATCH) break;
      }
      const { rows } = await sql<{ seq: number; hash: string }>`select seq, hash from platform.journal_head`.execute(trx);
      const head = rows[0];
      if (!head || head.seq > seq) return { ok: false, seq: seq + 1, why: 'missing' };
      if (head.seq < seq || head.hash !== hash) return { ok: false, seq: Math.min(head.seq + 1, seq), why: 'not written by the portal' };
      return { ok: true, entries: seq };
    });
}

async function page(trx: Kysely<unknown>, after: number): Promise<Row[]> {
  const { rows } = await sql<Row>`select * from platform.journal where seq > ${after} order by seq limit ${BATCH}`.execute(trx);
  return rows;
}

function hashOf(row: Omit<Row, 'hash'>): string {
  const { seq, at, actor, type, agency, subject, entity, data, prev_hash } = row;
  const text = canonicalize({ seq, at: at.toISOString(), actor, type, agency, subject, entity, data, prev_hash });
  return createHash('sha256')
    .update(text ?? '')
    .digest('hex');
}
