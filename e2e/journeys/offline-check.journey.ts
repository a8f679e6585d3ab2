import { writeStatement } from '@hukumat/contract/statement';
import type { Page } from '@playwright/test';
import type { Citizen } from '../actors/citizen.ts';
import { appliesFor, type Request } from '../actors/form-walk.ts';
import { finger } from '../actors/hands.ts';
import { HttpPerson } from '../actors/http-person.ts';
import { REQUESTS, walkOf } from '../actors/requests.ts';
import { expect, test } from '../world.ts';

interface Held {
  id: string;
  number: string;
  statement?: string;
}

/** A ceremony that no other journey has given notice of. */
const ceremony = (): Request => {
  // A day that no other walk of the journeys has taken.
  const usual = walkOf(REQUESTS.find(({ service }) => service === 'mourning-registration') as Request, 20);
  return { ...usual, as: 'citizen-3', answers: { ...usual.answers, deceasedName: 'Намоишӣ Сафар' } };
};

/** The document with its QR's text, as the program of the person's own wallet would fetch it. */
async function newestDocument(citizen: Citizen): Promise<Required<Held>> {
  let held: Held | undefined;
  await expect(async () => {
    const all = (await (await citizen.context.request.get('/api/v1/documents')).json()) as Held[];
    held = all.find(({ statement }) => statement !== undefined);
    expect(held).toBeDefined();
  }).toPass({ timeout: 20_000 });
  return held as Required<Held>;
}

/** The form has woken and holds the keys; only then may the network go. */
async function opensTheCheck(page: Page): Promise<void> {
  await page.goto('/tg/verify/offline');
  await expect(page.locator('form[data-offline-check]')).toHaveAttribute('data-ready', 'true');
}

async function isTold(page: Page, statement: string, words: string): Promise<void> {
  await page.locator('#text').fill(statement);
  await page.getByRole('button', { name: 'Санҷидан' }).click();
  await expect(page.locator('#offline-result').getByRole('heading', { name: words })).toBeVisible();
  await expect(page.locator('#offline-result h2:visible, #offline-result h3:visible')).toHaveCount(1);
}

/** The same facts, signed with a key that the portal has never published. */
async function forged(statement: string): Promise<string> {
  const [address = '', jws = ''] = statement.split('#');
  const claims = JSON.parse(Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString()) as { n: string; i: string; d: string };
  const { privateKey } = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify']);
  const sign = (input: Uint8Array<ArrayBuffer>) => crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, privateKey, input);
  const facts = { address, number: claims.n, initials: claims.i, issuedOn: claims.d };
  return (await writeStatement(facts, { kid: 'nobody-knows-it', sign })).text;
}

/** The body's supervisor declares a document void. */
async function declaresVoid(origin: string, document: string): Promise<void> {
  const supervisor = new HttpPerson(origin);
  await supervisor.signIn('religion-ceremonies-supervisor');
  const capability = await supervisor.capabilityAt('/tg/religion-ceremonies/limits');
  const answer = await supervisor.request(`/api/v1/agencies/religion-ceremonies/documents/${document}/revoke`, {
    method: 'POST',
    type: 'application/json',
    body: JSON.stringify({ reason: 'маросим намешавад' }),
    headers: { 'x-hukumat-capability': capability, 'sec-fetch-dest': 'empty', 'sec-fetch-mode': 'cors' },
  });
  expect(answer.status).toBe(204);
}

test('an inspector on a road without a network checks the QR of a document, and hears more once the network is back', async ({ world }) => {
  world.provokes(/net::ERR_INTERNET_DISCONNECTED/);
  const request = ceremony();
  const citizen = await world.citizen(request.as);
  await appliesFor(citizen, finger, request);
  const { id, number, statement } = await newestDocument(citizen);

  const inspector = await world.anyone({ viewport: { width: 360, height: 740 } });
  const { page, context } = inspector;
  await opensTheCheck(page);
  await context.setOffline(true);
  await isTold(page, statement, 'Изҳороти рамз ҳақиқӣ аст');
  await expect(page.locator('[data-fact="number"]')).toHaveText(number);
  await expect(page.locator('[data-fact="initials"]')).toHaveText('Н. М.');
  await expect(page.locator('[data-fact="issuedOn"]')).toHaveText(/^\d\d\.\d\d\.\d{4}$/);
  await expect(page.locator('[data-fact="validUntil"]')).toBeHidden();

  await isTold(page, statement.replace('/tg/verify/', '/ru/verify/'), 'Матн тағйир дода шудааст');
  await expect(page.locator('[data-fact="number"]')).toBeHidden();
  await isTold(page, await forged(statement), 'Имзо аз портал нест');
  await isTold(page, 'салом', 'Дар ин матн изҳороти имзошуда нест');

  await declaresVoid(new URL(page.url()).origin, id);
  // The list is as old as the page, and the page says how old it is.
  await isTold(page, statement, 'Изҳороти рамз ҳақиқӣ аст');
  await expect(page.locator('main')).toContainText(/Рӯйхати ҳуҷҷатҳои бекоршуда то \d\d\.\d\d\.\d{4}/);

  await context.setOffline(false);
  await opensTheCheck(page);
  await context.setOffline(true);
  await isTold(page, statement, 'Ҳуҷҷат бекор карда шудааст');
  await expect(page.locator('[data-fact="number"]')).toHaveText(number);
});
