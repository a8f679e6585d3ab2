import { CONTENT_TYPES } from './types.ts';
import type { ContentTypeName, ContentValues } from './values.ts';

const text = (tg: string, ru: string) => ({ tg, ru });
const file = { file: 'a'.repeat(64), name: 'hisobot.pdf', mediaType: 'application/pdf', size: 1200 };

/** One complete item of each type, all fictional. */
export const RIGHT: ContentValues = {
  page: { title: text('Дар бораи мақомот', 'О ведомстве'), body: { tg: 'Матн' }, section: 'about', owner: { tg: 'Котибот' } },
  news: { title: text('Маркази нав', 'Новый центр'), body: { tg: 'Матн' }, publishedAt: '2026-11-01', topic: 'services' },
  notice: { title: { tg: 'Эълон' }, body: { tg: 'Матн' }, publishedAt: '2026-11-01', validUntil: '2026-12-31' },
  leader: {
    name: { tg: 'Раҳимзода Фирӯза Саидовна' },
    post: { tg: 'Роҳбар' },
    duties: { tg: 'Уҳдадориҳо' },
    order: 1,
    receptionDay: { tg: 'Душанбе, 9:00–12:00' },
  },
  unit: { name: { tg: 'Шуъба' }, functions: { tg: 'Вазифаҳо' } },
  act: { title: { tg: 'Санад' }, kind: 'order', number: '12', date: '2026-01-15', signatory: { tg: 'Роҳбар' }, status: 'in-force' },
  draftAct: { title: { tg: 'Лоиҳа' }, body: { tg: 'Матн' }, explanatoryNote: { tg: 'Баёнот' }, until: '2026-12-01' },
  vacancy: {
    institution: { tg: 'Муассиса' },
    unit: { tg: 'Шуъба' },
    post: { tg: 'Мутахассис' },
    count: 1,
    salary: 148_480,
    requirements: { tg: 'Талабот' },
    papers: { tg: 'Ҳуҷҷатҳо' },
    publishedAt: '2026-11-01',
    deadline: '2026-12-01',
    contact: { tg: '+992 00 000 00 01' },
  },
  noVacancyStatement: { period: { tg: 'Моҳи ноябр' }, signer: { tg: 'Сардори шуъбаи кадрҳо' }, date: '2026-11-01' },
  service: { service: 'criminal-record-certificate' },
  contact: {
    address: { tg: 'ш. Душанбе, кӯчаи Намунавӣ, 1' },
    phones: '+992000000001, +992000000002',
    email: 'info@sample.tj',
    hours: { tg: 'Душанбе–ҷумъа, 8:00–17:00' },
    latitude: 38.56,
    longitude: 68.77,
    accessibleEntrance: 'yes',
  },
  dataset: { title: { tg: 'Маълумот' }, licence: 'cc-by-4.0', cadence: 'monthly', distribution: file, schema: { tg: 'Сутунҳо' } },
  budgetReport: { title: { tg: 'Ҳисобот' }, period: '2025', table: { tg: '| А | Б |\n|---|---|\n| 1 | 2 |' }, file },
  faq: { question: { tg: 'Савол?' }, answer: { tg: 'Ҷавоб' } },
};

export const isRight = (type: ContentTypeName, values: unknown): boolean => CONTENT_TYPES[type].schema.safeParse(values).success;
