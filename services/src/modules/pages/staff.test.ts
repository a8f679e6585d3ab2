import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type WholePortal, wholePortal } from '../../testing.ts';
import type { Browser } from '../identity/testing.ts';

let portal: WholePortal;
let head: Browser;
beforeAll(async () => {
  portal = await wholePortal();
  head = await portal.signedIn('mia-head');
});
afterAll(() => portal?.stop());

const STAFF = '/tg/account/staff/mia/';
const page = async (browser: Browser, address: string) => {
  const answer = await browser.send(address);
  return { status: answer.status, html: await answer.text() };
};
const post = async (browser: Browser, address: string, form: Record<string, string> | [string, string][]) => {
  const answer = await browser.send(address, { form });
  return { status: answer.status, location: answer.headers.get('location') ?? '', html: await answer.text() };
};
const keyOf = (html: string): string => /name="_key" value="([^"]+)"/.exec(html)?.[1] ?? '';
const codeOf = (html: string): string => /<code[^>]*>([A-Z0-9-]{19})</.exec(html)?.[1] ?? '';
/** By the name of the person it stands beside. */
const proposalIn = (html: string): string => /name="id" value="([0-9a-f-]{36})"/.exec(html)?.[1] ?? '';

/** A press officer's invitation from the form to the code. */
async function inviteCitizen(roles: string[], key?: string) {
  const form = await page(head, `${STAFF}invite`);
  const fields: [string, string][] = [
    ['_key', key ?? keyOf(form.html)],
    ['surname', 'Каримов'],
    ['givenName', 'Далер'],
    ['passport', 'a 00000002'],
    ...roles.map((role): [string, string] => ['role', role]),
  ];
  return post(head, `${STAFF}invite`, fields);
}

describe('the head', () => {
  test('sees the staff of the demonstration, and the way to invite', async () => {
    const { status, html } = await page(head, STAFF);
    expect(status).toBe(200);
    for (const name of ['Шоқодирова Гулбаҳор', 'Намунаев Сорбон', 'Намунаева Лола', 'Намунаев Баҳром']) expect(html).toContain(name);
    expect(html).toContain(`href="${STAFF}invite"`);
    // One's own roles are changed by others.
    expect(html).not.toContain(`${STAFF}people/mia-head"`);
    expect(html).not.toContain(' style=');
  });

  test('is told what is missing, beside the field, with everything typed kept but nothing invited', async () => {
    const answer = await post(head, `${STAFF}invite`, {
      _key: 'k1',
      surname: 'Номи дароз',
      givenName: '',
      passport: 'A00000002',
      role: 'editor',
    });
    expect(answer.status).toBe(422);
    expect(answer.html).toContain('id="givenName-error"');
    expect(answer.html).toContain('value="Номи дароз"');
    expect(answer.html).toMatch(/value="editor" checked/);
    const none = await post(head, `${STAFF}invite`, { _key: 'k1', surname: 'Н', givenName: 'Д', passport: 'A00000002' });
    expect([none.status, none.html.includes('id="roles-error"')]).toEqual([422, true]);
  });
});

test('invitation: a double click invites once; the code opens for the person alone; they are told; then the desk is open', async () => {
  const [first, second] = await Promise.all([inviteCitizen(['officer'], 'double'), inviteCitizen(['officer'], 'double')]);
  expect(first.status).toBe(303);
  expect(second.location).toBe(first.location);
  const shown = await page(head, first.location);
  const code = codeOf(shown.html);
  expect(code).toMatch(/^([A-Z0-9]{4}-){3}[A-Z0-9]{4}$/);

  const stranger = await portal.signedIn('citizen-3');
  const theirs = await page(stranger, `/tg/account/invitation?code=${code}`);
  const nothing = await page(stranger, '/tg/account/invitation?code=AAAA-BBBB-CCCC-DDDD');
  const without = (html: string) => html.replaceAll(code, '').replaceAll('AAAA-BBBB-CCCC-DDDD', '');
  expect(without(theirs.html)).toBe(without(nothing.html));
  expect((await post(stranger, '/tg/account/invitation', { code, _act: 'accept' })).status).toBe(422);

  const citizen = await portal.signedIn('citizen-2');
  expect((await page(citizen, '/tg/account/desk/mia')).status).toBe(403);
  const opened = await page(citizen, `/tg/account/invitation?code=${code}`);
  expect(opened.html).toContain('value="accept"');
  const accepting = () => post(citizen, '/tg/account/invitation', { code, _act: 'accept' });
  const both = await Promise.all([accepting(), accepting()]);
  const answered = `/tg/account/invitation?code=${code}`;
  expect(both.map(({ status, location }) => [status, location])).toEqual([
    [303, answered],
    [303, answered],
  ]);
  expect((await page(citizen, answered)).html).toContain('Шумо даъватномаро қабул кардед');
  expect((await page(citizen, '/tg/account/desk/mia')).status).toBe(200);
  // Taken away again, the same code brings nothing back.
  await post(head, `${STAFF}people/citizen-2`, { _act: 'remove' });
  await accepting();
  expect((await page(citizen, '/tg/account/desk/mia')).status).toBe(403);
});

test('whoever is known finds the invitation in their messages, with the code in its link', async () => {
  const { location } = await inviteCitizen(['editor'], 'with-message');
  const code = codeOf((await page(head, location)).html).replaceAll('-', '');
  const citizen = await portal.signedIn('citizen-2');
  const html = await vi.waitFor(
    async () => {
      const inbox = await page(citizen, '/tg/account/inbox');
      expect(inbox.html).toContain(code);
      return inbox.html;
    },
    { timeout: 15_000 },
  );
  expect(html).toContain('Шуморо ба кор даъват мекунанд');
  expect(html).toContain(`/tg/account/invitation?code=${code}`);
  expect((await post(head, location, {})).location).toBe(`${STAFF}?done=withdrawn`);
  const late = await page(citizen, `/tg/account/invitation?code=${code}`);
  expect(late.html).toContain('Муҳлати ин даъватнома гузашт');
});

test('four eyes: the head proposes, may not confirm; the registrar confirms; the role counts in the session that is open', async () => {
  const officer = await portal.signedIn('mia-officer');
  expect((await page(officer, '/tg/account/desk/mia/load')).status).toBe(403);
  const given = await post(head, `${STAFF}people/mia-officer`, { _act: 'give', role: 'supervisor' });
  expect(given.location).toBe(`${STAFF}people/mia-officer?done=proposed`);
  const own = await page(head, STAFF);
  const id = proposalIn(own.html);
  expect(own.html).not.toContain('value="confirm"');
  expect(own.html).toContain('Пешниҳоди худро тасдиқ карда намешавад');
  const forced = await post(head, STAFF, { _act: 'confirm', id });
  expect([forced.status, forced.html.includes('Инро шахси дуюм мекунад')]).toEqual([409, true]);

  const registrar = await portal.signedIn('innovation-agency-registrar');
  expect((await page(registrar, STAFF)).html).toContain('value="confirm"');
  const [one, two] = await Promise.all([post(registrar, STAFF, { _act: 'confirm', id }), post(registrar, STAFF, { _act: 'confirm', id })]);
  expect([one.location, two.location]).toEqual([`${STAFF}?done=confirmed`, `${STAFF}?done=confirmed`]);
  expect((await page(officer, '/tg/account/desk/mia/load')).status).toBe(200);
});

test('removal takes an open session its desk with the next request, and asks first', async () => {
  const officer = await portal.signedIn('mia-officer-2');
  expect((await page(officer, '/tg/account/desk/mia')).status).toBe(200);
  const asked = await page(head, `${STAFF}people/mia-officer-2?remove=1`);
  expect(asked.html).toContain('value="remove"');
  const removed = await post(head, `${STAFF}people/mia-officer-2`, { _act: 'remove' });
  expect(removed.location).toBe(`${STAFF}?done=removed`);
  expect((await page(officer, '/tg/account/desk/mia')).status).toBe(403);
  expect((await post(head, `${STAFF}people/mia-officer-2`, { _act: 'remove' })).location).toBe(`${STAFF}?done=removed`);
});

test('the last head stays; whoever is no person of the body is not there', async () => {
  const registrar = await portal.signedIn('innovation-agency-registrar');
  const last = await post(registrar, '/tg/account/staff/justice/people/justice-head', { _act: 'remove' });
  expect([last.status, last.html.includes('Мақомот бе роҳбар намемонад')]).toEqual([409, true]);
  expect((await page(head, `${STAFF}people/citizen-1`)).status).toBe(404);
  expect((await post(head, `${STAFF}people/citizen-1`, { _act: 'give', role: 'officer' })).status).toBe(404);
});

test('the auditor reads and is offered nothing to do; the registrar sees which bodies have no head', async () => {
  const auditor = await portal.signedIn('innovation-agency-auditor');
  const { html } = await page(auditor, STAFF);
  expect(html).toContain('Шумо ин саҳифаро танҳо мехонед');
  expect(html).not.toMatch(/value="confirm"|people\/mia-|\/invite"/);
  const registrar = await portal.signedIn('innovation-agency-registrar');
  const without = await page(registrar, '/tg/account/staff?show=without');
  expect(without.html).toContain('/tg/account/staff/health/');
  expect(without.html).not.toContain('/tg/account/staff/mia/"');
  const form = await page(registrar, '/tg/account/staff/health/invite');
  expect(form.html).toContain('value="head"');
  expect(form.html).not.toContain('value="officer"');
});
