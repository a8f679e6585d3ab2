import { generateKey } from '@hukumat/contract/release';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PNG } from './modules/applications/testing.ts';
import type { Browser } from './modules/identity/testing.ts';
import { makeRelease, manager, person, reviewer } from './modules/registry/testing.ts';
import type { Actor } from './platform/actor.ts';
import { verifyJournal } from './platform/journal.ts';
import { type WholePortal, wholePortal } from './testing.ts';

let portal: WholePortal;
let citizen: Browser;
let operator: Browser;
let capability = '';
const CENTRE = '/api/v1/agencies/service-centre';
const CITIZEN: Actor = { kind: 'person', subject: 'citizen-1', name: 'c', loa: 'substantial', roles: [] };

beforeAll(async () => {
  portal = await wholePortal();
  const { registry } = portal.modules;
  const text = (word: string) => ({ tg: word, ru: word, en: word });
  const desk = { name: 'counter', path: 'desk', title: text('Миз'), needs: 'low' as const, roles: ['operator'] };
  const key = generateKey();
  await registry.registerAgencyKey(person('innovation-agency', 'registrar'), { agency: 'service-centre', publicKey: key.publicKeyPem });
  await registry.setTier(manager, 'service-centre', { tier: 'document' });
  const release = makeRelease(key, 'service-centre', '1.0.0', { declaration: { services: [], routes: [desk] } });
  await registry.publishRelease(person('service-centre', 'developer'), 'service-centre', release);
  await registry.review(reviewer, 'service-centre', '1.0.0', { verdict: 'approve' });
  // The service of the test is one that the demonstration's centres are there for.
  await sql`update centres.resources set services = services || '{residence-note}' where centre = 'dushanbe' and id = 'papers'`.execute(
    portal.platform.db.owner,
  );
  await portal.modules.centres.start();
  [citizen, operator] = [await portal.signedIn('citizen-1'), await portal.signedIn('service-centre-operator')];
  const page = await (await operator.send('/tg/service-centre/desk')).text();
  capability = /"capability":"([^"]+)"/.exec(page)?.[1] ?? '';
});
afterAll(() => portal?.stop());

const html = async (browser: Browser, path: string, form?: Record<string, string>) => {
  const answer = await browser.send(path, form ? { form } : {});
  return { status: answer.status, to: answer.headers.get('location') ?? '', text: await answer.text() };
};
const call = (browser: Browser, method: 'GET' | 'POST', path: string, body?: unknown, pass = capability) =>
  fetch(`${portal.origin}${CENTRE}${path}`, {
    method,
    headers: {
      cookie: cookies(browser),
      origin: portal.origin,
      'x-hukumat-capability': pass,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
const hidden = (text: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(text)?.[1] ?? '';

const cookies = (browser: Browser) => [...browser.cookies].map(([key, { value }]) => `${key.split(' ')[1]}=${value}`).join('; ');
/** The step with a paper that the citizen has brought. */
async function withFile(at: string, revision: string): Promise<{ status: number; to: string }> {
  const body = new FormData();
  for (const [name, value] of Object.entries({ purpose: 'work', _revision: revision })) body.set(name, value);
  body.set('proof', new Blob([PNG], { type: 'image/png' }), 'a.png');
  const headers = { cookie: cookies(operator), origin: portal.origin };
  const answer = await fetch(portal.origin + at, { method: 'POST', redirect: 'manual', headers, body });
  await answer.text();
  return { status: answer.status, to: answer.headers.get('location') ?? '' };
}

async function begin(): Promise<string> {
  const shown = await html(citizen, '/tg/account/assisted', { centre: 'dushanbe', service: 'residence-note' });
  const code = /class="hk-one-time-code">(?:<!--[^>]*-->)*(\d{4} \d{4})/.exec(shown.text)?.[1] ?? '';
  expect(code).toMatch(/^\d{4} \d{4}$/);
  const answer = await call(operator, 'POST', '/sessions', { code });
  expect(answer.status).toBe(200);
  return ((await answer.json()) as { id: string }).id;
}

test('the operator fills in with the citizen’s code, hands in, and the citizen reads every field of it', async () => {
  const session = await begin();
  const base = `/tg/centres/assist/${session}`;
  const start = await html(operator, base);
  expect(start.text).toContain('data-hk="assisted-session"');
  const begun = await html(operator, base, {});
  expect(begun.to).toMatch(new RegExp(`^${base}/\\w`));
  const step = await html(operator, begun.to);
  // The form leads nowhere but within the session.
  expect(step.text).toContain(`action="${begun.to}"`);
  expect(step.text).not.toContain('/mia/residence-note/apply');
  const answers: Record<string, string> = { surname: 'Раҳимзода', givenName: 'Фирӯза', birthDate: '14.03.1990', purpose: 'work' };
  let at = begun.to;
  for (let n = 0; n < 6 && !at.endsWith('/check'); n++) {
    const page = await html(operator, at);
    const revision = hidden(page.text, '_revision');
    const saved = at.endsWith('/purpose') ? await withFile(at, revision) : await html(operator, at, { ...answers, _revision: revision });
    expect(saved.status).toBe(303);
    at = saved.to.split(/[?#]/)[0] ?? '';
  }
  const check = await html(operator, at);
  expect(check.text).toContain('Раҳимзода');
  const sent = await html(operator, at, { _key: hidden(check.text, '_key'), _revision: hidden(check.text, '_revision') });
  expect(sent.to).toBe(`${base}/done`);
  expect((await html(operator, sent.to)).text).toMatch(/EGOV-\d{4}-\d{6}/);

  const [application] = await portal.modules.applications.mine(CITIZEN);
  expect(application).toMatchObject({ channel: 'centre', assisted: session, owner: 'citizen-1', service: 'residence-note' });
  const record = await html(citizen, `/tg/account/assisted/${session}`);
  for (const word of ['data-hk="assisted-record"', 'Тамринӣ Ситора', 'Душанбе', 'Раҳимзода', '14.03.1990'])
    expect(record.text).toContain(word);
  const own = await html(citizen, `/tg/account/applications/${application?.id}`);
  expect(own.text).toMatch(new RegExp(`data-hk="helped"[\\s\\S]*href="/tg/account/assisted/${session}"`));
  // What the record adds up to is what was handed in.
  const { record: entries } = await portal.modules.centres.assisted.recordOf(CITIZEN, session);
  const last = Object.fromEntries(entries.map(({ field, after }) => [field, after]));
  expect(last).toMatchObject({ ...application?.answers, proof: ['a.png'] });

  const journal = await sql<{
    type: string;
    actor: string;
  }>`select type, actor from platform.journal where entity = ${`application:${application?.id}`} order by seq`.execute(
    portal.platform.db.owner,
  );
  expect(journal.rows[0]).toEqual({ type: 'application.submitted', actor: 'person:service-centre-operator for person:citizen-1' });
  expect(await verifyJournal(portal.platform.db)).toMatchObject({ ok: true });
});

test('without the citizen’s code nothing is handed in at a counter', async () => {
  const { applications } = portal.modules;
  const submission = {
    service: 'residence-note',
    lang: 'tg' as const,
    channel: 'centre' as const,
    answers: { surname: 'Р', givenName: 'Ф', birthDate: '1990-03-14', purpose: 'work' },
  };
  const worker: Actor = { ...CITIZEN, subject: 'service-centre-operator', roles: [{ agency: 'service-centre', role: 'operator' }] };
  await expect(applications.submit(worker, { ...submission, key: 'no-code-at-all' })).rejects.toMatchObject({
    status: 403,
    code: 'code-needed',
  });
  const draft = await applications.startDraft(CITIZEN, 'residence-note', submission.answers);
  const forged: Actor = { ...CITIZEN, assisted: { session: '01980000-0000-7000-8000-000000000000', by: 'service-centre-operator' } };
  const ofDraft = { ...submission, answers: undefined, draft: { id: draft.id, revision: draft.revision } };
  const { answers: _none, ...bare } = ofDraft;
  await expect(applications.submit(forged, { ...bare, key: 'a-forged-session' })).rejects.toMatchObject({
    status: 403,
    code: 'code-needed',
  });
  await expect(
    applications.saveDraft(forged, { draft: draft.id, step: 'person', revision: 1, answers: { surname: 'Дузд' }, lang: 'tg' }),
  ).rejects.toMatchObject({ status: 403 });
  expect((await applications.draft(CITIZEN, draft.id)).answers.surname).toBe('Р');
  expect((await call(operator, 'POST', '/sessions', { code: '1234 5678' })).status).toBe(403);
  await applications.discardDraft(CITIZEN, draft.id);
});

test('in a session the operator opens nothing else of the citizen, and after its end not even that', async () => {
  const session = await begin();
  const base = `/tg/centres/assist/${session}`;
  const [application] = await portal.modules.applications.mine(CITIZEN);
  for (const path of [`/tg/account/applications/${application?.id}`, `/tg/account/assisted/${session}`]) {
    const { status, text } = await html(operator, path);
    // The operator of a living session sees its record; an application of the citizen is not there.
    if (path.includes('applications')) expect(status).toBe(404);
    expect(text).not.toContain('14.03.1990');
  }
  expect((await html(operator, '/tg/account/inbox')).text).not.toContain(application?.number ?? 'EGOV');
  const other = await portal.signedIn('service-centre-operator-2');
  for (const path of [base, `${base}/person`, `${base}/check`, `${base}/done`]) expect((await html(other, path)).status).toBe(404);
  expect((await html(citizen, base)).status).toBe(403);

  const begun = await html(operator, base, {});
  const page = await html(operator, begun.to);
  const ended = await html(citizen, `/tg/account/assisted/${session}/end`, {});
  expect(ended.status).toBe(303);
  const late = await html(operator, begun.to, { surname: 'Дузд', _revision: hidden(page.text, '_revision') });
  expect(late.status).toBe(403);
  expect((await html(operator, base)).status).toBe(403);
  const drafts = await portal.modules.applications.drafts(CITIZEN);
  expect(drafts.map(({ answers }) => answers.surname)).not.toContain('Дузд');
});

test('a document of another agency and a person of another body cannot use the counter', async () => {
  for (const pass of ['', 'x.y']) expect((await call(operator, 'GET', '/queue', undefined, pass)).status).toBe(403);
  expect((await call(citizen, 'GET', '/queue')).status).toBe(403);
  expect((await call(operator, 'GET', '/queue')).status).toBe(200);
  expect((await call(operator, 'GET', '/load')).status).toBe(403);
  // Whoever is not known gets the same answer as whoever is, but for the demonstration's phone.
  const unknown = await call(operator, 'POST', '/codes', { passport: 'A99999999', surname: 'Касе', service: 'residence-note' });
  expect([unknown.status, await unknown.json()]).toEqual([200, {}]);
  const known = await call(operator, 'POST', '/codes', { passport: 'A00000001', surname: 'раҳимзода', service: 'residence-note' });
  const { shown } = (await known.json()) as { shown?: string };
  expect((await call(operator, 'POST', '/sessions', { code: shown })).status).toBe(200);
});

test('a citizen books, sees, moves and gives back an appointment without scripts', async () => {
  const form = '/tg/account/appointments/new?centre=dushanbe&resource=papers&service=residence-note';
  const page = await html(citizen, form);
  const slots = [...page.text.matchAll(/name="slot" value="([^"]+)"/g)].map(([, id]) => id ?? '');
  expect(slots.length).toBeGreaterThan(0);
  const wanted = {
    slot: slots[0] ?? '',
    centre: 'dushanbe',
    resource: 'papers',
    service: 'residence-note',
    _key: hidden(page.text, '_key'),
  };
  const booked = await html(citizen, '/tg/account/appointments/new', wanted);
  const id = /booked=(.+)$/.exec(booked.to)?.[1] ?? '';
  // Pressed twice.
  expect((await html(citizen, '/tg/account/appointments/new', wanted)).to).toBe(booked.to);
  const mine = await html(citizen, booked.to);
  expect(mine.text.match(/data-hk="appointment"/g)).toHaveLength(1);
  const file = await html(citizen, `/tg/account/appointments/${id}.ics`);
  expect(file.text).toContain('BEGIN:VEVENT');
  const stranger = await portal.signedIn('citizen-2');
  expect((await html(stranger, `/tg/account/appointments/${id}.ics`)).status).toBe(404);
  expect((await html(stranger, `/tg/account/appointments/${id}/cancel`, {})).status).toBe(404);
  const nothing = await html(citizen, `/tg/account/appointments/${id}/move`, { day: '' });
  expect(nothing.status).toBe(422);
  const moved = await html(citizen, `/tg/account/appointments/${id}/move`, { slot: slots.at(-1) ?? '' });
  expect(moved.to).toBe(booked.to);
  expect((await html(citizen, `/tg/account/appointments/${id}/cancel`, {})).status).toBe(303);
  expect((await html(citizen, '/tg/account/appointments')).text).not.toContain('data-hk="appointment"');
});

test('the board is drawn anew by itself and names nobody', async () => {
  const made = await call(operator, 'POST', '/queue/walk-in', { resource: 'papers' });
  const { number } = (await made.json()) as { number: string };
  await call(operator, 'POST', '/queue/next', { desk: 2 });
  const answer = await fetch(`${portal.origin}/ru/centres/dushanbe/board`);
  expect(answer.headers.get('refresh')).toBe('5');
  expect(await answer.text()).toContain(number);
  const events = await fetch(`${portal.origin}/api/v1/centres/dushanbe/board`);
  const reader = events.body?.getReader();
  let heard = '';
  const until = async (word: string) => {
    while (!heard.includes(word)) heard += new TextDecoder().decode((await reader?.read())?.value);
  };
  await until(`"called":[{"number":"${number}","desk":2}]`);
  await call(operator, 'POST', '/queue/walk-in', { resource: 'vehicles' });
  await until('"waiting":["C-001"]');
  await reader?.cancel();
});
