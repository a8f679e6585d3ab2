import type { Role } from '@hukumat/contract';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '../../../platform/actor.ts';
import { fixedClock } from '../../../platform/clock.ts';
import { verifyJournal } from '../../../platform/journal.ts';
import type { Identity, Staff } from '../index.ts';
import { Browser, startPortal, type TestPortal } from '../testing.ts';

const DAY = 86_400_000;
const clock = fixedClock('2026-03-02T05:00:00Z');
let portal: TestPortal;
let identity: Identity;
let staff: Staff;
beforeAll(async () => {
  portal = await startPortal({ clock });
  ({ identity } = portal);
  ({ staff } = identity);
});
afterAll(() => portal?.stop());

/** Somebody of the demonstration with the roles they hold now, as their next request would carry them. */
const as = async (subject: string): Promise<Actor> => ({
  kind: 'person',
  subject,
  name: subject,
  loa: 'substantial',
  roles: await identity.rolesOf(subject),
});
const rolesIn = async (agency: string, subject: string): Promise<Role[]> =>
  (await identity.rolesOf(subject)).filter((one) => one.agency === agency).map(({ role }) => role);
let forms = 0;
/** Invites a citizen of the demonstration by what their record says. */
async function invited(by: string, agency: string, subject: string, roles: Role[]): Promise<{ id: string; code: string }> {
  const { surname = '', givenName = '', passport = '' } = (await identity.person(subject)) ?? {};
  const { id } = await staff.invite(await as(by), { agency, surname, givenName, passport, roles, key: `form-${++forms}` });
  const { code = '' } = await staff.invitation(await as(by), agency, id);
  return { id, code };
}
const problem = (code: string, status = 409) => ({ code, status });
const journalOf = async (type: string) =>
  (
    await sql<{ actor: string; subject: string | null; text: string }>`select actor, subject, data::text as text from platform.journal
      where type = ${type} order by seq`.execute(portal.platform.db.owner)
  ).rows;

test('the accounts of the demonstration are the staff of their bodies', async () => {
  const { members } = await staff.of(await as('mia-head'), 'mia');
  expect(members[0]).toMatchObject({ subject: 'mia-head', roles: [{ role: 'head' }] });
  expect(members.map(({ subject }) => subject)).toEqual(
    expect.arrayContaining(['mia-officer', 'mia-officer-2', 'mia-supervisor', 'mia-editor', 'mia-approver', 'mia-developer']),
  );
});

test('who may read: the head, the registrar, the auditor; nobody else', async () => {
  for (const who of ['mia-head', 'innovation-agency-registrar', 'innovation-agency-auditor', 'innovation-agency-head'])
    await expect(staff.of(await as(who), 'mia')).resolves.toBeTruthy();
  for (const who of ['mia-officer', 'mia-supervisor', 'justice-head', 'citizen-1', 'innovation-agency-reviewer-1'])
    await expect(staff.of(await as(who), 'mia')).rejects.toMatchObject({ status: 403 });
});

test('a plain role is the person’s as soon as they take the invitation, and in the session that is open', async () => {
  const browser = new Browser(portal.origin);
  await browser.signIn('citizen-1');
  const { code } = await invited('mia-head', 'mia', 'citizen-1', ['officer', 'editor']);
  // As people copy it.
  const typed = code.toLowerCase().replace(/(.{4})(?=.)/g, '$1-');
  expect(await staff.invited(await as('citizen-1'), typed)).toMatchObject({ agency: 'mia', roles: ['officer', 'editor'], state: 'open' });
  expect(await staff.accept(await as('citizen-1'), typed)).toEqual({ agency: 'mia', given: ['officer', 'editor'], waiting: [] });
  expect((await browser.me()).actor.roles).toEqual(
    expect.arrayContaining([
      { agency: 'mia', role: 'officer' },
      { agency: 'mia', role: 'editor' },
    ]),
  );
  await staff.remove(await as('mia-head'), 'mia', 'citizen-1');
  expect((await browser.me()).actor.roles).toEqual([]);
});

test('an invitation is for one person, once, and a code that is another’s is no code', async () => {
  const { id, code } = await invited('mia-head', 'mia', 'citizen-2', ['officer']);
  for (const other of ['citizen-3', 'mia-officer', 'mia-head']) {
    await expect(staff.invited(await as(other), code)).rejects.toMatchObject(problem('not-found', 404));
    await expect(staff.accept(await as(other), code)).rejects.toMatchObject(problem('not-found', 404));
  }
  await expect(staff.accept(await as('citizen-2'), 'AAAA-BBBB-CCCC-DDDD')).rejects.toMatchObject(problem('not-found', 404));
  const taken = await Promise.allSettled([staff.accept(await as('citizen-2'), code), staff.accept(await as('citizen-2'), code)]);
  expect(taken.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  await expect(staff.accept(await as('citizen-2'), code)).rejects.toMatchObject(problem('invitation-used'));
  // A code of an answered invitation is shown to nobody any more.
  expect(await staff.invitation(await as('mia-head'), 'mia', id)).not.toHaveProperty('code');
  await staff.remove(await as('mia-head'), 'mia', 'citizen-2');
  await expect(staff.accept(await as('citizen-2'), code)).rejects.toMatchObject(problem('invitation-used'));
  expect(await rolesIn('mia', 'citizen-2')).toEqual([]);
});

test('an invitation that has expired, was withdrawn or was declined gives nothing', async () => {
  const late = await invited('mia-head', 'mia', 'citizen-2', ['officer']);
  clock.advance(7 * DAY + 1);
  await expect(staff.accept(await as('citizen-2'), late.code)).rejects.toMatchObject(problem('invitation-over'));
  const back = await invited('mia-head', 'mia', 'citizen-2', ['officer']);
  await staff.withdrawInvitation(await as('mia-head'), 'mia', back.id);
  await staff.withdrawInvitation(await as('mia-head'), 'mia', back.id);
  await expect(staff.accept(await as('citizen-2'), back.code)).rejects.toMatchObject(problem('invitation-over'));
  const no = await invited('mia-head', 'mia', 'citizen-2', ['officer']);
  await staff.decline(await as('citizen-2'), no.code);
  await expect(staff.accept(await as('citizen-2'), no.code)).rejects.toMatchObject(problem('invitation-used'));
  expect(await rolesIn('mia', 'citizen-2')).toEqual([]);
});

test('what whoever invites must write, and a form that is sent twice', async () => {
  const head = await as('mia-head');
  const whole = { agency: 'mia', surname: 'Каримов', givenName: 'Далер', passport: 'A00000002', roles: ['officer'], key: 'one-form' };
  const first = await staff.invite(head, whole);
  expect(await staff.invite(head, whole)).toEqual(first);
  await staff.withdrawInvitation(head, 'mia', first.id);
  for (const [change, code] of [
    [{ surname: ' ' }, 'name-needed'],
    [{ givenName: 'а'.repeat(201) }, 'name-too-long'],
    [{ passport: '12' }, 'passport-needed'],
    [{ passport: '<script>' }, 'passport-needed'],
    [{ roles: [] }, 'roles-needed'],
    [{ roles: ['king'] }, 'roles-needed'],
  ] as const)
    await expect(staff.invite(head, { ...whole, key: code, ...change })).rejects.toMatchObject(problem(code, 422));
  // Roles of another kind of body, and other bodies.
  await expect(staff.invite(head, { ...whole, key: 'x', roles: ['reviewer'] })).rejects.toMatchObject({ status: 403 });
  await expect(staff.invite(head, { ...whole, key: 'x', agency: 'justice' })).rejects.toMatchObject({ status: 403 });
  await expect(staff.invite(await as('innovation-agency-registrar'), { ...whole, key: 'x' })).rejects.toMatchObject({ status: 403 });
  const long = await staff.invite(head, { ...whole, key: 'long', surname: 'а'.repeat(200) });
  expect((await staff.invitation(head, 'mia', long.id)).name).toHaveLength(206);
  await staff.withdrawInvitation(head, 'mia', long.id);
});

test('a powerful role takes two: who proposed cannot confirm, nor can the one it is for', async () => {
  const head = await as('mia-head');
  expect(await staff.give(head, 'mia', 'mia-editor', 'approver')).toBe('proposed');
  expect(await staff.give(head, 'mia', 'mia-editor', 'approver')).toBe('proposed');
  const { proposals } = await staff.of(head, 'mia');
  expect(proposals).toHaveLength(1);
  const [{ id = '' } = {}] = proposals;
  expect(await rolesIn('mia', 'mia-editor')).toEqual(['editor']);
  await expect(staff.confirm(head, 'mia', id)).rejects.toMatchObject(problem('proposal-own'));
  for (const other of ['mia-editor', 'mia-supervisor', 'justice-head', 'innovation-agency-auditor'])
    await expect(staff.confirm(await as(other), 'mia', id)).rejects.toMatchObject({ status: 403 });
  const registrar = await as('innovation-agency-registrar');
  await staff.confirm(registrar, 'mia', id);
  await staff.confirm(registrar, 'mia', id);
  expect(await rolesIn('mia', 'mia-editor')).toEqual(['approver', 'editor']);
  await expect(staff.refuse(registrar, 'mia', id)).rejects.toMatchObject(problem('proposal-over'));
  await staff.take(head, 'mia', 'mia-editor', 'approver');
  expect(await rolesIn('mia', 'mia-editor')).toEqual(['editor']);
});

test('a proposal is taken back by who made it, refused by the second, and lapses', async () => {
  const [head, registrar] = [await as('mia-head'), await as('innovation-agency-registrar')];
  const proposed = async () => {
    await staff.give(head, 'mia', 'mia-officer', 'supervisor');
    return (await staff.of(head, 'mia')).proposals.find(({ subject }) => subject === 'mia-officer')?.id ?? '';
  };
  const back = await proposed();
  await staff.refuse(head, 'mia', back);
  await expect(staff.confirm(registrar, 'mia', back)).rejects.toMatchObject(problem('proposal-over'));
  const refused = await proposed();
  await staff.refuse(registrar, 'mia', refused);
  await expect(staff.confirm(registrar, 'mia', refused)).rejects.toMatchObject(problem('proposal-over'));
  const late = await proposed();
  clock.advance(14 * DAY + 1);
  await expect(staff.confirm(registrar, 'mia', late)).rejects.toMatchObject(problem('proposal-over'));
  expect((await staff.of(head, 'mia')).proposals).toEqual([]);
  // One that has lapsed is no obstacle to the next.
  expect(await proposed()).not.toBe(late);
  await staff.refuse(head, 'mia', (await staff.of(head, 'mia')).proposals[0]?.id ?? '');
  expect(await rolesIn('mia', 'mia-officer')).toEqual(['officer']);
});

test('the first head of a body comes by the registrar and a second person of the central Agency', async () => {
  const registrar = await as('innovation-agency-registrar');
  const { code } = await invited('innovation-agency-registrar', 'health', 'citizen-4', ['head']);
  expect(await staff.accept(await as('citizen-4'), code)).toEqual({ agency: 'health', given: [], waiting: ['head'] });
  expect(await rolesIn('health', 'citizen-4')).toEqual([]);
  const [{ id = '' } = {}] = (await staff.of(registrar, 'health')).proposals;
  await expect(staff.confirm(registrar, 'health', id)).rejects.toMatchObject(problem('proposal-own'));
  await staff.confirm(await as('innovation-agency-head'), 'health', id);
  expect(await rolesIn('health', 'citizen-4')).toEqual(['head']);
  expect(await staff.bodies(registrar)).toContainEqual({ agency: 'health', people: 1, heads: 1, waiting: 0 });
  // The last head stays, whoever wants to remove them.
  await expect(staff.remove(registrar, 'health', 'citizen-4')).rejects.toMatchObject(problem('last-head'));
  await expect(staff.take(registrar, 'health', 'citizen-4', 'head')).rejects.toMatchObject(problem('last-head'));
});

test('nobody gives a role to themself, takes one from themself, or takes an invitation they wrote', async () => {
  const head = await as('mia-head');
  for (const role of ['officer', 'supervisor'])
    await expect(staff.give(head, 'mia', 'mia-head', role)).rejects.toMatchObject(problem('own-role'));
  await expect(staff.take(head, 'mia', 'mia-head', 'head')).rejects.toMatchObject(problem('own-role'));
  await expect(staff.remove(head, 'mia', 'mia-head')).rejects.toMatchObject(problem('own-role'));
  const own = await invited('mia-head', 'mia', 'mia-head', ['officer']);
  await expect(staff.accept(head, own.code)).rejects.toMatchObject(problem('not-found', 404));
});

test('two heads who remove each other at the same time leave one', async () => {
  await staff.give(await as('justice-head'), 'justice', 'justice-officer', 'head');
  const [{ id = '' } = {}] = (await staff.of(await as('justice-head'), 'justice')).proposals;
  await staff.confirm(await as('innovation-agency-registrar'), 'justice', id);
  const [one, two] = [await as('justice-head'), await as('justice-officer')];
  const removed = await Promise.allSettled([
    staff.take(one, 'justice', 'justice-officer', 'head'),
    staff.take(two, 'justice', 'justice-head', 'head'),
  ]);
  expect(removed.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  // Whoever came second had been removed, or would have left nobody.
  expect(removed.filter(({ status }) => status === 'rejected')).toHaveLength(1);
  const { members } = await staff.of(await as('innovation-agency-registrar'), 'justice');
  expect(members.filter(({ roles }) => roles.some(({ role }) => role === 'head'))).toHaveLength(1);
});

test('what a head began does not outlive their role; their open session gives nothing more', async () => {
  const registrar = await as('innovation-agency-registrar');
  await staff.give(await as('tax-committee-head'), 'tax-committee', 'tax-committee-officer', 'head');
  const [{ id = '' } = {}] = (await staff.of(registrar, 'tax-committee')).proposals;
  await staff.confirm(registrar, 'tax-committee', id);
  const before = await as('tax-committee-officer');
  const { code } = await invited('tax-committee-officer', 'tax-committee', 'citizen-5', ['officer']);
  await staff.give(before, 'tax-committee', 'tax-committee-officer-2', 'supervisor');
  await staff.take(registrar, 'tax-committee', 'tax-committee-officer', 'head');
  await expect(staff.accept(await as('citizen-5'), code)).rejects.toMatchObject(problem('invitation-over'));
  expect((await staff.of(registrar, 'tax-committee')).proposals).toEqual([]);
  await expect(staff.give(before, 'tax-committee', 'tax-committee-officer-2', 'editor')).rejects.toMatchObject({ status: 403 });
  expect(await rolesIn('tax-committee', 'tax-committee-officer')).toEqual(['officer']);
});

test('whoever audits holds no other role, in any body', async () => {
  const { code } = await invited('mia-head', 'mia', 'innovation-agency-auditor', ['officer']);
  await expect(staff.accept(await as('innovation-agency-auditor'), code)).rejects.toMatchObject(problem('audits-alone'));
  // Refused as a whole: the invitation is still there to be declined.
  expect((await staff.invited(await as('innovation-agency-auditor'), code)).state).toBe('open');
  const registrar = await as('innovation-agency-registrar');
  await expect(staff.give(registrar, 'innovation-agency', 'innovation-agency-reviewer-1', 'auditor')).rejects.toMatchObject(
    problem('audits-alone'),
  );
});

test('whoever is removed loses desk, API and access tokens at once, however many sessions are open', async () => {
  const browser = new Browser(portal.origin);
  await browser.signIn('mia-developer');
  const made = await browser.send('/api/v1/tokens', { form: { agency: 'mia', name: 'laptop' } });
  const { token } = (await made.json()) as { token: string };
  const program = () => fetch(`${portal.origin}/api/v1/agencies/mia/whoami`, { headers: { authorization: `Bearer ${token}` } });
  expect((await program()).status).toBe(200);
  await staff.remove(await as('mia-head'), 'mia', 'mia-developer');
  await staff.remove(await as('mia-head'), 'mia', 'mia-developer');
  expect((await browser.me()).actor.roles).toEqual([]);
  expect((await program()).status).toBe(401);
  expect((await browser.send('/api/v1/tokens', { form: { agency: 'mia', name: 'again' } })).status).toBe(403);
});

test('the database itself refuses what no second person has confirmed', async () => {
  const { db } = portal.platform;
  const giving = (actor: Actor, subject: string, role: string) =>
    db.write<never, unknown>(actor, (tx) =>
      sql`insert into identity.roles (subject, agency, role) values (${subject}, 'mia', ${role})`.execute(tx.sql),
    );
  const head = await as('mia-head');
  await expect(giving(head, 'mia-officer', 'approver')).rejects.toMatchObject({ code: '42501' });
  await expect(giving(head, 'mia-head', 'officer')).rejects.toMatchObject({ code: '42501' });
  await expect(giving(await as('mia-officer'), 'citizen-3', 'officer')).rejects.toMatchObject({ code: '42501' });
  await expect(giving(await as('innovation-agency-registrar'), 'citizen-3', 'head')).rejects.toMatchObject({ code: '42501' });
});

test('the journal names who did it, to whom, and no passport; the page tells it', async () => {
  const [given] = await journalOf('identity.role-confirmed');
  expect(given).toMatchObject({ actor: 'person:innovation-agency-registrar', subject: 'mia-editor' });
  expect(given?.text).toContain('"proposedBy": "mia-head"');
  const { rows } = await sql<{ text: string }>`select data::text as text from platform.journal where agency = 'mia'`.execute(
    portal.platform.db.owner,
  );
  expect(rows.map(({ text }) => text).join()).not.toMatch(/A0000|Каримов/);
  const { events } = await staff.of(await as('innovation-agency-auditor'), 'mia');
  expect(events.map(({ type }) => type)).toEqual(expect.arrayContaining(['invited', 'role-proposed', 'role-confirmed', 'staff-removed']));
  expect(await verifyJournal(portal.platform.db)).toMatchObject({ ok: true });
});
