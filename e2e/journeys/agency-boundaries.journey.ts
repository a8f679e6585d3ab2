import { expect, type Page, test } from '@playwright/test';
import { HttpPerson } from '../actors/http-person.ts';
import { awake, isSameDocument, mark, openVisitor, signIn } from '../actors/visitor.ts';

const origin = process.env.E2E_ORIGIN ?? '';

/** The capability of a document, read as only a navigation gets it. */
async function capabilityOf(person: HttpPerson, path: string): Promise<string> {
  const html = await (await person.request(path)).text();
  const data = /<script[^>]*id="route"[^>]*>([\s\S]*?)<\/script>/.exec(html)?.[1] ?? '{}';
  return (JSON.parse(data) as { capability?: string }).capability ?? '';
}

const queueOf = (person: HttpPerson, agency: string, capability?: string) =>
  person.request(`/api/v1/agencies/${agency}/applications`, {
    headers: { 'sec-fetch-dest': 'empty', 'sec-fetch-mode': 'cors', ...(capability ? { 'x-hukumat-capability': capability } : {}) },
  });

test('a call with the capability of another agency, or without one, is refused', async () => {
  const officer = new HttpPerson(origin);
  await officer.signIn('mia-officer');
  const own = await capabilityOf(officer, '/tg/mia/desk');
  expect(own).not.toBe('');
  expect((await queueOf(officer, 'mia', own)).status).toBe(200);

  const others = await capabilityOf(officer, '/tg/religion-ceremonies/limits');
  expect(others).not.toBe('');
  for (const capability of [others, undefined, `${own}x`]) {
    const refused = await queueOf(officer, 'mia', capability);
    expect(refused.status).toBe(403);
    expect(await refused.json()).toMatchObject({ code: 'capability' });
  }
  // The same text under another person's session opens nothing.
  const colleague = new HttpPerson(origin);
  await colleague.signIn('mia-supervisor');
  expect((await queueOf(colleague, 'mia', own)).status).toBe(403);
});

test('a reviewer’s call comes from the console alone', async () => {
  const reviewer = new HttpPerson(origin);
  await reviewer.signIn('innovation-agency-reviewer-2');
  const foreign = await capabilityOf(reviewer, '/tg/religion-ceremonies/limits');
  const refused = await reviewer.request('/api/v1/releases/mia/9.9.9/review', {
    method: 'POST',
    type: 'application/json',
    body: JSON.stringify({ verdict: 'approve' }),
    headers: { 'x-hukumat-capability': foreign, 'sec-fetch-dest': 'empty', 'sec-fetch-mode': 'cors' },
  });
  expect(refused.status).toBe(403);
  expect(await refused.json()).toMatchObject({ code: 'capability' });
});

const bundlesOf = (page: Page): Promise<string[]> =>
  page.evaluate(() => [
    ...new Set(
      performance
        .getEntriesByType('resource')
        .map(({ name }) => /\/bundles\/([^/]+)\//.exec(name)?.[1])
        .filter((agency) => agency !== undefined),
    ),
  ]);

test('code of another agency never wakes in a document that carries a capability', async ({ browser }) => {
  const visitor = await openVisitor(browser);
  const { page } = visitor;
  await signIn(page, 'mia-officer');
  await page.goto('/tg/mia/desk');
  await awake(page);
  await expect(page.locator('[data-plugin="mia"]')).toBeVisible();
  expect(await bundlesOf(page)).toEqual(['mia']);
  expect(await page.content()).not.toMatch(/capability/);

  // A card of another agency that is slipped into the page stays asleep, and a link to it ends this document.
  await mark(page);
  await page.locator('header a[href="/tg/"]').first().click();
  await page.waitForURL('**/tg/');
  expect(await isSameDocument(page)).toBe(false);
  const card = page.locator('[data-card="template-react/card"]');
  await card.scrollIntoViewIfNeeded();
  await expect(card.locator('[data-plugin]')).toBeVisible();
  expect(visitor.violations()).toEqual([]);
  await visitor.leave();
});

test('a script of a page is never given a capability', async ({ browser }) => {
  const visitor = await openVisitor(browser);
  const { page } = visitor;
  await signIn(page, 'mia-officer');
  await page.goto('/tg/template-react/hello');
  await awake(page);
  const got = await page.evaluate(async () => {
    const texts = [await (await fetch('/tg/mia/desk')).text(), await (await fetch('/_fragment/tg/mia/desk')).text()];
    return texts.map((text) => /"capability":"[^"]+"/.exec(text)?.[0]);
  });
  expect(got).toEqual([undefined, undefined]);
  const refused = await page.evaluate(async () => (await fetch('/api/v1/agencies/mia/applications')).status);
  expect(refused).toBe(403);
  expect(visitor.violations()).toEqual([]);
  await visitor.leave();
});
