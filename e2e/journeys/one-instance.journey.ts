import type { Page } from '@playwright/test';
import { Developer } from '../actors/developer.ts';
import { CentralAgency } from '../actors/reviewer.ts';
import { awake, isSameDocument, mark } from '../actors/visitor.ts';
import { expect, test } from '../world.ts';

// One instance of each governed library in the built portal, proved by identity: a plugin hangs what it imported on an element
// of its own, once built as a module and once as a federation container, and the page compares with `===`.
const origin = process.env.E2E_ORIGIN ?? '';
const AGENCY = 'customs';
let developer: Developer;
let central: CentralAgency;
let key: { file: string; publicKeyPem: string };
let minor = 0;

test.describe.configure({ mode: 'serial' });
test.beforeAll(async () => {
  developer = await Developer.of(origin, AGENCY);
  central = await CentralAgency.at(origin);
  key = developer.newKey();
  await central.registersKey(AGENCY, key.publicKeyPem);
  await central.setsTier(AGENCY, 'page');
});
test.afterAll(async () => {
  await central.kills(AGENCY);
  developer.cleanUp();
});

async function goesLive(folder: string): Promise<string> {
  const version = `2.${minor++}.0`;
  developer.raise(folder, version);
  await developer.publishes(folder, key);
  await central.approves(AGENCY, version);
  return version;
}

const HANG = '(node) => { if (node) Object.assign(node, { instances: INSTANCES }); }';

/** Makes the plugin hang what it imported on the element it draws. */
const hangers = {
  react: (folder: string) =>
    developer.edit(folder, 'src/hello.tsx', (text) =>
      text
        .replace("import { useState } from 'react';", "import { useState } from 'react';\nimport { flushSync } from 'react-dom';")
        .replace(
          '<div className="customs">',
          `<div className="customs" ref={${HANG.replace('INSTANCES', '{ useState, flushSync }').replace('(node)', '(node: object | null)')}}>`,
        ),
    ),
  vue: (folder: string) =>
    developer.edit(folder, 'src/Hello.vue', (text) =>
      text
        .replace(
          "import { ref } from 'vue';",
          `import { createApp, ref } from 'vue';\nconst hang = ${HANG.replace('INSTANCES', '{ createApp, ref }').replace('(node)', '(node: unknown)')};`,
        )
        .replace('<div class="customs"', '<div :ref="hang" class="customs"'),
    ),
  lit: (folder: string) =>
    developer.edit(folder, 'src/hello.ts', (text) =>
      text
        .replace(
          "import { html } from 'lit';",
          "import { html } from 'lit';\nimport { ref } from 'lit/directives/ref.js';\nimport { said } from '@hukumat/ui';",
        )
        .replace(
          '<div class="customs">',
          `<div class="customs" \${ref(${HANG.replace('INSTANCES', '{ html, ref, said }').replace('(node)', '(node?: Element)')})}>`,
        ),
    ),
} as const;

/** Keeps what hangs on the drawn element in the window, beside what was kept before. */
async function keep(page: Page): Promise<void> {
  await expect(page.locator(`[data-plugin="${AGENCY}"] .${AGENCY}`)).toBeVisible();
  await page.locator(`[data-plugin="${AGENCY}"] .${AGENCY}`).evaluate((node) => {
    const seen = window as unknown as { instances?: unknown[] };
    seen.instances = [...(seen.instances ?? []), (node as unknown as { instances: unknown }).instances];
  });
}

const visitAgain = async (page: Page): Promise<void> => {
  await page.locator(`main a[href="/tg/${AGENCY}/"], nav a[href="/tg/${AGENCY}/"]`).first().click();
  await page.waitForURL(`**/tg/${AGENCY}/`);
  await page.locator(`main a[href="/tg/${AGENCY}/hello"]`).first().click();
  await page.waitForURL(`**/tg/${AGENCY}/hello`);
};

/** Names whose values are one and the same in everything kept and in what the import map gives the page. */
const sameEverywhere = (page: Page, modules: Record<string, string>): Promise<Record<string, boolean>> =>
  page.evaluate(async (from) => {
    const kept = (window as unknown as { instances: Record<string, unknown>[] }).instances;
    const result: Record<string, boolean> = { several: kept.length > 1 };
    for (const [name, specifier] of Object.entries(from)) {
      const own = ((await import(specifier)) as Record<string, unknown>)[name];
      result[name] = own !== undefined && kept.every((one) => one[name] === own);
    }
    return result;
  }, modules);

for (const [framework, modules] of [
  ['react', { useState: 'react', flushSync: 'react-dom' }],
  ['vue', { createApp: 'vue', ref: 'vue' }],
] as const) {
  test(`one ${framework} for plugins of both formats and the portal's own name`, async ({ world }) => {
    const folder = await developer.creates(framework);
    hangers[framework](folder);
    await goesLive(folder);
    const visitor = await world.anyone();
    const { page } = visitor;
    await page.goto(`/tg/${AGENCY}/hello`);
    await awake(page);
    await mark(page);
    await keep(page);

    developer.edit(folder, 'vite.config.ts', (text) => text.replace('{ framework', "{ format: 'federation', framework"));
    const version = await goesLive(folder);
    await expect
      .poll(async () => {
        await visitAgain(page);
        await expect(page.locator(`[data-plugin="${AGENCY}"]`)).toBeVisible();
        return page.evaluate(
          (wanted) => performance.getEntriesByName(wanted).length > 0,
          `${origin}/bundles/${AGENCY}/${version}/remoteEntry.js`,
        );
      })
      .toBe(true);
    await keep(page);
    await page.getByRole('button', { name: 'Пахш кунед' }).click();
    await expect(page.locator(`[data-plugin="${AGENCY}"]`).getByRole('status')).toContainText('1');
    expect(await isSameDocument(page)).toBe(true);
    expect(await sameEverywhere(page, modules)).toEqual({
      several: true,
      ...Object.fromEntries(Object.keys(modules).map((name) => [name, true])),
    });
  });
}

test('one Lit and one design system for two releases and the portal', async ({ world }) => {
  const folder = await developer.creates('lit', 'agencies/religion-ceremonies');
  hangers.lit(folder);
  await goesLive(folder);
  const visitor = await world.anyone();
  const { page } = visitor;
  await page.goto(`/tg/${AGENCY}/hello`);
  await awake(page);
  await mark(page);
  await keep(page);
  const version = await goesLive(folder);
  await expect
    .poll(async () => {
      await visitAgain(page);
      await expect(page.locator(`[data-plugin="${AGENCY}"]`)).toBeVisible();
      return page.evaluate(
        (part) => performance.getEntriesByType('resource').some(({ name }) => name.includes(part)),
        `/${AGENCY}/${version}/`,
      );
    })
    .toBe(true);
  await keep(page);
  const modules = { html: 'lit', ref: 'lit/directives/ref.js', said: '@hukumat/ui' };
  expect(await sameEverywhere(page, modules)).toEqual({ several: true, html: true, ref: true, said: true });
  // Lit itself counts how often it was evaluated; the form of the design system brings no second one.
  const copies = await page.evaluate(async (form) => {
    await import(form);
    const { litHtmlVersions, reactiveElementVersions = [] } = window as unknown as Record<string, string[] | undefined>;
    return { lit: litHtmlVersions?.length, element: reactiveElementVersions.length };
  }, '@hukumat/ui/form');
  expect(copies).toEqual({ lit: 1, element: 1 });
  expect(await isSameDocument(page)).toBe(true);
});

test('a plugin on React 18 runs beside React 19, whichever came first', async ({ world }) => {
  const folder = developer.copyOf('contract/examples/valid/react-18');
  developer.edit(folder, 'src/agency.ts', (text) =>
    text.replace("agency: 'zoo-react-18',", `agency: '${AGENCY}',\n  nav: [{ route: 'major', under: 'section' }],`),
  );
  await goesLive(folder);
  const visitor = await world.anyone();
  const { page } = visitor;
  const eighteen = () => expect(page.locator(`[data-plugin="${AGENCY}"] [data-react="18.3.1"]`).first()).toBeVisible();
  const nineteen = async () => {
    const plugin = page.locator('[data-plugin="template-react"]');
    await plugin.getByRole('button').click();
    await expect(plugin.getByRole('status')).toContainText('1');
  };
  const follow = async (href: string) => {
    await page.evaluate((to) => {
      const link = document.createElement('a');
      Object.assign(link, { href: to, id: 'written', textContent: to });
      document.querySelector('main')?.append(link);
    }, href);
    await page.locator('#written').click();
    await page.waitForURL(`**${href}`);
  };
  for (const [first, second] of [
    [`/tg/${AGENCY}/major`, '/tg/template-react/hello'],
    ['/tg/template-react/hello', `/tg/${AGENCY}/major`],
  ] as const) {
    await page.goto(first);
    await awake(page);
    await mark(page);
    await (first.includes(AGENCY) ? eighteen : nineteen)();
    await follow(second);
    await (second.includes(AGENCY) ? eighteen : nineteen)();
    await follow(first);
    await (first.includes(AGENCY) ? eighteen : nineteen)();
    expect(await isSameDocument(page)).toBe(true);
  }
  await page.goto('/tg/');
  const card = page.locator(`[data-card="${AGENCY}/card"]`);
  await card.scrollIntoViewIfNeeded();
  await expect(card.locator('[data-react="18.3.1"]')).toBeVisible();
  await expect(page.locator('[data-card="template-react/card"] [data-plugin] button')).toBeVisible();
});
