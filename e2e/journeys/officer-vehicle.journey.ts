import { VEHICLE } from '../actors/citizen.ts';
import { expect, test } from '../world.ts';

/** `dd.mm.yyyy`, a year from today: the usual term. */
function inAYear(): string {
  const day = new Date();
  return `${String(Math.min(day.getUTCDate(), 28)).padStart(2, '0')}.${String(day.getUTCMonth() + 1).padStart(2, '0')}.${day.getUTCFullYear() + 1}`;
}

test('a power of attorney asks for a stronger sign-in, is signed by both, paid, and a notary decides', async ({ world }) => {
  const owner = await world.citizen('citizen-1');
  await owner.appliesFor(VEHICLE);
  await expect(owner.page).not.toHaveURL(/\/apply/);
  if (await owner.page.locator('input[type="password"]').isVisible()) await owner.signsInHere('citizen-1');
  await owner.givesTheCode();
  await owner.page.waitForURL(`**/tg/${VEHICLE}/apply`);
  await owner.fills('principal', { principalKind: 'person' });
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
  await owner.fills('powers', { powers: 'use', until: inAYear(), substitution: 'no', place: 'Душанбе' });
  await owner.checksTheAnswers('Каримов', '1HGCM82633A004352');
  const sent = await owner.submits();

  await test.step('the agent reads what is signed, signs in more strongly and signs', async () => {
    const agent = await world.citizen('citizen-2');
    await agent.opens('/account/');
    await agent.page.getByRole('link', { name: sent.number }).first().click();
    await expect(agent.page.locator('main')).toContainText('1HGCM82633A004352');
    const sign = agent.page.locator('form[action$="/accept"] button');
    await expect(sign).toHaveCount(0);
    await agent.page.getByRole('link', { name: 'Тасдиқи шахсият' }).click();
    if (await agent.page.locator('input[type="password"]').isVisible()) await agent.signsInHere('citizen-2');
    await agent.givesTheCode();
    await agent.page.waitForURL(`**${sent.path}`);
    await sign.click();
    await expect(agent.page.locator('main')).toContainText('Имзои Шумо гузошта шуд.');
  });

  await test.step('its grantor pays at the bank', async () => {
    await owner.opensApplication(`${sent.path}/pay`);
    await owner.page.locator('main form button').first().click();
    await owner.page.waitForURL('**/pay/sandbox/**');
    await owner.page.locator('input[name="card"][value="pays"]').check();
    await owner.page.locator('main form button').first().click();
    await owner.page.waitForURL('**/pay?back=*');
  });

  const notary = await world.officer('justice-officer');
  await notary.opensDesk('justice');
  await notary.takes(sent.number);
  await notary.approves();

  await expect(async () => {
    await owner.opensApplication(sent.path);
    await expect(owner.page.locator('main .hk-status, main .hk-tag').first()).toHaveText('Ҳуҷҷат дода шуд', { timeout: 500 });
  }).toPass({ timeout: 20_000 });
});
