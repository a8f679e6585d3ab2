import type { Text } from '@hukumat/contract';

/** A situation in a person's or a business's life that needs services; a definition names it by its id. */
export interface LifeEvent {
  id: string;
  kind: 'life' | 'business';
  title: Text;
}

const event = (id: string, tg: string, ru: string, en: string, kind: LifeEvent['kind'] = 'life'): LifeEvent => ({
  id,
  kind,
  title: { tg, ru, en },
});

/** Every situation of the portal, in the order of a life. */
export const LIFE_EVENTS: readonly LifeEvent[] = [
  event('having-a-child', 'Таваллуди фарзанд', 'Рождение ребёнка', 'Having a child'),
  event('studying', 'Таҳсил', 'Учёба', 'Studying'),
  event('starting-work', 'Ба кор даромадан', 'Устройство на работу', 'Starting work'),
  event('getting-married', 'Оила барпо кардан', 'Создание семьи', 'Starting a family'),
  event('buying-a-car', 'Харидани мошин', 'Покупка автомобиля', 'Buying a car'),
  event('driving', 'Рондани мошин', 'Вождение автомобиля', 'Driving'),
  event('building-a-house', 'Сохтани хона', 'Строительство дома', 'Building a house'),
  event('moving-house', 'Кӯчидан ба ҷои нав', 'Переезд на новое место', 'Moving house'),
  event('going-abroad', 'Сафар ба хориҷа', 'Поездка за границу', 'Going abroad'),
  event('running-a-business', 'Пешбурди соҳибкорӣ', 'Ведение бизнеса', 'Running a business', 'business'),
  event('death', 'Вафоти наздикон', 'Смерть близкого', 'Losing someone'),
];

export const lifeEvent = (id: string): LifeEvent | undefined => LIFE_EVENTS.find((one) => one.id === id);
