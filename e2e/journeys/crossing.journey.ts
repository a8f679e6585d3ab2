import type { Page } from '@playwright/test';
import type { Person } from '../actors/person.ts';
import { awake, isSameDocument, mark } from '../actors/visitor.ts';
import { expect, test } from '../world.ts';

const FRAMEWORKS = ['react', 'vue', 'lit'] as const;
type Framework = (typeof FRAMEWORKS)[number];
const TITLES: Record<Framework, string> = { react: 'Намунаи React', vue: 'Намунаи Vue', lit: 'Намунаи Lit' };

interface Ledger {
  listeners: number;
  timers: number;
  styles: number;
  sheets: number;
  adopted: number;
  nodes: number;
  globals: number;
}

/** Counts, from the first line of the document on, what code leaves on what outlives it: the window and the document. */
async function keepLedger(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const lasting = (target: EventTarget) =>
      target === window || target === document || target === document.documentElement || target === document.body;
    const kept = new Map<string, Set<unknown>>();
    const names = new Map<EventTarget, string>();
    const keyOf = (target: EventTarget, type: string, capture: boolean) => {
      if (!names.has(target)) names.set(target, String(names.size));
      return `${names.get(target)} ${type} ${capture}`;
    };
    const captures = (options?: boolean | AddEventListenerOptions) =>
      typeof options === 'object' ? options.capture === true : options === true;
    const { addEventListener: add, removeEventListener: remove } = EventTarget.prototype;
    EventTarget.prototype.addEventListener = function (type, listener, options) {
      const target = this ?? window;
      add.call(target, type, listener, options);
      if (!lasting(target) || !listener || (typeof options === 'object' && (options?.once || options?.signal?.aborted))) return;
      const key = keyOf(target, type, captures(options));
      const set = kept.get(key) ?? new Set();
      kept.set(key, set.add(listener));
      if (typeof options === 'object' && options.signal) add.call(options.signal, 'abort', () => set.delete(listener), { once: true });
    };
    EventTarget.prototype.removeEventListener = function (type, listener, options) {
      const target = this ?? window;
      remove.call(target, type, listener, options);
      if (lasting(target)) kept.get(keyOf(target, type, captures(options as boolean)))?.delete(listener);
    };
    const running = new Set<number>();
    const { setInterval: every, clearInterval: stop } = window;
    Object.assign(window, {
      setInterval: (...all: Parameters<typeof setInterval>) => {
        const id = every(...all) as unknown as number;
        running.add(id);
        return id;
      },
      clearInterval: (id: number) => {
        running.delete(id);
        stop(id);
      },
      ledger: (): Ledger => ({
        listeners: [...kept.values()].reduce((sum, set) => sum + set.size, 0),
        timers: running.size,
        styles: document.querySelectorAll('style').length,
        sheets: document.styleSheets.length,
        adopted: document.adoptedStyleSheets.length,
        nodes: document.querySelectorAll('body *').length,
        globals: Object.keys(window).length,
      }),
    });
  });
}

const ledger = (page: Page) => page.evaluate(() => (window as unknown as { ledger(): Ledger }).ledger());

/** Every document that was loaded and every line that was announced, from now on. */
async function watch(page: Page): Promise<{ documents(): number; announced(): Promise<string[]> }> {
  let documents = 0;
  page.on('request', (request) => {
    if (request.isNavigationRequest()) documents += 1;
  });
  await page.evaluate(() => {
    const said: string[] = [];
    Object.assign(window, { said });
    new MutationObserver((changes) => {
      for (const { addedNodes } of changes) for (const node of addedNodes) said.push(node.textContent ?? '');
    }).observe(document.getElementById('announcer') as Node, { childList: true, characterData: true, subtree: true });
  });
  return {
    documents: () => documents,
    announced: () => page.evaluate(() => (window as unknown as { said: string[] }).said.splice(0)),
  };
}

/** Follows a link that an editor could have written into the page. */
async function follows(page: Page, href: string): Promise<void> {
  await page.evaluate((to) => {
    const link = document.createElement('a');
    Object.assign(link, { href: to, id: 'written', textContent: to });
    document.querySelector('main')?.append(link);
  }, href);
  await page.locator('#written').click();
  await page.waitForURL(`**${href}`);
}

const plugin = (page: Page, framework: Framework) => page.locator(`[data-plugin="template-${framework}"]`);

async function crossTo(page: Page, framework: Framework): Promise<void> {
  await follows(page, `/tg/template-${framework}/hello`);
  await plugin(page, framework).getByRole('button').click();
  await expect(plugin(page, framework).getByRole('status')).toContainText('1');
}

async function opens(visitor: Person, framework: Framework): Promise<void> {
  await visitor.page.goto(`/tg/template-${framework}/hello`);
  await awake(visitor.page);
  await expect(plugin(visitor.page, framework).getByRole('button')).toBeVisible();
  await mark(visitor.page);
}

test('a citizen crosses from React to Vue to Lit in one document, told of each page once', async ({ world }) => {
  const visitor = await world.anyone();
  const { page } = visitor;
  await opens(visitor, 'react');
  const seen = await watch(page);
  for (const framework of ['vue', 'lit', 'react'] as const) {
    await crossTo(page, framework);
    await expect(page).toHaveTitle(`${TITLES[framework]} · HUKUMAT.TJ`);
    await expect(page.locator('main h1')).toHaveText(TITLES[framework]);
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('tg');
    expect(await page.locator('[data-plugin]').count()).toBe(1);
    const announced = await seen.announced();
    expect(announced).toHaveLength(1);
    expect(announced[0]).toContain(TITLES[framework]);
  }
  await page.goBack();
  await expect(plugin(page, 'lit').getByRole('button')).toBeVisible();
  await expect(page).toHaveTitle(`${TITLES.lit} · HUKUMAT.TJ`);
  expect(seen.documents()).toBe(0);
  expect(await isSameDocument(page)).toBe(true);
});

test('focus goes to the heading of the page that was crossed to', async ({ world }) => {
  const visitor = await world.anyone();
  await opens(visitor, 'react');
  for (const framework of ['vue', 'lit'] as const) {
    await follows(visitor.page, `/tg/template-${framework}/hello`);
    await expect(visitor.page.locator('main h1')).toBeFocused();
    await expect(plugin(visitor.page, framework).getByRole('button')).toBeVisible();
    await expect(visitor.page.locator('main h1')).toBeFocused();
  }
});

test('a plugin that was left leaves no style, listener, timer, node or global behind', async ({ world }) => {
  const visitor = await world.anyone();
  const { page } = visitor;
  await keepLedger(page);
  await opens(visitor, 'react');
  const round = async () => {
    for (const framework of ['vue', 'lit', 'react'] as const) await crossTo(page, framework);
  };
  // What frameworks keep once per document is there after the first round.
  await round();
  const before = await ledger(page);
  for (let again = 0; again < 4; again++) await round();
  expect(await ledger(page)).toEqual(before);
  // The ledger sees what it has to see.
  await page.evaluate(() => {
    document.addEventListener('click', () => {});
    setInterval(() => {}, 1000);
    document.adoptedStyleSheets.push(new CSSStyleSheet());
    Object.assign(window, { left: true });
  });
  const { listeners, timers, adopted, globals } = before;
  expect(await ledger(page)).toMatchObject({ listeners: listeners + 1, timers: timers + 1, adopted: adopted + 1, globals: globals + 1 });
});

test('plugins of three frameworks stand side by side as cards, each in a root of its own', async ({ world }) => {
  const visitor = await world.anyone();
  const { page } = visitor;
  await page.goto('/tg/');
  for (const framework of FRAMEWORKS) {
    const card = page.locator(`[data-card="template-${framework}/card"]`);
    await card.scrollIntoViewIfNeeded();
    await expect(card.locator('[data-plugin]').getByRole('button')).toBeVisible();
    await expect(card.getByText('Намунаи').first()).toBeVisible();
    expect(await card.locator('[data-slot]').evaluate((slot) => slot.shadowRoot !== null)).toBe(true);
  }
  await mark(page);
  await page.locator('[data-card="template-vue/card"] [data-plugin]').getByRole('button').click();
  await page.waitForURL('**/tg/template-vue/hello');
  await expect(plugin(page, 'vue').getByRole('status')).toBeVisible();
  expect(await isSameDocument(page)).toBe(true);
  expect(await page.locator('[data-plugin]').count()).toBe(1);
});

test('a plugin of tier document gets a document of its own, going in and coming out', async ({ world }) => {
  const visitor = await world.anyone();
  const { page } = visitor;
  await opens(visitor, 'react');
  await follows(page, '/tg/religion-ceremonies/limits');
  await expect(page.locator('[data-plugin="religion-ceremonies"]')).toBeVisible();
  expect(await isSameDocument(page)).toBe(false);
  await mark(page);
  await follows(page, '/tg/template-vue/hello');
  await expect(plugin(page, 'vue').getByRole('button')).toBeVisible();
  expect(await isSameDocument(page)).toBe(false);
});
