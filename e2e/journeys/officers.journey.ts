import type { Page } from '@playwright/test';
import { CERTIFICATE, type Citizen } from '../actors/citizen.ts';
import { appliesFor } from '../actors/form-walk.ts';
import { finger } from '../actors/hands.ts';
import { handsIn } from '../actors/hands-in.ts';
import type { Officer } from '../actors/officer.ts';
import { REQUESTS, walkOf } from '../actors/requests.ts';
import { expect, test } from '../world.ts';

const requestFor = (service: string) => {
  const request = REQUESTS.find((one) => one.service === service);
  if (!request) throw new Error(`nobody asks for ${service}`);
  return walkOf(request, 0);
};

/** Opens an application again and again until its state is the one that is awaited. */
async function becomes(citizen: Citizen, path: string, state: string): Promise<void> {
  await expect(async () => {
    await citizen.opensApplication(path);
    await expect(citizen.page.locator('main .hk-status, main .hk-tag').first()).toHaveText(state, { timeout: 500 });
  }).toPass({ timeout: 20_000 });
}

/** Sends a certificate's request for somebody with papers, as the certificate's own journey does. */
async function appliesForACertificate(citizen: Citizen): Promise<{ number: string; path: string }> {
  await citizen.appliesFor(CERTIFICATE);
  await citizen.fillsTheCertificate();
  await citizen.checksTheAnswers();
  return citizen.submits();
}

test('stamps: customs gives its opinion on what was shared, one officer proposes, another confirms, the document comes', async ({
  world,
}) => {
  const citizen = await world.citizen('citizen-4');
  const number = await appliesFor(citizen, finger, requestFor('excise-stamps'));
  const path = new URL(citizen.page.url()).pathname;

  const first = await world.officer('tax-committee-officer');
  await first.opensDesk('tax-committee');
  await first.takes(number);
  await first.asksForAnOpinion('Оё мол дар сарҳад ба қайд гирифта шудааст?');

  const customs = await world.officer('customs-officer');
  await test.step('customs sees the question and what was shared for it, nothing else, and answers', async () => {
    await customs.opensDesk('customs');
    await customs.desk.getByRole('link', { name: 'Хулосаҳое, ки аз мо пурсидаанд' }).click();
    await customs.desk.getByRole('link', { name: number }).click();
    await expect(customs.desk).toContainText('Оё мол дар сарҳад ба қайд гирифта шудааст?');
    await expect(customs.desk.locator('.hk-summary > div')).toHaveCount(1);
    await customs.desk.getByRole('radio', { name: 'Розӣ', exact: true }).check();
    await customs.desk.getByRole('textbox').fill('Мол 12.11.2026 ба қайд гирифта шудааст.');
    await customs.desk.getByRole('button', { name: 'Хулоса додан' }).click();
    await customs.page.waitForURL('**/opinions');
    await expect(customs.desk.locator('tr', { hasText: number })).toContainText('хулоса дода шуд');
  });

  await test.step('the officer who works on it proposes; alone it is no decision', async () => {
    await first.opensDesk('tax-committee');
    await first.opensCase(number);
    await expect(first.desk).toContainText('Мол 12.11.2026 ба қайд гирифта шудааст.');
    await first.approves();
    await expect(first.desk).toContainText('Ҳилола пешниҳод мекунад: тасдиқ кардан');
    await citizen.opensApplication(path);
    await expect(citizen.page.locator('main .hk-status').first()).toHaveText('Дар баррасӣ');
  });

  const second = await world.officer('tax-committee-officer-2');
  await test.step('a second officer confirms, and the document comes', async () => {
    await second.opensDesk('tax-committee');
    await second.opensCase(number);
    await expect(second.desk).toContainText('Ҳилола пешниҳод мекунад: тасдиқ кардан');
    await second.approves();
    await becomes(citizen, path, 'Ҳуҷҷат дода шуд');
  });
});

test('a correction: a ready letter in Tajik, one field mended, the difference shown; then a refusal, an objection, and the head', async ({
  world,
}) => {
  test.setTimeout(150_000);
  const citizen = await world.citizen('citizen-2');
  const { number, path } = await appliesForACertificate(citizen);
  const officer = await world.officer('mia-officer');

  await test.step('the officer sends it back with the words of a ready letter', async () => {
    await officer.opensDesk('mia');
    await officer.takes(number);
    const form = await officer.act('send-back');
    await form.getByRole('link', { name: 'Рақами дактилоскопияро санҷед' }).click();
    await expect((await officer.act('send-back')).getByRole('textbox')).toHaveValue(/бо ин рақам наёфтем/);
    await form.getByRole('checkbox', { name: 'Рақами шаҳодатнома', exact: true }).check();
    await form.getByRole('button').click();
    await officer.isTold('Ба аризадиҳанда барои ислоҳ фиристода шуд.');
  });

  await test.step('the citizen reads them and mends that field', async () => {
    await citizen.opensApplication(path);
    await expect(citizen.page.locator('main')).toContainText('бо ин рақам наёфтем');
    await citizen.types({ fingerprintNumber: 'ДШ-0012345' });
    await citizen.continues();
    await citizen.page.waitForURL('**?done=resubmitted');
  });

  await test.step('it is back with the same officer, who sees what was and what is, and refuses', async () => {
    await officer.opensDesk('mia');
    await officer.desk.getByRole('link', { name: /Аз они ман/ }).click();
    await expect(officer.desk.locator('tbody').getByRole('link', { name: number })).toBeVisible();
    await officer.opensCase(number);
    await expect(officer.desk.locator('del')).toContainText('ДШ-001234');
    await expect(officer.desk.locator('ins')).toContainText('ДШ-0012345');
    await officer.decides('Маълумоти шахс бо ҳуҷҷат мувофиқ нест');
  });

  await test.step('the citizen objects; the head answers and has it looked at anew', async () => {
    await becomes(citizen, path, 'Рад шуд');
    await citizen.page.locator('#objection').getByRole('textbox').fill('Ҳуҷҷати ман дуруст аст.');
    await citizen.page.locator('#objection').getByRole('button').click();
    await expect(citizen.page.locator('main')).toContainText('Ҳуҷҷати ман дуруст аст.');
    const head = await world.officer('mia-head');
    await head.opensDesk('mia');
    await head.opensCase(number);
    await head.desk.getByLabel('Ҷавоби роҳбар').fill('Ҳуҷҷатро аз нав месанҷем.');
    await head.desk.getByRole('button', { name: 'Қабул кардан ва аз нав баррасӣ' }).click();
    await head.isTold('Ҷавоб фиристода шуд.');
    await citizen.opensApplication(path);
    await expect(citizen.page.locator('#objection')).toContainText('Ҳуҷҷатро аз нав месанҷем.');
    await expect(citizen.page.locator('main .hk-status').first()).toHaveText('Дар баррасӣ');
  });

  await test.step('refused again, the head opens it without being asked; the officer approves and the document comes', async () => {
    await officer.opensDesk('mia');
    await officer.opensCase(number);
    await officer.decides('Маълумоти шахс бо ҳуҷҷат мувофиқ нест');
    const head = await world.officer('mia-head');
    await head.opensDesk('mia');
    await head.opensCase(number);
    const reopen = await head.act('reopen');
    await reopen.getByRole('textbox').fill('Дар бойгонӣ сабт ёфт шуд.');
    await reopen.getByRole('button').click();
    await head.isTold('Ариза аз нав баррасӣ мешавад.');
    await officer.opensDesk('mia');
    await officer.opensCase(number);
    const claim = officer.desk.getByRole('button', { name: 'Ба зимма гирифтан' });
    if (await claim.isVisible()) await claim.click();
    await officer.approves();
    await becomes(citizen, path, 'Ҳуҷҷат дода шуд');
  });

  await test.step('a supervisor declares the document void, and it is void for everybody', async () => {
    await citizen.opens('/account/documents');
    await citizen.page.locator('[data-hk="document"]').first().getByRole('link').first().click();
    const verify = (await citizen.page.locator('main a[href*="/verify/"]').first().getAttribute('href')) ?? '';
    const supervisor = await world.officer('mia-supervisor');
    await supervisor.opensDesk('mia');
    await supervisor.opensCase(number);
    const revoke = await supervisor.act('revoke');
    await revoke.getByRole('textbox').fill('Хатои дафтар');
    await revoke.getByRole('button').click();
    await supervisor.isTold('Ҳуҷҷат бекор карда шуд.');
    await citizen.page.goto(verify);
    await expect(citizen.page.locator('[data-hk="verdict"]')).toHaveAttribute('data-result', 'revoked');
  });
});

const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent?.trim() ?? '');

/** Narrows the queue to those that nobody has, by the keyboard: `/` goes to the search. */
async function narrows(officer: Officer, text: string): Promise<void> {
  // The page answers to keys once its code has come.
  await expect(async () => {
    await officer.page.keyboard.press('/');
    await expect(officer.desk.locator('#desk-q')).toBeFocused({ timeout: 300 });
  }).toPass();
  await officer.page.keyboard.type(text);
  await officer.page.keyboard.press('Enter');
  await officer.page.waitForURL('**q=*');
}

test('several are taken by the keyboard alone, and single keys can be switched off', async ({ world }) => {
  await handsIn(3);
  const officer = await world.officer('dushanbe-officer');
  const { page } = officer;
  await officer.opens('/account/desk/dushanbe?view=free');
  await narrows(officer, 'Намоишӣ');

  await expect(async () => {
    await page.keyboard.press('j');
    expect(await focused(page)).toMatch(/^EGOV-/);
  }).toPass();
  const first = await focused(page);
  await page.keyboard.press('x');
  await page.keyboard.press('j');
  await expect.poll(() => focused(page)).not.toBe(first);
  const second = await focused(page);
  await page.keyboard.press('x');
  await page.keyboard.press('k');
  expect(await focused(page)).toBe(first);
  await expect(officer.desk.locator('tbody input:checked')).toHaveCount(2);
  await page.keyboard.press('c');
  await officer.isTold('Иҷро шуд: 2');
  await officer.desk.getByRole('link', { name: /Аз они ман/ }).click();
  for (const number of [first, second]) await expect(officer.desk.locator('tbody').getByRole('link', { name: number })).toBeVisible();

  await test.step('switched off, the same keys do nothing', async () => {
    const toggle = officer.desk.locator('input[data-keys-on]');
    await expect(async () => {
      if (!(await toggle.isVisible())) await page.keyboard.press('?');
      await expect(toggle).toBeVisible({ timeout: 300 });
    }).toPass();
    for (let presses = 0; presses < 5 && !(await toggle.evaluate((node) => node === document.activeElement)); presses++)
      await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await expect(toggle).not.toBeChecked();
    await page.keyboard.press('j');
    await expect(toggle).toBeFocused();
    await officer.opensDesk('dushanbe');
    // The box is shown once the keys' code has come: then it listens, and does nothing.
    await officer.desk.locator('details[data-keys] summary').click();
    await expect(toggle).toBeVisible();
    await expect(toggle).not.toBeChecked();
    await page.keyboard.press('j');
    await expect(officer.desk.locator('details[data-keys] summary')).toBeFocused();
  });
});

test('a supervisor hands files over and sees who carries how much, how old it is and what is late', async ({ world }) => {
  const [number = ''] = await handsIn(1);
  const supervisor = await world.officer('dushanbe-supervisor');
  await supervisor.opensDesk('dushanbe');
  await supervisor.opensCase(number);
  const hand = await supervisor.act('reassign');
  await hand.getByRole('combobox').selectOption({ label: 'Намоишӣ Сабоҳат' });
  await hand.getByRole('button').click();
  await supervisor.isTold('Ариза ба корманди дигар дода шуд.');
  await expect(supervisor.desk).toContainText('Масъул: Намоишӣ Сабоҳат');

  await supervisor.opensDesk('dushanbe');
  await supervisor.desk.getByRole('link', { name: 'Сарбории кормандон' }).click();
  const row = supervisor.desk.getByRole('row', { name: /Намоишӣ Сабоҳат/ });
  await expect(row.getByRole('cell').first()).not.toHaveText('0');
  await expect(supervisor.desk.getByRole('table', { name: 'Аризаҳои кушода чанд рӯз доранд' })).toBeVisible();
  await expect(supervisor.desk).toContainText('Ягон муҳлат нагузаштааст.');

  const colleague = await world.officer('dushanbe-officer-2');
  await colleague.opensDesk('dushanbe');
  await colleague.desk.getByRole('link', { name: /Аз они ман/ }).click();
  await expect(colleague.desk.locator('tbody').getByRole('link', { name: number })).toBeVisible();
  await colleague.opensCase(number);
  await expect(colleague.desk.locator('#act-reassign')).toHaveCount(0);
});
