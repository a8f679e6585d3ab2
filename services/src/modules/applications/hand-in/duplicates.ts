import type { Answers, ApplicationState, ServiceDefinition } from '@hukumat/contract';
import { sql } from 'kysely';
import { unprocessable } from '../../../platform/problem.ts';
import type { Writing } from '../records.ts';
import type { ApplicationRow } from '../tables.ts';

/** States of an application that came to nothing: the same may be asked for again. */
const WITHOUT_EFFECT: readonly ApplicationState[] = ['rejected', 'closed_without_action', 'withdrawn', 'expired', 'revoked'];

/**
 * Refuses a second request with the answers by which the definition tells them apart. Submissions of one person for one
 * service wait for each other here, so that two at once do not both find nothing.
 * @throws Problem 422 `duplicate` with the `field` to look at and the `number` of the earlier one.
 */
export async function refuseDuplicate(
  tx: Writing,
  { id: service, unique }: ServiceDefinition,
  { id, owner, answers }: Pick<ApplicationRow, 'id' | 'owner'> & { answers: Answers },
): Promise<void> {
  if (!unique) return;
  await sql`select pg_advisory_xact_lock(hashtextextended(${`applications.unique:${owner}:${service}`}, 0))`.execute(tx.sql);
  let alike = tx.sql
    .selectFrom('applications.applications')
    .select('number')
    .where('owner', '=', owner)
    .where('service', '=', service)
    .where('id', '!=', id)
    .where('state', 'not in', WITHOUT_EFFECT)
    .orderBy('submitted_at');
  // An answer that was not asked is alike with another that was not.
  for (const name of unique) alike = alike.where(sql<boolean>`answers -> ${name}::text is not distinct from ${json(answers[name])}::jsonb`);
  const earlier = await alike.limit(1).executeTakeFirst();
  if (earlier) throw unprocessable('duplicate', 'The same was handed in before', { field: unique.at(-1), number: earlier.number });
}

const json = (value: unknown): string | null => (value === undefined ? null : JSON.stringify(value));
