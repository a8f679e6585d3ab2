import { CERTIFICATE, Citizen } from '../actors/citizen.ts';
import { expect, test } from '../world.ts';

test('a draft begun on one device is resumed on another', async ({ world }) => {
  const atHome = await world.citizen('citizen-2');
  await atHome.appliesFor(CERTIFICATE);
  await atHome.fills('person', { address: 'ш. Хуҷанд, кӯчаи Сомонӣ, 12' });
  await atHome.fills('fingerprint', { fingerprintNumber: 'ДШ-777', fingerprintDate: '01.03.2025' });
  await atHome.sees('purpose');

  const atWork = await world.citizen('citizen-2');
  await atWork.page.locator('main article').getByRole('link').first().click();
  await atWork.sees('purpose');
  await atWork.page.getByRole('link', { name: 'Бозгашт' }).click();
  await atWork.sees('fingerprint');
  await expect(atWork.field('fingerprintNumber')).toHaveValue('ДШ-777');
});

test('what was typed survives an error, a reload, the Back button and a session that has run out', async ({ world }) => {
  const citizen = await world.citizen('citizen-3');
  await citizen.appliesFor(CERTIFICATE);
  await citizen.fills('person', { address: 'ш. Бохтар, кӯчаи Рӯдакӣ, 3', passport: '12' });
  await expect(citizen.errorSummary).toBeVisible();
  await expect(citizen.field('passport')).toHaveValue('12');
  await expect(citizen.field('address')).toHaveValue('ш. Бохтар, кӯчаи Рӯдакӣ, 3');
  await citizen.fills('person', { passport: 'A00000003' });

  await test.step('a reload', async () => {
    await citizen.sees('fingerprint');
    const saved = citizen.page.waitForResponse((response) => response.url().endsWith('/fingerprint/save') && response.ok());
    await citizen.types({ fingerprintNumber: 'ДШ-555' });
    await saved;
    await citizen.page.reload();
    await expect(citizen.field('fingerprintNumber')).toHaveValue('ДШ-555');
  });

  await test.step('the Back button', async () => {
    await citizen.fills('fingerprint', { fingerprintDate: '01.03.2025' });
    await citizen.sees('purpose');
    await citizen.page.goBack();
    await citizen.sees('fingerprint');
    await expect(citizen.field('fingerprintNumber')).toHaveValue('ДШ-555');
    await citizen.fills('fingerprint', { fingerprintDate: '01.03.2025' });
    await citizen.sees('purpose');
  });

  await test.step('a session that has run out', async () => {
    const saved = citizen.page.waitForResponse(
      (response) =>
        response.url().endsWith('/purpose/save') &&
        response.ok() &&
        (response.request().postData() ?? '').includes(encodeURIComponent('нав')),
    );
    await citizen.types({ purpose: 'other', purposeOther: 'Барои шиносномаи нав' });
    await saved;
    await citizen.losesTheSession();
    await citizen.continues();
    await citizen.signsInHere('citizen-3');
    await citizen.sees('purpose');
    await expect(citizen.field('purposeOther')).toHaveValue('Барои шиносномаи нав');
  });
});

test('a second tab that holds an old step is told when it overwrites a newer one', async ({ world }) => {
  const citizen = await world.citizen('citizen-1');
  await citizen.appliesFor(CERTIFICATE);
  await citizen.fills('person');
  await citizen.sees('fingerprint');
  const older = new Citizen(await citizen.opensAnotherTab());
  await older.page.goto(citizen.page.url());
  await older.sees('fingerprint');
  await citizen.fills('fingerprint', { fingerprintNumber: 'ДШ-1', fingerprintDate: '01.03.2025' });
  await citizen.sees('purpose');
  await older.fills('fingerprint', { fingerprintNumber: 'ДШ-2', fingerprintDate: '01.03.2025' });
  await expect(older.page.locator('main .hk-notice').first()).toBeVisible();
  await expect(older.page).toHaveURL(/notice=overwrote/);
});

test('a double click on “send” makes one application', async ({ world }) => {
  const citizen = await world.citizen('citizen-1');
  await citizen.appliesFor(CERTIFICATE);
  await citizen.fillsTheCertificate();
  await citizen.checksTheAnswers();
  await citizen.submitButton.dblclick();
  const sent = await citizen.getsReceipt();
  await citizen.page.goBack();
  // The page of answers is not answered twice: the draft leads to its receipt.
  await citizen.page.reload();
  expect((await citizen.getsReceipt()).number).toBe(sent.number);
});
