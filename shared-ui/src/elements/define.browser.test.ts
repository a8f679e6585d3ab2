import { fileURLToPath } from 'node:url';
import type { Browser, Page } from '@playwright/test';
import { build } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser } from '../../gallery/browser.ts';
import { galleryPage } from '../../gallery/render.ts';

let browser: Browser;
let script: string;
beforeAll(async () => {
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    build: { write: false, lib: { entry: fileURLToPath(new URL('define.ts', import.meta.url)), formats: ['es'], fileName: 'define' } },
  });
  const [output] = Array.isArray(built) ? built : [built];
  if (!output || !('output' in output)) throw new Error('Nothing was built');
  script = output.output[0].code;
  browser = await openBrowser();
});
afterAll(() => browser?.close());

/** A gallery page on a secure origin, where the browser can copy; its elements are defined twice, as by two copies. */
async function open(elements: string[]): Promise<Page> {
  const context = await browser.newContext();
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: 'https://hukumat.test' });
  const html = await galleryPage('en', {}, elements);
  await context.route('https://hukumat.test/', (route) => route.fulfill({ contentType: 'text/html', body: html }));
  const page = await context.newPage();
  await page.goto('https://hukumat.test/');
  for (const n of [1, 2]) {
    await page.addScriptTag({
      type: 'module',
      content: `${script}\ndefineElements(); window.defined = ${n};`.replace(
        /export\s*\{\s*(\w+) as defineElements\s*;?\s*\};?/,
        'const defineElements = $1;',
      ),
    });
    await page.waitForFunction(`window.defined === ${n}`);
  }
  return page;
}

test('the elements that behave carry no Lit and stay small', () => {
  expect(script).not.toContain('lit');
  expect(script.length).toBeLessThan(16_000);
});

test('the number is copied and the button says so', async () => {
  const page = await open(['receipt-number']);
  await page.click('.hk-receipt button');
  await page.waitForFunction(() => document.querySelector('.hk-receipt button')?.textContent.includes('Copied'));
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('EGOV-2026-000123');
});

test('the dialog opens with the harmless answer in focus and gives the focus back', async () => {
  const page = await open(['dialog']);
  expect(await page.isVisible('dialog')).toBe(false);
  await page.click('[data-open]');
  expect(await page.isVisible('dialog')).toBe(true);
  expect(await page.textContent(':focus')).toBe('No');
  await page.keyboard.press('Escape');
  expect(await page.isVisible('dialog')).toBe(false);
  expect(await page.locator('[data-open]:focus').count()).toBe(1);
});

test('a file that is too large is told at once, and another choice clears it', async () => {
  const page = await open(['form']);
  const input = page.locator('input[type=file]');
  await input.setInputFiles({ name: 'big.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(5_000_001) });
  expect(await page.locator('.hk-file [role=alert]').textContent()).toContain('larger than 5');
  await input.setInputFiles({ name: 'small.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(10) });
  expect(await page.isVisible('.hk-file [role=alert]')).toBe(false);
});
