import type { Text } from '@hukumat/contract';
import { system } from '../../platform/actor.ts';
import type { Platform } from '../../platform/platform.ts';
import type { Centre, Resource, Weekly } from './centre.ts';
import type { Tables } from './tables.ts';

const t = (tg: string, ru: string, en: string): Text => ({ tg, ru, en });
const WEEK: Weekly = Object.fromEntries(['1', '2', '3', '4', '5'].map((day) => [day, ['08:00-12:00', '13:00-17:00']]));

const desk = (id: string, letter: string, title: Text, services: string[], capacity: number): Resource => ({
  id,
  title,
  services,
  letter,
  weekly: WEEK,
  slotMinutes: 20,
  capacity,
});
const groups = (capacity: number): Resource[] => [
  desk(
    'papers',
    'A',
    t('Маълумотнома ва суроға', 'Справки и адрес', 'Certificates and addresses'),
    ['criminal-record-certificate', 'family-composition-certificate', 'postal-address'],
    capacity,
  ),
  desk(
    'family',
    'B',
    t('Оила ва маросим', 'Семья и обряды', 'Family and ceremonies'),
    ['birth-registration', 'wedding-registration', 'mourning-registration'],
    capacity,
  ),
  desk(
    'vehicles',
    'C',
    t('Нақлиёт', 'Транспорт', 'Vehicles'),
    ['vehicle-power-of-attorney', 'tinted-windows-permit', 'vehicle-tax'],
    capacity,
  ),
  desk(
    'business',
    'D',
    t('Соҳибкорӣ ва сохтмон', 'Бизнес и строительство', 'Business and building'),
    ['excise-stamps', 'construction-start-permit'],
    1,
  ),
];

const centre = (id: string, city: Text, latitude: number, longitude: number, desks: number, phone: string): Centre => ({
  id,
  kind: 'centre',
  agency: 'service-centre',
  names: t(`Маркази хизматрасонии давлатӣ: ${city.tg}`, `Центр государственных услуг: ${city.ru}`, `Public Services Centre: ${city.en}`),
  city: id,
  cities: city,
  address: t(`ш. ${city.tg}, кӯчаи Намунавӣ, 1`, `г. ${city.ru}, улица Образцовая, 1`, `1 Namunavi Street, ${city.en}`),
  phone,
  latitude,
  longitude,
  desks,
  sample: true,
  resources: groups(Math.max(1, Math.floor(desks / 3))),
});

const DUSHANBE = t('Душанбе', 'Душанбе', 'Dushanbe');
const KHUJAND = t('Хуҷанд', 'Худжанд', 'Khujand');
const post = (city: string, cities: Text, latitude: number, longitude: number, phone: string): Centre => ({
  id: `inspection-${city}`,
  kind: 'post',
  agency: 'mia',
  names: t(
    `Нуқтаи муоинаи воситаҳои нақлиёт: ${cities.tg}`,
    `Пост осмотра транспорта: ${cities.ru}`,
    `Vehicle inspection post: ${cities.en}`,
  ),
  city,
  cities,
  address: t(`ш. ${cities.tg}, кӯчаи Озмоишӣ, 2`, `г. ${cities.ru}, улица Пробная, 2`, `2 Ozmoishi Street, ${cities.en}`),
  phone,
  latitude,
  longitude,
  desks: 1,
  sample: true,
  resources: [
    {
      id: 'vehicle-inspection',
      title: t('Муоинаи шишаҳои тира', 'Осмотр тонированных стёкол', 'Inspection of tinted windows'),
      services: ['tinted-windows-permit'],
      letter: 'M',
      weekly: WEEK,
      slotMinutes: 30,
      capacity: 1,
    },
  ],
});

/** Places of the demonstration. Nobody stands at these addresses; the points on the map are those of the cities. */
const DEMO_CENTRES: readonly Centre[] = [
  centre('dushanbe', DUSHANBE, 38.56, 68.787, 6, '+992 00 000 0101'),
  centre('khujand', KHUJAND, 40.283, 69.622, 4, '+992 00 000 0102'),
  centre('bokhtar', t('Бохтар', 'Бохтар', 'Bokhtar'), 37.836, 68.781, 3, '+992 00 000 0103'),
  centre('khorugh', t('Хоруғ', 'Хорог', 'Khorugh'), 37.49, 71.553, 2, '+992 00 000 0104'),
  post('dushanbe', DUSHANBE, 38.56, 68.787, '+992 00 000 0111'),
  post('khujand', KHUJAND, 40.283, 69.622, '+992 00 000 0112'),
];

/** Who of the demonstration's people works where. */
const DEMO_OPERATORS = [
  { operator: 'service-centre-operator', centre: 'dushanbe' },
  { operator: 'service-centre-operator-2', centre: 'khujand' },
  ...['dushanbe', 'khujand', 'bokhtar', 'khorugh'].map((place) => ({ operator: 'service-centre-supervisor', centre: place })),
];

/** Writes the places and the counters' people of the demonstration once; a second start changes nothing. */
export async function seedDemoCentres({ db }: Platform): Promise<void> {
  await db.write<Tables, void>(system('seed-demonstration'), async ({ sql, journal }) => {
    const places = DEMO_CENTRES.map(({ resources: _resources, names, cities, address, ...rest }) => ({
      ...rest,
      names: JSON.stringify(names),
      cities: JSON.stringify(cities),
      address: JSON.stringify(address),
    }));
    const added = await sql
      .insertInto('centres.centres')
      .values(places)
      .onConflict((on) => on.doNothing())
      .returning('id')
      .execute();
    const resources = DEMO_CENTRES.flatMap(({ id, resources: list }) =>
      list.map(({ slotMinutes, title, weekly, services, ...rest }) => ({
        ...rest,
        centre: id,
        title: JSON.stringify(title),
        weekly: JSON.stringify(weekly),
        services: [...services],
        slot_minutes: slotMinutes,
      })),
    );
    await sql
      .insertInto('centres.resources')
      .values(resources)
      .onConflict((on) => on.doNothing())
      .execute();
    await sql
      .insertInto('centres.operators')
      .values(DEMO_OPERATORS)
      .onConflict((on) => on.doNothing())
      .execute();
    if (added.length > 0) await journal({ type: 'centres.seeded', entity: 'centres', data: { places: added.length } });
  });
}
