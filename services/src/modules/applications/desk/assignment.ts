import { type Actor, holds } from '../../../platform/actor.ts';
import { forbidden, unprocessable } from '../../../platform/problem.ts';
import { enqueueMessage } from '../../notifications/index.ts';
import { type Context, officerOf, supervises } from '../context.ts';
import { move } from '../records.ts';
import { atWork, ownCase, taken } from './command.ts';

/** An officer takes a file; a supervisor may take it out of another's hands. */
export const claimApplication = (context: Context) => async (actor: Actor, agency: string, id: string, version: number) =>
  atWork(context, actor, agency, id, version, async ({ tx, row, officer, as, at }) => {
    if (row.assignee && row.assignee !== officer.subject && !supervises(officer, agency)) throw taken(row);
    await move(
      tx,
      row,
      'claim',
      as,
      { assignee: officer.subject, assignee_name: officer.name },
      { type: 'application.assigned', at, data: { assignee: officer.subject } },
    );
  });

/** Back into the queue, for whoever comes next. */
export const releaseApplication = (context: Context) => async (actor: Actor, agency: string, id: string, version: number) =>
  atWork(context, actor, agency, id, version, async (room) => {
    ownCase(room);
    const { tx, row, as, at } = room;
    await move(
      tx,
      row,
      'release',
      as,
      { assignee: null, assignee_name: null, proposal: null },
      { type: 'application.released', at, data: { from: row.assignee } },
    );
  });

/** A supervisor or the head gives a file to an officer of the agency. */
export const reassignApplication = (context: Context) => async (actor: Actor, agency: string, id: string, version: number, to: string) => {
  if (!supervises(officerOf(actor, agency), agency)) throw forbidden('Only a supervisor gives files to others');
  const { identity } = context.deps;
  const [roles, name] = await Promise.all([identity.rolesOf(to), identity.nameOf(to)]);
  const works = (['officer', 'supervisor', 'head'] as const).some((role) =>
    holds({ kind: 'person', subject: to, name: '', loa: 'none', roles }, role, agency),
  );
  if (!works || !name) throw unprocessable('officer-unknown', 'Nobody of this agency’s desk', { field: 'to' });
  return atWork(context, actor, agency, id, version, async ({ tx, row, as, at }) => {
    if ([row.owner, row.acting, row.party].includes(to))
      throw unprocessable('officer-unknown', 'Nobody works on what concerns themselves', { field: 'to' });
    await move(
      tx,
      row,
      'reassign',
      as,
      // What was proposed is not handed on: the next officer looks with own eyes.
      { assignee: to, assignee_name: name, proposal: null },
      { type: 'application.assigned', at, data: { assignee: to, from: row.assignee } },
    );
    await enqueueMessage(tx, {
      to,
      code: 'desk.assigned',
      params: { number: row.number, service: row.service, agency },
      link: `/account/desk/${agency}/${row.id}`,
      cause: `application:${row.id}:assigned:${row.version}`,
    });
  });
};
