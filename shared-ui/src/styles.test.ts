import { readdirSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { criticalCss, pageCss, pluginCss } from './styles.ts';

const wire = (text: string): number => brotliCompressSync(text).length;

test('the critical text leaves room for the page in its first 14 KB', () => {
  expect(wire(criticalCss())).toBeLessThan(5 * 1024);
  expect(wire(pageCss())).toBeLessThan(5 * 1024);
});

test('every element with a style sheet reaches the pages', () => {
  const elements = readdirSync(new URL('elements', import.meta.url), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const sheets = elements.filter(({ name }) =>
    readdirSync(new URL(`elements/${name}`, import.meta.url)).some((file) => file.endsWith('.css')),
  );
  const all = criticalCss() + pageCss();
  const first: Record<string, string> = {
    'language-switch': 'hk-languages',
    'link-list': 'hk-links',
    'search-box': 'hk-search',
    'status-tag': 'hk-status',
    'empty-state': 'hk-empty',
    'fallback-card': 'hk-fallback',
    'file-field': 'hk-file',
    'error-summary': 'hk-errors',
    'summary-list': 'hk-summary',
    'step-list': 'hk-steps',
    pagination: 'hk-pages',
    'receipt-number': 'hk-receipt',
    desk: 'hk-split',
    'settings-menu': 'hk-settings',
  };
  expect(sheets.map(({ name }) => first[name] ?? `hk-${name}`).filter((name) => !all.includes(`.${name}`))).toEqual([]);
});

test('a shadow root gets plain HTML and controls, without the frame and without a second set of tokens', () => {
  const css = pluginCss();
  expect(css).toContain(':host');
  expect(css).toContain('.hk-input');
  expect(css).not.toContain('--hk-ground:');
  expect(css).not.toContain('.hk-header');
});

test('nothing is fetched from elsewhere', () => {
  const addresses = [...(criticalCss() + pageCss() + pluginCss()).matchAll(/url\(["']?([^"')]+)/g)].map(([, address = '']) => address);
  expect(addresses.filter((address) => !address.startsWith('data:image/svg+xml,'))).toEqual([]);
});
