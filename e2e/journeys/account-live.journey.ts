import { CERTIFICATE } from '../actors/citizen.ts';
import { expect, test } from '../world.ts';

test('an open application shows what its desk does; whoever is writing loses nothing; without scripts a link does it', async ({
  world,
}) => {
  const citizen = await world.citizen('citizen-2');
  await citizen.appliesFor(CERTIFICATE);
  await citizen.fillsTheCertificate();
  await citizen.checksTheAnswers();
  const sent = await citizen.submits();
  const plain = await world.citizen('citizen-2', { javaScriptEnabled: false });
  await plain.opensApplication(sent.path);

  const officer = await world.officer('mia-officer');
  await officer.opensDesk('mia');
  const main = citizen.page.locator('main');
  await test.step('the desk takes it', async () => {
    await expect(main.locator('[data-pulse]')).toBeVisible();
    await officer.takes(sent.number);
    await expect(main).toContainText('Корманд баррасиро оғоз кард');
    await expect(plain.page.locator('main')).not.toContainText('Корманд баррасиро оғоз кард');
    await plain.page.getByRole('link', { name: 'Навсозии саҳифа' }).click();
    await expect(plain.page.locator('main')).toContainText('Корманд баррасиро оғоз кард');
  });

  await test.step('the desk sends it back', async () => {
    await officer.sendsBack(['Рақами шаҳодатнома'], 'Рақамро пурра нависед.');
    await expect(main).toContainText('Рақамро пурра нависед.');
    await expect(main).toContainText('Ҳоло навбати Шумост.');
  });

  await test.step('something happens while the citizen writes', async () => {
    await citizen.types({ fingerprintNumber: 'ДШ-7777777' });
    await plain.opensApplication(`${sent.path}?withdraw=1`);
    await plain.page.locator('#withdraw button').click();
    await expect(citizen.page.locator('#notices')).toContainText('чизе тағйир ёфт');
    await expect(citizen.field('fingerprintNumber')).toHaveValue('ДШ-7777777');
  });
});
