import { brokenReleases, workingRelease, type ZooRelease } from '@hukumat/contract/examples';
import { type KeyPair, sha384 } from '@hukumat/contract/release';
import { expect, type Page, test } from '@playwright/test';
import { Developer } from '../actors/developer.ts';
import { CentralAgency } from '../actors/reviewer.ts';
import { awake, expectUsableFrame, isSameDocument, mark, openVisitor, type Visitor } from '../actors/visitor.ts';

// Ten releases of a real body's plugin, each broken in its own way. What the gate must refuse it refuses, with code, place and
// advice. What can only be seen when it runs goes live, and what the gate refuses arrives here as a damaged file on its way.
const origin = process.env.E2E_ORIGIN ?? '';
const AGENCY = 'customs';
const LANGS = ['tg', 'ru', 'en'] as const;
type Lang = (typeof LANGS)[number];
const WORDS: Record<Lang, { title: string; retry: string }> = {
  tg: { title: 'Ин қисми саҳифа ҳоло кор намекунад', retry: 'Аз нав кӯшиш кардан' },
  ru: { title: 'Эта часть страницы сейчас не работает', retry: 'Попробовать ещё раз' },
  en: { title: 'This part of the page is not working now', retry: 'Try again' },
};
/** A hang counts as a failure after three seconds; the card has three more. */
const SILENCE = 3000;
const PROMISE = 3000;

let developer: Developer;
let central: CentralAgency;
let key: KeyPair;
let patch = 0;

type Release = Pick<ZooRelease, 'manifest' | 'files'>;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  developer = await Developer.of(origin, AGENCY);
  central = await CentralAgency.at(origin);
  key = developer.newKey();
  await central.registersKey(AGENCY, key.publicKeyPem);
  await central.setsTier(AGENCY, 'page');
});
test.afterAll(() => developer.cleanUp());

const nextVersion = () => `1.0.${patch++}`;

/** A link to its page, so that the page is reached as a citizen reaches it. */
function listed<R extends Release>(release: R): R {
  release.manifest.nav = [{ route: 'broken', under: 'section' }];
  return release;
}

async function goesLive(release: Release): Promise<void> {
  const sent = await developer.sends(listed(release), key);
  expect(sent.body, JSON.stringify(sent.body)).toMatchObject({ state: 'pending' });
  await central.approves(AGENCY, release.manifest.version);
}

function withScript(script: string): Release {
  const release = workingRelease(AGENCY, nextVersion());
  const bytes = new TextEncoder().encode(script);
  release.files.set('section.js', bytes);
  release.manifest.files['section.js'] = { sha384: sha384(bytes), bytes: bytes.byteLength };
  return release;
}

const broken = (name: string): ZooRelease => {
  const release = brokenReleases(AGENCY, nextVersion()).find((one) => one.name === name);
  if (!release) throw new Error(`the zoo has no ${name}`);
  return release;
};

interface Way {
  name: string;
  /** What is live, and what happens to its file on the way. */
  live(): Release;
  damage?(page: Page, address: string): Promise<unknown>;
  kind: string;
  reason: string;
  hangs?: true;
  /** The network's fault: a new try after it is mended must work in the same document. */
  mends?: true;
}

const healthy = (): Release => workingRelease(AGENCY, nextVersion());
const JS = 'text/javascript; charset=utf-8';
const WAYS: Way[] = [
  { name: 'throws-on-import', live: () => broken('throws-on-import'), kind: 'crashed', reason: 'evaluation' },
  { name: 'throws-on-mount', live: () => broken('throws-on-mount'), kind: 'crashed', reason: 'mount' },
  { name: 'never-mounts', live: () => broken('never-mounts'), kind: 'timed-out', reason: 'mount', hangs: true },
  {
    name: 'hangs-on-load',
    live: () => broken('hangs-on-load'),
    damage: (page, address) => page.route(address, () => {}),
    kind: 'timed-out',
    reason: 'no-bytes',
    hangs: true,
    mends: true,
  },
  {
    name: 'empty-200',
    live: healthy,
    damage: (page, address) => page.route(address, (route) => route.fulfill({ status: 200, contentType: JS, body: '' })),
    kind: 'refused',
    reason: 'integrity',
    mends: true,
  },
  {
    name: 'html-as-javascript',
    live: healthy,
    damage: (page, address) =>
      page.route(address, (route) => route.fulfill({ status: 200, contentType: 'text/html', body: '<h1>Not found</h1>' })),
    kind: 'refused',
    reason: 'not-script',
    mends: true,
  },
  { name: 'wrong-contract', live: () => withScript('export default { version: 9 };\n'), kind: 'refused', reason: 'shape' },
  {
    name: 'bad-hash',
    live: healthy,
    damage: (page, address) =>
      page.route(address, async (route) => {
        const answer = await route.fetch();
        await route.fulfill({ response: answer, body: `document.documentElement.dataset.zoo = 'ran';\n${await answer.text()}` });
      }),
    kind: 'refused',
    reason: 'integrity',
    mends: true,
  },
  {
    name: 'unlisted-chunk',
    live: () =>
      withScript(
        "export default { start: () => ({ async mount() { await import(new URL('late.js', import.meta.url).href); }, unmount() {} }) };\n",
      ),
    damage: (page, address) =>
      page.route(address.replace('section.js', 'late.js'), (route) =>
        route.fulfill({ status: 200, contentType: JS, body: "document.documentElement.dataset.zoo = 'ran';\nexport {};\n" }),
      ),
    kind: 'crashed',
    reason: 'mount',
  },
];

/** When the code had arrived, or was asked for if it never did, and when the card stood there; in milliseconds. */
const times = (page: Page) =>
  page.evaluate(() => {
    const { asked, arrived, card } = window as unknown as { asked?: number; arrived?: number; card?: number };
    return { asked, arrived, card };
  });

async function watchTimes(page: Page): Promise<void> {
  await page.evaluate(() => {
    const noted = window as unknown as { asked?: number; arrived?: number; card?: number };
    const fetched = window.fetch;
    window.fetch = (...all) => {
      if (String(all[0]).includes('/section.js')) noted.asked ??= performance.now();
      return fetched(...all);
    };
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        if (entry.name.includes('/section.js')) noted.arrived ??= (entry as PerformanceResourceTiming).responseEnd;
    }).observe({ type: 'resource' });
    new MutationObserver(() => {
      if (document.querySelector('.hk-fallback')?.checkVisibility()) noted.card ??= performance.now();
    }).observe(document.documentElement, { subtree: true, childList: true });
  });
}

async function fromSectionTo(page: Page, lang: Lang): Promise<void> {
  await page.goto(`/${lang}/${AGENCY}/`);
  await awake(page);
  await mark(page);
  await watchTimes(page);
  await page.locator(`main a[href="/${lang}/${AGENCY}/broken"]`).click();
  await page.waitForURL(`**/${lang}/${AGENCY}/broken`);
}

/** The home page in the same document: another body's cards work, the header and the languages too. */
async function expectTheRestWorks(visitor: Visitor, lang: Lang): Promise<void> {
  const { page } = visitor;
  await expectUsableFrame(page);
  await page.locator(`header a[href="/${lang}/"]`).first().click();
  await page.waitForURL(`**/${lang}/`);
  for (const framework of ['react', 'vue', 'lit']) {
    const card = page.locator(`[data-card="template-${framework}/card"]`);
    await card.scrollIntoViewIfNeeded();
    await expect(card.locator('[data-plugin] button')).toBeVisible();
  }
  expect(await isSameDocument(page)).toBe(true);
  await page.locator('[data-card="template-react/card"] [data-plugin] button').click();
  await page.waitForURL(`**/${lang}/template-react/hello`);
  await expect(page.locator('[data-plugin="template-react"] [role="status"]')).toBeVisible();
  expect(await isSameDocument(page)).toBe(true);
  const next = lang === 'ru' ? 'tg' : 'ru';
  await page.locator(`a[hreflang="${next}"]`).first().click();
  await page.waitForURL(`**/${next}/template-react/hello`);
}

for (const name of ['empty-200', 'html-as-javascript', 'wrong-contract', 'bad-hash', 'unlisted-chunk']) {
  test(`${name} is refused at the gate, with code, place and advice`, async () => {
    const release = broken(name);
    const code = 'gate' in release.stoppedAt ? release.stoppedAt.gate : '';
    const sent = await developer.sends(release, key);
    expect(sent.status).toBe(422);
    const finding = (sent.body.findings as { code: string; place: string; advice: string }[]).find((one) => one.code === code);
    expect(finding?.place).not.toBe('');
    expect(finding?.advice).toMatch(/\w+/);
    const after = await developer.call('GET', `/api/v1/releases/${AGENCY}/${release.manifest.version}`);
    expect(after.status).toBe(404);
  });
}

WAYS.forEach((way, at) => {
  const lang = LANGS[at % LANGS.length] ?? 'tg';
  test(`${way.name} leaves the page usable and shows its card (${lang})`, async ({ browser }) => {
    const release = way.live();
    await goesLive(release);
    const { version } = release.manifest;
    const visitor = await openVisitor(browser);
    const { page } = visitor;
    const address = `${origin}/bundles/${AGENCY}/${version}/section.js`;
    await way.damage?.(page, address);
    await fromSectionTo(page, lang);

    const card = page.locator('main .hk-fallback');
    await expect(card).toBeVisible();
    await expect(card.getByRole('heading')).toHaveText(WORDS[lang].title);
    await expect(page.locator('main h1')).toBeVisible();
    const incident = /[2-9A-Z]{4}-[2-9A-Z]{4}/.exec((await card.textContent()) ?? '')?.[0];
    expect(incident).toBeDefined();
    const { asked = Number.NaN, arrived, card: shown = Number.NaN } = await times(page);
    expect(shown - (arrived ?? asked)).toBeLessThan((way.hangs ? SILENCE : 0) + PROMISE);
    await expect
      .poll(async () => (await developer.must('GET', `/api/v1/agencies/${AGENCY}/incidents`)).incidents)
      .toContainEqual(expect.objectContaining({ id: incident, version, kind: way.kind, reason: way.reason }));
    expect(await page.evaluate(() => document.documentElement.dataset.zoo)).toBeUndefined();

    if (way.mends) await page.unroute(address);
    await card.getByRole('button', { name: WORDS[lang].retry }).click();
    if (way.mends) {
      await expect(page.locator('[data-plugin] p')).toHaveText('zoo');
      await expect(card).toHaveCount(0);
    } else {
      await expect(card).toBeVisible();
      await expect(card).not.toContainText(incident ?? '');
    }
    expect(await isSameDocument(page)).toBe(true);
    await expectTheRestWorks(visitor, lang);
    expect(visitor.violations()).toEqual([]);
    await visitor.leave();
  });
});

test('hangs-on-unmount cannot hold the page', async ({ browser }) => {
  await goesLive(broken('hangs-on-unmount'));
  const visitor = await openVisitor(browser);
  const { page } = visitor;
  await fromSectionTo(page, 'tg');
  await expect(page.locator('[data-plugin] p')).toHaveText('zoo');
  await expectTheRestWorks(visitor, 'tg');
  expect(visitor.violations()).toEqual([]);
  await visitor.leave();
});

test('a plugin that failed once at import comes back without a reload', async ({ browser }) => {
  const { files } = workingRelease(AGENCY);
  const works = new TextDecoder().decode(files.get('section.js'));
  await goesLive(withScript(`if (!globalThis.zooTried) { globalThis.zooTried = true; throw new Error('zoo: once'); }\n${works}`));
  const visitor = await openVisitor(browser);
  const { page } = visitor;
  await fromSectionTo(page, 'tg');
  await page.locator('main .hk-fallback').getByRole('button', { name: WORDS.tg.retry }).click();
  await expect(page.locator('[data-plugin] p')).toHaveText('zoo');
  expect(await isSameDocument(page)).toBe(true);
  expect(visitor.violations()).toEqual([]);
  await visitor.leave();
});

test('a slow download is no failure: the server page stands and the plugin still wakes', async ({ browser }) => {
  const visitor = await openVisitor(browser);
  const { page } = visitor;
  await page.goto('/tg/template-vue/');
  await awake(page);
  await mark(page);
  const session = await page.context().newCDPSession(page);
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 100,
    downloadThroughput: 10_000,
    uploadThroughput: 10_000,
  });
  const since = Date.now();
  await page.locator('main a[href="/tg/template-vue/hello"]').click();
  await expect(page.locator('[data-plugin="template-vue"] button')).toBeVisible({ timeout: 40_000 });
  expect(Date.now() - since).toBeGreaterThan(SILENCE);
  await expect(page.locator('main .hk-fallback')).toHaveCount(0);
  expect(await page.evaluate(() => performance.getEntriesByType('resource').some(({ name }) => name.endsWith('/api/v1/reports')))).toBe(
    false,
  );
  expect(await isSameDocument(page)).toBe(true);
  expect(visitor.violations()).toEqual([]);
  await visitor.leave();
});

test('a file that hangs does not hold a page that is opened by its address', async ({ browser }) => {
  const release = healthy();
  await goesLive(release);
  const visitor = await openVisitor(browser);
  const { page } = visitor;
  await page.route(`**/bundles/${AGENCY}/${release.manifest.version}/section.js`, () => {});
  await page.goto(`/tg/${AGENCY}/broken`, { waitUntil: 'commit' });
  await expect(page.locator('main h1')).toBeVisible();
  await expect(page.locator('main .hk-fallback [data-retry]')).toBeVisible();
  await expectUsableFrame(page);
  expect(visitor.violations()).toEqual([]);
  await visitor.leave();
});

test('a release that is stopped leaves the open tab at once, and its files are gone', async ({ browser }) => {
  const release = healthy();
  await goesLive(release);
  const visitor = await openVisitor(browser);
  const { page } = visitor;
  await fromSectionTo(page, 'tg');
  await expect(page.locator('[data-plugin] p')).toHaveText('zoo');
  await central.kills(AGENCY);
  await expect(page.locator('main .hk-fallback')).toBeVisible();
  await expect(page.locator('[data-plugin] p')).toHaveCount(0);
  expect((await fetch(`${origin}/bundles/${AGENCY}/${release.manifest.version}/section.js`)).status).toBe(410);
  expect((await fetch(`${origin}/tg/${AGENCY}/broken`)).status).toBe(404);
  expect(visitor.violations()).toEqual([]);
  await visitor.leave();
});
