import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { APPLICATION_STATES } from '@hukumat/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../../platform/actor.ts';
import { type WholePortal, wholePortal } from '../../testing.ts';
import type { Application } from '../applications/index.ts';
import { PNG, writtenEvents } from '../applications/testing.ts';
import type { Browser } from '../identity/testing.ts';

let portal: WholePortal;
let officer: Browser;
let colleague: Browser;
let supervisor: Browser;
let key = 0;

const CITIZEN: Actor = { kind: 'person', subject: 'citizen-1', name: 'Раҳимзода Фирӯза', loa: 'substantial', roles: [] };
const DESK = '/tg/account/desk/mia';

beforeAll(async () => {
  portal = await wholePortal();
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
        ['pick', `${other.id}:99`],
        ['do', 'claim'],
        ['back', 'open'],
      ],
    });
    const html = await answer.text();
    expect(html).toContain('Иҷро шуд: 1');
    expect(html).toContain(`${other.number}:`);
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
    expect((await officer.send(`${file}/decide`, { form: { version: versionOn(html) } })).status).toBe(422);
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
