import { CERTIFICATE, type Citizen, WEDDING } from '../actors/citizen.ts';
import { expect, test } from '../world.ts';

/** `dd.mm.yyyy`, this many years ago. */
function yearsAgo(years: number): string {
  const day = new Date();
  return `15.01.${day.getUTCFullYear() - years}`;
}

async function appliesForSomebodyBorn(citizen: Citizen, birthDate: string): Promise<void> {
  await citizen.appliesFor(CERTIFICATE);
  await citizen.fills('person', { birthDate });
}

test('for a minor a representative and a birth certificate are asked, and no fingerprint', async ({ world }) => {
  const parent = await world.citizen('citizen-3');
  await appliesForSomebodyBorn(parent, yearsAgo(9));
  await parent.fills('representative', {
    representativeSurname: 'Назарӣ',
    representativeGivenName: 'Меҳрубон',
    relation: 'parent',
    representativePassport: 'A00000003',
    birthCertificateNumber: 'ТВ-0001',
  });
  await expect(parent.errorSummary.getByRole('link')).toHaveCount(1);
  await expect(parent.field('birthCertificateNumber')).toHaveValue('ТВ-0001');
  await parent.attaches('birthCertificateFile');
  await parent.fills('representative');
  await parent.sees('purpose');
  await expect(parent.page.getByText('Бақайдгирии дактилоскопӣ')).toHaveCount(0);
});

test('an adult is asked for the fingerprint registration, and for no representative', async ({ world }) => {
  const adult = await world.citizen('citizen-2');
  await appliesForSomebodyBorn(adult, '02.09.1985');
  await adult.sees('fingerprint');
  await expect(adult.page.getByText('Намояндаи қонунӣ')).toHaveCount(0);
});

const event = (kind: string, guests: string, cars: string) => ({
  eventKind: kind,
  eventDate: '20.12.2099',
  startTime: '18:30',
  placeKind: 'home',
  placeAddress: 'ш. Душанбе, кӯчаи Айнӣ, 5',
  guests,
  cars,
});

test('a wedding beyond the law is refused at the field with the law named, and one within it is registered at once', async ({ world }) => {
  const host = await world.citizen('citizen-2');
  await host.appliesFor(WEDDING);
  await host.fills('host');
  const beyond: [kind: string, guests: string, cars: string, field: string, limit: string][] = [
    ['feast', '151', '4', 'guests', '150'],
    ['pilaf', '201', '4', 'guests', '200'],
    ['family-visit', '16', '0', 'guests', '15'],
    ['pilaf', '200', '5', 'cars', '4'],
  ];
  for (const [kind, guests, cars, field, limit] of beyond) {
    await host.fills('event', event(kind, guests, cars));
    await expect(host.errorSummary.getByRole('link')).toHaveCount(1);
    for (const place of [host.errorSummary, host.page.locator(`#f-${field}-error`)]) {
      await expect(place).toContainText(limit);
      await expect(place).toContainText('Дар бораи танзими ҷашну маросим');
    }
    await expect(host.field(field)).toHaveValue(field === 'guests' ? guests : cars);
  }
  for (const [kind, guests, cars] of [
    ['family-visit', '15', '0'],
    ['feast', '150', '4'],
    ['pilaf', '200', '4'],
  ] as const) {
    await host.fills('event', event(kind, guests, cars));
    await host.sees('couple');
    await host.page.goBack();
    await host.page.reload();
  }
  await host.fills('event', event('pilaf', '200', '4'));
  await host.fills('couple', {
    groomName: 'Каримов Сомон',
    groomBirthDate: '01.02.2000',
    brideName: 'Раҳимзода Зебо',
    brideBirthDate: '03.04.2001',
  });
  await host.checksTheAnswers('200');
  const sent = await host.submits();
  expect(sent.number).not.toBe('');
  await expect(async () => {
    await host.opensApplication(sent.path);
    await expect(host.page.locator('main a[href$=".pdf"]').first()).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 20_000 });
});

test('the guest counter of the plugin writes into the portal’s own field', async ({ world }) => {
  const host = await world.citizen('citizen-3');
  await host.appliesFor(WEDDING);
  await host.fills('host');
  await host.sees('event');
  await host.types({ guests: '140', cars: '2' });
  // The plugin wakes when the person has come to the form, and not while they type in its field.
  const more = host.page.locator('[data-place="guests"]').getByRole('button').last();
  await expect(more).toBeVisible();
  await more.click();
  await expect(host.field('guests')).toHaveValue('150');
  await more.click();
  await expect(host.field('guests')).toHaveValue('160');
});
