import type { NewDemoPerson } from '../modules/identity/index.ts';
import type { Chance } from './chance.ts';

/** Surnames that say what they are: a show, a sample, a fancy. Nobody is called so. */
const SURNAMES = [
  'Намоишӣ',
  'Намунавӣ',
  'Озмоишӣ',
  'Тамринӣ',
  'Мисолӣ',
  'Тимсолӣ',
  'Хаёлӣ',
  'Афсонавӣ',
  'Машқӣ',
  'Санҷишӣ',
  'Тахайюлӣ',
  'Қиёсӣ',
];
const WOMEN = [
  'Фирӯза',
  'Нигина',
  'Мадина',
  'Зарина',
  'Парвина',
  'Манижа',
  'Шаҳло',
  'Мунира',
  'Зебо',
  'Гулрухсор',
  'Дилноза',
  'Сабоҳат',
  'Фарзона',
  'Ҷамила',
  'Моҳира',
  'Ситора',
  'Тахмина',
  'Азиза',
  'Робия',
  'Ганҷина',
  'Ҳилола',
  'Наргис',
];
const MEN = [
  'Далер',
  'Суҳроб',
  'Рустам',
  'Дилшод',
  'Комрон',
  'Ҷамшед',
  'Искандар',
  'Сомон',
  'Парвиз',
  'Фаррух',
  'Анвар',
  'Хуршед',
  'Баҳром',
  'Фирдавс',
  'Насим',
  'Умед',
  'Сафар',
  'Ҷовид',
  'Бахтовар',
  'Шариф',
  'Нозим',
  'Сино',
];
const PATRONYMICS = ['Раҳим', 'Саид', 'Карим', 'Ҳаким', 'Салим', 'Азим', 'Латиф', 'Шариф'];
const PLACES = [
  'ш. Душанбе, кӯчаи Намунавӣ',
  'ш. Хуҷанд, кӯчаи Озмоишӣ',
  'ш. Бохтар, кӯчаи Намоишӣ',
  'ш. Кӯлоб, кӯчаи Мисолӣ',
  'ноҳияи Рӯдакӣ, деҳаи Намунавӣ',
];
/** Passports from here on belong to the life, below it to the people of the sign-in page. */
const FIRST_PASSPORT = 10_000;

/** Fictional citizens, numbered on after those who are there. Some people have no patronymic. */
export function fictionalCitizens(chance: Chance, count: number): NewDemoPerson[] {
  return Array.from({ length: count }, (_, i) => {
    const woman = chance.of(0.5);
    const father = chance.of(0.8) ? chance.pick(PATRONYMICS) : undefined;
    const patronymic = father && `${father}${woman ? 'овна' : 'ович'}`;
    const number = i + 1;
    return {
      subject: `resident-${number}`,
      surname: chance.pick(SURNAMES),
      givenName: chance.pick(woman ? WOMEN : MEN),
      ...(patronymic ? { patronymic } : {}),
      birthDate: `${chance.whole(1951, 2004)}-${two(chance.whole(1, 12))}-${two(chance.whole(1, 28))}`,
      phone: `+9920000000${two(number % 100)}`,
      email: `resident-${number}@demo.example`,
      passport: `A${String(FIRST_PASSPORT + number).padStart(8, '0')}`,
      address: `${chance.pick(PLACES)}, ${chance.whole(1, 90)}`,
    };
  });
}

export const womansName = (chance: Chance): string => chance.pick(WOMEN);
export const mansName = (chance: Chance): string => chance.pick(MEN);
export const surnameOf = (chance: Chance): string => chance.pick(SURNAMES);
export const two = (n: number): string => String(n).padStart(2, '0');
