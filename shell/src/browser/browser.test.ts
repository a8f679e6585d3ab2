import type { Browser } from '@playwright/test';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Bed, startBed } from './testing/bed.ts';
import { openBrowser, type Visitor, visit } from './testing/visitor.ts';

let bed: Bed;
let browser: Browser;
let visitor: Visitor;
const at = (path: string): string => bed.origin + path;
const link = (name: string) => visitor.page.getByRole('link', { name, exact: true });
/** A mark that a new document does not have. */
const mark = () => visitor.page.evaluate(() => void Object.assign(window, { same: true }));
const isSame = () => visitor.page.evaluate(() => 'same' in window);
const ready = () => visitor.page.waitForSelector('#announcer', { state: 'attached' });

beforeAll(async () => {
  [bed, browser] = await Promise.all([startBed(), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await bed?.close();
});
beforeEach(async () => {
  visitor = await visit(browser);
  bed.asked.length = 0;
  bed.reports.length = 0;
  bed.posts.length = 0;
});
afterEach(async () => {
  expect(await visitor.violations()).toEqual([]);
  await visitor.context.close();
});

describe('links between server pages', () => {
  it('swap the page in one round trip, keeping title, focus, history and scroll', async () => {
    const { page } = visitor;
    await page.goto(at('/tg/first'));
    await ready();
    await mark();
    await page.evaluate(() => document.getElementById('end')?.scrollIntoView());
    await page.waitForFunction(() => scrollY > 500);
    const low = await page.evaluate(() => scrollY);
    await page.evaluate(() => document.querySelector<HTMLAnchorElement>('a[href$="/second"]')?.click());
    await page.waitForFunction(() => document.title.startsWith('Саҳифа second'));
    expect(new URL(page.url()).pathname).toBe('/tg/second');
    expect(await page.evaluate(() => [document.activeElement?.tagName, scrollY])).toEqual(['H1', 0]);
    await page.goBack();
    await page.waitForFunction(() => document.title.startsWith('Саҳифа first'));
    await page.waitForFunction((y) => Math.abs(scrollY - y) < 3, low);
    expect(await isSame()).toBe(true);
    expect(bed.asked.filter((path) => path === '/tg/second')).toEqual([]);
  });

  it('are announced once each', async () => {
    const { page } = visitor;
    await page.goto(at('/tg/first'));
    await ready();
    await page.evaluate(() => {
      const said: string[] = [];
      Object.assign(window, { said });
      const region = document.getElementById('announcer') as Node;
      new MutationObserver((changes) => {
        for (const { addedNodes } of changes) for (const node of addedNodes) said.push(node.textContent ?? '');
      }).observe(region, { childList: true });
    });
    await link('second').click();
    await page.waitForFunction(() => document.title.startsWith('Саҳифа second'));
    await link('first').click();
    await page.waitForFunction(() => document.title.startsWith('Саҳифа first'));
    const said = await page.evaluate(() => (window as unknown as { said: string[] }).said);
    expect(said.map((text) => text.split(' · ')[0])).toEqual(['Саҳифа second', 'Саҳифа first']);
  });

  it('end in a full navigation when the answer is no fragment, and for another language', async () => {
    const { page } = visitor;
    await page.goto(at('/tg/first'));
    await ready();
    await mark();
    await link('broken-fragment').click();
    await page.waitForFunction(() => document.title.startsWith('Саҳифа broken-fragment'));
    expect(await isSame()).toBe(false);
    await ready();
    await mark();
    await page.locator('a[hreflang="ru"]').first().click();
    await page.waitForURL('**/ru/broken-fragment');
    expect(await isSame()).toBe(false);
  });

  it('guess the next page when the pointer rests, and use the guess', async () => {
    const { page } = visitor;
    await page.goto(at('/tg/first'));
    await ready();
    await link('second').hover();
    await expect.poll(() => bed.asked.filter((path) => path === '/_fragment/tg/second').length).toBe(1);
    await link('second').click();
    await page.waitForFunction(() => document.title.startsWith('Саҳифа second'));
    expect(bed.asked.filter((path) => path === '/_fragment/tg/second').length).toBe(1);
  });
});

describe('plugins', () => {
  it('of three frameworks are crossed softly and meet one instance of each library', async () => {
    const { page } = visitor;
    await page.goto(at('/tg/react-one'));
    await page.getByRole('button', { name: 'react 0' }).click();
    await page.getByRole('button', { name: 'react 1' }).waitFor();
    await mark();
    for (const [name, word] of [
      ['vue-one', 'vue'],
      ['lit-one', 'lit'],
      ['react-two', 'react'],
      ['react-one', 'react'],
    ] as const) {
      await link(name).click();
      await page.getByRole('button', { name: `${word} 0` }).click();
      await page.getByRole('button', { name: `${word} 1` }).waitFor();
    }
    expect(await isSame()).toBe(true);
    const instances = await page.evaluate(() => (window as unknown as { reacts: unknown[] }).reacts);
    expect(instances).toHaveLength(2);
    expect(await page.evaluate(() => new Set((window as unknown as { reacts: unknown[] }).reacts).size)).toBe(1);
    expect(await page.locator('[data-plugin]').count()).toBe(1);
  });

  it('of the second format meet the same React, crossed softly', async () => {
    const { page } = visitor;
    await page.goto(at('/tg/react-one'));
    await page.getByRole('button', { name: 'react 0' }).waitFor();
    await mark();
    await link('federated').click();
    await page.getByRole('button', { name: 'federated 0' }).click();
    await page.getByRole('button', { name: 'federated 1' }).waitFor();
    expect(await isSame()).toBe(true);
    const reacts = await page.evaluate(() => (window as unknown as { reacts: unknown[] }).reacts.map((one, _, all) => one === all[0]));
    expect(reacts).toEqual([true, true]);
  });

  it('stand side by side as cards, each in a root of its own', async () => {
    const { page } = visitor;
    await page.goto(at('/tg/'));
    for (const name of ['react 0', 'vue 0', 'lit 0']) await page.getByRole('button', { name }).click();
    for (const name of ['react 1', 'vue 1', 'lit 1']) await page.getByRole('button', { name }).waitFor();
    expect(await page.locator('[data-card] p').count()).toBe(0);
  });

  it('load every chunk under its hash and nothing else', async () => {
    const { page } = visitor;
    await page.goto(at('/tg/chunked'));
    await page.getByText('chunked works').waitFor();
    expect(new Set(bed.asked.filter((path) => path.startsWith('/bundles/')))).toEqual(
      new Set(['/bundles/chunked/1.0.0/app.js', '/bundles/chunked/1.0.0/part.js']),
    );
  });

  it('wake after a slow download, which is no failure', async () => {
    const { page } = visitor;
    await page.goto(at('/tg/slow'));
    await page.getByText('slow works').waitFor({ timeout: 15_000 });
    expect(bed.reports).toEqual([]);
  });

  it('with unsaved work are asked before the page goes', async () => {
    const { page } = visitor;
    await page.goto(at('/tg/asks'));
    await page.getByText('asks works').waitFor();
    await link('second').click();
    await page.getByRole('button', { name: 'Мондан' }).click();
    expect(new URL(page.url()).pathname).toBe('/tg/asks');
    await link('second').click();
    await page.getByRole('button', { name: 'Баромадан' }).click();
    await page.waitForURL('**/tg/second');
  });

  it('of tier document get a document of their own, going in and coming out, and the capability is not in the page', async () => {
    const { page } = visitor;
    await page.goto(at('/tg/first'));
    await ready();
    await mark();
    await link('alone').click();
    await page.getByRole('button', { name: 'react 0' }).waitFor();
    expect(await isSame()).toBe(false);
    expect(await page.content()).not.toContain('opaque-capability');
    await mark();
    await link('second').click();
    await page.waitForFunction(() => document.title.startsWith('Саҳифа second'));
    expect(await isSame()).toBe(false);
  });

  it('that were stopped leave an open tab at once', async () => {
    const { page } = visitor;
    await page.goto(at('/tg/chunked'));
    await page.getByText('chunked works').waitFor();
    await expect.poll(() => bed.streams()).toBe(1);
    bed.tell({ agency: 'chunked', version: null });
    await page.locator('.hk-fallback').waitFor();
    expect(await page.getByText('chunked works').count()).toBe(0);
    await expect.poll(() => bed.reports.map(({ kind }) => kind)).toEqual(['killed']);
  });
});

describe('a form', () => {
  const field = () => visitor.page.getByLabel('Ном');

  it('is improved when the person comes to it, and keeps what was typed before and without a connection', async () => {
    const { page, context } = visitor;
    await page.goto(at('/tg/form'));
    await page.evaluate(() => {
      (document.querySelector('#f-given') as HTMLInputElement).value = 'Да';
    });
    expect(bed.asked.some((path) => path.includes('form-page'))).toBe(false);
    await ready();
    await field().focus();
    await expect.poll(() => bed.asked.some((path) => path.includes('form-page'))).toBe(true);
    await page.waitForLoadState('networkidle');
    expect(await field().inputValue()).toBe('Да');
    await field().press('End');
    await field().pressSequentially('л');
    await page.getByRole('button', { name: 'Идома' }).focus();
    expect(await page.locator('.hk-field-error').count()).toBe(0);
    await expect.poll(() => bed.posts, { timeout: 6000 }).toEqual(['/tg/form/save given=Дал']);
    await page.locator('.hk-saved').waitFor();
    await context.setOffline(true);
    await page.getByRole('button', { name: 'Идома' }).click();
    await page.getByText('Пайвасти интернет нест').first().waitFor();
    expect(await field().inputValue()).toBe('Дал');
    await context.setOffline(false);
  });

  it('is judged where it is left, in the words of the server', async () => {
    const { page } = visitor;
    await page.goto(at('/tg/form'));
    await ready();
    await field().focus();
    await page.waitForLoadState('networkidle');
    await field().fill('Д');
    await page.getByRole('button', { name: 'Идома' }).focus();
    await page.locator('#f-given-error').waitFor();
    expect(await field().getAttribute('aria-invalid')).toBe('true');
    await field().fill('Далер');
    await page.getByRole('button', { name: 'Идома' }).focus();
    await page.locator('#f-given-error').waitFor({ state: 'detached' });
  });

  it('is sent once, however often the button is pressed', async () => {
    const { page } = visitor;
    await page.goto(at('/tg/form'));
    await ready();
    await field().focus();
    await page.waitForLoadState('networkidle');
    await field().fill('Далер');
    bed.posts.length = 0;
    await page.evaluate(() => {
      const button = document.querySelector<HTMLButtonElement>('main form button');
      button?.click();
      button?.click();
    });
    await page.waitForURL('**/tg/second');
    expect(bed.posts.filter((post) => !post.includes('/save'))).toEqual(['/tg/form given=Далер']);
  });
});

describe('a plugin that fails', () => {
  const ways: [name: string, kind: string, reason: string][] = [
    ['throws-on-import', 'crashed', 'evaluation'],
    ['throws-on-mount', 'crashed', 'mount'],
    ['never-mounts', 'timed-out', 'mount'],
    ['hangs-at-evaluation', 'timed-out', 'evaluation'],
    ['hangs-on-load', 'timed-out', 'no-bytes'],
    ['empty', 'refused', 'integrity'],
    ['html-as-script', 'refused', 'not-script'],
    ['flipped', 'refused', 'integrity'],
    ['unlisted-chunk', 'crashed', 'evaluation'],
    ['wrong-contract', 'refused', 'shape'],
  ];

  it.each(ways)('by %s shows the card within 3 s of the failure and leaves everything else usable', async (name, kind, reason) => {
    const { page } = visitor;
    await page.goto(at('/tg/first'));
    await ready();
    await mark();
    await link(name).click();
    await page.locator('.hk-fallback').waitFor({ timeout: 9000 });
    await expect.poll(() => bed.reports.map((report) => [report.agency, report.kind, report.reason])).toEqual([[name, kind, reason]]);
    expect(await page.locator('.hk-fallback').textContent()).toContain(bed.reports[0]?.id);
    expect(await page.evaluate(() => 'flippedRan' in globalThis || 'unlistedRan' in globalThis)).toBe(false);
    await link('react-one').click();
    await page.getByRole('button', { name: 'react 0' }).waitFor();
    expect(await isSame()).toBe(true);
  });

  it('at import comes back without a reload, from new addresses of the same bytes', async () => {
    const { page } = visitor;
    await page.goto(at('/tg/throws-on-import'));
    await page.locator('[data-retry]').click();
    await page.getByText('came back').waitFor();
    expect(await page.locator('.hk-fallback').count()).toBe(0);
    expect(bed.asked).toContain('/bundles/throws-on-import/1.0.0/~1/app.js');
  });

  it('on unmount cannot hold the page', async () => {
    const { page } = visitor;
    await page.goto(at('/tg/hangs-on-unmount'));
    await page.getByText('holds on').waitFor();
    await mark();
    await link('react-one').click();
    await page.getByRole('button', { name: 'react 0' }).waitFor();
    expect(await page.getByText('holds on').count()).toBe(0);
    expect(await isSame()).toBe(true);
  });
});
