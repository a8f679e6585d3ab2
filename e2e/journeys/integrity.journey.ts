import { type CDPSession, expect, type Page, test } from '@playwright/test';
import { Person } from '../actors/person.ts';
import { awake, expectUsableFrame, openVisitor, type Visitor } from '../actors/visitor.ts';

// A file that was changed on its way is never run: every script of every shipped plugin, a governed library and the shell's
// own lazy parts get one flipped byte. What ran is told by the browser's debugger, not by the code itself.
interface Live {
  agency: string;
  path: string;
  person?: string;
}
const SHIPPED: Live[] = [
  { agency: 'mia', path: '/tg/mia/desk', person: 'mia-officer' },
  { agency: 'justice', path: '/tg/justice/signing-room', person: 'justice-officer' },
  { agency: 'religion-ceremonies', path: '/tg/religion-ceremonies/limits' },
  { agency: 'innovation-agency', path: '/tg/innovation-agency/releases', person: 'innovation-agency-reviewer-2' },
  { agency: 'template-react', path: '/tg/template-react/hello' },
  { agency: 'template-vue', path: '/tg/template-vue/hello' },
  { agency: 'template-lit', path: '/tg/template-lit/hello' },
];

/** How many tabs look at once. */
const TABS = 3;

/** Addresses of the scripts that ran or were about to run in this page. */
async function watchScripts(page: Page): Promise<{ session: CDPSession; parsed: Set<string> }> {
  const session = await page.context().newCDPSession(page);
  const parsed = new Set<string>();
  session.on('Debugger.scriptParsed', ({ url }) => parsed.add(new URL(url || 'about:blank', 'http://none').pathname));
  await session.send('Debugger.enable');
  return { session, parsed };
}

/** Scripts that the server's page names for its plugin: the release's own, and the libraries it shares. */
async function scriptsOf(page: Page, path: string): Promise<string[]> {
  const scripts = page.waitForResponse((answer) => answer.request().isNavigationRequest() && answer.status() === 200);
  await page.goto(path);
  const html = await (await scripts).text();
  const data = /<script[^>]*id="route"[^>]*>([\s\S]*?)<\/script>/.exec(html)?.[1] ?? '{}';
  return Object.keys((JSON.parse(data) as { plugin: { scripts: Record<string, string> } }).plugin.scripts);
}

/** Serves one file with one bit of its middle byte flipped. */
async function flip(page: Page, address: string): Promise<void> {
  await page.route(`**${address}`, async (route) => {
    const answer = await route.fetch();
    const body = await answer.body();
    const middle = Math.floor(body.length / 2);
    body[middle] = (body[middle] ?? 0) ^ 1;
    await route.fulfill({ response: answer, body });
  });
}

const fallback = (page: Page) => page.locator('main .hk-fallback [data-retry]');
const drawn = (page: Page, agency: string) => page.locator(`main [data-plugin="${agency}"] > *`).first();

async function expectRefused(visitor: Visitor, live: Live, address: string): Promise<void> {
  const page = await visitor.tab();
  const { session, parsed } = await watchScripts(page);
  await flip(page, address);
  await page.goto(live.path);
  await expect(fallback(page), address).toBeVisible();
  await expectUsableFrame(page);
  expect([...parsed], `${address} must not have run`).not.toContain(address);
  await session.detach();
  await page.close();
}

for (const live of SHIPPED) {
  test(`a flipped byte in any chunk of ${live.agency} is never executed`, async ({ browser }) => {
    const visitor = await openVisitor(browser);
    const { page } = visitor;
    if (live.person) await new Person(page).signsIn(live.person);
    const { parsed } = await watchScripts(page);
    const scripts = (await scriptsOf(page, live.path)).filter((address) => address.startsWith(`/bundles/${live.agency}/`));
    expect(scripts.length).toBeGreaterThan(0);
    await expect(drawn(page, live.agency)).toBeVisible();
    // Untouched, they run: the watch sees what it has to see.
    expect(scripts.some((address) => parsed.has(address))).toBe(true);
    for (let at = 0; at < scripts.length; at += TABS)
      await Promise.all(scripts.slice(at, at + TABS).map((address) => expectRefused(visitor, live, address)));
    // The rest of the portal works, in the same browser.
    await page.locator('header a[href="/tg/"]').first().click();
    await expect(page.locator('main h1')).toBeVisible();
    expect(visitor.violations()).toEqual([]);
    await visitor.leave();
  });
}

for (const [library, live] of [
  ['react', SHIPPED[4]],
  ['vue', SHIPPED[5]],
  ['lit', SHIPPED[6]],
] as const) {
  test(`a flipped byte in the portal's ${library} is never executed, and plugins of other frameworks go on`, async ({ browser }) => {
    if (!live) throw new Error('no such plugin');
    const visitor = await openVisitor(browser);
    const { page } = visitor;
    const address = (await scriptsOf(page, live.path)).find((one) => one.startsWith(`/assets/${library}-`));
    expect(address).toBeDefined();
    await expectRefused(visitor, live, address ?? '');
    const other = SHIPPED[live === SHIPPED[4] ? 5 : 4] as Live;
    const tab = await visitor.tab();
    await flip(tab, address ?? '');
    await tab.goto(other.path);
    await expect(drawn(tab, other.agency)).toBeVisible();
    expect(visitor.violations()).toEqual([]);
    await visitor.leave();
  });
}

test('a script that no manifest lists is never executed, whoever asks for it', async ({ browser }) => {
  const visitor = await openVisitor(browser);
  const { page } = visitor;
  await page.goto('/tg/template-lit/hello');
  await expect(drawn(page, 'template-lit')).toBeVisible();
  const { parsed } = await watchScripts(page);
  const address = '/bundles/template-lit/1.0.0/unlisted.js';
  await page.route(`**${address}`, (route) =>
    route.fulfill({ status: 200, contentType: 'text/javascript', body: 'window.ran = true; export {};' }),
  );
  const outcome = await page.evaluate(
    (from) =>
      import(from).then(
        () => 'ran',
        () => 'refused',
      ),
    address,
  );
  expect(outcome).toBe('refused');
  expect(await page.evaluate(() => 'ran' in window)).toBe(false);
  expect([...parsed]).not.toContain(address);
  await visitor.leave();
});

test('a flipped byte in the part of the shell that wakes plugins leaves the server page with its card', async ({ browser }) => {
  const visitor = await openVisitor(browser);
  const { page } = visitor;
  await page.goto('/tg/template-react/hello');
  await expect(drawn(page, 'template-react')).toBeVisible();
  const address = await page.evaluate(
    () =>
      performance
        .getEntriesByType('resource')
        .map(({ name }) => new URL(name).pathname)
        .find((path) => path.startsWith('/assets/awake-')) ?? '',
  );
  expect(address).not.toBe('');
  const tab = await visitor.tab();
  const { parsed } = await watchScripts(tab);
  await flip(tab, address);
  await tab.goto('/tg/template-react/hello');
  await awake(tab);
  await expect(tab.locator('main [data-hk="plugin-fallback"]')).toBeVisible();
  await expectUsableFrame(tab);
  expect([...parsed]).not.toContain(address);
  expect(visitor.violations()).toEqual([]);
  await visitor.leave();
});
