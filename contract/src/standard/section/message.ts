import type { Lang } from '../../names.ts';

/** Why something fails, without words: they come with the language. */
export interface FindingMessage {
  code: FindingCode;
  what?: Thing;
  value?: number;
  limit?: number;
  name?: string;
}

type Words = Readonly<Record<Lang, string>>;
const w = (tg: string, ru: string, en: string): Words => ({ tg, ru, en });

const SENTENCES = {
  status: w('Саҳифа бо рамзи {value} ҷавоб дод.', 'Страница ответила кодом {value}.', 'The page answered {value}.'),
  short: w(
    'Матни худи саҳифа {value} аломат дорад, камаш {limit} лозим аст.',
    'Собственного текста на странице {value} знаков, нужно не меньше {limit}.',
    'The page has {value} characters of its own; at least {limit} are needed.',
  ),
  placeholder: w(
    'Ба ҷойи мазмун матни муваққатӣ истодааст: «{name}».',
    'Вместо содержания стоит заглушка: «{name}».',
    'A placeholder stands in place of content: “{name}”.',
  ),
  missing: w('Намерасад: {what}.', 'Не хватает: {what}.', 'Missing: {what}.'),
  wrong: w('Нодуруст: {what} («{name}»).', 'Неверно: {what} («{name}»).', 'Wrong: {what} (“{name}”).'),
  repeated: w(
    'Такрори саҳифаи дигар ({name}): {what}.',
    'Повторяет другую страницу ({name}): {what}.',
    'Repeats another page ({name}): {what}.',
  ),
  several: w(
    'Як бор лозим аст, {value} бор омадааст: {what}.',
    'Нужно один раз, встречается {value}: {what}.',
    'Once is right, found {value} times: {what}.',
  ),
  order: w(
    'Тартиби меню аз намуна фарқ мекунад: {name}.',
    'Порядок меню отличается от образца: {name}.',
    'The menu’s order differs from the model: {name}.',
  ),
  extras: w(
    'Дар меню {value} банди иловагӣ ҳаст, то {limit} мумкин аст.',
    'В меню {value} лишних пунктов, допустимо {limit}.',
    'The menu has {value} extra items; {limit} are allowed.',
  ),
  late: w(
    '{value} рӯз гузаштааст, меъёр {limit} рӯз аст.',
    'Прошло дней: {value}, норма — {limit}.',
    'Days passed: {value}; the limit is {limit}.',
  ),
  never: w('Ҳеҷ маводи нашршуда ёфт нашуд.', 'Не найдено ни одного опубликованного материала.', 'Nothing published was found.'),
  'too-soon': w(
    'Аз нашр то муҳлат {value} рӯз аст, камаш {limit} лозим аст.',
    'От публикации до срока {value} дн., нужно не меньше {limit}.',
    'From publication to the deadline: {value} days; at least {limit} are needed.',
  ),
  future: w('Сана дар оянда аст: {name}.', 'Дата в будущем: {name}.', 'The date lies ahead: {name}.'),
  expired: w(
    'Муҳлат {name} гузаштааст, вале ҳамчун ҷорӣ нишон дода мешавад.',
    'Срок истёк {name}, но показано как действующее.',
    'It ended on {name} but is shown as current.',
  ),
  under: w('{value} аз ҳадди ақал {limit}: {what}.', '{value} при минимуме {limit}: {what}.', '{value}, at least {limit} needed: {what}.'),
  over: w('{value} аз ҳадди аксар {limit}: {what}.', '{value} при максимуме {limit}: {what}.', '{value}, at most {limit} allowed: {what}.'),
  language: w('Матн ба забони дигар аст: {name}.', 'Текст на другом языке: {name}.', 'The text is in another language: {name}.'),
  legacy: w(
    'Матн бо рамзгузории кӯҳна аст: «{name}».',
    'Текст в старой кодировке: «{name}».',
    'The text is in a legacy encoding: “{name}”.',
  ),
  foreign: w(
    'Ба суроғаи бегона муроҷиат мекунад: {name}.',
    'Обращение к постороннему адресу: {name}.',
    'It calls a foreign origin: {name}.',
  ),
  cookie: w('Куки пеш аз розигӣ гузошта мешавад: {name}.', 'Куки ставится до согласия: {name}.', 'A cookie is set before consent: {name}.'),
  broken: w('Пайванд кор намекунад ({value}): {name}.', 'Ссылка не работает ({value}): {name}.', 'A link is broken ({value}): {name}.'),
  unlisted: w('Дар рӯйхат нест ({what}): {name}.', 'Нет в перечне ({what}): {name}.', 'Not listed ({what}): {name}.'),
  closed: w('Барои ҷустуҷӯ бастааст: {name}.', 'Закрыто для поиска: {name}.', 'Closed to search engines: {name}.'),
  astray: w(
    'Суроғаи кӯҳна ба ҷойи дуруст намебарад: {name}.',
    'Старый адрес ведёт не туда: {name}.',
    'An old address leads astray: {name}.',
  ),
  release: w('Санҷиши нашр: {name}', 'Проверка выпуска: {name}', 'Release check: {name}'),
} as const;
export type FindingCode = keyof typeof SENTENCES;

const THINGS = {
  title: w('унвон', 'заголовок окна', 'title'),
  description: w('тавсиф', 'описание', 'description'),
  heading: w('сарлавҳаи асосӣ', 'главный заголовок', 'main heading'),
  main: w('қисми асосии саҳифа', 'основная часть страницы', 'main part of the page'),
  canonical: w('суроғаи каноникӣ', 'канонический адрес', 'canonical address'),
  banner: w('номи портали расмӣ', 'знак официального портала', 'official banner'),
  wordmark: w('нишони номи портал', 'знак портала', 'wordmark'),
  'agency-id': w('рамзи мақомот', 'код органа', 'the body’s id'),
  menu: w('менюи бахш', 'меню раздела', 'the section’s menu'),
  head: w('роҳбари аввал', 'первый руководитель', 'the head'),
  leader: w('маълумоти роҳбар', 'карточка руководителя', 'a leader’s card'),
  name: w('ном', 'имя', 'name'),
  post: w('мансаб', 'должность', 'post'),
  duties: w('вазифаҳо', 'обязанности', 'duties'),
  'reception-day': w('рӯзи қабул', 'день приёма', 'reception day'),
  number: w('рақам', 'номер', 'number'),
  date: w('сана', 'дата', 'date'),
  signatory: w('имзокунанда', 'подписавший', 'signatory'),
  status: w('ҳолат', 'статус', 'status'),
  text: w('матн дар саҳифа', 'текст на странице', 'text on the page'),
  file: w('файл', 'файл', 'file'),
  published: w('санаи нашр', 'дата публикации', 'date of publication'),
  updated: w('санаи навсозӣ', 'дата обновления', 'date of update'),
  vacancy: w(
    'озмуни кушода ё изҳороти набудани он',
    'открытый конкурс или заявление об отсутствии',
    'an open competition or a statement that there is none',
  ),
  institution: w('муассиса', 'учреждение', 'institution'),
  unit: w('воҳиди сохторӣ', 'подразделение', 'unit'),
  count: w('шумораи ҷойҳо', 'число мест', 'number of places'),
  salary: w('маош', 'оклад', 'salary'),
  requirements: w('талабот', 'требования', 'requirements'),
  papers: w('ҳуҷҷатҳо', 'документы', 'papers'),
  deadline: w('муҳлат', 'срок', 'deadline'),
  contact: w('тамос', 'контакт', 'contact'),
  result: w('натиҷаи озмун', 'результат конкурса', 'result of the competition'),
  'central-list': w('рӯйхати умумии озмунҳо', 'общий перечень конкурсов', 'central list of competitions'),
  feed: w('лентаи озмунҳо', 'лента конкурсов', 'feed of competitions'),
  address: w('суроға', 'адрес', 'address'),
  phone: w('телефон бо +992', 'телефон с +992', 'phone with +992'),
  email: w('почтаи .tj', 'почта .tj', '.tj e-mail'),
  hours: w('соати корӣ', 'часы работы', 'hours'),
  geo: w('нуқтаи харита', 'точка на карте', 'point on the map'),
  'contact-link': w('пайванди тамос', 'ссылка на контакты', 'link to contacts'),
  'appeal-form': w('шакли муроҷиат', 'форма обращения', 'appeal form'),
  feedback: w('ҷойи фикру мулоҳиза', 'место для отзыва', 'place for feedback'),
  tg: w('матни тоҷикӣ, фоиз', 'тексты на таджикском, процент', 'texts in Tajik, per cent'),
  ru: w('матни русӣ, фоиз', 'тексты на русском, процент', 'texts in Russian, per cent'),
  en: w('матни англисӣ, фоиз', 'тексты на английском, процент', 'texts in English, per cent'),
  lang: w('нишони забони саҳифа', 'указание языка страницы', 'the page’s language mark'),
  statement: w('изҳороти дастрасӣ', 'заявление о доступности', 'accessibility statement'),
  violation: w('монеа барои дастрасӣ', 'препятствие доступности', 'accessibility fault'),
  trap: w('банди клавиатура', 'ловушка клавиатуры', 'keyboard trap'),
  lcp: w('намоиши қисми асосӣ, мс', 'показ главного, мс', 'largest paint, ms'),
  cls: w('ҷойивазшавии саҳифа', 'сдвиг страницы', 'layout shift'),
  inp: w('ҷавоб ба ламс, мс', 'отклик на касание, мс', 'response to input, ms'),
  page: w('вазни саҳифа, КБ', 'вес страницы, КБ', 'weight of the page, KB'),
  plugin: w('вазни плагин, КБ', 'вес плагина, КБ', 'weight of the plugin, KB'),
  'without-script': w('матн бе JavaScript', 'текст без JavaScript', 'text without JavaScript'),
  uptime: w('кушода будан, фоиз', 'доступность, процент', 'uptime, per cent'),
  'not-found': w('ҷавоби 404 ба суроғаи номаълум', 'ответ 404 на неизвестный адрес', 'answer 404 for an unknown address'),
  https: w('HTTPS', 'HTTPS', 'HTTPS'),
  tls: w('TLS 1.2 ё навтар', 'TLS 1.2 или новее', 'TLS 1.2 or newer'),
  hsts: w('сарлавҳаи HSTS', 'заголовок HSTS', 'HSTS header'),
  csp: w('сиёсати мазмун (CSP)', 'политика содержимого (CSP)', 'content policy (CSP)'),
  integrity: w('яклухтии скрипт', 'целостность скрипта', 'integrity of a script'),
  certificate: w('рӯзҳои боқимондаи сертификат', 'дней до конца сертификата', 'days left of the certificate'),
  domain: w('суроғаи .tj', 'адрес .tj', '.tj address'),
  www: w('кор бо www ва бе он', 'работа с www и без', 'working with and without www'),
  robots: w('robots.txt', 'robots.txt', 'robots.txt'),
  sitemap: w('харитаи сомона', 'карта сайта', 'sitemap'),
  cost: w('нарх', 'стоимость', 'cost'),
  time: w('муҳлати баррасӣ', 'срок рассмотрения', 'time'),
  channel: w('роҳи гирифтан', 'способ получения', 'channel'),
  law: w('асоси ҳуқуқӣ', 'правовое основание', 'legal act'),
  'on-time': w('дар муҳлат, фоиз', 'в срок, процент', 'on time, per cent'),
  p90: w('муҳлати воқеӣ дар омор', 'реальный срок в статистике', 'real time in the figures'),
  'data-link': w('пайванди маълумоти кушода', 'ссылка на открытые данные', 'link to open data'),
  licence: w('иҷозатнома', 'лицензия', 'licence'),
  signature: w('имзои нашр', 'подпись выпуска', 'signature of the release'),
  'uncaught-error': w('хатои дастнагирифта', 'необработанная ошибка', 'uncaught error'),
} as const;
export type Thing = keyof typeof THINGS;

/** The finding in words. */
export function tellFinding({ code, what, value, limit, name }: FindingMessage, lang: Lang): string {
  const values: Record<string, string> = {
    what: what ? THINGS[what][lang] : '',
    value: value === undefined ? '' : said(value, lang),
    limit: limit === undefined ? '' : said(limit, lang),
    name: name ?? '',
  };
  return SENTENCES[code][lang].replace(/\{(\w+)\}/g, (_, key: string) => values[key] ?? '');
}

const said = (value: number, lang: Lang): string => {
  const text = String(Math.round(value * 100) / 100);
  return lang === 'en' ? text : text.replace('.', ',');
};
