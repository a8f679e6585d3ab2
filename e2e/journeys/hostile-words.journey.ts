import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { CERTIFICATE } from '../actors/citizen.ts';
import { HOSTILE, inTexts } from '../actors/hostile-words.ts';
import { HttpPerson } from '../actors/http-person.ts';
import { expect, test } from '../world.ts';

/** Calls of `zz`, by anybody who managed to run. What the policy blocks and what is thrown is watched in every journey. */
async function watched(page: Page): Promise<string[]> {
  const ran: string[] = [];
  await page.context().exposeBinding('zz', ({ page: where }) => void ran.push(where.url()));
  return ran;
}
const times = async (page: Page, text: string): Promise<number> =>
  ((await page.locator('main').textContent()) ?? '').split(text).length - 1;
/** They stand there as they were written, all of them or some, and nothing of them is an element. */
async function readAsWords(page: Page, all = true): Promise<void> {
  await page.waitForLoadState('networkidle');
  await expect(page.locator('main')).toContainText('<script>zz()</script>');
  if (all) expect(await times(page, '<marquee onstart=zz()>')).toBeGreaterThanOrEqual(6);
  await expect(
    page.locator('main img[src="x"], main marquee, main iframe, main object, main math, main base, [onerror], [onload]'),
  ).toHaveCount(0);
}
const json = (body: unknown, headers: Record<string, string> = {}) => ({
  method: 'POST',
  type: 'application/json',
  headers: { 'sec-fetch-dest': 'empty', 'sec-fetch-mode': 'cors', 'idempotency-key': randomUUID(), ...headers },
  body: JSON.stringify(body),
});

test('a hundred and fifty hostile texts, by citizens and officers, are words to whoever opens them', async ({ world }) => {
  test.setTimeout(150_000);
  expect(HOSTILE).toHaveLength(150);
  const citizen = await world.citizen('citizen-4');
  const ranAtHome = await watched(citizen.page);

  await test.step('the citizen writes them into a form, leaves it, comes back and sends it', async () => {
    await citizen.appliesFor(CERTIFICATE);
    await citizen.fills('person');
    await citizen.fills('fingerprint', { fingerprintNumber: 'ДШ-001234', fingerprintDate: '15.02.2025' });
    await citizen.sees('purpose');
    await citizen.types({ purpose: 'other' });
    await citizen.field('purposeOther').fill(inTexts(290)[0] ?? '');
    await citizen.continues();
    await citizen.sees('papers');
    await citizen.page.goBack();
    await citizen.sees('purpose');
    await expect(citizen.field('purposeOther')).toHaveValue(/<script>zz\(\)<\/script>/);
    await citizen.page.reload();
    await citizen.continues();
    await citizen.sees('papers');
    await citizen.attaches('identityCopy');
    await citizen.fills('papers', { nameChanged: 'no' });
    await citizen.fills('contact');
    await citizen.checksTheAnswers('<script>zz()</script>');
  });
  const { path, number } = await citizen.submits();
  const id = path.split('/').at(-1) ?? '';

  const origin = process.env.E2E_ORIGIN ?? '';
  const officer = new HttpPerson(origin);
  await officer.signIn('mia-officer');
  const pass = { 'x-hukumat-capability': await officer.capabilityAt('/tg/mia/desk') };
  const desk = `/api/v1/agencies/mia/applications/${id}`;
  await test.step('the officer writes them into notes and letters', async () => {
    expect((await officer.request(`${desk}/claim`, json({ version: 1 }, pass))).status).toBe(200);
    for (const text of inTexts(1900)) expect((await officer.request(`${desk}/notes`, json({ text }, pass))).status).toBeLessThan(300);
    for (const text of inTexts(3900))
      expect(
        (await officer.request(`${desk}/letters`, json({ title: { tg: HOSTILE[0] }, body: { tg: text, ru: text, en: text } }, pass)))
          .status,
      ).toBeLessThan(300);
  });

  await test.step('another opens it at the desk that the ministry draws itself', async () => {
    const colleague = await world.ministryOfficer('mia-officer-2');
    const ran = await watched(colleague.page);
    await colleague.opensDesk();
    await colleague.opensCase(number);
    await readAsWords(colleague.page, false);
    expect(ran).toEqual([]);
  });

  await test.step('the officer sends it back with them', async () => {
    const back = { version: 2, fields: ['purposeOther'], message: inTexts(1900)[0] };
    expect((await officer.request(`${desk}/send-back`, json(back, pass))).status).toBe(200);
  });

  await test.step('the citizen reads them on a page that was opened and on one that was swapped in', async () => {
    await citizen.opensApplication(path);
    await readAsWords(citizen.page);
    await citizen.page.goto('/tg/account/applications');
    await citizen.page.locator(`main a[href="${path}"]`).first().click();
    await readAsWords(citizen.page);
  });

  const writer = new HttpPerson(origin);
  await writer.signIn('citizen-4');
  const appeals: string[] = [];
  await test.step('the citizen writes them to the ministry', async () => {
    for (const text of inTexts(4000)) {
      const form = await writer.request('/tg/mia/appeals');
      const sent = await writer.send(form, { kind: 'complaint', reply: 'electronic', text, senderName: 'Намоишӣ Суҳроб' });
      expect(new URL(sent.url).pathname).toMatch(/^\/tg\/appeals\//);
      appeals.push(new URL(sent.url).pathname);
      await sent.arrayBuffer();
    }
  });

  await test.step('an officer reads them at both desks', async () => {
    const reader = await world.officer('mia-supervisor');
    const ran = await watched(reader.page);
    await reader.page.goto(`/tg/account/desk/mia/${id}`);
    await readAsWords(reader.page);
    await reader.page.goto('/tg/account/appeals/mia');
    const list = reader.page.locator('main a[href*="/account/appeals/mia/"]');
    for (const at of appeals) {
      const number = at.split('/').at(-1) ?? '';
      await list.filter({ hasText: number }).first().click();
      await expect(reader.page.locator('main')).toContainText('zz()');
      await reader.page.goto('/tg/account/appeals/mia');
    }
    expect(ran).toEqual([]);
  });
  await test.step('the writer reads the own words', async () => {
    for (const at of appeals) {
      await citizen.page.goto(at);
      await expect(citizen.page.locator('main')).toContainText('zz()');
    }
    expect(ranAtHome).toEqual([]);
  });
});
