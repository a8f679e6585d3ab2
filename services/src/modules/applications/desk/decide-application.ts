import type { ServiceDefinition } from '@hukumat/contract';
import type { Actor } from '../../../platform/actor.ts';
import { conflict, unprocessable } from '../../../platform/problem.ts';
import { enqueueMessage } from '../../notifications/index.ts';
import { payUntil, tellToPay } from '../carry-on.ts';
import { addDays, type Context, officerOf, today } from '../context.ts';
import { charge, FEE_DUE_DAYS, feesOfIssue } from '../hand-in/fees.ts';
import type { Application, Decision, Proposal } from '../model.ts';
import { happened, loadApplication, move } from '../records.ts';
import { ended } from '../sla/clock.ts';
import type { Tables } from '../tables.ts';
import { atWork, definitionAtDesk, ownCase, type Work } from './command.ts';

/**
 * The decision. Of two officers at once one wins; the other gets 409 with what it is now. Where the definition wants four eyes
 * the first call only proposes, and another officer's own decision is the second pair.
 */
export const decideApplication =
  (context: Context) => async (actor: Actor, agency: string, id: string, version: number, given: Decision) => {
    const definition = await definitionAtDesk(context, actor, agency, id);
    const note = given.note?.trim().slice(0, 2000);
    const decision: Decision = { ...given, note: note || undefined };
    const decided = await atWork(context, actor, agency, id, version, async (room) => {
      knownReason(definition, decision);
      await opinionsGiven(room, definition, decision);
      if (!definition.workflow.fourEyes) {
        ownCase(room);
        return settle(context, room, definition, decision);
      }
      const { row, officer } = room;
      // The second pair of eyes is anybody of the desk but the first one. Whoever decides otherwise has proposed that instead:
      // nothing becomes final that two people have not wanted alike.
      if (row.proposal && row.proposal.by !== officer.subject)
        return alike(row.proposal.decision, decision) ? settle(context, room, definition, decision) : propose(room, decision);
      ownCase(room);
      if (row.proposal) throw conflict('second-officer-needed', 'Another officer has to confirm it', { version: row.version });
      await propose(room, decision);
    });
    if (decided.state === 'approved' && definition.output && !decided.feeDue) await context.approved(decided.id);
    return context.platform.db.read<Tables, Application>(officerOf(actor, agency), (db) => loadApplication(db, decided.id));
  };

const alike = (one: Decision, other: Decision): boolean => (one.approve ? other.approve : !other.approve && one.reason === other.reason);

async function propose({ tx, row, officer, as, at }: Work, decision: Decision): Promise<void> {
  const proposal: Proposal = { by: officer.subject, name: officer.name, at: at.toISOString(), decision };
  await move(
    tx,
    row,
    'propose',
    as,
    { proposal: JSON.stringify(proposal) },
    { type: 'application.proposed', at, data: { approved: decision.approve } },
  );
}

async function settle(context: Context, { tx, row, as, at }: Work, definition: ServiceDefinition, decision: Decision): Promise<void> {
  const note = decision.note ?? null;
  const lines = decision.approve ? feesOfIssue(context, definition, row.answers) : [];
  // After a reopening the fee for issuing may have been paid already: nobody pays it twice.
  const due = lines.length > 0 && (await charge(context, tx, row, lines, 'issue'))?.paid === false;
  const decided = await move(
    tx,
    row,
    decision.approve ? 'approve' : 'reject',
    as,
    {
      ...ended(context.days, row, today(context)),
      note,
      decided_at: at,
      proposal: null,
      fee_due: due,
      ...(due ? { expires_on: addDays(today(context), FEE_DUE_DAYS) } : {}),
      ...(decision.approve ? { reason: null } : { reason: decision.reason }),
    },
    {
      type: 'application.decided',
      at,
      ...(note ? { note } : {}),
      data: {
        approved: decision.approve,
        ...(decision.approve ? {} : { reason: decision.reason }),
        ...(row.proposal ? { proposedBy: row.proposal.by } : {}),
      },
    },
  );
  if (due) {
    await happened(tx, decided, { type: 'payment.requested', at, data: { until: payUntil(today(context)) } });
    await tellToPay(tx, decided, 'application.fee-due');
  } else if (decision.approve && definition.output) {
    await tx.enqueue('issue-document', { application: row.id }, { singletonKey: row.id });
  }
  if (!decision.approve) await context.deps.slots?.release(tx, `application:${row.id}`);
  // Whoever is asked to pay has been told of the decision by that.
  for (const to of new Set([...(due ? [] : [row.owner]), ...(row.acting ? [row.acting] : [])])) {
    await enqueueMessage(tx, {
      to,
      code: decision.approve ? 'application.approved' : 'application.rejected',
      params: { number: row.number, service: row.service, agency: row.agency },
      link: `/account/applications/${row.id}`,
      cause: `application:${row.id}:decided:${row.version}`,
    });
  }
}

function knownReason({ workflow }: ServiceDefinition, decision: Decision): void {
  if (decision.approve) return;
  if (!workflow.refusals?.some(({ code }) => code === decision.reason))
    throw unprocessable('reason-unknown', 'Choose a reason from the list', { field: 'reason' });
}

/** Nobody approves past an agency that has to be heard. @throws Problem 409 `opinion-needed`. */
async function opinionsGiven({ tx, row }: Work, { workflow }: ServiceDefinition, decision: Decision): Promise<void> {
  const needed = (workflow.opinions ?? []).filter(({ required }) => required).map(({ agency }) => agency);
  if (!decision.approve || needed.length === 0) return;
  const given = await tx.sql
    .selectFrom('applications.opinions')
    .select('agency')
    .where('application', '=', row.id)
    .where('answered_at', 'is not', null)
    .execute();
  const missing = needed.filter((agency) => !given.some((one) => one.agency === agency));
  if (missing.length > 0) throw conflict('opinion-needed', 'An opinion is still needed', { agencies: missing, version: row.version });
}
