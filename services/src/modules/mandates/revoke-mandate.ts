import { dushanbeDate } from '@hukumat/contract/locale';
import type { Transaction } from 'kysely';
import { type Actor, actorName } from '../../platform/actor.ts';
import type { Platform } from '../../platform/platform.ts';
import { conflict, notFound, Problem, unprocessable } from '../../platform/problem.ts';
import { enqueueMessage } from '../notifications/index.ts';
import { type AnyCommand, type Mandate, revocable } from './mandate.ts';
import { closeMandate, type MandateRow, mandateOf, mandateRows, type Tables } from './tables.ts';

export type Revoked = (tx: AnyCommand, mandate: Mandate, reason: string) => Promise<void>;

/** Takes a mandate back by the one who gave it; what hangs on it is revoked in the same transaction. */
export const revokeMandate =
  (platform: Platform, tell: Revoked) =>
  async (actor: Actor, id: string, reason: string): Promise<Mandate> => {
    if (actor.kind !== 'person') throw new Problem(401, 'sign-in-needed', 'Sign in first');
    const why = reason.trim().slice(0, 500);
    if (!why) throw unprocessable('reason-needed', 'Say why');
    return platform.db.write<Tables, Mandate>(actor, async (tx) => {
      await closeMandate(tx, id);
      const row = await mandateRows(tx.sql).where('id', '=', id).where('grantor', '=', actor.subject).forUpdate().executeTakeFirst();
      if (!row) throw notFound('The mandate');
      const before = mandateOf(row, dushanbeDate(platform.clock.now()));
      if (!revocable(before.state)) throw conflict('mandate-ended', `It is ${before.state}`, { state: before.state });
      const mandate = await takeBack(platform, tx, row, why);
      await tell(tx, mandate, why);
      return mandate;
    });
  };

/** The same, when its document is revoked: nothing is told back to the document. */
export const revokeOfDocument =
  (platform: Platform) =>
  async (tx: AnyCommand, document: string, reason: string): Promise<void> => {
    const row = await mandateRows(tx.sql as Transaction<Tables>)
      .where('document', '=', document)
      .forUpdate()
      .executeTakeFirst();
    if (!row || row.revoked_at) return;
    await closeMandate(tx, row.id);
    await takeBack(platform, tx, row, reason);
  };

async function takeBack({ clock }: Platform, tx: AnyCommand, row: MandateRow, reason: string): Promise<Mandate> {
  const now = clock.now();
  await (tx.sql as Transaction<Tables>)
    .updateTable('mandates.mandates')
    .set({ revoked_at: now, revoked_by: actorName(tx.actor), reason })
    .where('id', '=', row.id)
    .execute();
  await tx.journal({
    type: 'mandate.revoked',
    agency: row.agency,
    subject: row.grantor,
    entity: `mandate:${row.id}`,
    data: { document: row.document, grantee: row.grantee },
  });
  for (const to of [row.grantor, row.grantee])
    await enqueueMessage(tx, {
      to,
      code: 'mandate.revoked',
      params: {},
      link: '/account/mandates',
      cause: `mandate:${row.id}:revoked`,
    });
  return mandateOf({ ...row, revoked_at: now, reason }, dushanbeDate(now));
}
