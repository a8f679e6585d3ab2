import type { Lang, Text } from '@hukumat/contract';
import type { Transaction } from 'kysely';
import { z } from 'zod';
import { type Actor, holds } from '../../platform/actor.ts';
import type { Platform } from '../../platform/platform.ts';
import { forbidden, notFound, Problem, unprocessable } from '../../platform/problem.ts';
import type { HandedDocument } from '../applications/index.ts';
import type { AnyCommand, IssuedDocument } from './document.ts';
import { documentOf, documentRows, stateOn, type Tables } from './tables.ts';

const WORDS = {
  'document-unknown': {
    tg: 'Чунин ҳуҷҷат дар байни ҳуҷҷатҳои Шумо нест',
    ru: 'Такого документа нет среди ваших документов',
    en: 'This is not one of your documents',
  },
  'document-other-service': {
    tg: 'Дар ин ҷо ҳуҷҷати дигар лозим аст',
    ru: 'Здесь нужен другой документ',
    en: 'Another document is needed here',
  },
  'document-revoked': {
    tg: 'Ин ҳуҷҷат бекор карда шудааст',
    ru: 'Этот документ отозван',
    en: 'This document was revoked',
  },
  'document-expired': {
    tg: 'Муҳлати ин ҳуҷҷат гузаштааст',
    ru: 'Срок действия этого документа истёк',
    en: 'This document has expired',
  },
  'document-consent': {
    tg: 'Барои супоридани ҳуҷҷат розигии Шумо лозим аст',
    ru: 'Чтобы передать документ, нужно ваше согласие',
    en: 'Your consent is needed to hand the document over',
  },
} as const satisfies Record<string, Record<Lang, string>>;

/** Gives a document of the actor's own to the agency of an application, with the consent, in the transaction that submits it. */
export const handOverDocument =
  ({ clock }: Platform) =>
  async (tx: AnyCommand, request: HandedDocument): Promise<{ title: Text; number: string }> => {
    const { actor } = tx;
    if (actor.kind !== 'person') throw new Problem(401, 'sign-in-needed', 'Sign in first');
    const refuse = (code: keyof typeof WORDS) =>
      unprocessable('answers-invalid', 'The document cannot be handed over', {
        errors: [{ field: request.field, step: request.step, code, message: WORDS[code][request.lang] }],
      });
    const sql = tx.sql as Transaction<Tables>;
    const row = z.uuid().safeParse(request.document).success
      ? await documentRows(sql).where('id', '=', request.document).where('owner', '=', actor.subject).executeTakeFirst()
      : undefined;
    if (!row?.sha256) throw refuse('document-unknown');
    if (!request.from.includes(row.service)) throw refuse('document-other-service');
    const state = stateOn(row, clock.now());
    if (state !== 'issued') throw refuse(`document-${state}`);
    if (!request.consent.trim()) throw refuse('document-consent');
    const made = await sql
      .insertInto('documents.hand_overs')
      .values({
        document: row.id,
        owner: row.owner,
        from_service: row.service,
        to_agency: request.agency,
        to_service: request.service,
        application: request.application,
        field: request.field,
        consent: request.consent.trim().slice(0, 2000),
        consented_at: clock.now(),
      })
      // Chosen, changed, and chosen again: it was given already.
      .onConflict((on) => on.columns(['application', 'field', 'document']).doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!made) return { title: row.title, number: row.number };
    await tx.journal({
      type: 'document.handed-over',
      agency: request.agency,
      subject: row.owner,
      entity: `document:${row.id}`,
      data: { number: row.number, handOver: made.id, application: request.application, service: request.service },
    });
    return { title: row.title, number: row.number };
  };

/** Opens at the desk what was handed to it, and writes it down where its owner sees it. */
export const openHandedOver =
  ({ db, clock, objects }: Platform) =>
  async (actor: Actor, agency: string, id: string): Promise<{ document: IssuedDocument; bytes: Uint8Array }> => {
    if (actor.kind !== 'person') throw new Problem(401, 'sign-in-needed', 'Sign in first');
    if (!worksAt(actor, agency)) throw forbidden('Only officers of this agency may do this');
    if (!z.uuid().safeParse(id).success) throw notFound('The document');
    const document = await db.write<Tables, IssuedDocument>(actor, async (tx) => {
      const given = await tx.sql
        .selectFrom('documents.hand_overs')
        .selectAll()
        .where('id', '=', id)
        .where('to_agency', '=', agency)
        .executeTakeFirst();
      const row = given && (await documentRows(tx.sql).where('id', '=', given.document).executeTakeFirst());
      const found = row && documentOf(row, clock.now());
      if (!given || !found) throw notFound('The document');
      await tx.sql
        .insertInto('documents.accesses')
        .values({
          document: found.id,
          hand_over: given.id,
          subject: given.owner,
          agency,
          officer: actor.subject,
          officer_name: actor.name,
          at: clock.now(),
        })
        .execute();
      await tx.journal({
        type: 'access.viewed',
        agency,
        subject: given.owner,
        entity: `document:${found.id}`,
        data: { number: found.number, handOver: given.id },
      });
      return found;
    });
    const bytes = await objects.get(document.sha256);
    if (!bytes) throw notFound('The document');
    return { document, bytes };
  };

export const worksAt = (actor: Actor, agency: string): boolean =>
  (['officer', 'supervisor', 'head'] as const).some((role) => holds(actor, role, agency));
