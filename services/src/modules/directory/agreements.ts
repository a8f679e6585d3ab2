import { dushanbeDate } from '@hukumat/contract/locale';
import { sql as raw, type Transaction } from 'kysely';
import { type Actor, ANONYMOUS, holds } from '../../platform/actor.ts';
import type { Platform } from '../../platform/platform.ts';
import { conflict, forbidden, notFound, unprocessable } from '../../platform/problem.ts';
import {
  AGREEMENT_STATES,
  type AgreementState,
  type Check,
  CONDITIONS,
  type Evidence,
  isCorrection,
  type Move,
  refusalOf,
} from './agreement.ts';
import { seedAgreements } from './agreements-seed.ts';
import type { Tables } from './table.ts';

/** What is publicly said of one body's way to the portal. */
export interface Agreement {
  agency: string;
  state: AgreementState;
  /** `yyyy-mm-dd`; unknown for some rows of a demonstration. */
  since?: string;
  number?: string;
  /** Nobody has confirmed it; `source` says where the totals come from. */
  sample: boolean;
  source?: string;
}

export interface AgreementMove {
  from?: AgreementState;
  to: AgreementState;
  on: string;
  note: string;
  number?: string;
  evidence?: string;
  by: string;
  at: Date;
}

/** Figures computed from the register and from nothing else. */
export interface TransitionFigures {
  /** Bodies that take part, in whatever state. */
  united: number;
  /** Bodies whose agreement is signed, and all that went further. */
  signed: number;
  /** Bodies whose former site was inspected. */
  inspected: number;
  byState: Record<AgreementState, number>;
  /** Any of it rests on rows that nobody has confirmed. */
  sample: boolean;
}

/** What other parts of the portal answer; absent, nobody has checked. */
export interface AgreementChecks {
  /** Whether the section of the body meets the standard. */
  audit?(agency: string): Promise<Check>;
  /** Whether the addresses of its former site lead on. */
  coverage?(agency: string): Promise<Check>;
}

/** The register of agreements and of the transition. Readers answer from memory, which follows every instance's moves. */
export interface Agreements {
  of(agency: string): Agreement | undefined;
  /** In the order in which they were told; callers order by name. */
  all(): readonly Agreement[];
  inspected(agency: string): boolean;
  figures(): TransitionFigures;
  /** With notes. @throws Problem 403 unless the actor is registrar or auditor, or heads the body. */
  moves(actor: Actor, agency: string): Promise<AgreementMove[]>;
  evidence(agency: string): Promise<Evidence>;
  /**
   * The registrar's. `from` is the state that was seen, so that nobody moves what has moved meanwhile. Sent twice, it moves once.
   * @throws Problem 403, 404, 409 `agreement-changed`, 422 with a code of MOVE_REFUSALS.
   */
  move(actor: Actor, agency: string, from: AgreementState | undefined, move: Move): Promise<void>;
}

export const registersAgreements = (actor: Actor): boolean => holds(actor, 'registrar', CENTRAL);
export const readsAgreement = (actor: Actor, agency: string): boolean =>
  registersAgreements(actor) || holds(actor, 'auditor', CENTRAL) || holds(actor, 'head', agency);

const CENTRAL = 'innovation-agency';
const CHANGED = 'agreement_moved';
const LONGEST_NOTE = 2_000;
const LONGEST_NUMBER = 60;

export function createAgreements(
  platform: Platform,
  checks: AgreementChecks,
  known: (agency: string) => boolean,
): Agreements & { start(): Promise<void> } {
  const { db, clock } = platform;
  let rows: ReadonlyMap<string, Agreement> = new Map();
  let inspected: ReadonlySet<string> = new Set();
  let unsure = false;

  const load = () =>
    db.read<Tables, void>(ANONYMOUS, async (sql) => {
      const agreements = await agreementRows(sql).orderBy('agency').execute();
      const seen = await sql.selectFrom('directory.inspections').selectAll().execute();
      rows = new Map(agreements.map((row) => [row.agency, agreementOf(row)]));
      inspected = new Set(seen.map(({ agency }) => agency));
      unsure = [...rows.values(), ...seen].some(({ sample }) => sample);
    });
  const evidence = async (agency: string): Promise<Evidence> => {
    const unknown: Check = { verdict: 'unknown' };
    const [audit = unknown, coverage = unknown] = await Promise.all([checks.audit?.(agency), checks.coverage?.(agency)]);
    return { audit, coverage };
  };

  return {
    async start() {
      if (platform.config.demo) await seedAgreements(db);
      await db.listen(CHANGED, () => {
        load().catch((error: unknown) => platform.log.error({ err: error }, 'the register of agreements was not read again'));
      });
      await load();
    },
    of: (agency) => rows.get(agency),
    all: () => [...rows.values()],
    inspected: (agency) => inspected.has(agency),
    figures() {
      const byState = Object.fromEntries(AGREEMENT_STATES.map((state) => [state, 0])) as TransitionFigures['byState'];
      for (const { state } of rows.values()) byState[state]++;
      return { united: rows.size, signed: rows.size - byState.invited, inspected: inspected.size, byState, sample: unsure };
    },
    evidence,
    async moves(actor, agency) {
      if (!readsAgreement(actor, agency)) throw forbidden('The register of agreements is kept by the registrar');
      return db.read<Tables, AgreementMove[]>(actor, async (sql) => {
        const found = await sql
          .selectFrom('directory.agreement_moves')
          .selectAll()
          .select(raw<string>`on_date::text`.as('on_date'))
          .where('agency', '=', agency)
          .orderBy('id', 'desc')
          .execute();
        return found.map((row) => ({
          ...(row.from_state ? { from: row.from_state as AgreementState } : {}),
          to: row.to_state as AgreementState,
          on: row.on_date,
          note: row.note,
          ...(row.number ? { number: row.number } : {}),
          ...(row.evidence ? { evidence: row.evidence } : {}),
          by: row.moved_by,
          at: row.moved_at,
        }));
      });
    },
    async move(actor, agency, from, wanted) {
      if (actor.kind !== 'person' || !registersAgreements(actor)) throw forbidden('The register of agreements is kept by the registrar');
      if (!known(agency)) throw notFound('The body');
      const move = { ...wanted, note: wanted.note.trim().slice(0, LONGEST_NOTE), number: wanted.number.trim().slice(0, LONGEST_NUMBER) };
      // Asked before the row is held: an answer may take its time.
      const found = await evidence(agency);
      await db.write<Tables, void>(actor, async (tx) => {
        await raw`select pg_advisory_xact_lock(hashtextextended(${`agreement ${agency}`}, 31))`.execute(tx.sql);
        const row = await agreementRows(tx.sql).where('agency', '=', agency).executeTakeFirst();
        const standing = row && agreementOf(row);
        if (standing?.state !== from) {
          if (await doneBefore(tx.sql, agency, actor.subject, from, move)) return;
          throw conflict('agreement-changed', 'Somebody has moved it meanwhile', { state: standing?.state ?? null });
        }
        const refused = refusalOf(standing, move, dushanbeDate(clock.now()), found);
        if (refused) throw unprocessable(refused, 'This move is refused', { to: move.to });
        const condition = isCorrection(from, move.to) ? undefined : CONDITIONS[move.to];
        const check = condition && found[condition];
        const source = check && 'source' in check ? check.source : null;
        const state = { state: move.to, since: move.on, number: move.number || standing?.number || null, sample: false, source: null };
        await tx.sql
          .insertInto('directory.agreements')
          .values({ agency, ...state })
          .onConflict((on) => on.column('agency').doUpdateSet(state))
          .execute();
        await tx.sql
          .insertInto('directory.agreement_moves')
          .values({
            agency,
            from_state: from ?? null,
            to_state: move.to,
            on_date: move.on,
            note: move.note,
            number: move.number || null,
            evidence: source,
            moved_by: actor.subject,
            moved_at: clock.now(),
          })
          .execute();
        await tx.journal({
          type: 'directory.agreement-moved',
          agency,
          entity: `agreement:${agency}`,
          data: { from: from ?? null, to: move.to, on: move.on, ...(source ? { evidence: source } : {}) },
        });
        await tx.notify(CHANGED, agency);
      });
      await load();
    },
  };
}

/** A double click: the same person has just made this very move. */
async function doneBefore(
  sql: Transaction<Tables>,
  agency: string,
  by: string,
  from: AgreementState | undefined,
  move: Move,
): Promise<boolean> {
  const last = await sql
    .selectFrom('directory.agreement_moves')
    .select(['from_state', 'to_state', 'moved_by'])
    .where('agency', '=', agency)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return last?.from_state === (from ?? null) && last.to_state === move.to && last.moved_by === by;
}

/** Days as text, because a day has no time zone. */
const agreementRows = (sql: Transaction<Tables>) =>
  sql.selectFrom('directory.agreements').selectAll().select(raw<string | null>`since::text`.as('since'));

const agreementOf = (row: {
  agency: string;
  state: string;
  since: string | null;
  number: string | null;
  sample: boolean;
  source: string | null;
}): Agreement => ({
  agency: row.agency,
  state: row.state as AgreementState,
  ...(row.since ? { since: row.since } : {}),
  ...(row.number ? { number: row.number } : {}),
  sample: row.sample,
  ...(row.source ? { source: row.source } : {}),
});
