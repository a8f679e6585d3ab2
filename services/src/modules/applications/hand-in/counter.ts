import type { Answers } from '@hukumat/contract';
import { Problem } from '../../../platform/problem.ts';
import type { Context } from '../context.ts';
import type { Channel, Submission } from '../model.ts';
import type { CounterPort } from '../ports.ts';
import type { Writing } from '../records.ts';
import type { ApplicationRow, DraftRow } from '../tables.ts';

/** What was typed for a person at a counter goes into the record of their session in the same transaction, or is not saved. */
export async function recordAtCounter(
  context: Context,
  tx: Writing,
  { id, service }: Pick<DraftRow, 'id' | 'service'>,
  before: Answers,
  after: Answers,
): Promise<void> {
  const { actor } = tx;
  if (actor.kind !== 'person' || !actor.assisted) return;
  await counterOf(context).record(tx, { session: actor.assisted.session, service, draft: id, before, after });
}

/** By which way an application came. */
export interface CounterFacts {
  channel: Channel;
  assisted: string | null;
}

/** The channel of a submission. At a counter the citizen's session must live. @throws Problem 403 `code-needed`. */
export async function confirmAtCounter(
  context: Context,
  tx: Writing,
  { channel, assisted }: Pick<Submission, 'channel' | 'assisted'>,
  row: Pick<ApplicationRow, 'id' | 'service'>,
  draft: Pick<DraftRow, 'id'> | undefined,
): Promise<CounterFacts> {
  const { actor } = tx;
  const session = actor.kind === 'person' ? actor.assisted?.session : undefined;
  if (!session && channel !== 'centre' && !assisted) return { channel: 'online', assisted: null };
  if (!session || !draft || (assisted && assisted !== session)) throw codeNeeded();
  await counterOf(context).confirm(tx, { session, service: row.service, draft: draft.id, application: row.id });
  return { channel: 'centre', assisted: session };
}

const codeNeeded = () => new Problem(403, 'code-needed', 'At a counter the citizen’s one-time code comes first');

function counterOf({ deps }: Context): CounterPort {
  if (!deps.counter) throw codeNeeded();
  return deps.counter;
}
