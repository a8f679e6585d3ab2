import type { Entry } from './entry.ts';

const page = (path: string, tg: string, ru: string, en: string, words: string[] = []): Entry => ({
  id: `page:${path}`,
  type: 'page',
  title: { tg, ru, en },
  words,
  path,
});

/** The portal's own pages that a person may look for. */
export const STANDARD_PAGES: readonly Entry[] = [
  page('/services', 'Ҳамаи хизматрасониҳо', 'Все услуги', 'All services', ['каталог', 'феҳрист', 'catalogue']),
  page('/register', 'Феҳристи хизматрасониҳои давлатӣ', 'Реестр государственных услуг', 'Register of state services', [
    'феҳрист',
    'реестр',
    'register',
  ]),
  page('/agencies', 'Мақомоти давлатӣ', 'Органы власти', 'State bodies', ['вазорат', 'кумита', 'ҳукумат', 'министерства', 'government']),
  page(
    '/agencies/transition',
    'Гузариши мақомот ба портали ягона',
    'Переход органов на единый портал',
    'Transition of the bodies to the portal',
    ['созишнома', 'соглашение', 'agreement'],
  ),
  page('/vacancies', 'Озмунҳо ва мансабҳои холӣ', 'Конкурсы и вакансии', 'Competitions and vacancies', [
    'кор',
    'ҷойи кор',
    'работа',
    'job',
  ]),
  page('/news', 'Хабарҳо', 'Новости', 'News'),
  page('/centres', 'Марказҳои хизматрасонӣ', 'Центры услуг', 'Service centres', ['марказ', 'офис', 'office']),
  page('/standard', 'Стандарти ягонаи бахшҳо', 'Единый стандарт разделов', 'The single standard of sections', [
    'қоидаҳо',
    'правила',
    'rules',
  ]),
  page('/verify', 'Санҷиши ҳуҷҷат', 'Проверка документа', 'Verify a document', [
    'рамз',
    'код',
    'QR',
    'code',
    'санҷидан',
    'проверить',
    'check',
    'ҳақиқӣ',
    'подлинность',
  ]),
  page('/accessibility', 'Дастрасӣ ва намоиш', 'Доступность и вид', 'Accessibility and display', [
    'ҳарфи калон',
    'крупный шрифт',
    'contrast',
    'контраст',
  ]),
  page('/privacy', 'Сиёсати махфият', 'Политика конфиденциальности', 'Privacy policy', [
    'маълумоти шахсӣ',
    'персональные данные',
    'personal data',
  ]),
];
