import type { Lang } from '@hukumat/contract';
import type { TemplateResult } from 'lit';

/** One element shown as it is used. Examples feed the gallery, the accessibility test and the screenshots. */
export interface Examples {
  element: string;
  show: (lang: Lang) => Record<string, TemplateResult | unknown>;
}

/** One of three words, for examples. */
export const in3 =
  (lang: Lang) =>
  (tg: string, ru: string, en: string): string =>
    ({ tg, ru, en })[lang];
