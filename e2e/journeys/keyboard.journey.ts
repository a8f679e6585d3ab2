import type { Page } from '@playwright/test';
import { type Citizen, WEDDING } from '../actors/citizen.ts';
import { expect, test } from '../world.ts';

/** The element that has the focus shows it: an outline or a shadow that is not the one it has at rest. */
const focusIsSeen = (page: Page) =>
  page.evaluate(() => {
    const at = document.activeElement;
    if (!at || at === document.body) return false;
    // A choice shows it around its whole line.
    return [at, at.closest('.hk-choice')].some((node) => {
      if (!node) return false;
      const style = getComputedStyle(node);
      return (style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== 'none';
    });
  });

/** Presses Tab until the element is reached, as somebody without a mouse does. */
async function tabsTo(citizen: Citizen, selector: string, most = 80): Promise<void> {
  const target = citizen.page.locator(selector).first();
  await expect(target).toBeVisible();
  for (let presses = 0; presses < most; presses++) {
    if (await target.evaluate((node) => node === document.activeElement)) {
      expect(await focusIsSeen(citizen.page), `focus on ${selector} is seen`).toBe(true);
      return;
    }
    await citizen.page.keyboard.press('Tab');
  }
  throw new Error(`${selector} was not reached by ${most} presses of Tab`);
}

const press = async (citizen: Citizen, selector: string, key = 'Enter'): Promise<void> => {
  await tabsTo(citizen, selector);
  await citizen.page.keyboard.press(key);
};

async function writes(citizen: Citizen, values: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, value] of Object.entries(values)) {
    const radio = citizen.page.locator(`main form input[type="radio"][name="${name}"]`);
    if ((await radio.count()) > 0) {
      const options = await radio.evaluateAll((nodes) => nodes.map((node) => (node as HTMLInputElement).value));
      await tabsTo(citizen, `main form input[type="radio"][name="${name}"]`);
      await citizen.page.keyboard.press('Space');
      for (let step = 0; step < options.indexOf(value); step++) await citizen.page.keyboard.press('ArrowDown');
      await expect(citizen.page.locator(`main form input[name="${name}"][value="${value}"]`)).toBeChecked();
    } else {
      await tabsTo(citizen, `main form [name="${name}"]`);
      await citizen.page.keyboard.press('ControlOrMeta+a');
      await citizen.page.keyboard.type(value);
    }
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
  await tabsTo(citizen, 'main input[name="q"]', 2);
  await citizen.page.keyboard.type('тӯй');
  await citizen.page.keyboard.press('Enter');
  await citizen.page.waitForURL('**/search?**');
  await press(citizen, 'main a[href="/tg/services/wedding-registration"]');
  await citizen.page.waitForURL('**/services/wedding-registration');
  await press(citizen, '[data-hk="service-start"]');
  await press(citizen, '#name', 'End');
  await citizen.page.keyboard.type('citizen-3');
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
    eventDate: '20.12.2099',
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
