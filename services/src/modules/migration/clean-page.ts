import type { Lang } from '@hukumat/contract';
import { type Cheerio, type CheerioAPI, load } from 'cheerio';
import { oldAddress } from './old-address.ts';
import { languageNamed } from './read-wxr.ts';
import { type Finding, LIMITS, type OldPage } from './source.ts';

type Root = ReturnType<CheerioAPI['root']> extends Cheerio<infer Document> ? Document : never;
type Node = Root extends { children: (infer Child)[] } ? Child : never;
type Element = Extract<Node, { attribs: unknown }>;

/** What is left of an old page: harmless HTML of its content, every address in it absolute, and what the markup says about it. */
export interface CleanPage {
  title: string;
  html: string;
  /** Absolute addresses the content names. */
  images: string[];
  links: string[];
  /** The language that the address names, and the one that the markup declares: many old sites never changed that one. */
  lang?: Lang;
  declared?: Lang;
  group?: string;
  /** As written in the markup. */
  published?: string;
  findings: Finding[];
}

/** A page that cannot be taken, with the reason. */
export class Untaken extends Error {
  readonly finding: Finding;
  constructor(finding: Finding) {
    super(finding.reason);
    this.finding = finding;
  }
}

const ACTIVE = 'script, object, embed, applet, iframe, frame, frameset, svg, math, form, input, button, select, textarea, video, audio';
const SILENT = 'style, noscript, template, link, meta, base, map, canvas, dialog, marquee > marquee';
const AROUND = 'nav, header, footer, aside, [role=navigation], [role=banner], [role=contentinfo], [role=search], [hidden]';
const AROUND_NAME =
  /(^|[-_ ])(menu|navbar?|navigation|sidebar|side|footer|header|top|bottom|breadcrumbs?|banner|counter|social|share|sharing|comments?|search|languages?|lang|copyright|widget|pagination|pathway|left|right|reklama)([-_ 0-9]|$)/i;
const MAIN =
  'main, [role=main], article, #content, #main, .entry-content, .post-content, .article-body, .item-page, .node-content, .news-text, .content, .text';
const KEPT: Readonly<Record<string, readonly string[]>> = {
  a: ['href'],
  img: ['src', 'alt'],
  td: ['colspan', 'rowspan'],
  th: ['colspan', 'rowspan'],
  ol: ['start'],
};
/** Elements whose end must be written. */
const CLOSED = /<(\/?)(a|article|b|blockquote|center|div|em|font|h[1-6]|i|ol|pre|section|span|strong|table|u|ul)(?=[\s>/])/gi;
const FORMATTING = /<(\/?)(?:a|b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)(?=[\s>/])/gi;
/** A main part with fewer letters is looked for elsewhere on the page. */
const ENOUGH = 200;

/** Takes the content out of an old page and everything out of it that could act. @throws Untaken */
export function cleanPage(page: OldPage): CleanPage {
  if (Buffer.byteLength(page.html) > LIMITS.page) throw new Untaken({ reason: 'too-large' });
  refuseDepth(page.html);
  const $ = load(page.html, null, page.form === 'document');
  refuseDeepTree($);
  const broken = unbalanced(page.html);
  const findings: Finding[] = broken ? [{ reason: 'markup-broken', detail: broken }] : [];
  const base = baseOf($, page.address);
  const said = page.form === 'document' ? readHead($, base, page.address) : {};

  const active = takeOut($);
  if (active) findings.push({ reason: 'active-removed', detail: active });
  const main = page.form === 'document' ? mainOf($) : $('body').length > 0 ? $('body') : ($.root() as unknown as Cheerio<Element>);
  const title = tidy(page.title ?? '') || titleOf($, main, said.title);
  const dated = said.published ?? (page.form === 'document' ? dateIn(main.text()) : undefined);
  const removed = keepHarmless($, main, base);
  if (removed.length > 0) findings.push({ reason: 'link-removed', detail: removed.slice(0, 3).join(', ') });
  const html = (main.html() ?? '').trim();
  if (tidy(main.text()) === '' && main.find('img').length === 0) throw new Untaken({ reason: 'empty' });
  return {
    title,
    html,
    images: addresses(main.find('img'), 'src'),
    links: addresses(main.find('a'), 'href'),
    ...(said.lang ? { lang: said.lang } : {}),
    ...(said.declared ? { declared: said.declared } : {}),
    ...(said.group ? { group: said.group } : {}),
    ...(dated ? { published: dated } : {}),
    findings,
  };
}

/** Formatting that is opened again and again makes a parser build every earlier one anew; such a page is refused unread. */
function refuseDepth(html: string): void {
  let open = 0;
  for (const [, closing] of html.matchAll(FORMATTING)) {
    open += closing ? -1 : 1;
    if (open < 0) open = 0;
    if (open > LIMITS.depth) throw new Untaken({ reason: 'too-deep' });
  }
}

/** The first element that is closed more or less often than it is opened; a parser mends that in its own way. */
function unbalanced(html: string): string | undefined {
  const open = new Map<string, number>();
  for (const [, closing, name = ''] of html.matchAll(CLOSED)) {
    const tag = name.toLowerCase();
    open.set(tag, (open.get(tag) ?? 0) + (closing ? -1 : 1));
  }
  const [tag] = [...open].find(([, left]) => left !== 0) ?? [];
  return tag && `<${tag}>`;
}

function refuseDeepTree($: CheerioAPI): void {
  let level: Node[] = $.root().contents().toArray() as Node[];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > LIMITS.depth) throw new Untaken({ reason: 'too-deep' });
    level = level.flatMap((node) => ('children' in node ? node.children : []));
  }
}

function baseOf($: CheerioAPI, address: string): string {
  const href = $('base[href]').first().attr('href');
  return href && URL.canParse(href, address) ? new URL(href, address).href : address;
}

function readHead(
  $: CheerioAPI,
  base: string,
  address: string,
): Partial<Pick<CleanPage, 'title' | 'lang' | 'declared' | 'group' | 'published'>> {
  const others = $('link[rel~=alternate][hreflang]')
    .toArray()
    .flatMap((link) => absolute($(link).attr('href'), base) ?? [])
    .map((href) => oldAddress(href).whole);
  const self = oldAddress(address).whole;
  const inAddress = languageInAddress(self);
  const title =
    tidy($('meta[property="og:title"]').attr('content') ?? '') ||
    tidy(
      $('title')
        .first()
        .text()
        .split(/\s+[|–—:-]{1,2}\s+/)[0] ?? '',
    );
  const published =
    $('meta[property="article:published_time"]').attr('content') ??
    $('time[datetime]').first().attr('datetime') ??
    dateIn($('.date, .created, .createdate, .published, .news-date, .post-date').first().text());
  const group = others.length > 1 && others.includes(self) ? [...others].sort()[0] : inAddress?.rest;
  const declared = languageNamed($('html').attr('lang'));
  return {
    ...(title ? { title } : {}),
    ...(published ? { published } : {}),
    ...(group ? { group } : {}),
    ...(inAddress ? { lang: inAddress.lang } : {}),
    ...(declared ? { declared } : {}),
  };
}

/** `/tj/news/5` and `/ru/news/5`, or `?lang=ru`: the language, and the address that all languages of the page share. */
function languageInAddress(address: string): { lang: Lang; rest: string } | undefined {
  const [, code, rest = ''] = /^\/(tj|tg|ru|en)(\/.*|\?.*)?$/.exec(address) ?? [];
  const first = languageNamed(code);
  if (first) return { lang: first, rest: rest || '/' };
  const asked = /[?&](?:lang|language|l)=(tj|tg|ru|en)(?=&|$)/.exec(address);
  const second = languageNamed(asked?.[1]);
  return second && asked
    ? { lang: second, rest: oldAddress(address.replace(asked[0], asked[0].startsWith('?') ? '?' : '')).whole }
    : undefined;
}

/** @returns what acted, in a few words; undefined when nothing did. */
function takeOut($: CheerioAPI): string | undefined {
  const seen = new Set<string>();
  $(ACTIVE).each((_, element) => void seen.add(element.tagName));
  $('*').each((_, element) => {
    if (!('attribs' in element)) return;
    for (const name of Object.keys(element.attribs)) if (/^on/i.test(name)) seen.add(name.toLowerCase().slice(0, 20));
  });
  $('form').each((_, form) => void $(form).replaceWith($(form).contents()));
  $(`${ACTIVE}, ${SILENT}`).remove();
  $('*')
    .contents()
    .each((_, node) => void (node.type === 'comment' && $(node).remove()));
  return seen.size > 0 ? [...seen].sort().slice(0, 6).join(', ') : undefined;
}

/** The part of a document that is its own text: marked as such, or found by where the words are that are no links. */
function mainOf($: CheerioAPI): Cheerio<Element> {
  const marked = $(MAIN)
    .toArray()
    .map((element) => $(element))
    .filter((part) => wordsOf($, part) >= ENOUGH)
    .sort((a, b) => wordsOf($, b) - wordsOf($, a));
  const body = $('body');
  $(AROUND).remove();
  $('[class], [id]').each((_, element) => {
    const part = $(element);
    if (element.tagName === 'body' || element.tagName === 'html') return;
    if (AROUND_NAME.test(`${part.attr('id') ?? ''} ${part.attr('class') ?? ''}`) && wordsOf($, part) * 2 < wordsOf($, body)) part.remove();
  });
  const [first] = marked.filter((part) => part.closest('html').length > 0 && wordsOf($, part) >= ENOUGH);
  let found = first ?? body;
  for (;;) {
    const whole = wordsOf($, found);
    const child = found
      .children('div, section, article, main, center, table, tbody, tr, td, font, span')
      .toArray()
      .map((element) => $(element))
      .find((part) => wordsOf($, part) >= whole * 0.8);
    if (!child || whole === 0) break;
    found = child;
  }
  // Lists of nothing but links are menus that nobody has named.
  found.find('ul, ol, table, div, p').each((_, element) => {
    const part = $(element);
    const all = tidy(part.text()).length;
    if (part.find('a').length > 4 && wordsOf($, part) < all * 0.15 && part.find('img').length === 0 && !namesFiles(part)) part.remove();
  });
  return found;
}

/** Letters that are not part of a link. */
function wordsOf($: CheerioAPI, part: Cheerio<Element>): number {
  const links = part
    .find('a')
    .toArray()
    .reduce((sum, link) => sum + tidy($(link).text()).length, 0);
  return Math.max(0, tidy(part.text()).length - links);
}

const namesFiles = (part: Cheerio<Element>) =>
  part.find('a').filter((_, link) => FILE_ADDRESS.test(link.attribs.href ?? '')).length * 2 > part.find('a').length;
const FILE_ADDRESS = /\.(pdf|docx?|xlsx?|pptx?|odt|ods|rtf|zip)([?#]|$)/i;

function titleOf($: CheerioAPI, main: Cheerio<Element>, head: string | undefined): string {
  const heading = main.find('h1, .title, .contentheading, .page-title').first();
  const own = heading.length > 0 ? heading : main.find('h2').first();
  const text = tidy(own.text());
  if (text && text.length <= 300) {
    own.remove();
    return text;
  }
  return tidy($('h1').first().text()) || head || '';
}

/** Of every element only its name and a few attributes stay; an address that leads nowhere on the web loses its link. */
function keepHarmless($: CheerioAPI, main: Cheerio<Element>, base: string): string[] {
  const removed: string[] = [];
  main.find('*').each((_, element) => {
    const kept = KEPT[element.tagName] ?? [];
    for (const name of Object.keys(element.attribs)) if (!kept.includes(name)) delete element.attribs[name];
  });
  main.find('a').each((_, element) => {
    const href = element.attribs.href;
    const address = absolute(href, base);
    if (address) element.attribs.href = address;
    else {
      if (href?.trim() && !href.startsWith('#')) removed.push(schemeOf(href));
      $(element).replaceWith($(element).contents());
    }
  });
  main.find('img').each((_, element) => {
    const address = absolute(element.attribs.src, base);
    if (address && /^https?:/.test(address)) element.attribs.src = address;
    else {
      if (element.attribs.src) removed.push(schemeOf(element.attribs.src));
      $(element).remove();
    }
  });
  return removed;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: browsers pass over them inside a scheme, and so does this
const schemeOf = (href: string) => (/^[a-z][a-z0-9+.-]*:/i.exec(href.replace(/[\u0000-\u0020]/g, ''))?.[0] ?? href).slice(0, 20);

function absolute(href: string | undefined, base: string): string | undefined {
  const text = href?.trim();
  if (!text || text.startsWith('#') || !URL.canParse(text, base)) return undefined;
  const url = new URL(text, base);
  return /^(https?|mailto|tel):$/.test(url.protocol) ? url.href : undefined;
}

const addresses = (parts: Cheerio<Element>, name: 'src' | 'href'): string[] => [
  ...new Set(parts.toArray().flatMap((element) => element.attribs[name] ?? [])),
];

const dateIn = (text: string): string | undefined =>
  /(?<!\d)(\d{1,2}[./]\d{1,2}[./]\d{4}|\d{4}-\d{2}-\d{2})(?!\d)/.exec(text.slice(0, 400))?.[1];
const tidy = (text: string) => text.replace(/\s+/g, ' ').trim();
