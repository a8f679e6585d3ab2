// What a cold visit costs: bytes, requests and round trips of three pages, beside a hand-written page of the same content.
// Every figure of a page is the median of its visits in this run; quote ratios, not milliseconds.
import { createServer } from 'node:http';
import { brotliCompressSync } from 'node:zlib';
import { type Browser, type BrowserContextOptions, chromium, type Page } from '@playwright/test';
import { browserLaunch } from '../browser.ts';
import { freePort, newDataDir, removeDataDir, startPortal } from '../portal.ts';
import { type Link, openLink } from './link.ts';

const VISITS = 3;
const RTT = 500;
type Session = NonNullable<BrowserContextOptions['storageState']>;

interface Visit {
  bytes: number;
  requests: number;
  scriptBytes: number;
  ms: number;
}

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** One visit with an empty cache. `ready` says when a person has what she came for. */
async function visit(browser: Browser, url: string, ready: (page: Page) => Promise<unknown>, session?: Session): Promise<Visit> {
  const context = await browser.newContext(session ? { storageState: session } : {});
  const page = await context.newPage();
  const network = await context.newCDPSession(page);
  await network.send('Network.enable');
  const kinds = new Map<string, string>();
  const seen: Omit<Visit, 'ms'> = { bytes: 0, requests: 0, scriptBytes: 0 };
  network.on('Network.responseReceived', ({ requestId, type }) => kinds.set(requestId, type));
  network.on('Network.requestWillBeSent', () => {
    seen.requests += 1;
  });
  network.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    seen.bytes += encodedDataLength;
    if (kinds.get(requestId) === 'Script') seen.scriptBytes += encodedDataLength;
  });
  const start = performance.now();
  await page.goto(url, { waitUntil: 'commit' });
  await ready(page);
  const ms = performance.now() - start;
  // What still arrives after that (fonts, the browser half) is paid by the citizen too.
  await page.waitForLoadState('networkidle');
  await context.close();
  return { ...seen, ms };
}

/** Medians at no distance and at half a second of round trip; the difference counts round trips. */
async function measure(browser: Browser, link: Link, path: string, ready: (page: Page) => Promise<unknown>, session?: Session) {
  const url = `http://localhost:${link.port}${path}`;
  const visits: Record<'near' | 'far', Visit[]> = { near: [], far: [] };
  for (let i = 0; i < VISITS; i++) {
    for (const [distance, rtt] of [
      ['near', 0],
      ['far', RTT],
    ] as const) {
      link.rtt = rtt;
      visits[distance].push(await visit(browser, url, ready, session));
    }
  }
  link.rtt = 0;
  const of = (key: keyof Visit, distance: 'near' | 'far' = 'near') => median(visits[distance].map((one) => one[key]));
  return { bytes: of('bytes'), scripts: of('scriptBytes'), requests: of('requests'), trips: (of('ms', 'far') - of('ms')) / RTT };
}

/** The same words, links and fields as plain HTML with one inline style: what somebody would write by hand. */
function byHand(html: string): Buffer {
  const title = /<title>[\s\S]*?<\/title>/.exec(html)?.[0] ?? '';
  const body = html
    .slice(html.indexOf('<body'), html.indexOf('</body>'))
    .replace(/<(script|style|template)\b[\s\S]*?<\/\1>/g, '')
    .replace(/ (class|data-[a-z-]+|id|aria-[a-z]+)="[^"]*"/g, '');
  const style =
    'body{font:16px/1.5 system-ui;margin:0 auto;max-width:75rem;padding:1rem}a{color:#0b5d3b}input,textarea{font:inherit;padding:.5rem}';
  return Buffer.from(
    `<!doctype html><html lang="tg"><head><meta charset="utf-8">${title}<style>${style}</style></head>${body}</body></html>`,
  );
}

async function serveByHand(pages: ReadonlyMap<string, Buffer>) {
  const server = createServer((request, response) => {
    const page = pages.get(request.url ?? '');
    if (!page) return response.writeHead(404).end();
    return response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-encoding': 'br' }).end(brotliCompressSync(page));
  });
  const port = await freePort();
  await new Promise<void>((listening) => server.listen(port, '127.0.0.1', listening));
  return { port, close: () => server.close() };
}

const dataDir = newDataDir();
const [port, linkPort] = [await freePort(), await freePort()];
const portal = await startPortal({ dataDir, port, env: { HUKUMAT_ORIGIN: `http://localhost:${linkPort}` } });
const link = await openLink(port, linkPort);
const origin = `http://localhost:${linkPort}`;
const browser = await chromium.launch(await browserLaunch());

const context = await browser.newContext();
const page = await context.newPage();
const start = '/tg/religion-ceremonies/wedding-registration/apply';
await page.goto(`${origin}/auth/sign-in?return=${encodeURIComponent(start)}`);
await page.fill('#name', 'citizen-1');
await page.fill('#password', 'demo');
await page.locator('main form button').last().click();
await page.waitForURL(`${origin}${start}`);
await page.locator('button.hk-button[name=_continue]').click();
await page.waitForURL(/\/apply\/[^/]+\/event$/);
const formPath = new URL(page.url()).pathname;
const session = await context.storageState();

const parsed = (one: Page) => one.waitForLoadState('domcontentloaded');
// A plugin in a form wakes when a person begins with the form.
const awake = async (one: Page) => {
  await one.locator('[name=eventDate]').focus();
  await one.locator('.ceremonies-counter').waitFor();
};
const rows = [
  { name: 'home page', path: '/tg/', ready: parsed },
  { name: 'service page', path: '/tg/services/criminal-record-certificate', ready: parsed },
  { name: 'form step', path: formPath, ready: parsed, session },
  { name: 'form step, plugin awake', path: formPath, ready: awake, session },
];
const hand = new Map<string, Buffer>();
for (const path of new Set(rows.map((row) => row.path))) hand.set(path, byHand(await (await context.request.get(origin + path)).text()));
const handServer = await serveByHand(hand);
const handLink = await openLink(handServer.port);

const table: Record<string, unknown>[] = [];
for (const { name, path, ready, session: signedIn } of rows) {
  const ours = await measure(browser, link, path, ready, signedIn);
  const plain = await measure(browser, handLink, path, parsed);
  table.push({
    page: name,
    bytes: Math.round(ours.bytes),
    'of them script': Math.round(ours.scripts),
    requests: ours.requests,
    'round trips': ours.trips.toFixed(1),
    'by hand: bytes': Math.round(plain.bytes),
    'by hand: requests': plain.requests,
    'by hand: round trips': plain.trips.toFixed(1),
    'bytes, ratio': (ours.bytes / plain.bytes).toFixed(1),
  });
}
console.table(table);
console.log('Bytes on the wire with headers until the network is still; round trips until the page is parsed, or the plugin stands.');

await browser.close();
await handLink.close();
await link.close();
handServer.close();
await portal.stop();
removeDataDir(dataDir);
