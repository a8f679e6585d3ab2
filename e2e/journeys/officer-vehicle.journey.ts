import type { Citizen } from '../actors/citizen.ts';
import { appliesFor, LAST, pays, type Request, signsInMore } from '../actors/form-walk.ts';
import { finger } from '../actors/hands.ts';
import { REQUESTS, walkOf } from '../actors/requests.ts';
import { expect, test } from '../world.ts';

const requestFor = (service: string): Request => walkOf(REQUESTS.find((one) => one.service === service) as Request, 0);

/** Nothing is filled in for an agent: what the principal is called they know from the document. */
const PRINCIPAL = { surname: 'Раҳимзода', givenName: 'Фирӯза', passport: 'A00000001', phone: '+992000000001' };

/** Opens an application again and again until its state is the one that is awaited. */
async function becomes(citizen: Citizen, path: string, state: string): Promise<void> {
  await expect(async () => {
    await citizen.opensApplication(path);
    await expect(citizen.page.locator('main .hk-status, main .hk-tag').first()).toHaveText(state, { timeout: 500 });
  }).toPass({ timeout: 20_000 });
}

test('a power of attorney: the principal files and pays, the agent signs, the notary confirms, the agent acts, and a revocation ends it', async ({
  world,
}) => {
  test.setTimeout(180_000);
  const principal = await world.citizen('citizen-1');
  const number = await test.step('the principal files it with a stronger sign-in', () =>
    appliesFor(principal, finger, requestFor('vehicle-power-of-attorney')));
  const path = new URL(principal.page.url()).pathname;
  await becomes(principal, path, 'Мунтазири тарафи дуюм');

  const agent = await world.citizen('citizen-2');
  await test.step('the agent reads in the own account what is signed, and signs', async () => {
    await agent.opens('/account/');
    await agent.page.locator('main .hk-notice').getByRole('link', { name: number }).click();
    await expect(agent.page.locator('#sign')).toContainText('Раҳимзода Фирӯза');
    const stronger = agent.page.locator('#sign').getByRole('link', { name: 'Тасдиқи шахсият' });
    if (await stronger.isVisible()) {
      await stronger.click();
      await expect(agent.page.locator('input[name="code"], input[type="password"]').first()).toBeVisible();
      await signsInMore(agent, finger);
    }
    await agent.page.locator('#sign').getByRole('button', { name: 'Розӣ ҳастам ва имзо мекунам' }).click();
    await expect(agent.page.locator('main')).toContainText('Имзои Шумо гузошта шуд.');
  });

  await test.step('the principal pays the duty', async () => {
    await principal.page.goto(`${path}/pay`);
    await pays(principal, finger);
    await becomes(principal, path, 'Пешниҳод шуд');
  });

  const notary = await world.officer('justice-officer');
  await test.step('the notary sees both signatures and confirms', async () => {
    await notary.opensDesk('justice');
    await notary.takes(number);
    const parties = notary.desk.locator('section', { has: notary.page.getByRole('heading', { name: 'Тарафҳо' }) });
    await expect(parties).toContainText('Раҳимзода Фирӯза');
    await expect(parties).toContainText('Каримов Далер');
    await expect(parties.getByText('имзо кард:')).toHaveCount(2);
    await notary.approves();
    await becomes(principal, path, 'Ҳуҷҷат дода шуд');
  });

  const verify = await test.step('the mandate stands, and its document is confirmed to anybody', async () => {
    await principal.opens('/account/documents');
    await principal.page.locator('[data-hk="document"]').first().getByRole('link', { name: /Нишон/ }).click();
    const address = (await principal.page.locator('main a[href*="/verify/"]').first().getAttribute('href')) ?? '';
    await principal.page.goto(address);
    await expect(principal.page.locator('[data-hk="verdict"]')).toHaveAttribute('data-result', 'issued');
    return address;
  });

  // The last time on offer: the agent may be expected at an inspection of their own on the first day.
  const permit = requestFor('tinted-windows-permit');
  const startFor = async (): Promise<void> => {
    await agent.opens('/account/mandates');
    await agent.page.locator('main a[href*="/mia/tinted-windows-permit/apply?mandate="]').first().click();
  };
  const applied = await test.step('the agent applies for the permit in the principal’s name', async () => {
    await startFor();
    await expect(agent.page.locator('main')).toContainText('Шумо аз номи Раҳимзода Фирӯза');
    const { next: _, ...unpaid } = permit;
    return appliesFor(agent, finger, { ...unpaid, answers: { ...permit.answers, ...PRINCIPAL, inspection: LAST } }, { from: 'here' });
  });
  await test.step('the principal pays for it: the agent is shown no invoice of another', async () => {
    await expect(agent.page.locator('main')).toContainText('Раҳимзода Фирӯза Саидовна дар кабинети худ пардохт мекунад');
    await agent.page.goto(agent.page.url().replace('?submitted=1', '/pay'));
    await expect(agent.heading).toHaveText('Саҳифа ёфт нашуд');
    await principal.opens('/account/');
    await principal.page.locator('main .hk-notice').getByRole('link', { name: applied }).click();
    await pays(principal, finger);
  });
  await test.step('the timeline names both', async () => {
    await principal.opens('/account/applications');
    await principal.page.locator('main').getByRole('link', { name: applied }).click();
    await expect(principal.page.locator('.hk-timeline')).toContainText('Каримов Далер аз номи Раҳимзода Фирӯза');
  });

  await test.step('the principal takes it back', async () => {
    await startFor();
    await expect(agent.form).toBeVisible();
    await principal.opens('/account/mandates');
    await principal.page
      .getByRole('link', { name: /Ваколатро бекор кардан/ })
      .first()
      .click();
    await principal.page.locator('form[action*="/revoke"] [name="reason"]').fill('Мошин фурӯхта шуд');
    await principal.page.getByRole('button', { name: 'Бекор кардан', exact: true }).click();
    await expect(principal.page.locator('main')).toContainText('Ваколат бекор карда шуд.');
  });

  await test.step('the next act is refused, and the document is void for everybody', async () => {
    const refused = agent.page.waitForResponse((answer) => answer.request().method() === 'POST' && answer.request().isNavigationRequest());
    await agent.continues();
    expect((await refused).status()).toBe(403);
    await principal.page.goto(verify);
    await expect(principal.page.locator('[data-hk="verdict"]')).toHaveAttribute('data-result', 'revoked');
  });
});
