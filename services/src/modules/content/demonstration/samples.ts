import type { Lang, Text } from '@hukumat/contract';
import type { ContentTypeName } from '@hukumat/contract/content';
import { dushanbeDate } from '@hukumat/contract/locale';
import * as texts from './texts.ts';

/** What a sample is written for. */
export interface Body {
  id: string;
  region: string;
  names: Text;
  shortNames?: Text;
  place?: Text;
}
export interface Sample {
  type: ContentTypeName;
  slug: string;
  values: Record<string, unknown>;
  /** Whole days before the first start. */
  daysAgo: number;
}

/** Chief towns of the regions: a sample's point on the map, near enough for a fictional address. */
const POINTS: Readonly<Record<string, readonly [number, number]>> = {
  'TJ-SU': [40.28, 69.62],
  'TJ-KT': [37.84, 68.78],
  'TJ-GB': [37.49, 71.55],
};
const DUSHANBE = [38.56, 68.77] as const;
const DAY = 86_400_000;

/** A complete, fictional section of one body. `at` is its place in the list: it decides the variety, so that every start makes the same. */
export function samplesOf(body: Body, at: number, now: Date): Sample[] {
  const inEnglish = at % 10 < 7;
  const day = (offset: number) => dushanbeDate(now.getTime() + offset * DAY);
  const named = (lang: Lang) => body.shortNames?.[lang] ?? body.names[lang] ?? body.names.tg;
  const fill = (text: Text): Text => {
    const one = (lang: Lang) => text[lang]?.replaceAll('{body}', named(lang));
    const [ru, en] = [one('ru'), inEnglish ? one('en') : undefined];
    return { tg: one('tg') ?? '', ...(ru ? { ru } : {}), ...(en ? { en } : {}) };
  };
  const pick = <T>(all: readonly T[], shift = 0): T => all[(at + shift) % all.length] as T;
  const phone = (n: number) => `+9920000000${String(n % 100).padStart(2, '0')}`;
  const page = (slug: string, title: Text, text: Text, section: string): Sample => ({
    type: 'page',
    slug,
    daysAgo: 10 + (at % 60),
    values: { title: fill(title), body: fill(texts.sample(text)), section, owner: fill(texts.OWNER) },
  });
  const news = [0, 2, 5].slice(0, 2 + (at % 2)).map((shift, nth): Sample => {
    const { slug, topic, title, body: text } = pick(texts.NEWS, shift);
    const daysAgo = nth * 9 + (at % 6);
    return {
      type: 'news',
      slug,
      daysAgo,
      values: { title: fill(title), body: fill(texts.sample(text)), publishedAt: day(-daysAgo), topic },
    };
  });
  const [latitude, longitude] = POINTS[body.region] ?? DUSHANBE;
  const street = pick(texts.STREETS);
  const place = body.place ?? { tg: 'ш. Душанбе', ru: 'г. Душанбе', en: 'Dushanbe' };
  const house = (at % 40) + 1;
  return [
    page('about', { tg: 'Дар бораи мақом', ru: 'О ведомстве', en: 'About the body' }, texts.ABOUT, 'about'),
    page('regulation', { tg: 'Низомнома', ru: 'Положение', en: 'Regulation' }, texts.REGULATION, 'documents'),
    page('reception-hours', { tg: 'Қабули шаҳрвандон', ru: 'Приём граждан', en: 'Reception of citizens' }, texts.RECEPTION, 'about'),
    page('open-data', { tg: 'Маълумоти кушод', ru: 'Открытые данные', en: 'Open data' }, texts.OPEN_DATA, 'open-data'),
    ...texts.POSTS.map(
      ({ post, duties, reception }, nth): Sample => ({
        type: 'leader',
        slug: nth === 0 ? 'head' : 'deputy',
        daysAgo: at % 25,
        values: {
          name: fill(pick(texts.PEOPLE, nth)),
          post: fill(post),
          duties: fill(duties),
          order: nth + 1,
          receptionDay: fill(reception),
          phone: phone(at + nth),
        },
      }),
    ),
    ...texts.UNITS.map(
      ({ slug, name, functions }, nth): Sample => ({
        type: 'unit',
        slug,
        daysAgo: 20 + (at % 40),
        values: {
          name: fill(name),
          functions: fill(functions),
          head: fill(pick(texts.PEOPLE, nth + 2)),
          order: nth + 1,
          phone: phone(at + nth + 20),
        },
      }),
    ),
    {
      type: 'contact',
      slug: 'main',
      daysAgo: at % 50,
      values: {
        address: {
          tg: `${place.tg}, ${street.tg}, ${house}`,
          ru: `${place.ru ?? place.tg}, ${street.ru}, ${house}`,
          ...(inEnglish ? { en: `${place.en ?? place.tg}, ${house} ${street.en}` } : {}),
        },
        phones: `${phone(at)}, ${phone(at + 1)}`,
        email: `${body.id}@demo.hukumat.tj`,
        hours: fill(texts.HOURS),
        latitude,
        longitude,
        accessibleEntrance: pick(['yes', 'partly', 'no'] as const),
        trustLine: phone(at + 50),
      },
    },
    ...news,
    ...(at % 4 === 1
      ? [
          {
            type: 'notice',
            slug: 'cleaning-day',
            daysAgo: 3,
            values: {
              title: fill(texts.NOTICE.title),
              body: fill(texts.sample(texts.NOTICE.body)),
              publishedAt: day(-3),
              validUntil: day(20 + (at % 9)),
            },
          } satisfies Sample,
        ]
      : []),
    ...competitions(body, at, { fill, pick, day, phone }),
    ...texts.ACTS.map(
      ({ slug, kind, title, body: text }, nth): Sample => ({
        type: 'act',
        slug,
        daysAgo: 30 + (at % 90),
        values: {
          title: fill(title),
          kind,
          number: `${(at % 30) + 1}/${nth + 1}`,
          date: day(-200 - (at % 90)),
          signatory: fill(texts.POSTS[0]?.post ?? texts.SIGNER),
          status: 'in-force',
          body: fill(texts.sample(text)),
        },
      }),
    ),
    {
      type: 'faq',
      slug: 'term-of-answer',
      daysAgo: 15 + (at % 30),
      values: { question: fill(texts.FAQ.question), answer: fill(texts.FAQ.answer) },
    },
  ];
}

interface Tools {
  fill(text: Text): Text;
  pick<T>(all: readonly T[], shift?: number): T;
  day(offset: number): string;
  phone(n: number): string;
}

/** Two bodies in three look for somebody, the third says that it does not; some have a result already. */
function competitions(body: Body, at: number, { fill, pick, day, phone }: Tools): Sample[] {
  const competition = (nth: number, published: number, deadline: number, result = false): Sample => {
    const { slug, unit, post, diram } = pick(texts.VACANCIES, nth);
    return {
      type: 'vacancy',
      slug: result ? `${slug}-${day(deadline).slice(0, 4)}` : slug,
      daysAgo: -published,
      values: {
        institution: fill({
          tg: `${body.names.tg} (намуна)`,
          ru: `${body.names.ru ?? body.names.tg} (образец)`,
          en: `${body.names.en ?? body.names.tg} (sample)`,
        }),
        unit: fill(unit),
        post: fill(post),
        count: 1 + (at % 2),
        salary: diram,
        requirements: fill(texts.REQUIREMENTS),
        papers: fill(texts.PAPERS),
        publishedAt: day(published),
        deadline: day(deadline),
        contact: { tg: `Шуъбаи кадрҳо, ${phone(at + 7)}`, ru: `Отдел кадров, ${phone(at + 7)}` },
        stages: fill(texts.STAGES),
        ...(result ? { result: fill(texts.RESULT), resultOn: day(-2) } : {}),
      },
    };
  };
  const past = at % 5 === 0 ? [competition(1, -45, -20, true)] : [];
  if (at % 3 === 2)
    return [
      ...past,
      {
        type: 'noVacancyStatement',
        slug: 'no-competitions',
        // One in twelve has not said it again in time: what an inspection would find.
        daysAgo: at % 12 === 11 ? 45 : at % 20,
        values: { period: fill(texts.PERIOD), signer: fill(texts.SIGNER), date: day(at % 12 === 11 ? -45 : -(at % 20)) },
      },
    ];
  return [...past, competition(0, -(at % 6), 16 + (at % 14))];
}
