import { sql } from 'kysely';
import type { Database } from '../../platform/platform.ts';
import { replay } from './application.ts';
import { digestOf, eventOf } from './records.ts';
import type { EventRow } from './tables.ts';

export type EventsVerdict = { ok: true; events: number } | { ok: false; application: string; event: string; why: string };

interface Recorded {
  entity: string;
  type: string;
  event: string;
  digest: string;
  number: string;
  subject: string;
  agency: string;
}

/**
 * Compares every timeline with the journal, which is hash-chained, and names the first line that was changed, removed, added or
 * moved; then names the application that was never handed in, or whose state its moves do not lead to. There is no older
 * application that the journal need not know: it has kept the lines since the first one.
 */
export async function verifyEvents(db: Pick<Database, 'owner'>): Promise<EventsVerdict> {
  return db.owner
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (trx): Promise<EventsVerdict> => {
      const { rows: applications } = await sql<{ id: string; state: string; number: string; owner: string; agency: string }>`
        select id, state, number, owner, agency from applications.applications order by id`.execute(trx);
      const { rows: events } = await sql<EventRow>`select * from applications.events order by id`.execute(trx);
      const { rows: recorded } = await sql<Recorded>`
        select entity, type, data->>'event' as event, data->>'digest' as digest, data->>'number' as number, subject, agency
        from platform.journal
        where entity like 'application:%' and data ? 'event' order by seq`.execute(trx);
      const lines = Map.groupBy(events, (event) => event.application);
      const journal = Map.groupBy(recorded, (entry) => entry.entity.slice('application:'.length));
      for (const application of new Set([...applications.map(({ id }) => id), ...journal.keys()])) {
        const found = compare(lines.get(application) ?? [], journal.get(application) ?? []);
        if (found) return { ok: false, application, ...found };
      }
      for (const row of applications) {
        const first = journal.get(row.id)?.[0];
        // Every application begins with its submission in the journal; a row without one was put there by somebody else.
        if (first?.type !== 'application.submitted')
          return { ok: false, application: row.id, event: first?.event ?? '', why: 'not written by the portal' };
        if (first.number !== row.number || first.subject !== row.owner || first.agency !== row.agency)
          return { ok: false, application: row.id, event: first.event, why: 'its number, owner or agency is another' };
        const reached = reach((lines.get(row.id) ?? []).map(eventOf));
        if (reached !== row.state)
          return {
            ok: false,
            application: row.id,
            event: lines.get(row.id)?.at(-1)?.id ?? '',
            why: `the row says ${row.state}, the timeline ${reached}`,
          };
      }
      return { ok: true, events: events.length };
    });
}

function compare(lines: readonly EventRow[], journal: readonly Recorded[]): { event: string; why: string } | undefined {
  for (let i = 0; i < Math.max(lines.length, journal.length); i++) {
    const [line, entry] = [lines[i], journal[i]];
    if (!line) return { event: entry?.event ?? '', why: 'missing' };
    if (!entry) return { event: line.id, why: 'not written by the portal' };
    if (line.id !== entry.event) {
      const known = journal.some(({ event }) => event === line.id);
      const gone = !lines.some(({ id }) => id === entry.event);
      return gone ? { event: entry.event, why: 'missing' } : { event: line.id, why: known ? 'moved' : 'not written by the portal' };
    }
    if (digestOf(line) !== entry.digest) return { event: line.id, why: 'changed' };
  }
  return undefined;
}

function reach(steps: Parameters<typeof replay>[0]): string {
  try {
    return replay(steps);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
