import { AxeBuilder } from '@axe-core/playwright';
import { LANGS } from '@hukumat/contract';
import type { Browser } from '@playwright/test';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ALL } from './all.ts';
import { openBrowser } from './browser.ts';
import { galleryPage } from './render.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

test('every example renders on the server in three languages, without inline styles or lost values', async () => {
  for (const lang of LANGS) {
    const html = await galleryPage(lang);
    for (const { element } of ALL) expect(html).toContain(`data-element="${element}"`);
    const body = html.slice(html.indexOf('<body>'));
    expect(body).not.toMatch(/\sstyle=|\[object |undefined|\{n\}/);
  }
});

const LOOKS = [
  { lang: 'tg', width: 360, looks: { theme: 'light' } },
  { lang: 'ru', width: 1280, looks: { theme: 'dark' } },
  { lang: 'en', width: 360, looks: { vision: 'yellow-on-black', size: '150' } },
  { lang: 'ru', width: 360, looks: { vision: 'black-on-white', size: '200', spacing: 'wide' } },
] as const;

test.each(LOOKS)(
  'axe finds nothing and nothing is wider than the window: %o',
  async ({ lang, width, looks }) => {
    const context = await browser.newContext({ viewport: { width, height: 800 } });
    const page = await context.newPage();
    await page.setContent(await galleryPage(lang, looks));
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`)).toEqual([]);
    await context.close();
  },
  90_000,
);
