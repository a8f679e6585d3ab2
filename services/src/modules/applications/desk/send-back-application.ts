import { fieldsOf, type ServiceDefinition, visibleFields } from '@hukumat/contract';
import type { Actor } from '../../../platform/actor.ts';
import { unprocessable } from '../../../platform/problem.ts';
import { enqueueMessage } from '../../notifications/index.ts';
import { addDays, type Context, today, words } from '../context.ts';
import { happened, move } from '../records.ts';
import { stopped } from '../sla/clock.ts';
import { atWork, definitionAtDesk, ownCase } from './command.ts';

/** Days to answer where the definition names none: nothing lies sent back for ever. */
const SEND_BACK_DAYS = 30;

/** Stops the clock and asks the applicant to mend exactly the named fields. */
export const sendBackApplication =
  (context: Context) => async (actor: Actor, agency: string, id: string, version: number, what: { fields: string[]; message: string }) => {
    const definition = await definitionAtDesk(context, actor, agency, id);
    const message = words(what.message, 'message');
    return atWork(context, actor, agency, id, version, async (room) => {
      ownCase(room);
      const { tx, row, as, at } = room;
      const visible = new Set(visibleFields(definition.form, row.answers, today(context)).map(({ field }) => field.name));
      const unknown = what.fields.filter((name) => !visible.has(name));
      if (what.fields.length === 0 || unknown.length > 0)
        throw unprocessable('fields-unknown', 'Name the fields to be mended', { field: 'fields', unknown });
      // Whoever signed is the one that was named; another second person is another application.
      const named = namedBy(definition);
      if (what.fields.some((name) => named.includes(name)))
        throw unprocessable('second-person-fixed', 'The second person cannot be replaced by a correction', { field: 'fields' });
      const until = addDays(today(context), definition.workflow.sendBackDays ?? SEND_BACK_DAYS);
      const fields = withDependents(definition, what.fields).filter((name) => !named.includes(name));
      const clock = stopped(context.days, row, today(context));
      const back = await move(
        tx,
        row,
        'send-back',
        as,
        { sent_back: JSON.stringify({ fields, message, until }), expires_on: until, proposal: null, ...clock },
        { type: 'application.sent-back', at, note: message, data: { fields, until } },
      );
      await happened(tx, back, { type: 'sla.paused', at, data: { daysLeft: clock.days_left } });
      await enqueueMessage(tx, {
        to: row.acting ?? row.owner,
        code: 'application.sent-back',
        params: { number: row.number, service: row.service, agency, until },
        link: `/account/applications/${row.id}`,
        cause: `application:${row.id}:sent-back:${row.version}`,
      });
    });
  };

const namedBy = ({ workflow: { acceptance } }: ServiceDefinition): string[] =>
  acceptance ? [acceptance.passport, acceptance.surname] : [];

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
