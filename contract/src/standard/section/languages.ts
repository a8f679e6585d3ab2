import { repairLegacy } from '../../locale.ts';
import { LANGS, type Lang, STANDARD_PAGES } from '../../names.ts';
import { detectLanguage } from './detect-language.ts';
import { type Fault, judge, type Outcome, pageFault } from './finding.ts';
import { documents, type ReadPage, unanswered } from './read-page.ts';
import { gateFaults, releaseFacts, releaseFault } from './release-facts.ts';
import type { SectionSnapshot } from './snapshot.ts';

type Limits = Readonly<Record<string, number>>;

/** Of a page's words this share must be in its own language for the page to count as translated. */
const OWN = 0.6;

/** Words of the main part, by the language each part says it is in. */
function wordsByLanguage({ page, $ }: ReadPage): { own: string; other: Map<string, string> } {
  const lang = $('html').attr('lang') ?? page.lang ?? '';
  const main = ($('main').length > 0 ? $('main').first() : $('body')).clone();
  main.find('nav, script, style, template, noscript, .hk-empty').remove();
  const other = new Map<string, string>();
  for (const element of main.find('[lang]').toArray()) {
    const said = $(element).attr('lang') ?? '';
    if (said !== lang) other.set(said, `${other.get(said) ?? ''} ${$(element).text()}`);
  }
  main
    .find('[lang]')
    .filter((_, element) => ($(element).attr('lang') ?? '') !== lang)
    .remove();
  return { own: main.text().replace(/\s+/g, ' ').trim(), other };
}

/** L1: what is published is there in three languages, Tajik first and whole. */
export function threeLanguages(snapshot: SectionSnapshot, limits: Limits): Outcome {
  const pages = documents(snapshot).filter(({ page }) => (STANDARD_PAGES as readonly string[]).includes(page.role));
  const faults: Fault[] = [];
  let looked = 0;
  for (const lang of LANGS) {
    const units = pages
      .filter(({ page }) => page.lang === lang)
      .map((read) => ({ read, translated: translated(read) }))
      .filter(({ translated: part }) => part !== undefined);
    const items = snapshot.items ?? [];
    const all = units.length + items.length;
    if (all === 0) continue;
    looked += 1;
    const there = units.filter((unit) => unit.translated).length + items.filter(({ langs }) => langs.includes(lang)).length;
    const value = Math.floor((there / all) * 1000) / 10;
    const limit = limits[lang] ?? 0;
    if (value >= limit) continue;
    const first = units.find((unit) => !unit.translated)?.read.page;
    const item = items.find(({ langs }) => !langs.includes(lang));
    const message = { code: 'under', what: lang, value, limit } as const;
    if (first) faults.push(pageFault(first, message));
    else if (item) faults.push({ url: `${snapshot.origin}/${lang}${item.path}`, sha256: item.hash, excerpt: item.id, message });
  }
  faults.push(...releaseLanguages(snapshot, limits));
  const whole = snapshot.kind === 'release' || looked === LANGS.length;
  return judge(faults, { looked: whole ? 1 : 0, missed: unanswered(snapshot) });
}

function releaseLanguages(snapshot: SectionSnapshot, limits: Limits): Fault[] {
  if (!snapshot.release) return [];
  const { texts } = releaseFacts(snapshot.release);
  const translated = (['ru', 'en'] as const).flatMap((lang): Fault[] => {
    const [gap] = [...texts.tg.keys()].filter((key) => !texts[lang].has(key));
    const value = Math.floor((1000 * texts[lang].size) / texts.tg.size) / 10;
    const limit = limits[lang] ?? 0;
    return gap === undefined || value >= limit ? [] : [releaseFault(snapshot, { code: 'under', what: lang, value, limit }, gap)];
  });
  return [...gateFaults(snapshot, 'L1'), ...translated];
}

/** Whether a page is in its own language; nothing where it has no words at all. */
function translated(read: ReadPage): boolean | undefined {
  const { own, other } = wordsByLanguage(read);
  const rest = [...other.values()].join(' ').trim().length;
  return own.length + rest === 0 ? undefined : own.length / (own.length + rest) >= OWN;
}

/** L2: a text is in the language it says it is in, and no Tajik letter stands in a legacy encoding. */
export function languageTruth(snapshot: SectionSnapshot): Outcome {
  const faults: Fault[] = [];
  const pages = documents(snapshot);
  for (const read of pages) {
    const { page, $ } = read;
    const said = $('html').attr('lang')?.slice(0, 2);
    if (!said) {
      faults.push(pageFault(page, { code: 'missing', what: 'lang' }));
      continue;
    }
    if (page.lang && said !== page.lang) faults.push(pageFault(page, { code: 'wrong', what: 'lang', name: said }));
    const { own, other } = wordsByLanguage(read);
    for (const line of tajikLines(read)) {
      const { encoding } = repairLegacy(line);
      if (encoding === 'clean' || encoding === 'undecided') continue;
      faults.push(pageFault(page, { code: 'legacy', name: line.slice(0, 80) }, line));
      break;
    }
    for (const [lang, text] of [[said, own] as const, ...other]) {
      const found = detectLanguage(text);
      if (found && found !== lang.slice(0, 2) && isKnown(lang)) faults.push(pageFault(page, { code: 'language', name: found }, text));
    }
  }
  if (snapshot.release) {
    for (const [lang, texts] of Object.entries(releaseFacts(snapshot.release).texts)) {
      for (const [key, text] of texts) {
        if (lang === 'tg' && /^(A|B|mixed)$/.test(repairLegacy(text).encoding))
          faults.push(releaseFault(snapshot, { code: 'legacy', name: text.slice(0, 80) }, key));
        const found = detectLanguage(text);
        if (found && found !== lang)
          faults.push(releaseFault(snapshot, { code: 'language', name: found }, `${key}: ${text.slice(0, 120)}`));
      }
    }
  }
  return judge(faults, { looked: pages.length + (snapshot.release ? 1 : 0), missed: unanswered(snapshot) });
}

/** Letters of either legacy font; a line without any is clean. */
const LEGACY = /[љњќїўѓѕі]/i;

/** Lines of a page in Tajik that hold such letters, as its blocks divide them. */
function tajikLines({ $ }: ReadPage): string[] {
  const blocks = $('title, h1, h2, h3, h4, p, li, td, th, dt, dd, figcaption, summary, label, a, address, blockquote').toArray();
  return blocks
    .filter((block) => ($(block).closest('[lang]').attr('lang') ?? '').startsWith('tg'))
    .map((block) => $(block).text().replace(/\s+/g, ' ').trim())
    .filter((line) => LEGACY.test(line));
}

const isKnown = (lang: string): boolean => (LANGS as readonly string[]).includes(lang.slice(0, 2) as Lang);
