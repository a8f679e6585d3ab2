import type { Lang, Text } from './names.ts';

export { cyrillicReadings, fold, romanise, stemTajik } from './locale/folding.ts';
export { legacyReadings, type Repaired, repairLegacy } from './locale/legacy.ts';

// No browser formats Tajik and `Intl` silently answers in English there, so all three languages are formatted here:
// server and browser can never disagree.

const MONTHS: Readonly<Record<Lang, readonly string[]>> = {
  tg: ['январи', 'феврали', 'марти', 'апрели', 'майи', 'июни', 'июли', 'августи', 'сентябри', 'октябри', 'ноябри', 'декабри'],
  ru: ['января', 'февраля', 'марта', 'апреля', 'мая', 'июня', 'июля', 'августа', 'сентября', 'октября', 'ноября', 'декабря'],
  en: ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'],
};
/** From Sunday, as `Date` counts. */
const WEEKDAYS: Readonly<Record<Lang, readonly string[]>> = {
  tg: ['якшанбе', 'душанбе', 'сешанбе', 'чоршанбе', 'панҷшанбе', 'ҷумъа', 'шанбе'],
  ru: ['воскресенье', 'понедельник', 'вторник', 'среда', 'четверг', 'пятница', 'суббота'],
  en: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
};
const NBSP = '\u00a0';
const DAY = 86_400_000;
/** Dushanbe is five hours ahead of UTC all year. */
const OFFSET = 5 * 3_600_000;

export type Instant = Date | number | string;
const millis = (instant: Instant): number => (typeof instant === 'number' ? instant : new Date(instant).getTime());
const two = (value: number): string => String(value).padStart(2, '0');

/** The calendar date in Dushanbe at an instant, as `yyyy-mm-dd`. */
export const dushanbeDate = (instant: Instant): string => new Date(millis(instant) + OFFSET).toISOString().slice(0, 10);

/** The name of the weekday of an ISO date. */
export const weekday = (iso: string, lang: Lang): string => WEEKDAYS[lang][new Date(`${iso}T00:00:00Z`).getUTCDay()] ?? '';

/** An ISO date for people: `short` 21.03.2026, `long` 21 марти соли 2026, `weekday` шанбе, 21 марти соли 2026. */
export function formatDate(iso: string, lang: Lang, style: 'short' | 'long' | 'weekday' = 'short'): string {
  const [year = '', month = '', day = ''] = iso.slice(0, 10).split('-');
  if (style === 'short') return `${day}.${month}.${year}`;
  const name = MONTHS[lang][Number(month) - 1] ?? month;
  const long = { tg: `${Number(day)} ${name} соли ${year}`, ru: `${Number(day)} ${name} ${year} г.`, en: `${Number(day)} ${name} ${year}` }[
    lang
  ];
  return style === 'long' ? long : `${weekday(iso.slice(0, 10), lang)}, ${long}`;
}

/** The time of day in Dushanbe, 24 hours: `14:05`. */
export function formatTime(instant: Instant): string {
  const date = new Date(millis(instant) + OFFSET);
  return `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`;
}

/** Date and time in Dushanbe: `21.03.2026, 14:05`, or with the long date. */
export const formatDateTime = (instant: Instant, lang: Lang, style: 'short' | 'long' = 'short'): string =>
  `${formatDate(dushanbeDate(instant), lang, style)}, ${formatTime(instant)}`;

/** Groups thousands; `decimals` fixes the digits after the separator, otherwise as many as the number has. */
export function formatNumber(value: number, lang: Lang, decimals?: number): string {
  const [whole = '0', fraction] = (decimals === undefined ? String(Math.abs(value)) : Math.abs(value).toFixed(decimals)).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, lang === 'en' ? ',' : NBSP);
  const sign = value < 0 && (Number(whole) !== 0 || Number(fraction ?? 0) !== 0) ? '−' : '';
  return `${sign}${grouped}${fraction ? `${lang === 'en' ? '.' : ','}${fraction}` : ''}`;
}

/** A sum in integer diram: `1 234,50 сомонӣ`, `1 234,50 сомони`, `TJS 1,234.50`. */
export function formatMoney(diram: number, lang: Lang): string {
  const sum = formatNumber(diram / 100, lang, 2);
  return lang === 'en' ? `TJS ${sum}` : `${sum} ${lang === 'tg' ? 'сомонӣ' : 'сомони'}`;
}

const AND: Readonly<Record<'and' | 'or', Readonly<Record<Lang, string>>>> = {
  and: { tg: 'ва', ru: 'и', en: 'and' },
  or: { tg: 'ё', ru: 'или', en: 'or' },
};
/** `А, Б ва В`. */
export function formatList(items: readonly string[], lang: Lang, joiner: 'and' | 'or' = 'and'): string {
  if (items.length < 2) return items[0] ?? '';
  return `${items.slice(0, -1).join(', ')} ${AND[joiner][lang]} ${items.at(-1)}`;
}

export interface PluralForms {
  one?: string;
  few?: string;
  other: string;
}
/** The word that goes with a number. Tajik has one form; Russian `one`, `few` and `other` (1 день, 2 дня, 5 дней). */
export function plural(value: number, lang: Lang, forms: PluralForms): string {
  const count = Math.abs(value);
  if (lang === 'tg') return forms.other;
  if (lang === 'en') return count === 1 ? (forms.one ?? forms.other) : forms.other;
  if (!Number.isInteger(count)) return forms.few ?? forms.other;
  const [last, teen] = [count % 10, Math.floor((count % 100) / 10) === 1];
  if (!teen && last === 1) return forms.one ?? forms.other;
  return !teen && last >= 2 && last <= 4 ? (forms.few ?? forms.other) : forms.other;
}

const DAYS: Readonly<Record<Lang, PluralForms>> = {
  tg: { other: 'рӯз' },
  ru: { one: 'день', few: 'дня', other: 'дней' },
  en: { one: 'day', other: 'days' },
};
const NEAR: Readonly<Record<Lang, readonly [string, string, string]>> = {
  tg: ['дирӯз', 'имрӯз', 'фардо'],
  ru: ['вчера', 'сегодня', 'завтра'],
  en: ['yesterday', 'today', 'tomorrow'],
};
/** How far a date is: `имрӯз`, `фардо`, `пас аз 5 рӯз`; beyond thirty days the long date itself. */
export function relativeDay(iso: string, today: string, lang: Lang): string {
  const days = Math.round((Date.parse(`${iso}T00:00:00Z`) - Date.parse(`${today}T00:00:00Z`)) / DAY);
  if (Math.abs(days) <= 1) return NEAR[lang][days + 1] ?? '';
  if (Math.abs(days) > 30) return formatDate(iso, lang, 'long');
  const count = `${Math.abs(days)} ${plural(days, lang, DAYS[lang])}`;
  if (days > 0) return { tg: `пас аз ${count}`, ru: `через ${count}`, en: `in ${count}` }[lang];
  return { tg: `${count} пеш`, ru: `${count} назад`, en: `${count} ago` }[lang];
}

/** A text in the asked language, or in Tajik with its language named, so that the page can mark it. */
export function pick(text: Text, lang: Lang): { text: string; lang: Lang } {
  const own = text[lang];
  return own === undefined ? { text: text.tg, lang: 'tg' } : { text: own, lang };
}

/** The 35 Tajik letters in their order, with the Russian ones in the places a Russian reader looks for them. */
const ORDER = new Map([...'абвгғдеёжзиӣйкқлмнопрстуӯфхҳцчҷшщъыьэюя'].map((letter, index) => [letter, index]));
function rank(letter: string): number {
  const at = ORDER.get(letter);
  if (at !== undefined) return 0x1000 + at;
  return letter < '\u0300' && !/[a-z]/.test(letter) ? (letter.codePointAt(0) ?? 0) : 0x2000 + (letter.codePointAt(0) ?? 0);
}
/** Orders texts by the Tajik alphabet (`Илова` before `Ӣд`); a comparator for `sort`. */
export function compareText(a: string, b: string): number {
  const [left, right] = [[...a.normalize('NFC').toLowerCase()], [...b.normalize('NFC').toLowerCase()]];
  for (const [index, letter] of left.entries()) {
    const other = right[index];
    if (other === undefined) return 1;
    if (letter !== other) return rank(letter) - rank(other) || (letter < other ? -1 : 1);
  }
  return left.length - right.length;
}
