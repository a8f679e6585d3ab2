import { type Citizen, WEDDING } from '../actors/citizen.ts';
import { keys } from '../actors/hands.ts';
import { expect, test } from '../world.ts';

const press = (citizen: Citizen, selector: string): Promise<void> => keys(citizen.page).press(citizen.page.locator(selector).first());

async function writes(citizen: Citizen, values: Readonly<Record<string, string>>): Promise<void> {
  const hands = keys(citizen.page);
  for (const [name, value] of Object.entries(values)) {
    const choice = citizen.page.locator(`main form input[type="radio"][name="${name}"][value="${value}"]`);
    if ((await choice.count()) > 0) await hands.tick(choice);
    else await hands.write(citizen.field(name), value);
  }
}

const CONTINUE = 'main .hk-actions button[name="_continue"]';

test('a citizen without a mouse goes from the home page to a receipt', async ({ world }) => {
  const citizen = await world.citizen();
  await citizen.opens('/');
  await citizen.page.keyboard.press('Tab');
  const skip = citizen.page.locator('.hk-skip');
  await expect(skip).toBeFocused();
  expect((await skip.boundingBox())?.height ?? 0).toBeGreaterThan(20);
  await citizen.page.keyboard.press('Enter');
  await keys(citizen.page, 2).write(citizen.page.locator('main input[name="q"]'), 'тӯй');
  await citizen.page.keyboard.press('Enter');
  await citizen.page.waitForURL('**/search?**');
  await press(citizen, 'main a[href="/tg/services/wedding-registration"]');
  await citizen.page.waitForURL('**/services/wedding-registration');
  await press(citizen, '[data-hk="service-start"]');
  await keys(citizen.page).write(citizen.page.locator('#name'), 'citizen-3');
  await citizen.page.keyboard.press('Tab');
  await citizen.page.keyboard.type('demo');
  await citizen.page.keyboard.press('Enter');
  await citizen.page.waitForURL(`**/tg/${WEDDING}/apply`);

  await citizen.sees('host');
  await writes(citizen, { hostPassport: '12' });
  await press(citizen, CONTINUE);
  await expect(citizen.errorSummary).toBeFocused();
  await press(citizen, '.hk-errors a');
  await expect(citizen.field('hostPassport')).toBeFocused();
  await writes(citizen, { hostPassport: 'A00000003' });
  await press(citizen, CONTINUE);

  await citizen.sees('event');
  await writes(citizen, {
    eventKind: 'pilaf',
    eventDate: '21.12.2099',
    startTime: '18:30',
    placeKind: 'home',
    placeAddress: 'ш. Душанбе, кӯчаи Айнӣ, 5',
    guests: '180',
    cars: '3',
  });
  await press(citizen, CONTINUE);
  await citizen.sees('couple');
  await writes(citizen, {
    groomName: 'Каримов Сомон',
    groomBirthDate: '01.02.2000',
    brideName: 'Раҳимзода Зебо',
    brideBirthDate: '03.04.2001',
  });
  await press(citizen, CONTINUE);
  await citizen.checksTheAnswers('180');
  await press(citizen, 'button[name="_submit"]');
  expect((await citizen.getsReceipt()).number).not.toBe('');
});
