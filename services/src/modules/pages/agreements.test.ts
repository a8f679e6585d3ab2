import { dushanbeDate, formatDate } from '@hukumat/contract/locale';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type WholePortal, wholePortal } from '../../testing.ts';
import { Browser } from '../identity/testing.ts';

let portal: WholePortal;
let registrar: Browser;
beforeAll(async () => {
  portal = await wholePortal();
  registrar = await portal.signedIn('innovation-agency-registrar');
});
afterAll(() => portal?.stop());

const PUBLIC = '/tg/agencies/transition';
const stranger = () => new Browser(portal.origin);
const page = async (browser: Browser, address: string) => {
  const answer = await browser.send(address);
  return { status: answer.status, html: await answer.text() };
};
const post = async (agency: string, form: Record<string, string>) => {
  const answer = await registrar.send(`/tg/account/agreements/${agency}`, { form });
  return { status: answer.status, location: answer.headers.get('location'), html: await answer.text() };
};
const today = () => formatDate(dushanbeDate(portal.platform.clock.now()), 'tg');
const rows = (html: string) => html.match(/<tr><th scope="row"><a class="hk-wrap" href="\/tg\/[a-z-]+\/"/g)?.length ?? 0;

test('the public page has the three figures, says they are samples and where they come from, in three languages', async () => {
  for (const lang of ['tg', 'ru', 'en']) {
    const { status, html } = await page(stranger(), `/${lang}/agencies/transition`);
    expect(status).toBe(200);
    for (const figure of [56, 22, 129]) expect(html).toContain(`<strong>${figure}</strong>`);
    expect(html).toContain('en.avesta.tj');
    expect(html).toContain('hk-tag-sample');
    expect(html).not.toMatch(/>(transition|agreements)\.| style=/);
  }
});

test('filters work by their addresses, pages lead on, nonsense is no failure', async () => {
  const all = await page(stranger(), PUBLIC);
  expect(rows(all.html)).toBe(50);
  expect(rows((await page(stranger(), `${PUBLIC}?page=3`)).html)).toBe(46);
  expect(rows((await page(stranger(), `${PUBLIC}?state=signed`)).html)).toBe(14);
  expect((await page(stranger(), `${PUBLIC}?state=closed`)).html).toContain('Дар ин марҳила ё вилоят мақомот нест');
  const sughd = portal.modules.directory.byRegion('TJ-SU').length;
  expect(rows((await page(stranger(), `${PUBLIC}?region=TJ-SU`)).html)).toBe(sughd);
  expect(rows((await page(stranger(), `${PUBLIC}?state=king&region=%3Cscript%3E&page=-7`)).html)).toBe(50);
});

test('open data: JSON and CSV say the same as the page', async () => {
  const json = (await (await stranger().send('/api/v1/transition.json')).json()) as {
    figures: { united: number };
    source: string;
    bodies: { agency: string; state?: string; inspected: boolean }[];
  };
  expect(json.figures.united).toBe(json.bodies.filter(({ state }) => state).length);
  expect(json.source).toContain('asiaplustj.info');
  const answer = await stranger().send('/api/v1/transition.csv');
  const bytes = Buffer.from(await answer.arrayBuffer());
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  const lines = bytes.toString('utf8').trim().split('\r\n');
  expect(lines).toHaveLength(147);
  expect(lines.find((line) => line.startsWith('mia,'))).toMatch(/,building,,1,1$/);
});

test('the registrar moves a body; its page, the public page and its history show it; nothing waits', async () => {
  const before = await page(registrar, '/tg/account/agreements/varzob');
  expect(before.html).toContain('value="none"');
  const moved = await post('varzob', { to: 'invited', from: 'none', on: today(), note: 'Нома фиристода шуд' });
  expect(moved).toMatchObject({ status: 303, location: '/tg/account/agreements/varzob?done=invited' });
  // A double click comes to the same place.
  expect((await post('varzob', { to: 'invited', from: 'none', on: today(), note: '' })).status).toBe(303);
  const after = await page(registrar, '/tg/account/agreements/varzob?done=invited');
  expect(after.html).toContain('Навишта шуд: даъват шуд.');
  expect(after.html).toContain('Нома фиристода шуд');
  expect((await page(stranger(), '/tg/varzob/about')).html).toContain('даъват шуд');
  expect((await page(stranger(), '/tg/varzob/')).html).toContain('даъват шуд');
  const open = await page(stranger(), `${PUBLIC}?state=invited&region=${portal.modules.directory.agency('varzob')?.region}`);
  expect(open.html).toContain('href="/tg/varzob/"');
  expect(open.html).toContain('<strong>57</strong>');
  // Notes are no open data.
  expect(open.html).not.toContain('Нома фиристода шуд');
});

test('a refused move says why beside the form, and keeps what was typed', async () => {
  const audited = await post('mia', { to: 'audited', from: 'building', on: today(), note: 'Тайёр' });
  expect(audited.status).toBe(422);
  expect(audited.html).toContain('Бахш аз рӯйи стандарт ҳанӯз санҷида нашудааст');
  expect(audited.html).toContain('Тайёр');
  const back = await post('mia', { to: 'signed', from: 'building', on: today(), note: '' });
  expect([back.status, back.html.includes('Сабаби ислоҳро нависед')]).toEqual([422, true]);
  const skipped = await post('mia', { to: 'closed', from: 'building', on: today(), note: '' });
  expect([skipped.status, skipped.html.includes('гузаштан мумкин нест')]).toEqual([422, true]);
  for (const on of ['31.02.2026', 'фардо', '', '01.01.2999'])
    expect((await post('mia', { to: 'signed', from: 'building', on, note: 'x' })).status).toBe(422);
  const stale = await post('mia', { to: 'building', from: 'signed', on: today(), note: '' });
  expect([stale.status, stale.html.includes('аллакай ба марҳилаи дигар')]).toEqual([409, true]);
  expect((await post('mia', { to: 'king', from: 'building', on: today(), note: '' })).status).toBe(404);
  expect((await post('service-centre', { to: 'invited', from: 'none', on: today(), note: '' })).status).toBe(404);
});

test('auditor and head of the body read the register and are offered no move', async () => {
  for (const who of ['innovation-agency-auditor', 'mia-head']) {
    const { status, html } = await page(await portal.signedIn(who), '/tg/account/agreements/mia');
    expect(status).toBe(200);
    expect(html).not.toContain('name="to"');
  }
});
