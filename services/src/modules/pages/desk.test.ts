import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { APPLICATION_STATES, type ServiceDefinition } from '@hukumat/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../../platform/actor.ts';
import { type WholePortal, wholePortal } from '../../testing.ts';
import type { Application } from '../applications/index.ts';
import { PNG, residenceNote, writtenEvents } from '../applications/testing.ts';
import type { Browser } from '../identity/testing.ts';

let portal: WholePortal;
let officer: Browser;
let colleague: Browser;
let supervisor: Browser;
let key = 0;

const words = (tg: string, ru: string) => ({ tg, ru, en: tg });
const LETTERS: ServiceDefinition['workflow']['letters'] = [
  {
    code: 'in-work',
    for: 'note',
    title: words('Дар санҷиш', 'Проверяется'),
    body: words('Аризаи {number} дар санҷиш аст.', 'Заявление {number} проверяется.'),
  },
  {
    code: 'no-paper',
    for: 'send-back',
    title: words('Ҳуҷҷат нест', 'Нет документа'),
    body: words('Ҳуҷҷатро замима кунед.', 'Приложите документ.'),
  },
  { code: 'not-found', for: 'refusal', title: words('Сабт нест', 'Нет записи'), body: words('Сабте ёфт нашуд.', 'Запись не найдена.') },
];

const CITIZEN: Actor = { kind: 'person', subject: 'citizen-1', name: 'Раҳимзода Фирӯза', loa: 'substantial', roles: [] };
const DESK = '/tg/account/desk/mia';

beforeAll(async () => {
  portal = await wholePortal({ services: [{ ...residenceNote, workflow: { ...residenceNote.workflow, letters: LETTERS } }] });
  officer = await portal.signedIn('mia-officer', 'substantial');
  colleague = await portal.signedIn('mia-officer-2', 'substantial');
  supervisor = await portal.signedIn('mia-supervisor', 'substantial');
});
afterAll(() => portal?.stop());

async function sent(surname = 'Раҳимзода'): Promise<Application> {
  const answers = { surname, givenName: 'Фирӯза', birthDate: '1990-03-14', purpose: 'work' };
  const draft = await portal.modules.applications.startDraft(CITIZEN, 'residence-note', answers);
  await portal.modules.applications.attachUpload(CITIZEN, {
    draft: draft.id,
    field: 'proof',
    name: 'a.png',
    declaredType: 'image/png',
    bytes: PNG,
  });
  return portal.modules.applications.submit(CITIZEN, {
    key: `desk-test-${++key}`,
    service: 'residence-note',
    lang: 'tg',
    draft: { id: draft.id, revision: 1 },
  });
}
const page = async (who: Browser, address: string): Promise<string> => {
  const answer = await who.send(address);
  expect(answer.status, address).toBe(200);
  return answer.text();
};
const versionOn = (html: string): string => /name="version" value="(\d+)"/.exec(html)?.[1] ?? '';

describe('the queue', () => {
  test('shows what waits, due soonest first, and finds by number and by name', async () => {
    const one = await sent('Ҷамолзода');
    const html = await page(officer, DESK);
    expect(html).toContain(one.number);
    expect(html).toContain('name="pick"');
    expect(await page(officer, `${DESK}?q=${one.number.slice(-6)}`)).toContain(one.number);
    expect(await page(officer, `${DESK}?q=EGOV-1999`)).toContain('Дар ин ҷо ариза нест');
    expect(await page(officer, `${DESK}?view=mine`)).not.toContain(one.number);
  });

  test('takes several at once, each with its own outcome', async () => {
    const [one, other] = [await sent(), await sent()];
    const answer = await officer.send(`${DESK}/bulk`, {
      form: [
        ['pick', `${one.id}:${one.version}`],
        ['pick', `${other.id}:99:${other.number}`],
        ['do', 'claim'],
        ['back', 'open'],
      ],
    });
    const html = await answer.text();
    expect(html).toContain('Иҷро шуд: 1');
    expect(html).toContain(`${other.number}:`);
  });

  test('keeps what it was narrowed to, from page to page and after a bulk command', async () => {
    for (let more = 0; more < 26; more++) await sent('Сафарзода');
    const narrowed = await page(officer, `${DESK}?view=free&q=${encodeURIComponent('Раҳимзода')}&service=residence-note&state=submitted`);
    const next = /rel="next" href="([^"]+)"/.exec(narrowed)?.[1]?.replaceAll('&amp;', '&') ?? '';
    expect(Object.fromEntries(new URLSearchParams(next.split('?')[1]))).toMatchObject({
      view: 'free',
      q: 'Раҳимзода',
      service: 'residence-note',
      state: 'submitted',
    });
    const second = await page(officer, next);
    for (const html of [narrowed, second]) {
      expect(html).toContain('<option value="submitted" selected');
      expect(html).toMatch(/name="q" value="Раҳимзода"/);
    }
    const numbers = (html: string) => [...html.matchAll(/name="pick" value="[^":]+:\d+:([^"]+)"/g)].map(([, number]) => number);
    expect(numbers(narrowed)).toHaveLength(25);
    expect(numbers(second).filter((number) => numbers(narrowed).includes(number))).toEqual([]);
    const pick = /name="pick" value="([^"]+)"/.exec(second)?.[1] ?? '';
    const form = { pick, do: 'claim', back: 'free', q: 'Раҳимзода', service: 'residence-note', state: 'submitted' };
    const after = await (await officer.send(`${DESK}/bulk`, { form })).text();
    expect(after).toContain('Иҷро шуд: 1');
    expect((await officer.send(`${DESK}/bulk`)).headers.get('location')).toBe(DESK);
    expect(after).toContain('<option value="submitted" selected');
    expect(after).toMatch(/name="q" value="Раҳимзода"/);
  });

  test('is for those who work there and for nobody else', async () => {
    for (const who of ['justice-officer', 'citizen-2', 'mia-editor']) {
      const stranger = await portal.signedIn(who, 'substantial');
      expect((await stranger.send(DESK)).status, who).toBe(403);
      expect((await stranger.send(`${DESK}/load`)).status, who).toBe(403);
    }
  });
});

describe('a file', () => {
  test('goes from taken through a correction to a decision, and keeps what was typed when something is missing', async () => {
    const one = await sent();
    const file = `${DESK}/${one.id}`;
    let html = await page(officer, file);
    expect((await officer.send(`${file}/claim`, { form: { version: versionOn(html) } })).status).toBe(303);
    html = await page(officer, file);
    expect(html).toContain('name="decision"');

    const missing = await officer.send(`${file}/send-back`, { form: { version: versionOn(html), message: 'Насабро ислоҳ кунед.' } });
    expect(missing.status).toBe(422);
    const again = await missing.text();
    expect(again).toContain('Насабро ислоҳ кунед.');
    expect(again).toContain('role="alert"');

    const form = { version: versionOn(again), message: 'Насабро ислоҳ кунед.', field: 'surname' };
    expect((await officer.send(`${file}/send-back`, { form })).status).toBe(303);
    const back = await portal.modules.applications.open(CITIZEN, one.id);
    await portal.modules.applications.resubmit(CITIZEN, one.id, back.version, { surname: 'Раҳимова' }, 'tg');

    html = await page(officer, file);
    expect(html).toMatch(/<del>.*Раҳимзода.*<\/del> <ins>.*Раҳимова.*<\/ins>/);
    const undecided = await officer.send(`${file}/decide`, { form: { version: versionOn(html) } });
    expect(undecided.status).toBe(422);
    expect(await undecided.text()).toContain('Яке аз ҷавобҳоро интихоб кунед.');
    expect((await officer.send(`${file}/decide`, { form: { version: versionOn(html), decision: 'approve' } })).status).toBe(303);
    expect((await portal.modules.applications.open(CITIZEN, one.id)).state).toMatch(/approved|issued/);
  });

  test('of two officers at once one wins, and the other sees what it is now with the own words kept', async () => {
    const one = await sent();
    const file = `${DESK}/${one.id}`;
    const seen = versionOn(await page(officer, file));
    await officer.send(`${file}/claim`, { form: { version: seen } });
    const late = await colleague.send(`${file}/claim`, { form: { version: seen } });
    expect(late.status).toBe(409);
    expect(await late.text()).toContain('Шоқодирова Гулбаҳор');
  });

  test('carries notes that the citizen never sees, and letters that they do', async () => {
    const one = await sent();
    const file = `${DESK}/${one.id}`;
    await officer.send(`${file}/claim`, { form: { version: versionOn(await page(officer, file)) } });
    await officer.send(`${file}/note`, { form: { version: '0', message: 'Бо бойгонӣ тафтиш шуд' } });
    await officer.send(`${file}/letter`, { form: { version: '0', message: 'Ҳуҷҷати Шумо баррасӣ мешавад.' } });
    const html = await page(colleague, file);
    expect(html).toContain('Бо бойгонӣ тафтиш шуд');
    expect(html).toContain('Ҳуҷҷати Шумо баррасӣ мешавад.');
    const own = await page(await portal.signedIn('citizen-1', 'substantial'), `/tg/account/applications/${one.id}`);
    expect(own).not.toContain('Бо бойгонӣ тафтиш шуд');
  });

  test('a ready letter that nobody changed goes out in every language; a changed one in the words it has', async () => {
    const one = await sent();
    const file = `${DESK}/${one.id}`;
    await officer.send(`${file}/claim`, { form: { version: versionOn(await page(officer, file)) } });
    const html = await page(officer, `${file}?letter=in-work`);
    expect(html).toContain(`Аризаи ${one.number} дар санҷиш аст.`);
    const hidden = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '';
    const ready = {
      version: versionOn(html),
      template: hidden('template'),
      'template-title': hidden('template-title'),
      'template-message': hidden('template-message'),
      title: hidden('template-title'),
      message: hidden('template-message'),
    };
    await officer.send(`${file}/letter`, { form: ready });
    await officer.send(`${file}/letter`, { form: { ...ready, title: 'Андаке сабр кунед', message: `${ready.message} То ҷумъа.` } });
    const [first, second] = await portal.modules.applications.letters(CITIZEN, one.id);
    expect(first).toMatchObject({ code: 'in-work', body: { tg: ready.message, ru: `Заявление ${one.number} проверяется.` } });
    expect(second?.code).toBeUndefined();
    expect(second).toMatchObject({ title: { tg: 'Андаке сабр кунед' }, body: { tg: `${ready.message} То ҷумъа.` } });
    // Words for a correction and for a refusal stand in the forms they belong to.
    expect(await page(officer, `${file}?letter=no-paper`)).toMatch(/id="act-send-back" open[\s\S]*?Ҳуҷҷатро замима кунед\./);
    expect(await page(officer, `${file}?letter=not-found`)).toMatch(/id="act-decide" open[\s\S]*?Сабте ёфт нашуд\./);
  });

  test('its document is revoked by a supervisor or the head, with a reason, and by no officer', async () => {
    const one = await sent();
    const file = `${DESK}/${one.id}`;
    await officer.send(`${file}/claim`, { form: { version: versionOn(await page(officer, file)) } });
    await officer.send(`${file}/decide`, { form: { version: versionOn(await page(officer, file)), decision: 'approve' } });
    await expect.poll(() => page(supervisor, file), { timeout: 15_000 }).toContain('id="act-revoke"');
    expect(await page(officer, file)).not.toContain('id="act-revoke"');
    const document = /name="document" value="([^"]+)"/.exec(await page(supervisor, file))?.[1] ?? '';
    expect((await officer.send(`${file}/revoke`, { form: { version: '1', document, message: 'Хато' } })).status).toBe(403);
    expect((await supervisor.send(`${file}/revoke`, { form: { version: '1', document, message: ' ' } })).status).toBe(422);
    expect((await supervisor.send(`${file}/revoke`, { form: { version: '1', document, message: 'Хато' } })).status).toBe(303);
    await expect.poll(async () => (await portal.modules.applications.open(CITIZEN, one.id)).state, { timeout: 15_000 }).toBe('revoked');
    expect(await page(supervisor, file)).not.toContain('id="act-revoke"');
  });

  test('is handed to a colleague by a supervisor alone', async () => {
    const one = await sent();
    const file = `${DESK}/${one.id}`;
    await officer.send(`${file}/claim`, { form: { version: versionOn(await page(officer, file)) } });
    expect(await page(officer, file)).not.toContain('reassign');
    const html = await page(supervisor, file);
    expect((await supervisor.send(`${file}/reassign`, { form: { version: versionOn(html), to: 'mia-officer-2' } })).status).toBe(303);
    expect(await page(supervisor, `${DESK}/load`)).toContain('Сарбории кормандон');
    expect(await page(colleague, `${DESK}?view=mine`)).toContain(one.number);
  });
});

const LANGS = ['tg', 'ru', 'en'] as const;

test('a desk that an agency draws itself has a word for every state and every event', () => {
  for (const lang of LANGS) {
    const path = join(import.meta.dirname, `../../../../agencies/mia/text/${lang}.json`);
    const words = JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>;
    const needed = [
      ...writtenEvents().map((type) => `event.${type}`),
      ...APPLICATION_STATES.map((state) => `state.${state}`),
      ...APPLICATION_STATES.filter((state) => state !== 'submitted' && state !== 'in_review').map((state) => `decision.none.${state}`),
    ];
    expect(
      needed.filter((key) => !words[key]),
      lang,
    ).toEqual([]);
  }
});

test('the header leads to the desk of every body whose roles the person holds, beside those that plugins draw', async () => {
  const html = await page(officer, '/tg/');
  expect(html).toContain('<a href="/tg/account/desk/mia" data-native>Мизи корӣ</a>');
  expect(await page(await portal.signedIn('citizen-2', 'low'), '/tg/')).not.toContain('/account/desk/');
});
