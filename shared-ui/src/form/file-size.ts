import type { Lang } from '@hukumat/contract';
import { formatNumber } from '@hukumat/contract/locale';

const UNITS = { tg: ['КБ', 'МБ'], ru: ['КБ', 'МБ'], en: ['KB', 'MB'] } as const;

/** `1,4 МБ`; under a megabyte in kilobytes. */
export function fileSize(bytes: number, lang: Lang): string {
  const [kilo, mega] = UNITS[lang];
  if (bytes < 1_000_000) return `${formatNumber(Math.max(1, Math.round(bytes / 1000)), lang)}\u00a0${kilo}`;
  const tenths = Math.round(bytes / 100_000) / 10;
  return `${formatNumber(tenths, lang, Number.isInteger(tenths) ? 0 : 1)}\u00a0${mega}`;
}
