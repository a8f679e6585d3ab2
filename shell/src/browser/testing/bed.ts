import { readFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import type { ShellAssets } from '../../assets.ts';
import { integrityOf } from '../../build/bundle.ts';
import { buildShell } from '../../build.ts';
import { createDocument, type Frame, html, type RoutePlugin } from '../../document/index.ts';
import { buildContainer } from './container.ts';
import { type Sample, samples } from './plugins.ts';

export interface Bed {
  origin: string;
  assets: ShellAssets;
  /** Paths asked for since the last `forget`. */
  asked: string[];
  /** Bodies of forms posted, at the address of a form or of its draft. */
  posts: string[];
  /** Bodies of incident reports. */
  reports: { agency: string; kind: string; reason: string; id: string }[];
  /** Sends a change of what is live to every open event stream. */
  tell(change: { agency: string; version: string | null }): void;
  streams(): number;
  close(): Promise<void>;
}

const form = {
  schema: { type: 'object', required: ['given'], properties: { given: { type: 'string', minLength: 3 } } },
  steps: [{ name: 'one', title: { tg: 'Як' }, fields: [{ name: 'given', kind: 'text', label: { tg: 'Ном' } }] }],
};
const formHtml = `<form method="post" action="/tg/form" data-step="one"><div class="hk-field" data-field="given">
<label class="hk-label" for="f-given">Ном</label><input id="f-given" name="given"></div><button>Идома</button></form>
<script type="application/json" id="form-data">${JSON.stringify({ form, today: '2026-11-23', answers: {}, save: '/tg/form/save' })}</script>`;
const fallback = { what: 'Кори мақомот идома дорад.', phone: '+992 37 000 00 00', address: 'Душанбе', hours: '08:00–17:00' };

function pluginOf(name: string, sample: Sample, as = 'main'): RoutePlugin {
  const base = `/bundles/${name}/1.0.0/`;
  const listed = Object.entries(sample.files).filter(([path]) => !sample.unlisted?.includes(path));
  const own = listed.map(([path, code]): [string, string] => [base + path, integrityOf(code)]);
  return {
    agency: name,
    version: '1.0.0',
    tier: sample.tier ?? 'page',
    format: sample.format ?? 'module',
    entry: `${base}${sample.format ? 'remoteEntry.js' : 'app.js'}`,
    scripts: Object.fromEntries(own),
    shares: sample.shares ?? [],
    styles: {},
    texts: '',
    ...(sample.entryExport ? { entryExport: sample.entryExport } : {}),
    export: as,
    params: {},
    powers: [],
    mountMs: 1000,
    title: name,
    fallback,
    trustedTypes: sample.trustedTypes ?? [],
  };
}

/** A small portal: the real document half and the real browser half, with pages and releases made for tests. */
export async function startBed(): Promise<Bed> {
  const assets = await buildShell(join(tmpdir(), 'hukumat-shell-tests'));
  samples.federated = { files: await buildContainer(), format: 'federation', entryExport: './section', shares: ['react', 'react-dom'] };
  const asked: string[] = [];
  const reports: Bed['reports'] = [];
  const posts: string[] = [];
  const streams = new Set<ServerResponse>();
  const held = new Set<ServerResponse>();
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://bed');
    asked.push(pathname);
    if (pathname.startsWith('/bundles/')) return sendBundle(pathname, response, held);
    const file = assets.files.get(pathname);
    if (file)
      return void response
        .writeHead(200, { 'content-type': file.type, 'cache-control': 'max-age=31536000, immutable' })
        .end(readFileSync(file.path));
    if (pathname === '/api/v1/reports') {
      let body = '';
      request.on('data', (part) => {
        body += part;
      });
      request.on('end', () => {
        reports.push(JSON.parse(body));
        response.writeHead(204).end();
      });
      return;
    }
    if (request.method === 'POST') {
      let body = '';
      request.on('data', (part) => {
        body += part;
      });
      // The form itself is answered late, so that a second press finds the first one still on its way.
      request.on('end', () => {
        posts.push(`${pathname} ${decodeURIComponent(body)}`);
        setTimeout(() => {
          if (pathname.endsWith('/save')) response.setHeader('content-type', 'application/json').end('{"revision":2,"step":"/tg/form"}');
          else response.writeHead(303, { location: '/tg/second' }).end();
        }, 300);
      });
      return;
    }
    if (pathname === '/api/v1/live') {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write('retry: 3000\n\n');
      streams.add(response);
      response.on('close', () => streams.delete(response));
      return;
    }
    sendPage(pathname, response, assets, origin());
  });
  const origin = (): string => `http://localhost:${(server.address() as AddressInfo).port}`;
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  return {
    origin: origin(),
    assets,
    asked,
    posts,
    reports,
    tell: (change) => {
      for (const stream of streams) stream.write(`event: live\ndata: ${JSON.stringify(change)}\n\n`);
    },
    streams: () => streams.size,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function sendPage(pathname: string, response: ServerResponse, assets: ShellAssets, origin: string): void {
  const fragment = pathname.startsWith('/_fragment');
  const path = fragment ? pathname.slice('/_fragment'.length) : pathname;
  const [, lang = '', name = ''] = path.split('/');
  const sample = samples[name];
  const known = ['', 'first', 'second', 'form', 'broken-fragment'].includes(name) || sample;
  if (!/^(tg|ru|en)$/.test(lang) || !known || (fragment && name === 'broken-fragment')) return void response.writeHead(404).end();
  const cards = name === '' ? ['react-one', 'vue-one', 'lit-one'].map((id) => pluginOf(id, samples[id] as Sample, 'card')) : [];
  const plugin = sample ? pluginOf(name, sample) : undefined;
  const frame: Frame = {
    lang: lang as Frame['lang'],
    path: `/${name}`,
    title: `Саҳифа ${name || 'асосӣ'}`,
    breadcrumbs: [],
    who: { signedIn: false, loa: 'none' },
    demo: false,
    ...(plugin ? { plugin } : {}),
    ...(cards.length > 0 ? { cards } : {}),
    ...(plugin?.tier === 'document' ? { capability: 'opaque-capability' } : {}),
  };
  const links = ['first', 'second', 'form', 'broken-fragment', ...Object.keys(samples)]
    .map((to) => `<li><a href="/${lang}/${to}">${to}</a></li>`)
    .join('');
  const body = `<h1>${frame.title}</h1>${cards.map((card) => `<section data-card="${card.agency}/card"><div data-hk="plugin-root"><p>outline</p></div></section>`).join('')}
    ${plugin ? '<div data-hk="plugin-root"><p>outline</p></div>' : ''}
    ${name === 'form' ? formHtml : ''}
    <ul>${links}</ul><p>${'текст '.repeat(name === 'first' ? 3000 : 10)}</p><p id="end">end</p>`;
  const document = createDocument(assets, { origin });
  const main = html`${unsafeHTML(body)}`;
  if (fragment) response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(document.fragment(frame, main)));
  else
    response
      .writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...document.policyHeaders(frame) })
      .end(document.page(frame, main));
}

function sendBundle(pathname: string, response: ServerResponse, held: Set<ServerResponse>): void {
  const [, agency = '', path = ''] = /^\/bundles\/([^/]+)\/1\.0\.0\/(?:~\d+\/)?(.+)$/.exec(pathname) ?? [];
  const sample = samples[agency];
  const code = sample?.files[path];
  if (!sample || code === undefined) response.writeHead(404).end();
  else if (sample.serves === 'hangs') held.add(response);
  else if (sample.serves === 'drips') drip(code, response);
  else {
    const type = sample.serves === 'html' ? 'text/html' : 'text/javascript; charset=utf-8';
    const bodies = { empty: '', html: '<!doctype html><p>Gateway</p>', flips: code.replace('never', 'nevfr') };
    response
      .writeHead(200, { 'content-type': type, 'cache-control': 'max-age=31536000, immutable' })
      .end(sample.serves ? bodies[sample.serves] : code);
  }
}

function drip(code: string, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/javascript; charset=utf-8', 'content-length': Buffer.byteLength(code) });
  const bytes = Buffer.from(code);
  const step = Math.ceil(bytes.length / 6);
  let at = 0;
  const more = setInterval(() => {
    response.write(bytes.subarray(at, at + step));
    at += step;
    if (at < bytes.length) return;
    clearInterval(more);
    response.end();
  }, 800);
}
