import { sql as raw } from 'kysely';
import { type Actor, system } from '../../platform/actor.ts';
import type { Platform } from '../../platform/platform.ts';
import { forbidden, notFound, Problem } from '../../platform/problem.ts';
import type { AccessToken } from './index.ts';
import { fullName, readRoles } from './people.ts';
import type { Tables } from './tables.ts';
import { randomText, sha256 } from './vault.ts';

const TASK = system('access-tokens');
/** Roles whose work is done from a command line. */
const FOR_WORK = new Set(['developer', 'supervisor', 'reviewer', 'release-manager', 'registrar']);
const MOST = 20;

/** Access tokens for the command line: each for one person in one agency, kept only as a hash. */
export function createAccessTokens({ db, clock }: Pick<Platform, 'db' | 'clock'>) {
  const personOf = (actor: Actor) => {
    if (actor.kind !== 'person') throw new Problem(401, 'sign-in-needed', 'Sign in to manage access tokens');
    return actor;
  };
  const outside = (row: { id: string; name: string; agency: string; created_at: Date; expires_at: Date }): AccessToken => ({
    id: row.id,
    name: row.name,
    agency: row.agency,
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
  });

  return {
    /** Whom a token stands for: the person, with the roles they hold today in the token's agency. */
    async actor(token: string): Promise<Actor | undefined> {
      const row = await db.read<
        Tables,
        (Pick<Tables['identity.people'], 'subject' | 'surname' | 'given_name' | 'patronymic'> & { roles: string[] }) | undefined
      >(TASK, (sql) =>
        sql
          .selectFrom('identity.access_tokens as t')
          .innerJoin('identity.people as p', 'p.subject', 't.subject')
          .select(['p.subject', 'p.surname', 'p.given_name', 'p.patronymic'])
          .select(
            raw<
              string[]
            >`array(select r.agency || ':' || r.role from identity.roles r where r.subject = t.subject and r.agency = t.agency)`.as(
              'roles',
            ),
          )
          .where('t.hash', '=', sha256(token))
          .where('t.revoked_at', 'is', null)
          .where('t.expires_at', '>', clock.now())
          .executeTakeFirst(),
      );
      return row && { kind: 'person', subject: row.subject, name: fullName(row), loa: 'substantial', roles: readRoles(row.roles) };
    },

    async issue(actor: Actor, wanted: { agency: string; name: string; days: number }): Promise<AccessToken & { token: string }> {
      const { subject, roles } = personOf(actor);
      if (!roles.some((r) => r.agency === wanted.agency && FOR_WORK.has(r.role))) {
        throw forbidden('Access tokens are for those who build, review or release for this agency');
      }
      if ((await this.mine(actor)).length >= MOST)
        throw new Problem(409, 'too-many-tokens', 'Revoke a token that you no longer need first');
      const token = randomText();
      const now = clock.now();
      const row = await db.write<Tables, Tables['identity.access_tokens'] & { id: string }>(TASK, async ({ sql, journal }) => {
        const values = {
          hash: sha256(token),
          subject,
          agency: wanted.agency,
          name: wanted.name,
          created_at: now,
          expires_at: new Date(now.getTime() + wanted.days * 86_400_000),
          revoked_at: null,
        };
        const { id } = await sql.insertInto('identity.access_tokens').values(values).returning('id').executeTakeFirstOrThrow();
        await journal({ type: 'identity.token-issued', agency: wanted.agency, subject, entity: `access-token:${id}` });
        return { ...values, id } as unknown as Tables['identity.access_tokens'] & { id: string };
      });
      return { ...outside(row), token };
    },

    async mine(actor: Actor): Promise<AccessToken[]> {
      const { subject } = personOf(actor);
      const rows = await db.read<Tables, (Omit<Tables['identity.access_tokens'], 'id'> & { id: string })[]>(TASK, (sql) =>
        sql
          .selectFrom('identity.access_tokens')
          .selectAll()
          .where('subject', '=', subject)
          .where('revoked_at', 'is', null)
          .where('expires_at', '>', clock.now())
          .orderBy('created_at', 'desc')
          .execute(),
      );
      return rows.map(outside);
    },

    async revoke(actor: Actor, id: string): Promise<void> {
      const { subject } = personOf(actor);
      await db.write<Tables, void>(TASK, async ({ sql, journal }) => {
        const row = await sql
          .updateTable('identity.access_tokens')
          .set({ revoked_at: clock.now() })
          .where(raw<string>`id::text`, '=', id)
          .where('subject', '=', subject)
          .where('revoked_at', 'is', null)
          .returning('agency')
          .executeTakeFirst();
        if (!row) throw notFound('The access token');
        await journal({ type: 'identity.token-revoked', agency: row.agency, subject, entity: `access-token:${id}` });
      });
    },
  };
}

export type AccessTokens = ReturnType<typeof createAccessTokens>;
