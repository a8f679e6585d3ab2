import { faults } from '../actors/axe.ts';
import { CERTIFICATE, type Citizen, WEDDING } from '../actors/citizen.ts';
import { appliesFor, type Request } from '../actors/form-walk.ts';
import { finger, type Hands } from '../actors/hands.ts';
import type { Officer } from '../actors/officer.ts';
import type { Lang, Person } from '../actors/person.ts';
import { REQUESTS, walkOf } from '../actors/requests.ts';
import { expect, test, type Ways } from '../world.ts';

const OPEN = [
  '/',
  '/services',
  '/services/criminal-record-certificate',
  '/agencies',
  '/mia/',
  '/mia/about',
  '/mia/leadership',
  '/mia/vacancies',
  '/mia/open-data',
  '/mia/contacts',
  '/mia/appeals',
  '/mia/accessibility',
  '/religion-ceremonies/limits',
  '/vacancies',
  '/news',
  '/centres',
  '/centres/dushanbe',
  '/centres/dushanbe/board',
  '/register',
  '/statistics',
  '/statistics/vehicle-tax',
  '/appeals',
  '/appeals/MUR-2026-999999',
  '/standard',
  '/standard/rules/S1',
  '/standard/sections',
  '/standard/sections/mia',
  '/accessibility',
  '/privacy',
  '/search?q=паспорт',
  '/search?q=ъъъъ',
  '/verify',
  '/verify/00000000000000000000000000',
  '/verify/offline',
  '/no-such-page',
];

const OWN = [
  '/account/',
  '/account/applications',
  '/account/inbox',
  '/account/documents',
  '/account/mandates',
  '/account/payments',
  '/account/appointments',
  '/account/accesses',
  '/account/assisted',
  '/mia/desk',
];

/** Looks at every page of a language that anybody may see. */
async function looksAtOpenPages(person: Person): Promise<string[]> {
  const found: string[] = [];
  for (const path of OPEN) {
    await person.opens(path);
    found.push(...(await faults(person.page)));
  }
  await person.page.goto(`/auth/sign-in?return=${encodeURIComponent(`/${person.lang}/account/`)}`);
  await expect(person.heading).toBeVisible();
  found.push(...(await faults(person.page)));
  return found;
}

/** The way of a registration: steps with and without errors, the check, the receipt, and what the account then shows. */
async function looksAtOwnPages(citizen: Citizen): Promise<string[]> {
  const found: string[] = [];
  const look = async (): Promise<void> => {
    await expect(citizen.heading).toBeVisible();
    found.push(...(await faults(citizen.page)));
  };
  await citizen.appliesFor(CERTIFICATE);
  await citizen.fills('person', { passport: '1' });
  await expect(citizen.errorSummary).toBeVisible();
  await look();
  await citizen.appliesFor(WEDDING);
  await citizen.sees('host');
  await look();
  await citizen.fills('host');
  await citizen.fills('event');
  await expect(citizen.errorSummary).toBeVisible();
  await look();
  await citizen.fills('event', {
    eventKind: 'pilaf',
    // One ceremony of a kind on a day: each language has its own.
    eventDate: { tg: '22.12.2099', ru: '23.12.2099', en: '24.12.2099' }[citizen.lang],
    startTime: '18:30',
    placeKind: 'home',
    placeAddress: 'ш. Душанбе, кӯчаи Айнӣ, 5',
    guests: '180',
    cars: '3',
  });
  await citizen.fills('couple', {
    groomName: 'Каримов Сомон',
    groomBirthDate: '01.02.2000',
    brideName: 'Раҳимзода Зебо',
    brideBirthDate: '03.04.2001',
  });
  await citizen.checksTheAnswers();
  await look();
  const { path } = await citizen.submits();
  await look();
  for (const own of [path.slice(3), ...OWN]) {
    await citizen.opens(own);
    await look();
  }
  for (const flip of [0, 1]) {
    await comparesADocument(citizen, flip);
    await look();
  }
  await citizen.opens('/account/documents');
  await citizen.page.locator('[data-hk="document"] a:not([href$=".pdf"])').first().click();
  await expect(citizen.page.locator('main .hk-qr')).toBeVisible();
  await look();
  return found;
}

/** The ways that pass a group of rows, an appointment, the invoice and the bank: every page before its button is pressed. */
async function looksOnTheWay(citizen: Citizen, turn: number): Promise<string[]> {
  const found: string[] = [];
  const looking: Hands = {
    ...finger,
    async press(target) {
      await target.waitFor();
      found.push(...(await faults(citizen.page)));
      await finger.press(target);
    },
  };
  for (const service of ['family-composition-certificate', 'tinted-windows-permit']) {
    const request = REQUESTS.find((one) => one.service === service) as Request;
    await citizen.signsIn(walkOf(request, turn).as);
    await appliesFor(citizen, looking, request);
    found.push(...(await faults(citizen.page)));
    await citizen.losesTheSession();
  }
  return found;
}

/** Compares the newest document, whole or with `flip` bits of one byte changed, on the page that checks files. */
async function comparesADocument(citizen: Citizen, flip: number): Promise<void> {
  const file = citizen.page.locator('[data-hk="document"] a[href$=".pdf"]').first();
  await expect(async () => {
    await citizen.opens('/account/documents');
    await expect(file).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 20_000 });
  const bytes = await (await citizen.context.request.get((await file.getAttribute('href')) ?? '')).body();
  const middle = Math.floor(bytes.length / 2);
  bytes[middle] = (bytes[middle] ?? 0) ^ flip;
  await citizen.opens('/verify');
  await citizen.page.locator('#file').setInputFiles({ name: 'document.pdf', mimeType: 'application/pdf', buffer: bytes });
  await citizen.page.locator('form:has(#file) button').click();
  await expect(citizen.page.locator('[data-hk="verdict"]')).toHaveAttribute('data-result', flip ? 'altered' : 'issued');
}

for (const [at, lang] of (['tg', 'ru', 'en'] satisfies Lang[]).entries()) {
  test(`nothing on the way to a payment in ${lang} stands in the way of a person with a disability`, async ({ world }) => {
    const citizen = await world.citizen();
    citizen.lang = lang;
    expect(await looksOnTheWay(citizen, at + 2)).toEqual([]);
  });
}

for (const lang of ['tg', 'ru', 'en'] satisfies Lang[]) {
  test(`nothing on the pages in ${lang} stands in the way of a person with a disability`, async ({ world }) => {
    const citizen = await world.citizen();
    citizen.lang = lang;
    const open = await looksAtOpenPages(citizen);
    await citizen.signsIn('citizen-3');
    const own = await looksAtOwnPages(citizen);
    expect([...open, ...own]).toEqual([]);
  });
}

test('nothing at a desk, at a stronger sign-in or in the dark stands in the way', async ({ world }) => {
  const officer = await world.ministryOfficer('mia-officer');
  await officer.page.goto('/tg/mia/desk');
  await expect(officer.desk.getByRole('button').first()).toBeVisible();
  const found = await faults(officer.page);

  const owner = await world.citizen('citizen-1', { colorScheme: 'dark', viewport: { width: 360, height: 740 } });
  for (const path of ['/', '/services/wedding-registration', '/account/', `/${WEDDING}/apply`]) {
    await owner.opens(path);
    found.push(...(await faults(owner.page)));
  }
  await owner.page.goto('/tg/justice/vehicle-power-of-attorney/apply');
  await expect(owner.page.locator('main form')).toBeVisible();
  found.push(...(await faults(owner.page)));
  expect(found).toEqual([]);
});

/** Every page of the portal's desk, with each form of a file unfolded. */
async function looksAtTheDesk(officer: Officer, number: string): Promise<string[]> {
  const found: string[] = [];
  const look = async (): Promise<void> => {
    await expect(officer.heading).toHaveCount(1);
    found.push(...(await faults(officer.page)));
  };
  await officer.opensDesk('tax-committee');
  await look();
  const file = await officer.desk.locator('tbody').getByRole('link', { name: number }).getAttribute('href');
  await officer.page.goto(file ?? '');
  for (const fold of await officer.desk.locator('details.hk-act').all()) {
    await fold.locator('summary').click();
    await look();
  }
  await officer.opens('/account/desk/tax-committee?view=overdue');
  await look();
  await officer.opens('/account/desk/tax-committee/opinions');
  await look();
  return found;
}

test('nothing at the portal’s desk stands in the way, on a phone in the dark either', async ({ world }) => {
  test.setTimeout(150_000);
  const request = REQUESTS.find(({ service }) => service === 'excise-stamps') as Request;
  const citizen = await world.citizen(request.as);
  const number = await appliesFor(citizen, finger, request);
  const dark: Ways = { colorScheme: 'dark', viewport: { width: 360, height: 740 } };
  const officer = await world.officer('tax-committee-officer');
  await officer.opensDesk('tax-committee');
  await officer.takes(number);
  const found = await looksAtTheDesk(officer, number);
  await officer.opensDesk('tax-committee');
  await officer.opensCase(number);
  await officer.asksForAnOpinion('Оё мол ба қайд гирифта шудааст?');

  for (const ways of [{}, dark]) {
    const supervisor = await world.officer('tax-committee-supervisor', ways);
    supervisor.lang = 'ru';
    found.push(...(await looksAtTheDesk(supervisor, number)));
    await supervisor.opens('/account/desk/tax-committee/load');
    found.push(...(await faults(supervisor.page)));
    const customs = await world.officer('customs-officer', ways);
    for (const path of ['', '/opinions']) {
      await customs.opens(`/account/desk/customs${path}`);
      found.push(...(await faults(customs.page)));
    }
    await customs.desk.getByRole('link', { name: number }).click();
    await expect(customs.heading).toContainText(number);
    found.push(...(await faults(customs.page)));
  }
  expect(found).toEqual([]);
});
