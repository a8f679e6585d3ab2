import type { Page } from '@playwright/test';
import type { Person } from '../actors/person.ts';
import { expect, test } from '../world.ts';

/** Event streams of a browser that are open now, by the requests it began and ended. */
function countStreams({ context }: Person): () => number {
  const open = new Set<unknown>();
  context.on('request', (request) => {
    if (new URL(request.url()).pathname === '/api/v1/live') open.add(request);
  });
  context.on('requestfailed', (request) => open.delete(request));
  context.on('requestfinished', (request) => open.delete(request));
  return () => open.size;
}

/** What a browser tells a page whose tab goes behind another, or comes back. */
const becomes = (page: Page, state: 'hidden' | 'visible') =>
  page.evaluate((value) => {
    Object.defineProperty(document, 'visibilityState', { value, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  }, state);

test('a browser holds one event stream however many tabs are open, and none when all are hidden', async ({ world }) => {
  const visitor = await world.anyone();
  const streams = countStreams(visitor);
  await visitor.page.goto('/tg/template-react/hello');
  await expect.poll(streams).toBe(1);
  const tabs = [visitor.page, await visitor.opensAnotherTab(), await visitor.opensAnotherTab()];
  for (const [at, path] of ['/tg/template-vue/hello', '/tg/template-lit/hello'].entries()) {
    const tab = tabs[at + 1] as Page;
    await tab.goto(path);
    await expect(tab.locator('[data-plugin] button')).toBeVisible();
    // Every tab stands in line for the one stream.
    await expect.poll(() => tab.evaluate(async () => (await navigator.locks.query()).pending?.length)).toBe(at + 1);
    expect(streams()).toBe(1);
  }

  await becomes(visitor.page, 'hidden');
  await expect.poll(() => tabs[1]?.evaluate(async () => (await navigator.locks.query()).pending?.length)).toBe(1);
  await expect.poll(streams).toBe(1);
  await becomes(tabs[1] as Page, 'hidden');
  await becomes(tabs[2] as Page, 'hidden');
  await expect.poll(streams).toBe(0);
  await becomes(tabs[2] as Page, 'visible');
  await expect.poll(streams).toBe(1);
});

test('a page without a plugin opens no stream, and one that is left closes it', async ({ world }) => {
  const visitor = await world.anyone();
  const streams = countStreams(visitor);
  const { page } = visitor;
  await page.goto('/tg/template-lit/hello');
  await expect.poll(streams).toBe(1);
  await page.locator('header a[href="/tg/services"]:visible').first().click();
  await page.waitForURL('**/tg/services');
  await expect.poll(streams).toBe(0);
});
