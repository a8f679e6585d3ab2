import type { ServiceDefinition } from '@hukumat/contract';
import { system } from '../../platform/actor.ts';
import { conflict } from '../../platform/problem.ts';
import { enqueueMessage } from '../notifications/index.ts';
import { type Context, definitionOf, idOf, today } from './context.ts';
import type { Application } from './model.ts';
import type { KnownPerson } from './ports.ts';
import { loadApplication, lockApplication, move, type Writing } from './records.ts';
import type { ApplicationRow, Tables } from './tables.ts';

const TASK = system('issue-document');

/** An application whose document may be made. @throws Problem 409 when it is not approved, or its fee not paid. */
export const decidedApplication = (context: Context) => async (id: string) => {
  const application = await context.platform.db.read<Tables, Application>(TASK, (db) => loadApplication(db, idOf(id)));
  if ((application.state !== 'approved' && application.state !== 'issued') || application.feeDue)
    throw conflict('move-refused', `It is ${application.state}`, { state: application.state });
  return application;
};

/** Records that the document is there, grants what it grants, and tells the applicant. Asking again changes nothing. */
export const markIssued = (context: Context) => async (id: string, document: string) => {
  const application = await context.platform.db.read<Tables, Application>(TASK, (db) => loadApplication(db, idOf(id)));
  const definition = await definitionOf(context)(application);
  const grantee = await granteeOf(context, definition, application);
  await context.platform.db.write<Tables, void>(TASK, async (tx) => {
    const row = await lockApplication(tx.sql, application.id);
    if (row.state === 'issued' && row.document === document) return;
    if (row.fee_due) throw conflict('move-refused', 'The fee is not paid', { state: row.state });
    await move(tx, row, 'issue', 'portal', { document }, { type: 'document.issued', at: context.platform.clock.now(), data: { document } });
    await grantMandate(context, tx, row, definition, grantee, document);
    for (const to of new Set([row.owner, ...(row.acting ? [row.acting] : [])])) {
      await enqueueMessage(tx, {
        to,
        code: 'document.issued',
        params: { number: row.number, service: row.service, agency: row.agency },
        link: to === row.owner ? '/account/documents' : `/account/applications/${row.id}`,
        cause: `application:${row.id}:issued`,
      });
    }
  });
};

/** Whoever may act from now on: the second person who signed, or the one whom the answers name. */
async function granteeOf(context: Context, { output }: ServiceDefinition, application: Application): Promise<KnownPerson | undefined> {
  if (!output?.mandate) return undefined;
  if (application.party) return { subject: application.party, name: application.partyName ?? application.party };
  const answer = (name: string) => String(application.answers[name] ?? '');
  return context.deps.identity.findPerson({ passport: answer(output.mandate.passport), surname: answer(output.mandate.surname) });
}

async function grantMandate(
  context: Context,
  tx: Writing,
  row: ApplicationRow,
  { output }: ServiceDefinition,
  grantee: KnownPerson | undefined,
  document: string,
): Promise<void> {
  if (!output?.mandate || !grantee || grantee.subject === row.owner) return;
  const until = String(row.answers[output.mandate.until] ?? today(context));
  // It took longer to issue than it was to last: there is nothing left to grant.
  if (until < today(context)) return;
  await context.deps.mandates?.grant(tx, {
    grantor: row.owner,
    grantorName: row.applicant,
    grantee: grantee.subject,
    granteeName: grantee.name,
    services: output.mandate.services,
    from: today(context),
    to: until,
    agency: row.agency,
    document,
    application: row.id,
  });
}

/** Records that the document is void. Asking again changes nothing. */
export const markRevoked = (context: Context) => async (id: string, document: string) => {
  await context.platform.db.write<Tables, void>(system('document-revoked'), async (tx) => {
    const row = await lockApplication(tx.sql, idOf(id));
    if (row.state === 'revoked' || row.document !== document) return;
    await move(tx, row, 'revoke', 'desk', {}, { type: 'document.revoked', at: context.platform.clock.now(), data: { document } });
  });
};
