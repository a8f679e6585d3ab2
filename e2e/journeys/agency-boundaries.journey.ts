import { expect, type Page, test } from '@playwright/test';
import { HttpPerson, ROUTE, routeOf } from '../actors/http-person.ts';
import { Person } from '../actors/person.ts';
import { awake, isSameDocument, mark, openVisitor } from '../actors/visitor.ts';

const origin = process.env.E2E_ORIGIN ?? '';

const queueOf = (person: HttpPerson, agency: string, capability?: string) =>
  person.request(`/api/v1/agencies/${agency}/applications`, {
    headers: { 'sec-fetch-dest': 'empty', 'sec-fetch-mode': 'cors', ...(capability ? { 'x-hukumat-capability': capability } : {}) },
  });

test('a call with the capability of another agency, or without one, is refused', async () => {
  const officer = new HttpPerson(origin);
  await officer.signIn('mia-officer');
  const own = await officer.capabilityAt('/tg/mia/desk');
  expect(own).not.toBe('');
  expect((await queueOf(officer, 'mia', own)).status).toBe(200);

  const others = await officer.capabilityAt('/tg/religion-ceremonies/limits');
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
  const foreign = await reviewer.capabilityAt('/tg/religion-ceremonies/limits');
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
  await new Person(page).signsIn('mia-officer');
  await page.goto('/tg/mia/desk');
  await awake(page);
  await expect(page.locator('[data-plugin="mia"]')).toBeVisible();
  expect(await bundlesOf(page)).toEqual(['mia']);
  expect(await page.content()).not.toMatch(/capability/);

  // A link to where other agencies' code wakes ends this document.
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
  await new Person(page).signsIn('mia-officer');
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

test('a card of another agency that stands in such a document stays asleep', async ({ browser }) => {
  const home = await (await fetch(`${origin}/tg/`)).text();
  const { cards = [] } = routeOf<{ cards?: { agency: string }[] }>(home);
  const card = cards.find(({ agency }) => agency === 'template-react');
  expect(card).toBeDefined();
  const visitor = await openVisitor(browser);

  for (const bound of [true, false]) {
    const page = await visitor.tab();
    // The server never sends such a page; here a card is slipped in on the way, with and without the document's capability.
    await page.route('**/tg/religion-ceremonies/limits', async (route) => {
      const answer = await route.fetch({ headers: { ...route.request().headers(), 'sec-fetch-dest': 'document' } });
      const html = (await answer.text()).replace(ROUTE, (whole, data: string) => {
        const { capability, ...rest } = JSON.parse(data) as { capability?: string };
        expect(capability).not.toBeUndefined();
        const changed = JSON.stringify({ ...rest, ...(bound ? { capability } : {}), cards: [card] }).replaceAll('<', '\\u003c');
        return whole.replace(data, () => changed);
      });
      const place = '<section data-card="template-react/card"><div data-hk="plugin-root"></div></section>';
      await route.fulfill({ response: answer, body: html.replace('</h1>', `</h1>${place}`) });
    });
    await page.goto('/tg/religion-ceremonies/limits');
    await expect(page.locator('[data-plugin="religion-ceremonies"]')).toBeVisible();
    const slipped = page.locator('[data-card] [data-plugin]');
    if (bound) {
      await awake(page);
      expect(await bundlesOf(page)).toEqual(['religion-ceremonies']);
      await expect(slipped).toHaveCount(0);
    } else await expect(slipped).toBeVisible();
    await page.close();
  }
  expect(visitor.violations()).toEqual([]);
  await visitor.leave();
});
