import { expect, test } from 'vitest';
import type { ShellAssets } from '../assets.ts';
import { createDocument, type Frame, html, pluginPage, type RoutePlugin } from './index.ts';
import { untranslated } from './pages/parts.ts';

const linked = { path: '/assets/main-0.js', integrity: 'sha384-main', imports: [] };
const assets: ShellAssets = {
  files: new Map(),
  importMap: { imports: { lit: '/assets/lit-0.js' } },
  libraries: {},
  main: linked,
  inlineScript: 'void 0',
  pageCss: { path: '/assets/page-0.css', integrity: 'sha384-page' },
  fonts: [{ path: '/assets/golos-text-400-0.woff2', type: 'font/woff2' }],
};
const document = createDocument(assets, { origin: 'https://hukumat.example' });
const frame = (more: Partial<Frame> = {}): Frame => ({
  lang: 'tg',
  path: '/services',
  title: 'Хизматрасониҳо',
  breadcrumbs: [],
  who: { signedIn: false, loa: 'none' },
  demo: false,
  ...more,
});
const plugin: RoutePlugin = {
  agency: 'mia',
  version: '1.0.0',
  tier: 'document',
  format: 'module',
  entry: '/bundles/mia/1.0.0/app.js',
  scripts: { '/bundles/mia/1.0.0/app.js': 'sha384-app' },
  styles: { '/bundles/mia/1.0.0/app.css': 'sha384-css' },
  texts: '/bundles/mia/1.0.0/text/tg.json',
  export: 'queue',
  params: {},
  powers: [],
  mountMs: 1000,
  title: 'Навбат',
  fallback: { what: 'Навбат', phone: '000', address: 'Душанбе', hours: '8–17' },
  trustedTypes: ['vue'],
};

test('what a person wrote stays text, in content, attributes, title and data', () => {
  const evil = '</script><script>alert(1)</script>"\'<!--lit-part-->';
  const page = document.page(frame({ title: evil, who: { signedIn: true, loa: 'low', name: evil } }), html`<p title=${evil}>${evil}</p>`);
  expect(page).not.toContain('<script>alert');
  expect(page).toContain('&lt;/script&gt;');
  expect(page.match(/<script/g)).toHaveLength(4);
});

test('a reading page carries no module; a page that wakes carries exactly its own', () => {
  expect(document.page(frame(), 'x')).not.toContain('type="module"');
  const page = document.page(frame({ plugin, capability: 'c' }), pluginPage({ title: 'Навбат', plugin }, document.context('tg')));
  expect(page.match(/modulepreload/g)).toHaveLength(1);
  expect(page).toContain('<link rel="modulepreload" href="/bundles/mia/1.0.0/app.js" integrity="sha384-app">');
  expect(page).toContain('<script type="module" src="/assets/main-0.js" integrity="sha384-main"></script>');
  expect(JSON.parse(/id="route">(.*?)<\/script>/.exec(page)?.[1] ?? '')).toMatchObject({
    path: '/services',
    capability: 'c',
    plugin: { export: 'queue' },
  });
});

test('only an editor’s page lets its editor read what is pasted', () => {
  const names = (more: Partial<Frame>) => document.policyHeaders(frame(more))['content-security-policy'] ?? '';
  expect(names({ editor: true })).toMatch(/trusted-types hukumat vue lit-html ProseMirrorClipboard$/);
  expect(names({})).not.toContain('ProseMirror');
});

test('a document plugin narrows the policy names; another provider widens where forms may lead', () => {
  expect(document.policyHeaders(frame({ plugin }))['content-security-policy']).toMatch(/trusted-types hukumat vue$/);
  expect(document.policyHeaders(frame({ plugin: { ...plugin, tier: 'page' } }))['content-security-policy']).toMatch(
    /hukumat vue lit-html$/,
  );
  const other = createDocument(assets, { origin: 'https://hukumat.example', identityProvider: 'https://id.example' });
  expect(other.policyHeaders(frame())['content-security-policy']).toContain("form-action 'self' https://id.example;");
});

test('the tone is told to the page, and legal names of the keeper come first in Tajik', () => {
  const page = document.page(frame({ lang: 'en', tone: 'quiet' }), 'x');
  expect(page).toContain('<body data-tone="quiet">');
  expect(page).toMatch(/lang="tg">Агентии инноватсия[^<]*<\/a><br>Agency for Innovation/);
});

test('a missing translation is said once, and only where it is missing', () => {
  const context = document.context('en');
  expect(document.page(frame({ lang: 'en' }), untranslated([{ tg: 'Хона' }], context))).toContain('Part of this text is in Tajik only');
  expect(document.page(frame({ lang: 'en' }), untranslated([{ tg: 'Хона', en: 'House' }], context))).not.toContain('in Tajik only');
});
