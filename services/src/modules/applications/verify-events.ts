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
}

/**
 * Compares every timeline with the journal, which is hash-chained, and names the first line that was changed, removed, added or
 * moved; then replays the moves and names the application whose state they do not lead to.
 */
export async function verifyEvents(db: Pick<Database, 'owner'>): Promise<EventsVerdict> {
  return db.owner
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (trx): Promise<EventsVerdict> => {
      const { rows: applications } = await sql<{ id: string; state: string }>`
        select id, state from applications.applications order by id`.execute(trx);
      const { rows: events } = await sql<EventRow>`select * from applications.events order by id`.execute(trx);
      const { rows: recorded } = await sql<Recorded>`
        select entity, type, data->>'event' as event, data->>'digest' as digest from platform.journal
        where entity like 'application:%' and data ? 'event' order by seq`.execute(trx);
      const lines = Map.groupBy(events, (event) => event.application);
      const journal = Map.groupBy(recorded, (entry) => entry.entity.slice('application:'.length));
      // Handed in before the journal kept digests: their first lines have nothing to be compared with.
      const older = new Set(applications.map(({ id }) => id).filter((id) => journal.get(id)?.[0]?.type !== 'application.submitted'));
      for (const application of new Set([...applications.map(({ id }) => id), ...journal.keys()])) {
        const recordedHere = journal.get(application) ?? [];
        const known = (lines.get(application) ?? []).filter(({ id }) => !older.has(application) || id >= (recordedHere[0]?.event ?? 'z'));
        const found = compare(known, recordedHere);
        if (found) return { ok: false, application, ...found };
      }
      for (const { id, state } of applications.filter((one) => !older.has(one.id))) {
        const steps = (lines.get(id) ?? []).map(eventOf);
        const reached = reach(steps);
        if (reached !== state)
          return {
            ok: false,
            application: id,
            event: lines.get(id)?.at(-1)?.id ?? '',
            why: `the row says ${state}, the timeline ${reached}`,
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
