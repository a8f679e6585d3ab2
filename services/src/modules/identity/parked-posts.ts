import type { FastifyRequest } from 'fastify';
import { sql as raw } from 'kysely';
import { system } from '../../platform/actor.ts';
import type { Platform } from '../../platform/platform.ts';
import { Problem } from '../../platform/problem.ts';
import type { Tables } from './tables.ts';
import type { Vault } from './vault.ts';
import type { Visitor } from './visitor.ts';

const KEPT_MS = 60 * 60_000;
const TASK = system('parked-posts');

/** What somebody sent just after their session ran out, kept for them and for nobody else who picks up the device. */
export function createParkedPosts(
  { db, clock }: Pick<Platform, 'db' | 'clock'>,
  vault: Vault,
  visitorOf: (request: FastifyRequest) => Visitor,
) {
  return {
    async park(request: FastifyRequest, path: string, body: unknown): Promise<string> {
      const { session } = visitorOf(request);
      if (!session || session.live) throw new Problem(401, 'sign-in-needed', 'Sign in to send this');
      const row = await db.write<Tables, { id: string }>(TASK, ({ sql }) =>
        sql
          .insertInto('identity.parked_posts')
          .values({
            subject: session.subject,
            sealed: vault.seal(`parked ${session.subject}`, { path, body }),
            expires_at: new Date(clock.now().getTime() + KEPT_MS),
          })
          .returning('id')
          .executeTakeFirstOrThrow(),
      );
      return row.id;
    },
    async take(request: FastifyRequest, id: string): Promise<{ path: string; body: unknown } | undefined> {
      const { actor } = visitorOf(request);
      if (actor.kind !== 'person') return undefined;
      const row = await db.write<Tables, { sealed: string; expires_at: Date } | undefined>(TASK, ({ sql }) =>
        sql
          .deleteFrom('identity.parked_posts')
          .where(raw<string>`id::text`, '=', id)
          .where('subject', '=', actor.subject)
          .returning(['sealed', 'expires_at'])
          .executeTakeFirst(),
      );
      if (!row || row.expires_at <= clock.now()) return undefined;
      return vault.open(`parked ${actor.subject}`, row.sealed) as { path: string; body: unknown };
    },
  };
}
