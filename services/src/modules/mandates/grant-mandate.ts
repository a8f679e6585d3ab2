import type { Transaction } from 'kysely';
import type { Platform } from '../../platform/platform.ts';
import { enqueueMessage } from '../notifications/index.ts';
import type { AnyCommand, Grant } from './mandate.ts';
import type { Tables } from './tables.ts';

/** Records what the document of an application grants, with its journal and a word to both. Repeatable. */
export const grantMandate =
  ({ clock }: Platform) =>
  async (tx: AnyCommand, grant: Grant): Promise<{ id: string }> => {
    const { application, document, agency } = grant;
    const sql = tx.sql as Transaction<Tables>;
    const made = await sql
      .insertInto('mandates.mandates')
      .values({
        grantor: grant.grantor,
        grantor_name: grant.grantorName,
        grantee: grant.grantee,
        grantee_name: grant.granteeName,
        services: [...grant.services],
        from_on: grant.from,
        until_on: grant.to,
        agency,
        application,
        document,
        granted_at: clock.now(),
      })
      .onConflict((on) => on.column('application').doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!made) return sql.selectFrom('mandates.mandates').select('id').where('application', '=', application).executeTakeFirstOrThrow();
    await tx.journal({
      type: 'mandate.granted',
      agency,
      subject: grant.grantor,
      entity: `mandate:${made.id}`,
      data: { services: grant.services, from: grant.from, to: grant.to, document, grantee: grant.grantee },
    });
    for (const to of [grant.grantor, grant.grantee])
      await enqueueMessage(tx, {
        to,
        code: 'mandate.granted',
        params: {},
        link: '/account/mandates',
        cause: `mandate:${made.id}:granted`,
      });
    return made;
  };
