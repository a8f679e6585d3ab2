import { CERTIFICATE, type Citizen } from '../actors/citizen.ts';
import { falsePdf } from '../actors/papers.ts';
import { expect, test } from '../world.ts';

const TITLE = 'Маълумотнома оид ба доштан ё надоштани доғи судӣ';

async function findsAndStarts(citizen: Citizen): Promise<void> {
  await citizen.opens('/');
  await expect(citizen.heading).toHaveText('Ба Шумо чӣ лозим аст?');
  // A Russian keyboard has no ҳ, ҷ or ӣ.
  await citizen.searchesFor('хуччати маълумотнома');
  await citizen.page.locator('main').getByRole('link', { name: TITLE }).first().click();
  await citizen.page.waitForURL('**/tg/services/criminal-record-certificate');
  await citizen.page.locator('[data-hk="service-start"]').click();
  await citizen.signsInHere('citizen-1');
  await citizen.page.waitForURL(`**/tg/${CERTIFICATE}/apply*`);
}

test('a citizen obtains a certificate, with one correction, and anyone can check it', async ({ world }) => {
  const citizen = await world.citizen();
  await test.step('finds the service and signs in on the way', () => findsAndStarts(citizen));

  await test.step('fills the form; a false PDF is refused and nothing is lost', async () => {
    world.provokes(/status of 422 .*\/api\/v1\/uploads\//);
    await citizen.sees('person');
    await expect(citizen.field('surname')).toHaveValue('Раҳимзода');
    await citizen.fills('person', { address: 'ш. Душанбе, кӯчаи Айнӣ, 5' });
    await citizen.fills('fingerprint', { fingerprintNumber: 'ДШ-001234', fingerprintDate: '15.02.2025' });
    await citizen.fills('purpose', { purpose: 'other', purposeOther: 'Барои ҳуҷҷатҳои оилавӣ' });
    await citizen.sees('papers');
    await citizen.types({ nameChanged: 'no' });
    await citizen.page.locator('#f-identityCopy').setInputFiles(falsePdf());
    await citizen.continues();
    await expect(citizen.errorSummary).toBeFocused();
    await expect(citizen.errorSummary).toContainText('PDF');
    await expect(citizen.page.locator('#f-identityCopy-error')).toBeVisible();
    await expect(citizen.page.locator('input[name="nameChanged"][value="no"]')).toBeChecked();
    await citizen.attaches('identityCopy');
    await citizen.fills('papers');
    await citizen.fills('contact');
  });

  const sent = await test.step('checks the answers and sends them', async () => {
    await citizen.checksTheAnswers('Раҳимзода', 'ш. Душанбе, кӯчаи Айнӣ, 5', 'ДШ-001234', 'Барои ҳуҷҷатҳои оилавӣ', 'shinosnoma.pdf');
    return citizen.submits();
  });
  expect(sent.number).not.toBe('');

  const officer = await world.ministryOfficer('mia-officer');
  await test.step('an officer takes it and sends it back, naming a field', async () => {
    await officer.opensDesk();
    await officer.takes(sent.number);
    await expect(officer.desk.getByText('Барои ҳуҷҷатҳои оилавӣ')).toBeVisible();
    await officer.sendsBack(['Рақами шаҳодатнома'], 'Рақами шаҳодатномаро пурра нависед.');
  });

  await test.step('the citizen corrects that field alone', async () => {
    await citizen.opensApplication(sent.path);
    await expect(citizen.page.getByText('Рақами шаҳодатномаро пурра нависед.').first()).toBeVisible();
    await expect(citizen.form.locator('[data-field]')).toHaveCount(1);
    await citizen.types({ fingerprintNumber: 'ДШ-0012345' });
    await citizen.continues();
    await citizen.page.waitForURL('**?done=resubmitted');
    await expect(citizen.form).toHaveCount(0);
  });

  await test.step('the officer approves', async () => {
    await officer.opensDesk();
    await officer.opensCase(sent.number);
    await expect(officer.desk.getByText('ДШ-0012345')).toBeVisible();
    await officer.approves();
  });

  const document = await test.step('the citizen reads the message and the whole story, and takes the document', async () => {
    await expect(async () => {
      await citizen.opensApplication(sent.path);
      await expect(citizen.page.locator('main a[href$=".pdf"]').first()).toBeVisible({ timeout: 500 });
    }).toPass({ timeout: 20_000 });
    const story = citizen.page.locator('.hk-timeline');
    for (const event of ['фиристода шуд', 'баргардонида шуд', 'Ҳуҷҷат дода шуд'])
      await expect(story).toContainText(event, { ignoreCase: true });
    await citizen.opens('/account/inbox');
    await expect(citizen.page.locator(`main article a[href*="${sent.path}"]`).first()).toBeVisible();
    await citizen.opens('/account/documents');
    const card = citizen.page.locator('[data-hk="document"]').first();
    const file = await card.locator('a[href$=".pdf"]').getAttribute('href');
    await card.getByRole('link').first().click();
    const verify = await citizen.page.locator('main a[href*="/verify/"]').first().getAttribute('href');
    // The browser from npm ends at the first download; the same session takes the file instead.
    const answer = await citizen.context.request.get(file ?? '');
    expect(answer.headers()['content-type']).toBe('application/pdf');
    return { bytes: await answer.body(), verify: verify ?? '' };
  });
  expect(document.bytes.subarray(0, 5).toString()).toBe('%PDF-');

  await test.step('anyone checks it by code and by file; one changed byte is told', async () => {
    const anyone = await world.anyone();
    await anyone.page.goto(document.verify);
    const verdict = anyone.page.locator('[data-hk="verdict"]');
    await expect(verdict).toHaveAttribute('data-result', 'issued');
    await expect(verdict).not.toContainText('Раҳимзода');

    const compares = async (bytes: Buffer): Promise<void> => {
      await anyone.opens('/verify');
      await anyone.page.locator('#file').setInputFiles({ name: 'huchchat.pdf', mimeType: 'application/pdf', buffer: bytes });
      await anyone.page.locator('form:has(#file) button').click();
    };
    await compares(document.bytes);
    await expect(verdict).toHaveAttribute('data-result', 'issued');
    const flipped = Buffer.from(document.bytes);
    const middle = Math.floor(flipped.length / 2);
    flipped[middle] = (flipped[middle] ?? 0) ^ 1;
    await compares(flipped);
    await expect(verdict).toHaveAttribute('data-result', 'altered');
  });
});

test('a citizen without JavaScript goes from the home page to a receipt', async ({ world }) => {
  const citizen = await world.citizen(undefined, { javaScriptEnabled: false });
  await findsAndStarts(citizen);
  await citizen.fills('person', { birthDate: '31.02.1990' });
  await expect(citizen.errorSummary).toBeVisible();
  await expect(citizen.field('birthDate')).toHaveValue('31.02.1990');
  await citizen.fills('person', { birthDate: '14.03.1990' });
  await citizen.fills('fingerprint', { fingerprintNumber: 'ДШ-001234', fingerprintDate: '15.02.2025' });
  await citizen.fills('purpose', { purpose: 'other' });
  // Without scripts a question that depends on the answer comes with the next answer of the server.
  await citizen.fills('purpose', { purposeOther: 'Барои мактаб' });
  await citizen.sees('papers');
  await citizen.attaches('identityCopy');
  await citizen.fills('papers', { nameChanged: 'no' });
  await citizen.fills('contact');
  await citizen.checksTheAnswers('Раҳимзода', 'Барои мактаб');
  expect((await citizen.submits()).number).not.toBe('');
});
