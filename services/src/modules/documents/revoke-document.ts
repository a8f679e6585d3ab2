import { dushanbeDate } from '@hukumat/contract/locale';
import type { Transaction } from 'kysely';
import { type Actor, actorName, holds } from '../../platform/actor.ts';
import type { Platform } from '../../platform/platform.ts';
import { conflict, forbidden, notFound, Problem, unprocessable } from '../../platform/problem.ts';
import type { Mandate } from '../mandates/index.ts';
import { enqueueMessage } from '../notifications/index.ts';
import type { AnyCommand, DocumentsDeps } from './document.ts';
import { type DocumentRow, documentRows, stateOn, type Tables } from './tables.ts';

/** Declares a document void, and the mandate it granted with it. */
export const revokeDocument =
  (platform: Platform, { mandates }: Pick<DocumentsDeps, 'mandates'>) =>
  async (actor: Actor, id: string, reason: string, agency?: string): Promise<void> => {
    if (actor.kind !== 'person') throw new Problem(401, 'sign-in-needed', 'Sign in first');
    const why = reason.trim().slice(0, 500);
    await platform.db.write<Tables, void>(actor, async (tx) => {
      const row = await documentRows(tx.sql).where('id', '=', id).executeTakeFirst();
      if (!row?.sha256 || (agency !== undefined && row.agency !== agency)) throw notFound('The document');
      const heads = holds(actor, 'supervisor', row.agency) || holds(actor, 'head', row.agency);
      if (row.owner !== actor.subject && !heads) throw forbidden('Only a supervisor or the head of the agency may do this');
      if (heads ? !row.revocable : !row.mandate) throw conflict('document-not-revocable', 'This document cannot be taken back');
      if (!why) throw unprocessable('reason-needed', 'Say why');
      const state = stateOn(row, platform.clock.now());
      if (state !== 'issued') throw conflict('document-ended', `It is ${state}`, { state });
      await declareVoid(platform, tx, row, why);
      await mandates.revokeOfDocument(tx, row.id, why);
    });
  };

/** The document of a mandate that its grantor takes back, in the transaction of that command. */
export const revokeWithMandate =
  (platform: Platform) =>
  async (tx: AnyCommand, { document }: Mandate, reason: string): Promise<void> => {
    const row = await documentRows(tx.sql).where('id', '=', document).executeTakeFirst();
    if (row && row.state !== 'revoked') await declareVoid(platform, tx, row, reason);
  };

async function declareVoid({ clock }: Platform, tx: AnyCommand, row: DocumentRow, reason: string): Promise<void> {
  const now = clock.now();
  const { numUpdatedRows } = await (tx.sql as Transaction<Tables>)
    .updateTable('documents.documents')
    .set({ state: 'revoked', revoked_at: now, revoked_by: actorName(tx.actor), revoked_reason: reason })
    .where('id', '=', row.id)
    .where('state', '=', 'issued')
    .executeTakeFirst();
  // Two at once: the second finds it done.
  if (numUpdatedRows === 0n) throw conflict('document-ended', 'It was revoked meanwhile', { state: 'revoked' });
  await tx.journal({
    type: 'document.revoked',
    agency: row.agency,
    subject: row.owner,
    entity: `document:${row.id}`,
    data: { number: row.number, on: dushanbeDate(now) },
  });
  await tx.enqueue('document-revoked', { application: row.application, document: row.id }, { singletonKey: row.id });
  await enqueueMessage(tx, {
    to: row.owner,
    code: 'document.revoked',
    params: { number: row.number, service: row.service, agency: row.agency },
    link: `/account/documents/${row.id}`,
    cause: `document:${row.id}:revoked`,
  });
}
