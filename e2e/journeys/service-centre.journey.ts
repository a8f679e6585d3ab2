import { faults } from '../actors/axe.ts';
import type { Citizen } from '../actors/citizen.ts';
import { leaves, walksThrough } from '../actors/form-walk.ts';
import { finger, keys } from '../actors/hands.ts';
import type { Lang } from '../actors/person.ts';
import { expect, test } from '../world.ts';

/** The portal's answer to a code that opens nothing. */
const REFUSED_CODE = /403 \(Forbidden\) \S+\/service-centre\/sessions\?centre=\w+$/;
const SERVICE = 'family-composition-certificate';
const TOO_LATE = 'Суроғае, ки баъди анҷом навишта шуд';
const PHONE = { javaScriptEnabled: false, viewport: { width: 360, height: 740 } };
const FAMILY = {
  agency: 'dushanbe',
  service: SERVICE,
  as: 'citizen-4',
  answers: { 'members.0.relation': 'child', 'members.0.name': 'Намоишӣ Баҳор', 'members.0.birthDate': '07.07.2017' },
};

/** Names of the free times of one day. */
const times = (citizen: Citizen): Promise<string[]> =>
  citizen.page.locator('main input[name="slot"]').evaluateAll((nodes) => nodes.map((node) => (node as HTMLInputElement).value));
/** The one in Khorugh: the person may be expected elsewhere too. */
const appointment = (citizen: Citizen) => citizen.page.locator('[data-hk="appointment"]').filter({ hasText: 'Хоруғ' });
const oneTimeCode = async (citizen: Citizen): Promise<string> =>
  ((await citizen.page.locator('.hk-one-time-code').textContent()) ?? '').trim();

async function asksForHelp(citizen: Citizen): Promise<string> {
  await citizen.opens('/account/assisted');
  await citizen.page.locator('main input[name="centre"][value="dushanbe"]').check();
  await citizen.page.locator(`main input[name="service"][value="${SERVICE}"]`).check();
  await citizen.page.locator('main section[aria-labelledby="make"] form button').click();
  await expect(citizen.page.locator('[data-hk="one-time-code"]')).toBeVisible();
  return oneTimeCode(citizen);
}

test('a citizen finds a centre, books a time, moves it and gives it back, without JavaScript on a phone', async ({ world }) => {
  const citizen = await world.citizen('citizen-4', PHONE);
  await citizen.opens('/centres');
  await citizen.page.locator('main select[name="city"]').selectOption('khorugh');
  await citizen.page.locator('main select[name="service"]').selectOption(SERVICE);
  await citizen.page.locator('main form button').click();
  const found = citizen.page.locator('[data-hk="centre"]');
  await expect(found).toHaveCount(1);
  await found.getByRole('link').first().click();
  await expect(citizen.heading).toContainText('Хоруғ');
  await citizen.page.locator('main a[href*="resource=papers"]').click();
  // Tomorrow or later: no time of it passes while this is read.
  await citizen.page.locator('main .hk-chips a').nth(1).click();
  const day = citizen.page.url();
  const [first = '', second = ''] = await times(citizen);
  await citizen.page.locator(`main input[value="${first}"]`).check();
  await citizen.page.locator('main form .hk-actions button').click();
  await expect(appointment(citizen)).toHaveCount(1);
  await expect(appointment(citizen)).toContainText('Хоруғ');

  const other = await world.citizen('citizen-5');
  const free = async () => {
    await other.page.goto(day);
    return times(other);
  };
  expect(await free()).not.toContain(first);

  await appointment(citizen).locator('a[href$="/move"]').click();
  await citizen.page.locator('main .hk-chips a').nth(1).click();
  await citizen.page.locator(`main input[value="${second}"]`).check();
  await citizen.page.locator('main form .hk-actions button').click();
  await expect(appointment(citizen)).toHaveCount(1);
  const [before, after] = [await free(), `${second.slice(-4, -2)}:${second.slice(-2)}`];
  expect(before).toContain(first);
  expect(before).not.toContain(second);
  await expect(appointment(citizen)).toContainText(after);

  const file = await citizen.context.request.get((await appointment(citizen).locator('a[href$=".ics"]').getAttribute('href')) ?? '');
  expect(file.headers()['content-type']).toContain('text/calendar');
  expect((await file.body()).toString()).toMatch(/BEGIN:VEVENT[\s\S]*DTSTART[\s\S]*Хоруғ/);

  await appointment(citizen).locator('form[action$="/cancel"] button').click();
  await expect(appointment(citizen)).toHaveCount(0);
  await expect(citizen.page.locator('section[aria-labelledby="past"]')).toContainText('бекор');
  expect(await free()).toEqual(expect.arrayContaining([first, second]));
  await citizen.opens('/account/inbox');
  await expect(citizen.page.locator('main')).toContainText('Қабул');
});

test('at a centre an operator fills in a whole service with the citizen’s code, and nothing more', async ({ world }) => {
  const citizen = await world.citizen('citizen-4');
  const operator = await world.operator('service-centre-operator');
  const anyone = await world.anyone();

  const number = await test.step('the citizen is checked in and gets a number', async () => {
    await citizen.opens(`/account/appointments/new?centre=dushanbe&resource=papers&service=${SERVICE}`);
    const today = new Date(Date.now() + 5 * 3_600_000).toISOString().slice(0, 10).replaceAll('-', '');
    const last = (await times(citizen)).at(-1) ?? '';
    await operator.opensCounter();
    // After hours and on holidays nobody can be booked for today; a number is given all the same.
    if (!last.includes(`.${today}.`)) return operator.givesANumber('Маълумотнома ва суроға');
    await citizen.page.locator(`main input[value="${last}"]`).check();
    await citizen.page.locator('main form .hk-actions button').click();
    const code = (await citizen.page.locator('.hk-appointment-code').first().textContent()) ?? '';
    return operator.checksIn(code);
  });

  await test.step('the board shows the number without a name, first as waiting, then as called', async () => {
    await anyone.page.goto('/tg/centres/dushanbe/board');
    const board = anyone.page.locator('[data-hk="queue-board"]');
    await expect(board.locator('.hk-board-waiting')).toContainText(number);
    await operator.callsUntil(number);
    // The page draws itself anew.
    await expect(board.locator('.hk-board-called')).toContainText(number);
    await expect(anyone.page.locator('body')).not.toContainText('Намоишӣ');
    await operator.serves();
  });

  await test.step('without a code nothing opens', async () => {
    world.provokes(REFUSED_CODE);
    await operator.counter.getByLabel('Рамзи шаҳрванд').fill('0000 0000');
    await operator.button('Оғоз').click();
    await expect(operator.page.getByRole('alert')).toContainText('Рамз мувофиқ нест');
  });

  const session = await operator.beginsWith(await asksForHelp(citizen));
  await expect(operator.page.locator('[data-hk="assisted-session"]')).toContainText(/Намоишӣ Суҳроб[\s\S]*То соати \d\d:\d\d/);
  // The citizen may have begun at home.
  await leaves(operator, () => operator.counter.locator('form.hk-actions button, a.hk-button').first().click());
  expect((await walksThrough(operator, finger, FAMILY)).length).toBeGreaterThan(1);
  await operator.checksTheAnswers('Намоишӣ Баҳор');
  await leaves(operator, () => operator.submitButton.click());
  await operator.page.waitForURL(`**${session}/done`);
  const sent = /EGOV-\d{4}-\d{6}/.exec((await operator.counter.textContent()) ?? '')?.[0] ?? '';
  expect(sent).not.toBe('');

  await test.step('the operator sees nothing else of the citizen and decides nothing', async () => {
    await citizen.opens('/account/applications');
    const own =
      (await citizen.page
        .getByRole('link', { name: new RegExp(sent) })
        .first()
        .getAttribute('href')) ?? '';
    const id = own.split('/').at(-1);
    const closed = [own, `/tg/account/desk/dushanbe/${id}`, '/tg/account/desk/dushanbe'];
    for (const path of closed) {
      const answer = await operator.page.goto(path);
      expect([403, 404], path).toContain(answer?.status());
    }
    for (const path of ['/account/inbox', '/account/documents', '/account/applications']) {
      await operator.opens(path);
      await expect(operator.page.locator('main')).not.toContainText(sent);
    }
    await operator.page.goto(`${session}/done`);
    await operator.counter.locator('form button').last().click();
    await operator.page.waitForURL('**/service-centre/desk');
    expect((await operator.page.goto(session))?.status()).toBe(403);
  });

  await test.step('the citizen has the record of every field, the message and the word on the application', async () => {
    await citizen.opens('/account/applications');
    await citizen.page
      .getByRole('link', { name: new RegExp(sent) })
      .first()
      .click();
    const helped = citizen.page.locator('[data-hk="helped"]');
    await expect(helped).toBeVisible();
    await helped.getByRole('link').click();
    await expect(citizen.page.locator('[data-hk="assisted-record"]')).toContainText('Намоишӣ Баҳор');
    for (const word of ['Тамринӣ Ситора', 'Душанбе', 'корманд анҷом дод']) await expect(citizen.page.locator('main')).toContainText(word);
    await citizen.opens('/account/inbox');
    await expect(citizen.page.locator('main')).toContainText('Кумак дар марказ анҷом ёфт');
    await expect(citizen.page.locator('main')).toContainText(sent);
  });
});

test('a session that the citizen ends is over for the operator at the next press', async ({ world }) => {
  const citizen = await world.citizen('citizen-5', PHONE);
  const operator = await world.operator('service-centre-operator');
  await operator.opensCounter();
  const session = await operator.beginsWith(await asksForHelp(citizen));
  await leaves(operator, () => operator.counter.locator('form.hk-actions button, a.hk-button').first().click());
  await expect(operator.form).toBeVisible();
  await citizen.opens('/account/assisted');
  await citizen.page.locator('[data-hk="assisted-live"] form button').click();
  await expect(citizen.page.locator('main')).toContainText('Шумо қатъ кардед');
  await operator.field('address').fill(TOO_LATE);
  await leaves(operator, () => operator.continues());
  await expect(operator.counter).toContainText('Кумак анҷом ёфт');
  expect((await operator.page.goto(session))?.status()).toBe(403);
  await citizen.page.reload();
  await expect(citizen.page.locator('main')).not.toContainText(TOO_LATE);
});

test('the counter is worked by the keyboard alone', async ({ world }) => {
  const operator = await world.operator('service-centre-operator-2');
  await operator.opensCounter();
  const hands = keys(operator.page);
  await hands.select(operator.counter.getByRole('combobox'), '2');
  await hands.tick(operator.counter.getByRole('radio', { name: 'Оила ва маросим' }));
  await hands.press(operator.button('Додани рақам'));
  const number = await operator.givenNumber();
  await hands.press(operator.button('Даъвати навбатӣ'));
  await expect(operator.counter.getByRole('heading', { name: number })).toBeVisible();
  await hands.press(operator.button('Қабул кардан'));
  await hands.press(operator.button('Анҷом'));
  await expect(operator.button('Даъвати навбатӣ')).toBeVisible();
  world.provokes(REFUSED_CODE);
  await hands.write(operator.counter.getByLabel('Рамзи шаҳрванд'), '12345678');
  await hands.press(operator.button('Оғоз'));
  await expect(operator.page.getByRole('alert')).toContainText('Рамз мувофиқ нест');
});

for (const lang of ['tg', 'ru', 'en'] satisfies Lang[]) {
  test(`nothing at a centre stands in the way of a person with a disability, in ${lang}`, async ({ world }) => {
    const citizen = await world.citizen('citizen-3');
    const operator = await world.operator('service-centre-operator');
    const supervisor = await world.operator('service-centre-supervisor');
    for (const person of [citizen, operator, supervisor]) person.lang = lang;
    const found: string[] = [];
    for (const path of [
      '/centres',
      '/centres/dushanbe',
      '/centres/dushanbe/board',
      '/account/appointments/new?centre=dushanbe&resource=family',
      '/account/appointments',
    ]) {
      await citizen.opens(path);
      found.push(...(await faults(citizen.page)));
    }
    const code = await asksForHelp(citizen);
    found.push(...(await faults(citizen.page)));
    for (const path of ['load', 'board']) {
      await supervisor.page.goto(`/${lang}/service-centre/${path}`);
      await expect(supervisor.counter.locator(path === 'load' ? 'dl' : 'h2').first()).toBeVisible();
      found.push(...(await faults(supervisor.page)));
    }
    await operator.page.goto(`/${lang}/service-centre/desk`);
    const form = operator.counter.locator('section[aria-labelledby="sc-assist"] form').first();
    await expect(form).toBeVisible();
    found.push(...(await faults(operator.page)));
    await form.locator('input').fill(code);
    await form.locator('button').click();
    await operator.page.waitForURL('**/centres/assist/*');
    await expect(operator.page.locator('[data-hk="assisted-session"]')).toBeVisible();
    found.push(...(await faults(operator.page)));
    await leaves(operator, () => operator.counter.locator('form.hk-actions button, a.hk-button').first().click());
    await expect(operator.form).toBeVisible();
    found.push(...(await faults(operator.page)));
    await citizen.opens('/account/assisted');
    await citizen.page.locator('[data-hk="assisted-live"] form button').click();
    await expect(citizen.page.locator('main dl')).toBeVisible();
    found.push(...(await faults(citizen.page)));
    expect.soft(found).toEqual([]);
  });
}
