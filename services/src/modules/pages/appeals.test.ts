import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type WholePortal, wholePortal } from '../../testing.ts';
import type { Browser } from '../identity/testing.ts';

let portal: WholePortal;
let citizen: Browser;
let officer: Browser;
beforeAll(async () => {
  portal = await wholePortal();
  citizen = await portal.signedIn('citizen-1', 'substantial');
  officer = await portal.signedIn('mia-officer', 'substantial');
});
afterAll(() => portal?.stop());

const TEXT = 'Дар кӯчаи мо ҳафтаи дуюм чароғ нест.\nЛутфан, чора бинед <b>зуд</b>.';
const host = () => ({ host: new URL(portal.origin).host });
const get = (url: string) => portal.app.inject({ url, headers: host() });
const post = (url: string, fields: Record<string, string>) =>
  portal.app.inject({
    method: 'POST',
    url,
    headers: { ...host(), origin: portal.origin, 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams(fields).toString(),
  });
const keyIn = (html: string): string => /name="_key" value="([\w-]+)"/.exec(html)?.[1] ?? '';
const filled = { kind: 'complaint', text: TEXT, senderName: 'Каримов Далер', reply: 'electronic', phone: '900000012' };

describe('without a sign-in', () => {
  test('an appeal is sent by name and phone, and its answer found by number and code', async () => {
    const form = await get('/tg/dushanbe/appeals');
    expect(form.headers['cache-control']).toBe('no-cache');
    const sent = await post('/tg/dushanbe/appeals', { ...filled, _key: keyIn(form.body) });
    expect([sent.statusCode, sent.headers['cache-control']]).toEqual([201, 'private, no-store']);
    const [, number = '', code = ''] = /<output>(MUR-\d+-\d+)<\/output>[\s\S]*?<output>([\w-]+)<\/output>/.exec(sent.body) ?? [];
    expect(code).toMatch(/^\w{4}-\w{4}-\w{4}$/);
    const again = await post('/tg/dushanbe/appeals', { ...filled, _key: keyIn(form.body) });
    expect(again.body).toContain(`<output>${number}</output>`);
    expect(again.body).toContain(`<output>${code}</output>`);
    const wrong = await post('/ru/appeals', { number, code: 'AAAA-AAAA-AAAA' });
    expect(wrong.statusCode).toBe(422);
    expect(wrong.body).not.toContain('чароғ');
    expect(wrong.body).toContain(number);
    const shown = await post('/ru/appeals', { number, code });
    expect(shown.statusCode).toBe(200);
    expect(shown.body).toContain('Дар кӯчаи мо');
    expect(shown.body).toContain('&lt;b&gt;зуд&lt;/b&gt;');
    expect((await get(`/tg/appeals/${number}`)).body).not.toContain('чароғ');
  });

  test.each([
    ['nothing', {}, ['text', 'senderName']],
    ['no way to reach', { ...filled, phone: '' }, ['phone']],
    ['a phone that is none', { ...filled, phone: '12' }, ['phone']],
    ['a written answer without an address', { ...filled, reply: 'written' }, ['address']],
    ['a kind nobody knows', { ...filled, kind: 'order' }, ['kind']],
    ['too short', { ...filled, text: 'Не' }, ['text']],
  ])('%s is told at the field, and nothing typed is lost', async (_name, fields, wrong) => {
    const key = keyIn((await get('/ru/mia/appeals')).body);
    const page = await post('/ru/mia/appeals', { ...fields, _key: key });
    expect(page.statusCode).toBe(422);
    for (const field of wrong) expect(page.body, field).toMatch(new RegExp(`id="[^"]*${field}[^"]*-error"`));
    if ('senderName' in fields) expect(page.body).toContain('value="Каримов Далер"');
    if ('text' in fields && fields.text === TEXT) expect(page.body).toContain('чора бинед &lt;b&gt;зуд&lt;/b&gt;');
    expect(keyIn(page.body)).toBe(key);
  });

  test('whoever fills what nobody sees is asked once more; a lost key too', async () => {
    const trapped = await post('/tg/mia/appeals', {
      ...filled,
      _key: keyIn((await get('/tg/mia/appeals')).body),
      website: 'https://spam.example',
    });
    expect(trapped.statusCode).toBe(422);
    expect(trapped.body).toContain('value="Каримов Далер"');
    const keyless = await post('/tg/mia/appeals', filled);
    expect(keyless.statusCode).toBe(422);
    expect(keyless.body).toContain('Шакл кӯҳна шудааст');
    expect((await post('/tg/mia/appeals', { ...filled, _key: keyIn(keyless.body) })).statusCode).toBe(201);
  });

  test('a body that does not exist has no page, and takes nothing', async () => {
    expect((await get('/tg/nobody/appeals')).statusCode).toBe(404);
    expect((await post('/tg/nobody/appeals', filled)).statusCode).toBe(404);
  });
});

describe('signed in', () => {
  test('the form is filled from the record for the person, and never for a script', async () => {
    const page = await (await citizen.send('/tg/mia/appeals')).text();
    expect(page).toContain('value="Раҳимзода Фирӯза');
    const headers = { 'sec-fetch-dest': 'empty', 'sec-fetch-mode': 'cors', 'sec-fetch-site': 'same-origin' };
    expect(await (await citizen.send('/tg/mia/appeals', { headers })).text()).not.toContain('value="Раҳимзода Фирӯза');
    expect(await (await citizen.send('/_fragment/tg/mia/appeals', { headers })).json()).toEqual({ navigate: '/tg/mia/appeals' });
    expect((await citizen.send('/tg/mia/appeals', { form: { ...filled }, headers })).status).toBe(403);
    expect((await citizen.send('/tg/appeals', { headers })).status).toBe(403);
  });

  test('an appeal is sent, read and answered at the desk, and the sender reads the answer', async () => {
    const { phone: _phone, ...noPhone } = filled;
    const key = keyIn(await (await citizen.send('/tg/mia/appeals')).text());
    const sent = await citizen.send('/tg/mia/appeals', { form: { ...noPhone, _key: key } });
    expect(sent.status).toBe(303);
    const own = sent.headers.get('location') ?? '';
    expect(own).toMatch(/^\/tg\/appeals\/MUR-\d+-\d+\?sent=1$/);
    const number = own.slice('/tg/appeals/'.length, -'?sent=1'.length);
    expect(await (await citizen.send('/tg/appeals')).text()).toContain(number);
    const other = await portal.signedIn('citizen-2', 'substantial');
    const strange = await (await other.send(`/tg/appeals/${number}`)).text();
    expect(strange).not.toContain('чароғ');
    expect(strange.replaceAll(number, 'N')).toBe(
      (await (await other.send('/tg/appeals/MUR-2026-999999')).text()).replaceAll('MUR-2026-999999', 'N'),
    );

    const list = await (await officer.send('/ru/account/appeals/mia')).text();
    const [, href = ''] = new RegExp(`href="(/ru/account/appeals/mia/[0-9a-f-]{36})"[^>]*>${number}`).exec(list) ?? [];
    const opened = await (await officer.send(href)).text();
    expect(opened).toContain('Дар кӯчаи мо');
    const [, version = ''] = /name="_version" value="(\d+)"/.exec(opened) ?? [];
    const empty = await officer.send(href, { form: { _act: 'forward', _version: version, to: 'justice', reason: ' ' } });
    expect(empty.status).toBe(422);
    const back = await empty.text();
    expect(back).toContain('reason-error');
    expect(back).toMatch(/<option value="justice" selected/);
    expect((await officer.send(href, { form: { _act: 'extend', _version: version, days: '5', longer: 'Санҷиш лозим аст' } })).status).toBe(
      303,
    );
    const late = await officer.send(href, { form: { _act: 'answer', _version: version, answer: 'Ҷавоби кӯҳна' } });
    expect(late.status).toBe(409);
    expect(await late.text()).toContain('Ҷавоби кӯҳна');
    const done = await officer.send(href, {
      form: { _act: 'answer', _version: String(Number(version) + 1), answer: 'Чароғ <i>гузошта</i> шуд.' },
    });
    expect(done.status).toBe(303);
    const read = await (await citizen.send(`/tg/appeals/${number}`)).text();
    expect(read).toContain('Чароғ &lt;i&gt;гузошта&lt;/i&gt; шуд.');
    expect(read).toContain('Санҷиш лозим аст');
    const counts = (await get('/api/v1/agencies/mia/appeals/statistics')).json();
    expect(counts).toMatchObject({ answered: 1, onTime: 1, overdue: 0 });
    expect((await get('/api/v1/agencies/nobody/appeals/statistics')).statusCode).toBe(404);
  });

  test('the desk is the body’s own', async () => {
    expect((await officer.send('/tg/account/appeals/justice')).status).toBe(403);
    expect((await citizen.send('/tg/account/appeals/mia')).status).toBe(403);
    expect((await officer.send('/tg/account/appeals/mia/01980000-0000-7000-8000-000000000000')).status).toBe(404);
    expect(await (await officer.send('/tg/mia/appeals')).text()).toContain('/tg/account/appeals/mia');
    expect(await (await citizen.send('/tg/mia/appeals')).text()).not.toContain('/tg/account/appeals/mia');
  });
});
