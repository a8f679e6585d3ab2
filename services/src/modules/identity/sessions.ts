import type { Loa } from '@hukumat/contract';
import { sql as raw } from 'kysely';
import { system } from '../../platform/actor.ts';
import type { Platform } from '../../platform/platform.ts';
import { loaOf } from './assurance.ts';
import { fullName, readRoles } from './people.ts';
import type { Tables } from './tables.ts';
import { randomText, sha256, type Vault } from './vault.ts';

const MINUTE = 60_000;
const IDLE = 30 * MINUTE;
const LONGEST = 8 * 60 * MINUTE;
/** A session is marked as seen at most this often, so that reading costs no write. */
const MARK_EVERY = MINUTE;
const TASK = system('sessions');

export interface Tokens {
  refresh?: string;
}

/** What a provider vouched for at the end of a sign-in. */
export interface Vouched {
  subject: string;
  loa: Loa;
  amr: string[];
  opSid: string | undefined;
  tokens: Tokens;
  /** When the provider is to be asked again whether the sign-in still stands. */
  refreshAt: Date | undefined;
  /** The longest this session may last, in milliseconds. */
  longest?: number;
}

export interface Session {
  id: string;
  subject: string;
  name: string;
  roles: ReturnType<typeof readRoles>;
  loa: Loa;
  /** False once it has run out; then it says only whose it was. */
  live: boolean;
  expiresAt: number;
  refreshDue: boolean;
}

export function createSessions({ db, clock, log }: Pick<Platform, 'db' | 'clock' | 'log'>, vault: Vault) {
  const at = (ms: number) => new Date(clock.now().getTime() + ms);

  /** By the cookie's value: session, name and roles in one query. */
  async function find(sid: string): Promise<Session | undefined> {
    const now = clock.now();
    const row = await db.read<Tables, (SessionRow & { roles: string[] }) | undefined>(TASK, (sql) =>
      sql
        .selectFrom('identity.sessions as s')
        .innerJoin('identity.people as p', 'p.subject', 's.subject')
        .select(['s.id', 's.subject', 's.acr', 's.seen_at', 's.idle_until', 's.abs_until', 's.refresh_at'])
        .select(['p.surname', 'p.given_name', 'p.patronymic'])
        .select(raw<string[]>`array(select r.agency || ':' || r.role from identity.roles r where r.subject = s.subject)`.as('roles'))
        .where('s.sid_hash', '=', sha256(sid))
        .executeTakeFirst(),
    );
    if (!row) return undefined;
    const live = row.idle_until > now && row.abs_until > now;
    if (live && now.getTime() - row.seen_at.getTime() > MARK_EVERY) await markSeen(row.id, now);
    return {
      id: row.id,
      subject: row.subject,
      name: fullName(row),
      roles: readRoles(row.roles),
      loa: loaOf(row.acr),
      live,
      expiresAt: Math.min(row.idle_until.getTime(), row.abs_until.getTime()),
      refreshDue: row.refresh_at !== null && row.refresh_at <= now,
    };
  }

  async function markSeen(id: string, now: Date): Promise<void> {
    await db.write<Tables, unknown>(TASK, ({ sql }) =>
      sql
        .updateTable('identity.sessions')
        .set({ seen_at: now, idle_until: at(IDLE) })
        .where('id', '=', id)
        .where('idle_until', '>', now)
        .execute(),
    );
  }

  /** Opens a session under a new id and ends the one that stood in the same browser. @returns the cookie's value. */
  async function open(vouched: Vouched, before: string | undefined): Promise<string> {
    const sid = randomText();
    await db.write<Tables, void>(TASK, async ({ sql, journal }) => {
      const replaced = before
        ? await sql.deleteFrom('identity.sessions').where('sid_hash', '=', sha256(before)).returning(['subject', 'acr']).executeTakeFirst()
        : undefined;
      const { id } = await sql
        .insertInto('identity.sessions')
        .values({
          sid_hash: sha256(sid),
          subject: vouched.subject,
          op_sid: vouched.opSid ?? null,
          tokens: vault.seal('session-tokens', vouched.tokens),
          acr: vouched.loa,
          amr: vouched.amr,
          signed_in_at: clock.now(),
          seen_at: clock.now(),
          idle_until: at(Math.min(IDLE, vouched.longest ?? IDLE)),
          abs_until: at(Math.min(LONGEST, vouched.longest ?? LONGEST)),
          refresh_at: vouched.refreshAt ?? null,
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      const stepUp = replaced?.subject === vouched.subject && replaced.acr !== vouched.loa;
      const type = stepUp ? 'identity.stepped-up' : 'identity.signed-in';
      await journal({ type, subject: vouched.subject, entity: `session:${id}`, data: { loa: vouched.loa, amr: vouched.amr } });
    });
    return sid;
  }

  /** Ends sessions by the cookie's value, their own id, or what the provider calls them. @returns those that ended. */
  async function end(
    which: { sid: string } | { id: string; subject: string } | { opSid: string } | { everyOneOf: string },
    why: string,
  ): Promise<{ subject: string; op_sid: string | null }[]> {
    return db.write<Tables, { subject: string; op_sid: string | null }[]>(TASK, async ({ sql, journal }) => {
      let query = sql.deleteFrom('identity.sessions').returning(['id', 'subject', 'op_sid']);
      if ('sid' in which) query = query.where('sid_hash', '=', sha256(which.sid));
      else if ('id' in which) query = query.where(raw<string>`id::text`, '=', which.id).where('subject', '=', which.subject);
      else if ('opSid' in which) query = query.where('op_sid', '=', which.opSid);
      else query = query.where('subject', '=', which.everyOneOf);
      const ended = await query.execute();
      for (const { id, subject } of ended) {
        await journal({ type: 'identity.signed-out', subject, entity: `session:${id}`, data: { why } });
      }
      return ended;
    });
  }

  /**
   * Asks the provider again, once however many requests come at the same time. @returns whether the session still stands.
   * A provider that is away ends nobody's session: it is asked again a minute later.
   */
  async function refresh(
    id: string,
    ask: (token: string) => Promise<{ tokens: Tokens; refreshAt: Date | undefined } | 'refused' | 'away'>,
  ) {
    return db.write<Tables, boolean>(TASK, async ({ sql, journal }) => {
      const row = await sql.selectFrom('identity.sessions').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
      if (!row) return false;
      if (!row.refresh_at || row.refresh_at > clock.now()) return true;
      const { refresh: token } = vault.open('session-tokens', row.tokens) as Tokens;
      const answer = token ? await ask(token) : 'refused';
      if (answer === 'refused') {
        await sql.deleteFrom('identity.sessions').where('id', '=', id).execute();
        await journal({ type: 'identity.signed-out', subject: row.subject, entity: `session:${id}`, data: { why: 'refresh-refused' } });
        return false;
      }
      if (answer === 'away') log.warn('the identity provider does not answer; sessions go on');
      const change =
        answer === 'away'
          ? { refresh_at: at(MINUTE) }
          : { tokens: vault.seal('session-tokens', answer.tokens), refresh_at: answer.refreshAt ?? null };
      await sql.updateTable('identity.sessions').set(change).where('id', '=', id).execute();
      return true;
    });
  }

  const list = (subject: string) =>
    db.read<Tables, { id: string; acr: string; signed_in_at: Date; seen_at: Date }[]>(TASK, (sql) =>
      sql
        .selectFrom('identity.sessions')
        .select(['id', 'acr', 'signed_in_at', 'seen_at'])
        .where('subject', '=', subject)
        .where('idle_until', '>', clock.now())
        .where('abs_until', '>', clock.now())
        .orderBy('seen_at', 'desc')
        .execute(),
    );

  /** What has run out goes: sessions a day after their end, since a parked POST may still ask whose it was. */
  async function sweep(): Promise<void> {
    await db.write<Tables, void>(TASK, async ({ sql }) => {
      await sql
        .deleteFrom('identity.sessions')
        .where('abs_until', '<', at(-24 * 60 * MINUTE))
        .execute();
      await sql.deleteFrom('identity.logins').where('expires_at', '<', clock.now()).execute();
      await sql.deleteFrom('identity.parked_posts').where('expires_at', '<', clock.now()).execute();
      await sql.deleteFrom('identity.oidc').where('expires_at', '<', clock.now()).execute();
      await sql
        .deleteFrom('identity.attempts')
        .where('since', '<', at(-60 * MINUTE))
        .execute();
    });
  }

  return { find, open, end, refresh, list, sweep };
}

export type Sessions = ReturnType<typeof createSessions>;

interface SessionRow {
  id: string;
  subject: string;
  acr: string;
  seen_at: Date;
  idle_until: Date;
  abs_until: Date;
  refresh_at: Date | null;
  surname: string;
  given_name: string;
  patronymic: string | null;
}
