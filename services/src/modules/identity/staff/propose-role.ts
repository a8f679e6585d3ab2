import type { Role } from '@hukumat/contract';
import { sql as raw } from 'kysely';
import { enqueueMessage } from '../../notifications/index.ts';
import type { Tx } from './rows.ts';
import { PROPOSAL_DAYS } from './staff.ts';

const DAY = 86_400_000;

/** Writes down a role that waits for a second person, and tells those who may be it. The same one is asked for once at a time. */
export async function propose(
  tx: Tx,
  { agency, subject, role, by }: { agency: string; subject: string; role: Role; by: string },
  now: Date,
): Promise<void> {
  const open = { agency, subject, role, state: 'open' } as const;
  await tx.sql
    .updateTable('identity.proposals')
    .set({ state: 'lapsed', decided_at: now })
    .where((on) => on.and(open))
    .where('expires_at', '<=', now)
    .execute();
  const made = await tx.sql
    .insertInto('identity.proposals')
    .values({ ...open, proposed_by: by, proposed_at: now, expires_at: new Date(now.getTime() + PROPOSAL_DAYS * DAY) })
    .onConflict((on) => on.columns(['agency', 'subject', 'role']).where('state', '=', 'open').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!made) return;
  await tx.journal({ type: 'identity.role-proposed', agency, subject, entity: `proposal:${made.id}`, data: { role, by } });
  const { rows: second } = await raw<{ subject: string }>`select subject from identity.second_persons(${agency})`.execute(tx.sql);
  for (const { subject: to } of second.filter((one) => one.subject !== by && one.subject !== subject))
    await enqueueMessage(tx, {
      to,
      code: 'staff.proposed',
      params: { agency },
      link: `/account/staff/${agency}/`,
      cause: `proposal:${made.id}`,
    });
}
