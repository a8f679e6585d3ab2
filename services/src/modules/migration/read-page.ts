import type { Lang } from '@hukumat/contract';
import { romanise } from '@hukumat/contract/locale';
import { load } from 'cheerio';
import { cleanPage } from './clean-page.ts';
import { languageOf } from './language.ts';
import type { Repaired } from './migration.ts';
import { repairTexts } from './repair-texts.ts';
import type { Finding, OldPage } from './source.ts';

/** A page that has been read, cleaned, repaired and understood; nothing of it needs the old site any more but its files. */
export interface ReadPage {
  title: string;
  html: string;
  lang: Lang;
  group?: string;
  slug: string;
  image?: string;
  /** `yyyy-mm-dd` */
  published?: string;
  findings: Finding[];
  repaired: Repaired[];
}

/** @param today no page is of a later day. @throws Untaken */
export function readPage(page: OldPage, today: string): ReadPage {
  const clean = cleanPage(page);
  const findings = [...page.findings, ...clean.findings];
  const mended = repairTexts(clean.title, clean.html);
  findings.push(...mended.findings);
  const text = `${mended.title} ${load(mended.html, null, false).text()}`;
  const detected = languageOf(text);
  const said = page.lang ?? clean.lang;
  const lang = said ?? detected ?? clean.declared ?? 'tg';
  if (!said && lang !== clean.declared) findings.push({ reason: 'language-guessed', detail: lang });
  const published = dayOf(page.published ?? clean.published, today, findings);
  let title = mended.title.slice(0, 300);
  if (!title) {
    title = text.replace(/\s+/g, ' ').trim().slice(0, 80);
    findings.push({ reason: 'title-missing' });
  }
  const group = page.group ?? clean.group;
  return {
    title,
    html: mended.html,
    lang,
    slug: slugOf(page, title),
    findings,
    repaired: mended.repaired,
    ...(group ? { group } : {}),
    ...(page.image ? { image: page.image } : {}),
    ...(published ? { published } : {}),
  };
}

/** A day of the past; another one is left out and said. */
function dayOf(text: string | undefined, today: string, findings: Finding[]): string | undefined {
  if (!text) return undefined;
  const [, day = '', month = '', year = ''] = /^(\d{1,2})[./](\d{1,2})[./](\d{4})/.exec(text.trim()) ?? [];
  const written = year ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : (/^\d{4}-\d{2}-\d{2}/.exec(text.trim())?.[0] ?? '');
  const at = Date.parse(`${written}T00:00:00Z`);
  const real = !Number.isNaN(at) && new Date(at).toISOString().startsWith(written) && written >= '1991-01-01';
  if (real && written <= today) return written;
  findings.push({ reason: real ? 'date-future' : 'date-unreadable', detail: text.slice(0, 40) });
  return undefined;
}

/** The slug that a page keeps: its own where it is one, else its title in Latin letters. */
function slugOf(page: OldPage, title: string): string {
  const last = /([^/?]+?)(\.[a-z0-9]{1,5})?\/?(\?.*)?$/i.exec(URL.canParse(page.address) ? new URL(page.address).pathname : '')?.[1];
  const own =
    page.slug ?? (page.form === 'document' && last && /[a-z]{3}/i.test(last) && !/^(index|default)$/i.test(last) ? last : undefined);
  return shaped(own ?? '') || shaped(title) || 'page';
}

const shaped = (text: string): string =>
  romanise(text)
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 80)
    .replace(/^-+|-+$/g, '');
