import { type ServiceDefinition, serviceDefinitionSchema } from '@hukumat/contract';
import { isMessage } from '@hukumat/shell/document';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../../platform/actor.ts';
import { type WholePortal, wholePortal } from '../../testing.ts';
import { FILLED, PNG, residenceNote, writtenEvents } from '../applications/testing.ts';
import type { Browser } from '../identity/testing.ts';

// The person's own pages over HTTP, without JavaScript, with the whole portal behind them.

const three = (word: string) => ({ tg: word, ru: word, en: word });
/** A paper of two people: the second one is found by passport and surname and signs with a strong sign-in. */
const joint: ServiceDefinition = serviceDefinitionSchema.parse({
  ...residenceNote,
  id: 'joint-note',
  needs: 'high',
  form: {
    schema: {
      type: 'object',
      required: ['surname', 'agentPassport', 'agentSurname'],
      properties: {
        surname: { type: 'string', format: 'person-name' },
        agentPassport: { type: 'string', maxLength: 20 },
        agentSurname: { type: 'string', format: 'person-name' },
      },
    },
    steps: [
      {
        name: 'both',
        title: three('Тарафҳо'),
        fields: [
          { name: 'surname', kind: 'name', label: three('Насаб') },
          { name: 'agentPassport', kind: 'text', label: three('Шиноснома') },
          { name: 'agentSurname', kind: 'name', label: three('Насаби тараф') },
        ],
      },
    ],
  },
  workflow: {
    ...residenceNote.workflow,
    appealDays: 20,
    acceptance: {
      passport: 'agentPassport',
      surname: 'agentSurname',
      days: 5,
      title: three('Имзои шумо'),
      text: three('Шумо розӣ мешавед.'),
    },
  },
  output: undefined,
});

let portal: WholePortal;
let owner: Browser;
let second: Browser;
let stranger: Browser;
const actor = (subject: string, agency?: string, role: 'officer' | 'head' = 'officer', loa: 'substantial' | 'high' = 'high'): Actor => ({
  kind: 'person',
  subject,
  name: subject,
  loa,
  roles: agency ? [{ agency, role }] : [],
});
const OWNER = actor('citizen-1');
const OFFICER = actor('mia-officer', 'mia');

beforeAll(async () => {
  portal = await wholePortal({ services: [residenceNote, joint] });
  [owner, second, stranger] = await Promise.all([portal.signedIn('citizen-1'), portal.signedIn('citizen-2'), portal.signedIn('citizen-3')]);
});
afterAll(() => portal?.stop());

const pageOf = (id: string, rest = '') => `/tg/account/applications/${id}${rest}`;
const text = async (browser: Browser, address: string) => (await browser.send(address)).text();
let keys = 0;
async function note(): Promise<string> {
  const { applications } = portal.modules;
  const draft = await applications.startDraft(OWNER, 'residence-note', FILLED);
  await applications.attachUpload(OWNER, { draft: draft.id, field: 'proof', name: 'a.png', declaredType: 'image/png', bytes: PNG });
  const key = `note-of-the-account-${++keys}`;
  return (await applications.submit(OWNER, { key, service: 'residence-note', lang: 'tg', draft: { id: draft.id, revision: 1 } })).id;
}
async function refused(): Promise<string> {
  const id = await note();
  await portal.modules.applications.claim(OFFICER, 'mia', id, 1);
  await portal.modules.applications.decide(OFFICER, 'mia', id, 2, { approve: false, reason: 'no-record' });
  return id;
}
const jointly = async () =>
  (
    await portal.modules.applications.submit(OWNER, {
      key: `joint-of-the-account-${++keys}`,
      service: 'joint-note',
      lang: 'tg',
      answers: { surname: 'Раҳимзода', agentPassport: 'A00000002', agentSurname: 'Каримов' },
    })
  ).id;

test('every event that is written to an application has its words', () => {
  const types = writtenEvents();
  expect(types.length).toBeGreaterThan(25);
  expect(types.filter((type) => !isMessage(`timeline.${type}`))).toEqual([]);
});

describe('the second person', () => {
  test('sees exactly what is signed and by whom; a weak sign-in is made stronger first; then the signature moves it on', async () => {
    const id = await jointly();
    expect(await text(second, '/tg/account/')).toContain(`/tg/account/applications/${id}`);
    expect(await text(owner, pageOf(id))).toContain('Имзои тарафи дигар интизор аст.');
    const asked = await text(second, pageOf(id));
    const { signatures, version } = await portal.modules.applications.open(actor('citizen-2'), id);
    expect(asked).toContain(signatures[0]?.digest);
    for (const word of ['citizen-1', 'Каримов Далер', 'A00000002', 'Раҳимзода', 'Шумо розӣ мешавед.']) expect(asked, word).toContain(word);
    // No button that would be refused.
    expect(asked).not.toContain(`action="${pageOf(id, '/accept')}"`);
    expect(asked).toContain('/auth/sign-in?');
    const weak = await second.send(pageOf(id, '/accept'), { form: { version: String(version) } });
    expect(weak.headers.get('location')).toMatch(/^\/auth\/sign-in\?.*loa=high/);
    expect((await portal.modules.applications.open(OWNER, id)).state).toBe('awaiting_party');

    const strong = await portal.signedIn('citizen-2', 'high');
    expect(await text(strong, pageOf(id))).toContain(`action="${pageOf(id, '/accept')}"`);
    // Neither the owner nor a stranger signs in their place.
    expect((await owner.send(pageOf(id, '/accept'), { form: { version: String(version) } })).status).toBe(404);
    expect((await stranger.send(pageOf(id, '/accept'), { form: { version: String(version) } })).status).toBe(404);
    const signed = await strong.send(pageOf(id, '/accept'), { form: { version: String(version) } });
    expect([signed.status, signed.headers.get('location')]).toEqual([303, `${pageOf(id)}?done=accept`]);
    expect((await portal.modules.applications.open(OWNER, id)).state).toBe('submitted');
    const after = await text(owner, pageOf(id));
    expect(after).toContain('Тарафи дигар имзо кард');
    // A second press is told, and changes nothing.
    expect((await strong.send(pageOf(id, '/accept'), { form: { version: String(version) } })).status).toBe(409);
  });

  test('declines with a reason; an empty one loses nothing and says so at the field', async () => {
    const id = await jointly();
    expect(await text(second, pageOf(id, '?decline=1'))).toContain(`action="${pageOf(id, '/decline')}"`);
    const empty = await second.send(pageOf(id, '/decline'), { form: { version: '1', reason: 'x' } });
    expect(empty.status).toBe(422);
    const page = await empty.text();
    expect(page).toContain('id="reason-error"');
    expect(page).toMatch(/<textarea[^>]*name="reason"[^>]*>\s*x<\/textarea>/);
    const declined = await second.send(pageOf(id, '/decline'), { form: { version: '1', reason: 'ман мошин надорам' } });
    expect(declined.status).toBe(303);
    const seen = await text(owner, pageOf(id));
    expect(seen).toContain('ман мошин надорам');
    expect((await portal.modules.applications.open(OWNER, id)).state).toBe('withdrawn');
  });

  test('the owner takes it back while it waits', async () => {
    const id = await jointly();
    expect(await text(owner, pageOf(id, '?withdraw=1'))).toContain(`action="${pageOf(id, '/withdraw')}"`);
    expect(await text(second, pageOf(id, '?withdraw=1'))).not.toContain(pageOf(id, '/withdraw'));
    expect((await owner.send(pageOf(id, '/withdraw'), { form: { version: '1' } })).status).toBe(303);
    expect((await portal.modules.applications.open(OWNER, id)).state).toBe('withdrawn');
  });
});

describe('after the decision', () => {
  test('an objection within its days, once, and its answer on the page', async () => {
    const id = await refused();
    expect(await text(owner, pageOf(id))).toContain(`action="${pageOf(id, '/objection')}"`);
    const short = await owner.send(pageOf(id, '/objection'), { form: { text: 'н' } });
    expect(short.status).toBe(422);
    expect(await short.text()).toMatch(/id="text-error"[\s\S]*<textarea[^>]*name="text"[^>]*>\s*н<\/textarea>/);
    expect((await stranger.send(pageOf(id, '/objection'), { form: { text: 'ман розӣ нестам' } })).status).toBe(404);
    expect((await owner.send(pageOf(id, '/objection'), { form: { text: 'сабт ҳаст' } })).status).toBe(303);
    const waiting = await text(owner, pageOf(id));
    expect(waiting).toContain('сабт ҳаст');
    expect(waiting).not.toContain(pageOf(id, '/objection'));
    expect((await owner.send(pageOf(id, '/objection'), { form: { text: 'боз як бор' } })).status).toBe(409);
    const [objection] = await portal.modules.applications.objections(OWNER, id);
    await portal.modules.applications.answerObjection(actor('mia-head', 'mia', 'head'), 'mia', objection?.id ?? '', {
      text: 'санҷидем, сабт нест',
      granted: false,
    });
    expect(await text(owner, pageOf(id))).toContain('санҷидем, сабт нест');
  });

  test('a rating once, by radio buttons; without a star nothing typed is lost', async () => {
    const id = await refused();
    const page = await text(owner, pageOf(id));
    expect(page.match(/type="radio" name="stars"/g)).toHaveLength(5);
    const none = await owner.send(pageOf(id, '/rating'), { form: { comment: 'навбат дароз буд' } });
    expect(none.status).toBe(422);
    expect(await none.text()).toMatch(/id="stars-error"[\s\S]*навбат дароз буд<\/textarea>/);
    expect((await second.send(pageOf(id, '/rating'), { form: { stars: '1' } })).status).toBe(404);
    expect((await owner.send(pageOf(id, '/rating'), { form: { stars: '4', comment: 'хуб' } })).status).toBe(303);
    expect(await text(owner, pageOf(id))).toContain('Шумо аз 5 баҳо 4 гузоштед.');
    expect((await owner.send(pageOf(id, '/rating'), { form: { stars: '1' } })).status).toBe(409);
  });

  test('a letter waits on top of the account until the application is opened', async () => {
    const id = await note();
    await portal.modules.applications.claim(OFFICER, 'mia', id, 1);
    await portal.modules.applications.sendLetter(OFFICER, 'mia', id, { title: three('Хабар'), body: three('Мо ҳуҷҷатро месанҷем.') });
    await expect.poll(() => text(owner, '/tg/account/'), { timeout: 15_000 }).toContain('Номаи нав оид ба аризаи');
    const inbox = await text(owner, '/tg/account/inbox');
    expect(inbox).toMatch(new RegExp(`data-hk="thread"><h2><a href="${pageOf(id)}"`));
    expect(await text(owner, pageOf(id))).toContain('Мо ҳуҷҷатро месанҷем.');
    expect(await text(owner, '/tg/account/')).not.toContain('Номаи нав оид ба аризаи');
  });
});

test('who looked is listed with name and capacity, by application, and only to the owner', async () => {
  const [seen, unseen] = [await note(), await note()];
  await portal.modules.applications.inspect({ ...OFFICER, name: 'Шоқодирова Гулбаҳор' } as Actor, 'mia', seen);
  const all = await text(owner, '/tg/account/accesses');
  expect(all).toContain('Шоқодирова Гулбаҳор');
  expect(await text(owner, `/tg/account/accesses?application=${seen}`)).toContain('Шоқодирова Гулбаҳор');
  expect(await text(owner, `/tg/account/accesses?application=${unseen}`)).toContain('Ҳанӯз касе надидааст');
  expect(await text(stranger, '/tg/account/accesses')).not.toContain('Шоқодирова');
  const sent = await portal.modules.appeals.send(OWNER, {
    agency: 'mia',
    kind: 'complaint',
    reply: 'electronic',
    lang: 'tg',
    text: 'Чароғи кӯча чанд рӯз боз намесӯзад.',
    senderName: 'Раҳимзода Фирӯза',
    key: 'who-looked-at-my-appeal-0001',
    from: '127.0.0.1',
  });
  const [line] = await portal.modules.appeals.desk(OFFICER, 'mia');
  expect(await text(owner, '/tg/account/accesses')).not.toContain(sent.number);
  await portal.modules.appeals.open({ ...OFFICER, name: 'Назарӣ Меҳрубон' } as Actor, 'mia', line?.id ?? '');
  const read = await text(owner, '/tg/account/accesses');
  for (const part of [sent.number, 'Назарӣ Меҳрубон', `href="/tg/appeals/${sent.number}"`]) expect(read).toContain(part);
  expect(await text(owner, `/tg/account/accesses?application=${seen}`)).not.toContain(sent.number);
  expect(await portal.modules.appeals.accesses(actor('citizen-9'))).toEqual([]);
  const other = await stranger.send(`/tg/account/accesses?application=${seen}`);
  const absent = await stranger.send('/tg/account/accesses?application=01980000-0000-7000-8000-000000000000');
  const bare = async (answer: Response) => (await answer.text()).replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '');
  expect([other.status, await bare(other)]).toEqual([404, await bare(absent)]);
});

test('a long list is filtered by state and paged; every list says what is in it', async () => {
  const ids: string[] = [];
  for (let n = 0; n < 22; n++) ids.push(await note());
  await portal.modules.applications.withdraw(OWNER, ids[0] ?? '', 1);
  const first = await text(owner, '/tg/account/applications?show=running');
  expect(first.match(/href="\/tg\/account\/applications\/[0-9a-f-]{36}"/g)).toHaveLength(20);
  expect(first).toContain('?show=running&amp;page=2');
  expect(first).not.toContain(ids[0]);
  expect(await text(owner, '/tg/account/applications?show=over')).toContain(ids[0]);
  expect(await text(owner, '/tg/account/applications?page=9999&list=nobody&show=x')).toContain('aria-current="page"');
  expect(await text(second, '/tg/account/applications?list=asked')).toContain('citizen-1');
  expect(await text(stranger, '/tg/account/applications?list=represented')).toContain('Аз номи дигарон ариза нест');
});

test('a person chooses where else to be told; what cannot be taken is said and nothing is changed', async () => {
  const address = '/tg/account/settings';
  const page = await text(owner, address);
  expect(page).toContain('citizen-1@demo.example');
  expect(page.match(/type="checkbox"[^>]* checked/g)).toHaveLength(2);
  expect((await owner.send(address, { form: { sms: 'on', lang: 'ru' } })).headers.get('location')).toBe(`${address}?done=saved`);
  expect(await portal.modules.notifications.settings(OWNER)).toEqual({ email: false, sms: true, lang: 'ru' });
  expect((await owner.send(address, { form: { email: 'on', lang: 'xx' } })).status).toBe(422);
  expect(await portal.modules.notifications.settings(OWNER)).toEqual({ email: false, sms: true, lang: 'ru' });
  expect(await portal.modules.notifications.settings(actor('citizen-2'))).toEqual({ email: true, sms: true, lang: 'tg' });
});

test('the pulse of a page changes with what happens to it, and with nothing of anybody else', async () => {
  const [one, other] = [await note(), await note()];
  const pulse = async (browser: Browser, address: string) => {
    const answer = await browser.send(address, { headers: { 'sec-fetch-dest': 'empty', 'sec-fetch-mode': 'cors' } });
    return answer.status === 200 ? ((await answer.json()) as { pulse: string }).pulse : answer.status;
  };
  const of = (id: string) => `/tg/account/pulse?application=${id}`;
  expect(await text(owner, pageOf(one))).toContain(`data-pulse="${await pulse(owner, of(one))}"`);
  const before = [
    await pulse(owner, of(one)),
    await pulse(owner, of(other)),
    await pulse(owner, '/tg/account/pulse'),
    await pulse(stranger, of(one)),
  ];
  await portal.modules.applications.claim(OFFICER, 'mia', one, 1);
  const after = [
    await pulse(owner, of(one)),
    await pulse(owner, of(other)),
    await pulse(owner, '/tg/account/pulse'),
    await pulse(stranger, of(one)),
  ];
  expect(after.map((value, at) => value === before[at])).toEqual([false, true, false, true]);
  expect(await pulse(stranger, of(one))).toBe(await pulse(stranger, of('01980000-0000-7000-8000-000000000000')));
  expect(await pulse(owner, '/tg/account/pulse?application=x')).toBe(404);
  expect((await fetch(new URL('/tg/account/pulse', portal.origin))).status).toBe(401);
});

describe('my data', () => {
  const address = '/tg/account/data';
  test('one file with all of it and nothing of anybody else, of an officer the step and not the name', async () => {
    const id = await refused();
    const answer = await owner.send(`${address}/download`);
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="hukumat-tj-[\d-]+\.json"$/);
    const file = (await answer.json()) as Record<string, { id?: string; events?: Record<string, unknown>[] }[]>;
    const names = [
      'person',
      'applications',
      'drafts',
      'documents',
      'mandates',
      'payments',
      'messages',
      'appointments',
      'appeals',
      'whoLooked',
    ];
    expect(Object.keys(file)).toEqual(expect.arrayContaining(names));
    const application = file.applications?.find((one) => one.id === id);
    expect(application).toMatchObject({ state: 'rejected', answers: { surname: FILLED.surname } });
    expect(JSON.stringify(application?.events)).not.toContain('mia-officer');
    expect(JSON.stringify(file)).not.toMatch(/password|token_hash|sid_hash/);
    const strange = await (await stranger.send(`${address}/download`)).text();
    expect(strange).not.toContain(FILLED.surname as string);
    expect(strange).not.toContain('citizen-1');
  });

  test('what law allows is deleted after a second press, and only the person’s own', async () => {
    const { applications } = portal.modules;
    const other = await applications.startDraft(actor('citizen-2'), 'residence-note', FILLED);
    const mine = await applications.startDraft(OWNER, 'residence-note', FILLED);
    await applications.attachUpload(OWNER, { draft: mine.id, field: 'proof', name: 'a.png', declaredType: 'image/png', bytes: PNG });
    expect(await text(owner, address)).not.toContain(`action="${address}/delete"`);
    expect(await text(owner, `${address}?sure=drafts`)).toContain(`action="${address}/delete"`);
    const press = async (what: string) => (await owner.send(`${address}/delete`, { form: { what } })).headers.get('location');
    expect(await press('applications')).toBe(address);
    expect(await press('files')).toBe(`${address}?deleted=files&n=1`);
    expect((await applications.draft(OWNER, mine.id)).uploads).toEqual([]);
    expect(await press('drafts')).toMatch(/deleted=drafts&n=\d/);
    expect(await applications.drafts(OWNER)).toEqual([]);
    expect(await applications.drafts(actor('citizen-2'))).toMatchObject([{ id: other.id }]);

    const rated = await refused();
    await applications.rate(OWNER, rated, { stars: 2, comment: 'шарҳи ман' });
    expect(await press('comments')).toMatch(/deleted=comments&n=\d/);
    expect(await applications.ratingOf(OWNER, rated)).toMatchObject({ stars: 2 });
    expect(await applications.ratingOf(OWNER, rated)).not.toHaveProperty('comment');

    const elsewhere = await portal.signedIn('citizen-1');
    expect(await press('sessions')).toMatch(/deleted=sessions&n=[1-9]/);
    expect((await elsewhere.send('/tg/account/')).status).toBe(302);
    expect((await owner.send('/tg/account/')).status).toBe(200);
    await portal.modules.notifications.markRead(OWNER, 'all');
    expect(await press('messages')).toMatch(/deleted=messages&n=[1-9]/);
    expect(await portal.modules.notifications.inbox(OWNER)).toEqual([]);
  });
});
