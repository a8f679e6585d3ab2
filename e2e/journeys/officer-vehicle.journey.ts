import { VEHICLE } from '../actors/citizen.ts';
import { expect, test } from '../world.ts';

test('a power of attorney asks for a stronger sign-in, comes back to the same address, and a notary decides', async ({ world }) => {
  const owner = await world.citizen('citizen-1');
  await owner.appliesFor(VEHICLE);
  await expect(owner.page).not.toHaveURL(/\/apply/);
  if (await owner.page.locator('input[type="password"]').isVisible()) await owner.signsInHere('citizen-1');
  await owner.givesTheCode();
  await owner.page.waitForURL(`**/tg/${VEHICLE}/apply`);
  await owner.fills('principal');
  await owner.fills('agent', {
    agentSurname: 'Каримов',
    agentGivenName: 'Далер',
    agentPassport: 'A00000002',
    agentLicence: 'РТ-000123',
  });
  await owner.fills('vehicle', {
    plate: '0000 AA 01',
    vin: '1HGCM82633A004352',
    make: 'Opel Astra',
    year: '2012',
    registrationCertificate: 'ШБ-001',
  });
  await owner.fills('powers', { powers: 'use', termYears: '3', substitution: 'no' });
  await owner.checksTheAnswers('Каримов', '1HGCM82633A004352');
  const sent = await owner.submits();

  const notary = await world.officer('justice-officer');
  await notary.opensDesk('justice');
  await notary.takes(sent.number);
  await notary.approves();

  await owner.opensApplication(sent.path);
  await expect(owner.page.locator('main .hk-status, main .hk-tag').first()).toHaveText('Тасдиқ шуд');
});
