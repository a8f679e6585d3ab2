import { system } from '../../platform/actor.ts';
import { conflict } from '../../platform/problem.ts';
import { enqueueMessage } from '../notifications/index.ts';
import { type Context, idOf } from './context.ts';
import type { Application } from './model.ts';
import { loadApplication, lockApplication, move } from './records.ts';
import type { Tables } from './tables.ts';

/** An application whose document may be made. @throws Problem 409 when it is not approved. */
export const decidedApplication = (context: Context) => async (id: string) => {
  const application = await context.platform.db.read<Tables, Application>(system('issue-document'), (db) => loadApplication(db, idOf(id)));
  if (application.state !== 'approved' && application.state !== 'issued')
    throw conflict('move-refused', `It is ${application.state}`, { state: application.state });
  return application;
};

/** Records that the document is there and tells the applicant. Asking again changes nothing. */
export const markIssued = (context: Context) => async (id: string, document: string) => {
  await context.platform.db.write<Tables, void>(system('issue-document'), async (tx) => {
    const row = await lockApplication(tx.sql, idOf(id));
    if (row.state === 'issued' && row.document === document) return;
    await move(tx, row, 'issue', 'portal', { document }, { type: 'document.issued', at: context.platform.clock.now(), data: { document } });
    await enqueueMessage(tx, {
      to: row.owner,
      code: 'document.issued',
      params: { number: row.number, service: row.service, agency: row.agency },
      link: '/account/documents',
      cause: `application:${row.id}:issued`,
    });
  });
};

/** Records that the document is void. Asking again changes nothing. */
export const markRevoked = (context: Context) => async (id: string, document: string) => {
  await context.platform.db.write<Tables, void>(system('document-revoked'), async (tx) => {
    const row = await lockApplication(tx.sql, idOf(id));
    if (row.state === 'revoked' || row.document !== document) return;
    await move(tx, row, 'revoke', 'desk', {}, { type: 'document.revoked', at: context.platform.clock.now(), data: { document } });
  });
};
