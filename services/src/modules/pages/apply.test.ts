import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serviceDefinitionSchema } from '@hukumat/contract';
import { generateKey } from '@hukumat/contract/release';
import type { ShellAssets } from '@hukumat/shell/document';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fixedClock } from '../../platform/clock.ts';
import { createHttp } from '../../platform/http.ts';
import { type TestPlatform, testPlatform } from '../../platform/testing.ts';
import { createAppeals } from '../appeals/index.ts';
import { type Applications, createApplications } from '../applications/index.ts';
import { eventNotice, OFFICER, PNG, residenceNote } from '../applications/testing.ts';
import { createCatalogue } from '../catalogue/index.ts';
import { createCentres } from '../centres/index.ts';
import { createContent } from '../content/index.ts';
import { createDirectory } from '../directory/index.ts';
import { createDocuments } from '../documents/index.ts';
import { embeddedScanner, type Scanner } from '../files/index.ts';
import { createIdentity } from '../identity/index.ts';
import { Browser, freePort } from '../identity/testing.ts';
import { createMandates } from '../mandates/index.ts';
import { createMigration } from '../migration/index.ts';
import { createNotifications } from '../notifications/index.ts';
import { createPayments } from '../payments/index.ts';
import { createRegistry } from '../registry/index.ts';
import { makeRelease, person, reviewer } from '../registry/testing.ts';
import { createSearch } from '../search/index.ts';
import { createStandard } from '../standard/index.ts';
import { createPages } from './index.ts';

const clock = fixedClock(new Date());
let stage: TestPlatform;
let applications: Applications;
let origin: string;
let stop: () => Promise<void>;
let scannerIsAway = false;

const three = (tg: string) => ({ tg, ru: `${tg} (ру)`, en: `${tg} (en)` });
/** A form with repeated rows, a sum, an appointment and a document of the person's own. */
const familyNote = serviceDefinitionSchema.parse({
  ...residenceNote,
  id: 'family-note',
  version: 1,
  fees: [{ kind: 'issue', amount: { field: 'sum' }, payer: 'applicant', when: 'before-submit' }],
  form: {
    schema: {
      type: 'object',
      required: ['children', 'sum'],
      properties: {
        children: {
          type: 'array',
          maxItems: 3,
          items: {
            type: 'object',
            required: ['surname', 'months'],
            properties: { surname: { type: 'string', format: 'person-name' }, months: { type: 'integer', minimum: 1 } },
          },
        },
        sum: { type: 'integer' },
        visit: { type: 'string', format: 'slot' },
        proof: { type: 'string', format: 'document' },
      },
    },
    steps: [
      {
        name: 'family',
        title: three('Оила'),
        fields: [
          {
            name: 'children',
            kind: 'group',
            label: three('Фарзандон'),
            itemLabel: three('Фарзанд'),
            fields: [
              { name: 'surname', kind: 'name', label: three('Насаб') },
              { name: 'months', kind: 'number', label: three('Моҳҳо') },
            ],
          },
          {
            name: 'sum',
            kind: 'computed',
            label: three('Маблағ'),
            compute: { times: [{ sum: 'children', of: 'months' }, 100] },
            money: true,
          },
        ],
      },
      {
        name: 'visit',
        title: three('Қабул'),
        fields: [
          { name: 'visit', kind: 'appointment', label: three('Вақт'), resource: 'vehicle-inspection' },
          { name: 'proof', kind: 'document', label: three('Ҳуҷҷат'), from: ['event-notice'] },
        ],
      },
    ],
  },
  output: { ...residenceNote.output, body: [three('Маълумотнома')] },
});

/** Enough of a shell for pages without JavaScript. */
const linked = { path: '/assets/none.js', integrity: 'sha384-none', imports: [] };
const assets: ShellAssets = {
  files: new Map(),
  importMap: { imports: {} },
  libraries: {},
  main: linked,
  inlineScript: '',
  pageCss: linked,
  fonts: [],
};

beforeAll(async () => {
  const port = await freePort();
  origin = `http://localhost:${port}`;
  stage = await testPlatform({
    clock,
    env: { PORT: String(port), HUKUMAT_ORIGIN: origin, HUKUMAT_DEMO: '1', HUKUMAT_DATA: mkdtempSync(join(tmpdir(), 'apply-')) },
  });
  const { platform } = stage;
  const app = await createHttp({ config: platform.config, log: platform.log, ready: async () => undefined });
  const directory = createDirectory(platform);
  await directory.start();
  const identity = await createIdentity(platform);
  const registry = createRegistry(platform, { identity, agencies: () => directory.agencies().map(({ id }) => id) });
  await registry.start();
  const notifications = createNotifications(platform, { identity });
  const payments = createPayments(platform, { identity, provider: undefined });
  const centres = createCentres(platform, { identity, registry });
  await centres.start();
  const scanner: Scanner = {
    scan: async (bytes) => {
      if (scannerIsAway) throw new Error('the scanner does not answer');
      return embeddedScanner.scan(bytes);
    },
  };
  applications = createApplications(platform, { identity, registry, scanner, slots: centres });
  const mandates = createMandates(platform, { identity });
  const documents = createDocuments(platform, {
    mandates,
    applications,
    identity,
    agencyName: (id) => directory.agency(id)?.names ?? { tg: id },
  });
  const search = createSearch(platform, { registry, directory });
  const catalogue = createCatalogue(platform, { registry, directory, statistics: applications.statistics });
  const appeals = createAppeals(platform, { agencies: () => directory.ids() });
  const content = createContent(platform, {
    agencies: () => directory.ids(),
    claimed: () => false,
    holdersOf: async () => [],
    actorOf: identity.actorOf,
  });
  const migration = createMigration(platform, {
    content,
    directory,
    renderPage: (page) => pages.oldAddress(page),
  });
  const standard = createStandard(platform, { directory, registry, catalogue, content, identity });
  const pages = createPages(platform, {
    identity,
    registry,
    directory,
    content,
    search,
    applications,
    documents,
    notifications,
    catalogue,
    centres,
    appeals,
    standard,
    payments,
    mandates,
    migration,
    assets,
  });
  for (const module of [identity, registry, applications, documents, notifications, pages]) await module.routes(app);
  const key = generateKey();
  await registry.registerAgencyKey(person('innovation-agency', 'registrar'), { agency: 'mia', publicKey: key.publicKeyPem });
  const release = makeRelease(key, 'mia', '1.0.0', { declaration: { services: [residenceNote, eventNotice, familyNote] } });
  await registry.publishRelease(person('mia', 'developer'), 'mia', release);
  await registry.review(reviewer, 'mia', '1.0.0', { verdict: 'approve' });
  await platform.jobs.start();
  await app.listen({ port, host: 'localhost' });
  stop = async () => {
    await app.close();
    await registry.stop();
    await stage.stop();
  };
});
afterAll(() => stop());

/** Form fields as a browser without JavaScript would send them: everything that stands in the page's form. */
function fieldsOf(html: string, action: string): Record<string, string> {
  const form = html.split('<form').find((part) => part.includes(`action="${action}"`)) ?? '';
  const own = form.slice(0, form.indexOf('</form>'));
  const fields: Record<string, string> = {};
  for (const [tag] of own.matchAll(/<input[^>]*>/g)) {
    const at = (name: string) => new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? '';
    if (at('type') === 'file' || ((at('type') === 'radio' || at('type') === 'checkbox') && !/\schecked/.test(tag))) continue;
    fields[at('name')] = at('value');
  }
  for (const [, attributes = '', text = ''] of own.matchAll(/<textarea([^>]*)>([^<]*)<\/textarea>/g))
    fields[/name="([^"]*)"/.exec(attributes)?.[1] ?? ''] = text;
  return fields;
}
/** Sends a form with a file, as multipart. */
async function sendFile(
  browser: Browser,
  address: string,
  fields: Record<string, string>,
  file?: { field: string; name: string; bytes: Uint8Array },
) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  if (file) form.set(file.field, new Blob([new Uint8Array(file.bytes)], { type: 'image/png' }), file.name);
  const cookie = [...browser.cookies].map(([key, { value }]) => `${key.split(' ')[1]}=${value}`).join('; ');
  return fetch(new URL(address, origin), { method: 'POST', redirect: 'manual', headers: { cookie, origin }, body: form });
}
const get = async (browser: Browser, address: string) => {
  const answer = await browser.send(address);
  return { status: answer.status, location: answer.headers.get('location') ?? '', html: await answer.text(), headers: answer.headers };
};
const start = '/tg/mia/residence-note/apply';

/** Walks to the check page and gives its address. */
async function fill(browser: Browser): Promise<string> {
  const first = await get(browser, start);
  const posted = await browser.send(start, {
    form: { ...fieldsOf(first.html, start), surname: 'Қодирзода', givenName: 'Ҷамила', birthDate: '17.05.1990' },
  });
  expect(posted.status).toBe(303);
  const second = posted.headers.get('location') ?? '';
  const page = await get(browser, second);
  const sent = await sendFile(
    browser,
    second,
    { ...fieldsOf(page.html, second), purpose: 'work', _continue: '1' },
    { field: 'proof', name: 'рухсат.png', bytes: PNG },
  );
  expect(sent.status, await sent.clone().text()).toBe(303);
  expect(sent.headers.get('location')).toMatch(/\/check$/);
  return sent.headers.get('location') ?? '';
}

test('a stranger is asked to sign in and comes back to the form', async () => {
  const browser = new Browser(origin);
  const answer = await get(browser, start);
  expect([302, 303]).toContain(answer.status);
  expect(answer.location).toContain(`return=${encodeURIComponent(start)}`);
  expect((await get(browser, '/ru/account/')).location).toContain('/auth/sign-in');
});

test('from start to receipt without JavaScript: prefilled, mistakes keep everything, a double press is one application', async () => {
  const browser = new Browser(origin);
  await browser.signIn('citizen-1', { returnTo: start });
  const first = await get(browser, start);
  expect(first.status).toBe(200);
  expect(first.headers.get('cache-control')).toContain('no-store');
  expect(first.html).toMatch(/name="surname"[^>]*value="Раҳимзода"|value="Раҳимзода"[^>]*name="surname"/);
  const wrong = await browser.send(start, { form: { ...fieldsOf(first.html, start), surname: 'Қодирзода', birthDate: '31.02.1990' } });
  expect(wrong.status).toBe(422);
  const kept = await wrong.text();
  expect(kept).toContain('31.02.1990');
  expect(kept).toContain('value="Қодирзода"');
  expect(kept).toContain('hk-errors');

  const check = await fill(browser);
  const page = await get(browser, check);
  expect(page.html).toContain('17.05.1990');
  expect(page.html).toContain('рухсат.png');
  const form = fieldsOf(page.html, check);
  const presses = await Promise.all([1, 2, 3].map(() => browser.send(check, { form })));
  const receipts = new Set(presses.map((answer) => answer.headers.get('location')));
  expect(receipts.size).toBe(1);
  const [receipt = ''] = receipts;
  const done = await get(browser, receipt ?? '');
  expect(done.html).toMatch(/EGOV-2026-\d{6}/);
  expect(done.html).toContain('Аризаи Шумо қабул шуд');
  // An old tab of the sent draft leads to the receipt.
  expect((await get(browser, check)).location).toBe(receipt);
  expect((await get(browser, '/tg/account/')).html).toMatch(/EGOV-2026-\d{6}/);
});

test('a file of the wrong kind is told at its field and the rest stays', async () => {
  const browser = new Browser(origin);
  await browser.signIn('citizen-2', { returnTo: start });
  const first = await get(browser, start);
  const posted = await browser.send(start, {
    form: { ...fieldsOf(first.html, start), surname: 'Каримов', givenName: 'Далер', birthDate: '17.05.1990' },
  });
  const second = posted.headers.get('location') ?? '';
  const page = await get(browser, second);
  const refused = await sendFile(
    browser,
    second,
    { ...fieldsOf(page.html, second), purpose: 'other', purposeOther: 'Барои бонк' },
    { field: 'proof', name: 'a.png', bytes: Buffer.from('<svg onload=alert(1)>') },
  );
  expect(refused.status).toBe(422);
  const html = await refused.text();
  expect(html).toContain('Барои бонк');
  expect(html).toContain('f-proof-error');
  expect(html).not.toContain('<svg onload');
  const large = await sendFile(browser, second, fieldsOf(page.html, second), {
    field: 'proof',
    name: 'b.png',
    bytes: Buffer.concat([PNG, Buffer.alloc(300_000)]),
  });
  expect(large.status).toBe(422);
  expect(await large.text()).toContain('0,2 МБ');
});

test('what was typed on an expired session comes back after the sign-in', async () => {
  const browser = new Browser(origin);
  await browser.signIn('citizen-1', { returnTo: start });
  const first = await get(browser, start);
  clock.advance(13 * 3_600_000);
  const late = await browser.send(start, {
    form: { ...fieldsOf(first.html, start), surname: 'Навомадова', givenName: 'Зарина', birthDate: '01.02.1988' },
  });
  expect(late.status).toBe(303);
  const { url } = await browser.open(late.headers.get('location') ?? '');
  const back = await browser.open(url, { form: { name: 'citizen-1', password: 'demo' } });
  expect(back.url).toMatch(/\/apply\/[0-9a-f-]{36}\/purpose/);
  const [draft] = await applications.drafts({ kind: 'person', subject: 'citizen-1', name: '', loa: 'low', roles: [] });
  expect(draft?.answers).toMatchObject({ surname: 'Навомадова', birthDate: '1988-02-01' });
});

test('sent back, mended in the account, and a notification answered at once with a document anyone can check', async () => {
  const browser = new Browser(origin);
  await browser.signIn('citizen-3', { returnTo: start });
  const check = await fill(browser);
  const sent = await browser.send(check, { form: fieldsOf((await get(browser, check)).html, check) });
  const address = (sent.headers.get('location') ?? '').split('?')[0] ?? '';
  const id = address.split('/').at(-1) ?? '';
  await applications.claim(OFFICER, 'mia', id, 1);
  await applications.sendBack(OFFICER, 'mia', id, 2, { fields: ['patronymic'], message: 'Номи падарро нависед' });
  const page = await get(browser, address);
  expect(page.html).toContain('Номи падарро нависед');
  const fields = fieldsOf(page.html, `${address}/mend`);
  expect(Object.keys(fields)).toContain('patronymic');
  expect(Object.keys(fields)).not.toContain('surname');
  const wrong = await browser.send(`${address}/mend`, { form: { ...fields, patronymic: '12345' } });
  expect(wrong.status).toBe(422);
  expect(await wrong.text()).toContain('12345');
  const mended = await browser.send(`${address}/mend`, { form: { ...fields, patronymic: 'Саидовна' } });
  expect(mended.headers.get('location')).toBe(`${address}?done=resubmitted`);
  expect((await get(browser, `${address}?withdraw=1`)).html).toContain('id="withdraw"');
  await expect.poll(async () => (await get(browser, '/ru/account/inbox')).html, { timeout: 15_000 }).toContain('нужно исправить');

  const notice = '/ru/mia/event-notice/apply';
  const step = await browser.send(notice, { form: { ...fieldsOf((await get(browser, notice)).html, notice), guests: '12' } });
  const last = step.headers.get('location') ?? '';
  const answered = await browser.send(last, { form: fieldsOf((await get(browser, last)).html, last) });
  const receipt = await get(browser, answered.headers.get('location') ?? '');
  const file = /href="(\/ru\/account\/documents\/[0-9a-f-]{36}\.pdf)"/.exec(receipt.html)?.[1] ?? '';
  const pdf = await browser.send(file);
  expect(pdf.headers.get('content-type')).toBe('application/pdf');
  const bytes = Buffer.from(await pdf.arrayBuffer());
  const anyone = new Browser(origin);
  expect((await get(anyone, file)).location).toContain('/auth/sign-in');
  const code = /HukumatCode \((\w{26})\)/.exec(bytes.toString('latin1'))?.[1] ?? '';
  const verdict = await get(anyone, `/tg/verify/${code}`);
  expect(verdict.html).toContain('data-result="issued"');
  expect(verdict.html).not.toContain('citizen-3');
  expect((await get(anyone, `/tg/verify?code=${code.toLowerCase()}`)).location).toBe(`/tg/verify/${code}`);
  bytes[bytes.length - 30] = (bytes[bytes.length - 30] ?? 0) ^ 1;
  const compared = await sendFile(anyone, '/en/verify', {}, { field: 'file', name: 'x.pdf', bytes });
  expect(await compared.text()).toContain('data-result="altered"');
  expect((await get(anyone, `/tg/verify/${'0'.repeat(26)}`)).status).toBe(404);
});

test('rows come and go without JavaScript, sums follow, and a refused step keeps every row', async () => {
  const browser = new Browser(origin);
  const address = '/tg/mia/family-note/apply';
  await browser.signIn('citizen-4', { returnTo: address });
  const first = await get(browser, address);
  expect(first.html).toContain('name="children.0.surname"');
  const added = await browser.send(address, {
    form: { ...fieldsOf(first.html, address), 'children.0.surname': 'Назарова', 'children.0.months': '3', _add: 'children' },
  });
  expect(added.status).toBe(303);
  const [step = '', hash] = (added.headers.get('location') ?? '').split('#');
  expect(hash).toBe('f-children.1');
  const second = await get(browser, step);
  expect(second.html).toContain('id="f-children.1"');
  expect(second.html).toContain('value="Назарова"');
  const wrong = await browser.send(step, {
    form: { ...fieldsOf(second.html, step), 'children.1.surname': '12', 'children.1.months': '4', sum: '1', _continue: '1' },
  });
  expect(wrong.status).toBe(422);
  const refused = await wrong.text();
  expect(refused).toContain('href="#f-children.1.surname"');
  expect(refused).toContain('value="12"');
  expect(refused).toContain('value="Назарова"');
  expect(refused).toContain('7,00 сомонӣ');
  const dropped = await browser.send(step, { form: { ...fieldsOf(refused, step), _drop: 'children.0' } });
  expect(dropped.headers.get('location')).toBe(`${step}#f-children.0`);
  const left = await get(browser, step);
  expect(left.html).not.toContain('Назарова');
  expect(left.html).toContain('value="12"');
  const on = await browser.send(step, { form: { ...fieldsOf(left.html, step), 'children.0.surname': 'Назаров', _continue: '1' } });
  expect(on.headers.get('location')).toMatch(/\/visit$/);
});

test('appointments by day, own documents with consent, and what to do where there are none', async () => {
  const browser = new Browser(origin);
  const address = '/tg/mia/family-note/apply';
  await browser.signIn('citizen-3', { returnTo: address });
  const first = await get(browser, address);
  const on = await browser.send(address, {
    form: { ...fieldsOf(first.html, address), 'children.0.surname': 'Назарова', 'children.0.months': '3' },
  });
  const step = on.headers.get('location') ?? '';
  const page = await get(browser, step);
  expect(page.html).toMatch(/<optgroup label="[^"]+">/);
  const slot = /<option value="(vehicle-inspection\.[^"]+)"/.exec(page.html)?.[1] ?? '';
  const document = /<option value="([0-9a-f-]{36})"/.exec(page.html)?.[1] ?? '';
  expect(slot).not.toBe('');
  expect(document).not.toBe('');
  const fields = { ...fieldsOf(page.html, step), visit: slot, proof: document };
  const without = await browser.send(step, { form: fields });
  expect(without.status).toBe(422);
  const told = await without.text();
  expect(told).toContain('f-proof-error');
  expect(told).toContain(`value="${document}" selected`);
  const sent = await browser.send(step, { form: { ...fieldsOf(told, step), visit: slot, proof: document, _consent: 'proof' } });
  const check = sent.headers.get('location') ?? '';
  expect(check).toMatch(/\/check$/);
  const all = (await get(browser, check)).html;
  expect(all).toContain('Фарзанд\u00a01');
  expect(all).toContain('3,00 сомонӣ');

  // What was chosen keeps its name, with the person and at the desk, where the document opens.
  const handed = await browser.send(check, { form: fieldsOf(all, check) });
  const account = (handed.headers.get('location') ?? '').split('?')[0] ?? '';
  const id = account.split('/').at(-1) ?? '';
  const officer = new Browser(origin);
  await officer.signIn('mia-officer', { returnTo: '/tg/account/' });
  const desk = `/tg/account/desk/mia/${id}`;
  for (const shown of [(await get(browser, account)).html, (await get(officer, desk)).html]) {
    expect(shown).not.toMatch(new RegExp(`<dd[^>]*>[^<]*(${slot}|${document})`));
    expect(shown).toMatch(/<dd[^>]*>[^<]*, \d\d:\d\d, [^<]+</);
    expect(shown).toMatch(/Тасдиқнома, № /);
  }
  expect((await get(officer, desk)).html).toMatch(/href="\/api\/v1\/agencies\/mia\/documents\/[0-9a-f-]{36}"[^>]*>Тасдиқнома/);

  // A correction asks for the same three like the form itself.
  await applications.claim(OFFICER, 'mia', id, 1);
  await applications.sendBack(OFFICER, 'mia', id, 2, { fields: ['children', 'visit', 'proof'], message: 'Аз нав интихоб кунед' });
  const mend = `${account}/mend`;
  const asked = fieldsOf((await get(browser, account)).html, mend);
  expect(asked).toMatchObject({ 'children.0.surname': 'Назарова', 'children.0.months': '3' });
  const chosen = { visit: slot, proof: document };
  const rows = await browser.send(mend, { form: { ...asked, ...chosen, _add: 'children' } });
  const twoRows = fieldsOf(await rows.text(), mend);
  expect(Object.keys(twoRows)).toContain('children.1.surname');
  const child = { 'children.1.surname': 'Назаров', 'children.1.months': '2' };
  const { _consent: agreedBefore, ...notAgreed } = twoRows;
  expect(agreedBefore).toBe('proof');
  const unagreed = await browser.send(mend, { form: { ...notAgreed, ...child, ...chosen } });
  expect(unagreed.status).toBe(422);
  const again = await unagreed.text();
  expect(again).toContain('f-proof-error');
  expect(again).toContain('value="Назаров"');
  const other = [...again.matchAll(/<option value="(vehicle-inspection\.[^"]+)"/g)]
    .map(([, value]) => value)
    .find((value) => value !== slot);
  const changed = await browser.send(mend, {
    form: { ...fieldsOf(again, mend), ...child, proof: document, visit: other ?? '', _consent: 'proof' },
  });
  expect(changed.headers.get('location')).toBe(`${account}?done=resubmitted`);
  const later = await applications.inspect(OFFICER, 'mia', id);
  expect(later.answers).toMatchObject({ visit: other, proof: document, sum: 500 });
  expect(Object.keys(later.labels).sort()).toEqual([slot, other ?? '', document].sort());
  expect((await get(officer, desk)).html).toContain('Насаб: Назаров;');

  const nobody = new Browser(origin);
  await nobody.signIn('citizen-5', { returnTo: address });
  const begun = await get(nobody, address);
  const next = await nobody.send(address, {
    form: { ...fieldsOf(begun.html, address), 'children.0.surname': 'Назарова', 'children.0.months': '3' },
  });
  expect((await get(nobody, next.headers.get('location') ?? '')).html).toContain('Шумо чунин ҳуҷҷат надоред');
});

test('another person finds nothing of it', async () => {
  const browser = new Browser(origin);
  await browser.signIn('citizen-2', { returnTo: '/tg/account/' });
  const [foreign] = (await applications.queue(OFFICER, 'mia')).items;
  for (const address of [
    `/tg/account/applications/${foreign?.id}`,
    `/tg/account/documents/${foreign?.id}.pdf`,
    '/tg/account/applications/none',
  ]) {
    expect((await get(browser, address)).status, address).toBe(404);
  }
  expect((await browser.send(`/api/v1/applications/${foreign?.id}`)).status).toBe(404);
});

test('a file that is still looked at, or is harmful, is told at its field, in the form and in a correction', async () => {
  const browser = new Browser(origin);
  await browser.signIn('citizen-1', { returnTo: start });
  scannerIsAway = true;
  const check = await fill(browser);
  const waiting = await get(browser, check);
  expect(waiting.html).toMatch(/<strong class="hk-scan" data-scan="pending"/);
  expect(waiting.html).toMatch(new RegExp(`data-rescan><a href="${check}"`));
  const early = await browser.send(check, { form: fieldsOf(waiting.html, check) });
  expect(early.status).toBe(422);
  expect(await early.text()).toContain('#f-proof');
  scannerIsAway = false;
  await expect.poll(async () => (await get(browser, check)).html, { timeout: 90_000, interval: 500 }).not.toContain('data-scan');
  const sent = await browser.send(check, { form: fieldsOf((await get(browser, check)).html, check) });
  const account = (sent.headers.get('location') ?? '').split('?')[0] ?? '';
  const id = account.split('/').at(-1) ?? '';
  await applications.claim(OFFICER, 'mia', id, 1);
  await applications.sendBack(OFFICER, 'mia', id, 2, { fields: ['proof'], message: 'Файли дигар' });
  const mend = `${account}/mend`;
  const fields = fieldsOf((await get(browser, account)).html, mend);
  expect(fields).toMatchObject({ _application: id });
  const eicar = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD', '-ANTIVIRUS-TEST-FILE!$H+H*'].join('');
  const infected = { field: 'proof', name: 'bad.png', bytes: Buffer.concat([PNG, Buffer.from(eicar)]) };
  const refused = await sendFile(browser, mend, fields, infected);
  expect(refused.status).toBe(422);
  const told = await refused.text();
  expect(told).toContain('id="f-proof-error"');
  expect(told).toContain('bad.png');
  expect(told).toContain('data-scan="infected"');
});
