import { type ApplicationState, fieldsOf, type ServiceDefinition, visibleFields } from '@hukumat/contract';
import type { Actor } from '../../platform/actor.ts';
import { conflict, forbidden, notFound, unprocessable } from '../../platform/problem.ts';
import { enqueueMessage } from '../notifications/index.ts';
import { type Context, definitionOf, idOf, officerOf, type Person, supervises, today } from './context.ts';
import type { Application } from './model.ts';
import { listApplications, loadApplication, lockApplication, move, type Writing } from './records.ts';
import type { ApplicationRow, Tables } from './tables.ts';

/** The agency's applications, those due first on top; the ones without a date last. */
export const listQueue =
  (context: Context) =>
  async (actor: Actor, agency: string, filter: { state?: ApplicationState; mine?: boolean } = {}) => {
    const officer = officerOf(actor, agency);
    const found = await context.platform.db.read<Tables, Application[]>(officer, (db) =>
      listApplications(db, {
        agency,
        ...(filter.state ? { state: filter.state } : {}),
        ...(filter.mine ? { assignee: officer.subject } : {}),
      }),
    );
    return found.sort((a, b) => (a.dueOn ?? '9').localeCompare(b.dueOn ?? '9') || a.submittedAt.getTime() - b.submittedAt.getTime());
  };

/** Shows a file to an officer and writes down that it was looked at. */
export const inspectApplication = (context: Context) => async (actor: Actor, agency: string, id: string) => {
  const officer = officerOf(actor, agency);
  return context.platform.db.write<Tables, Application>(officer, async (tx) => {
    const application = await atDesk(tx, agency, id);
    await tx.sql
      .insertInto('applications.accesses')
      .values({
        application: application.id,
        subject: application.owner,
        agency,
        officer: officer.subject,
        officer_name: officer.name,
        at: context.platform.clock.now(),
      })
      .execute();
    await tx.journal({
      type: 'access.viewed',
      agency,
      subject: application.owner,
      entity: `application:${application.id}`,
      data: { number: application.number },
    });
    return application;
  });
};

export const claimApplication = (context: Context) => async (actor: Actor, agency: string, id: string, version: number) =>
  command(context, actor, agency, id, version, async (tx, row, officer) => {
    if (row.assignee && row.assignee !== officer.subject && !supervises(officer, agency)) throw taken(row);
    await move(
      tx,
      row,
      'claim',
      'desk',
      { assignee: officer.subject, assignee_name: officer.name },
      { type: 'application.assigned', at: context.platform.clock.now(), data: { assignee: officer.subject } },
    );
  });

/** Stops the clock and asks the applicant to mend exactly the named fields. */
export const sendBackApplication =
  (context: Context) => async (actor: Actor, agency: string, id: string, version: number, what: { fields: string[]; message: string }) => {
    const definition = await definitionAtDesk(context, actor, agency, id);
    const message = what.message.trim();
    if (message.length < 3 || message.length > 2000)
      throw unprocessable('message-needed', 'Say what has to be mended', { field: 'message' });
    return command(context, actor, agency, id, version, async (tx, row, officer) => {
      ownCase(row, officer, agency);
      const visible = new Set(visibleFields(definition.form, row.answers, today(context)).map(({ field }) => field.name));
      const unknown = what.fields.filter((name) => !visible.has(name));
      if (what.fields.length === 0 || unknown.length > 0)
        throw unprocessable('fields-unknown', 'Name the fields to be mended', { field: 'fields', unknown });
      const at = context.platform.clock.now();
      const left = row.due_on ? context.days.between(today(context), row.due_on) : undefined;
      const { sendBackDays } = definition.workflow;
      const until = sendBackDays ? addDays(today(context), sendBackDays) : undefined;
      const fields = withDependents(definition, what.fields);
      await move(
        tx,
        row,
        'send-back',
        'desk',
        { sent_back: JSON.stringify({ fields, message, ...(until ? { until } : {}) }), due_on: null, days_left: left ?? null },
        { type: 'application.sent-back', at, note: message, data: { fields, ...(until ? { until } : {}) } },
      );
      await enqueueMessage(tx, {
        to: row.owner,
        code: 'application.sent-back',
        params: { number: row.number, service: row.service, agency, ...(until ? { until } : {}) },
        link: `/account/applications/${row.id}`,
        cause: `application:${row.id}:sent-back:${row.version}`,
      });
    });
  };

export type Decision = { approve: true; note?: string | undefined } | { approve: false; reason: string; note?: string | undefined };

/** The decision. Of two officers at once one wins; the other gets 409 with what it is now. */
export const decideApplication =
  (context: Context) => async (actor: Actor, agency: string, id: string, version: number, decision: Decision) => {
    const definition = await definitionAtDesk(context, actor, agency, id);
    const note = decision.note?.trim().slice(0, 2000) || null;
    const decided = await command(context, actor, agency, id, version, async (tx, row, officer) => {
      ownCase(row, officer, agency);
      const at = context.platform.clock.now();
      if (decision.approve) {
        await move(
          tx,
          row,
          'approve',
          'desk',
          { note },
          { type: 'application.decided', at, ...(note ? { note } : {}), data: { approved: true } },
        );
        if (definition.output) await tx.enqueue('issue-document', { application: row.id }, { singletonKey: row.id });
      } else {
        const { reason } = decision;
        if (!definition.workflow.refusals?.some(({ code }) => code === reason))
          throw unprocessable('reason-unknown', 'Choose a reason from the list', { field: 'reason' });
        await move(
          tx,
          row,
          'reject',
          'desk',
          { note, reason },
          { type: 'application.decided', at, ...(note ? { note } : {}), data: { approved: false, reason } },
        );
      }
      await enqueueMessage(tx, {
        to: row.owner,
        code: decision.approve ? 'application.approved' : 'application.rejected',
        params: { number: row.number, service: row.service, agency },
        link: `/account/applications/${row.id}`,
        cause: `application:${row.id}:decided`,
      });
    });
    if (decision.approve && definition.output) await context.approved(decided.id);
    return context.platform.db.read<Tables, Application>(officerOf(actor, agency), (db) => loadApplication(db, decided.id));
  };

async function command(
  context: Context,
  actor: Actor,
  agency: string,
  id: string,
  version: number,
  work: (tx: Writing, row: ApplicationRow, officer: Person) => Promise<void>,
): Promise<Application> {
  const officer = officerOf(actor, agency);
  return context.platform.db.write<Tables, Application>(officer, async (tx) => {
    await atDesk(tx, agency, id);
    const row = await lockApplication(tx.sql, id, version);
    if (row.owner === officer.subject) throw forbidden('Nobody decides on their own application');
    await work(tx, row, officer);
    return loadApplication(tx.sql, id);
  });
}

/** @throws Problem 404 also when it belongs to another agency of the same officer. */
async function atDesk(tx: Writing, agency: string, id: string): Promise<Application> {
  const application = await loadApplication(tx.sql, idOf(id));
  if (application.agency !== agency) throw notFound('The application');
  return application;
}

async function definitionAtDesk(context: Context, actor: Actor, agency: string, id: string): Promise<ServiceDefinition> {
  const officer = officerOf(actor, agency);
  const application = await context.platform.db.read<Tables, Application>(officer, (db) => loadApplication(db, idOf(id)));
  if (application.agency !== agency) throw notFound('The application');
  return definitionOf(context)(application);
}

function ownCase(row: ApplicationRow, officer: Person, agency: string): void {
  if (row.assignee !== officer.subject && !supervises(officer, agency)) throw taken(row);
}

const taken = (row: ApplicationRow) =>
  conflict('assigned-to-another', 'Another officer works on this application', {
    assignee: row.assignee_name,
    state: row.state,
    version: row.version,
  });

/** The named fields and every field whose condition looks at one of them: a mended answer may ask for more. */
function withDependents({ form }: ServiceDefinition, named: readonly string[]): string[] {
  const open = new Set(named);
  for (let before = -1; before < open.size; ) {
    before = open.size;
    for (const step of form.steps) {
      for (const field of step.fields) {
        const conditions = [step.showWhen, field.showWhen].flatMap((rule) => (rule ? fieldsOf(rule) : []));
        if (conditions.some((name) => open.has(name))) open.add(field.name);
      }
    }
  }
  return [...open];
}

const addDays = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
