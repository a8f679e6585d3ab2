import { dushanbeDate } from '@hukumat/contract/locale';
import type { Transaction } from 'kysely';
import { z } from 'zod';
import { type Actor, system } from '../../platform/actor.ts';
import type { Platform } from '../../platform/platform.ts';
import { notFound, Problem } from '../../platform/problem.ts';
import { grantMandate } from './grant-mandate.ts';
import { type Mandate, type Mandates, type MandatesDeps, refusal } from './mandate.ts';
import { type Revoked, revokeMandate, revokeOfDocument } from './revoke-mandate.ts';
import { mandateRoutes } from './routes.ts';
import { holdMandate, mandateOf, mandateRows, type Tables } from './tables.ts';

const LIST = 200;

export function createMandates(platform: Platform, deps: MandatesDeps): Mandates {
  const { db, clock } = platform;
  const today = () => dushanbeDate(clock.now());
  const listeners: Revoked[] = [];
  const revoke = revokeMandate(platform, async (tx, mandate, reason) => {
    for (const listener of listeners) await listener(tx, mandate, reason);
  });

  /** Received by the actor, open for a service today. */
  const open = async (actor: Actor, service: string, grantor?: string): Promise<Mandate[]> => {
    if (actor.kind !== 'person') return [];
    return db.read<Tables, Mandate[]>(actor, async (sql) => {
      let query = mandateRows(sql).where('grantee', '=', actor.subject).where('revoked_at', 'is', null);
      if (grantor !== undefined) query = query.where('grantor', '=', grantor);
      const rows = await query.orderBy('id', 'desc').limit(LIST).execute();
      return rows.map((row) => mandateOf(row, today())).filter((mandate) => refusal(mandate, service, today()) === undefined);
    });
  };

  const mandates: Mandates = {
    grant: grantMandate(platform),
    async revoke(actor, id, reason) {
      return revoke(actor, idOf(id), reason);
    },
    revokeOfDocument: revokeOfDocument(platform),
    onRevoked: (listener) => {
      listeners.push(listener);
    },
    mayAct: async (actor, grantor, service) => (await open(actor, service, grantor))[0],
    async acting(tx, id, service) {
      const { actor } = tx;
      if (actor.kind !== 'person') throw new Problem(401, 'sign-in-needed', 'Sign in first');
      await holdMandate(tx, idOf(id));
      const row = await mandateRows(tx.sql as Transaction<Tables>)
        .where('id', '=', id)
        .where('grantee', '=', actor.subject)
        .executeTakeFirst();
      if (!row) throw notFound('The mandate');
      const mandate = mandateOf(row, today());
      const code = refusal(mandate, service, today());
      if (code) throw new Problem(403, code, 'This mandate does not open the service');
      return mandate;
    },
    forService: (actor, service) => open(actor, service),
    async mine(actor) {
      if (actor.kind !== 'person') throw new Problem(401, 'sign-in-needed', 'Sign in first');
      const all = await db.read<Tables, Mandate[]>(actor, async (sql) => {
        const rows = await mandateRows(sql)
          .where((on) => on.or([on('grantor', '=', actor.subject), on('grantee', '=', actor.subject)]))
          .orderBy('id', 'desc')
          .limit(LIST)
          .execute();
        return rows.map((row) => mandateOf(row, today()));
      });
      return {
        given: all.filter(({ grantor }) => grantor === actor.subject),
        received: all.filter(({ grantee }) => grantee === actor.subject),
      };
    },
    ofDocument: (document) =>
      db.read<Tables, Mandate | undefined>(system('verify-mandate'), async (sql) => {
        const row = await mandateRows(sql).where('document', '=', document).executeTakeFirst();
        return row && mandateOf(row, today());
      }),
    routes: (app) => mandateRoutes(app, mandates, deps),
  };
  return mandates;
}

/** An id from an address; anything that is no id is simply not found. */
function idOf(text: string): string {
  if (!z.uuid().safeParse(text).success) throw notFound('The mandate');
  return text;
}
