import { setTimeout as pause } from 'node:timers/promises';
import { load } from 'cheerio';
import robotsParser from 'robots-parser';
import { SaxesParser } from 'saxes';
import type { AskOutside } from './ask-outside.ts';
import { oldAddress, oldHostOf } from './old-address.ts';
import { readText } from './read-text.ts';
import { type Entry, type Finding, LIMITS, type Source } from './source.ts';

/** The package exports one function, whatever its types say. */
const readRobots = robotsParser as unknown as typeof robotsParser.default;
const AGENT = 'HUKUMAT.TJ';
const MOST_PAGES = 20_000;
const MOST_SITEMAPS = 200;
const SITEMAP_BYTES = 50 * 1024 * 1024;
const NO_PAGE =
  /\.(jpe?g|png|gif|webp|avif|svg|ico|bmp|pdf|docx?|xlsx?|pptx?|odt|ods|rtf|zip|rar|7z|css|js|mjs|json|woff2?|ttf|eot|mp[34]|avi)$/;

/**
 * An old site that still answers: its sitemaps first, then every page that its pages lead to. It is asked one page at a time with a
 * pause between, and nothing that its robots.txt keeps to itself.
 */
export function readCrawl(start: string, ask: AskOutside, pauseMs = 500): Source {
  const origin = new URL(start).origin;
  const host = oldHostOf(new URL(start).host);
  let last = 0;
  const politely: AskOutside = async (address, limit) => {
    await pause(Math.max(0, last + pauseMs - Date.now()));
    const answer = await ask(address, limit);
    last = Date.now();
    return answer;
  };
  const isOwn = (address: string) => URL.canParse(address) && oldHostOf(new URL(address).host) === host;

  return {
    async *entries(): AsyncIterable<Entry> {
      const told = await politely(`${origin}/robots.txt`, LIMITS.page);
      const robots = readRobots(`${origin}/robots.txt`, told?.status === 200 ? readText(told.bytes).text : '');
      const queue = [start, ...(await inSitemaps([...robots.getSitemaps(), `${origin}/sitemap.xml`].filter(isOwn), politely))];
      const seen = new Set<string>();
      let asked = 0;
      for (let next = queue.shift(); next !== undefined && asked < MOST_PAGES; next = queue.shift()) {
        const { whole, path } = oldAddress(next);
        if (!isOwn(next) || seen.has(whole) || NO_PAGE.test(path)) continue;
        seen.add(whole);
        const refuse = (reason: Finding['reason'], detail?: string): Entry => ({
          refused: { address: next as string, finding: { reason, ...(detail ? { detail } : {}) } },
        });
        if (robots.isAllowed(`${origin}${new URL(next).pathname}${new URL(next).search}`, AGENT) === false) {
          yield refuse('not-allowed');
          continue;
        }
        asked++;
        const answer = await politely(next, LIMITS.page);
        if (answer?.status !== 200) yield refuse('not-answering', answer && `${answer.status}`);
        else if (!/html|^$/i.test(answer.type)) yield refuse('kind-unknown', answer.type.slice(0, 60));
        else {
          const { text, findings } = readText(answer.bytes, /charset=["']?([\w-]+)/i.exec(answer.type)?.[1]);
          queue.push(...linksIn(text, answer.address));
          yield { page: { address: next, also: [], kind: 'page', html: text, form: 'document', categories: [], findings } };
        }
      }
    },
    async file(address) {
      if (!isOwn(address)) return undefined;
      const answer = await politely(address, LIMITS.file);
      return answer?.status === 200 ? answer.bytes : undefined;
    },
  };
}

/** Addresses of the sitemaps and of those that they lead to. */
async function inSitemaps(sitemaps: string[], ask: AskOutside): Promise<string[]> {
  const found: string[] = [];
  const queue = [...new Set(sitemaps)];
  const seen = new Set<string>();
  for (let next = queue.shift(); next !== undefined && seen.size < MOST_SITEMAPS && found.length < MOST_PAGES; next = queue.shift()) {
    if (seen.has(next)) continue;
    seen.add(next);
    const answer = await ask(next, SITEMAP_BYTES);
    if (answer?.status !== 200) continue;
    const { pages, more } = readSitemap(readText(answer.bytes).text);
    found.push(...pages);
    queue.push(...more);
  }
  return found.slice(0, MOST_PAGES);
}

function readSitemap(text: string): { pages: string[]; more: string[] } {
  const pages: string[] = [];
  const more: string[] = [];
  const parser = new SaxesParser({ xmlns: false });
  let within = '';
  let loc: string | undefined;
  // What is broken in it costs only what stands behind it.
  parser.on('error', () => undefined);
  parser.on('opentag', ({ name }) => {
    if (name === 'url' || name === 'sitemap') within = name;
    if (name === 'loc') loc = '';
  });
  parser.on('text', (part) => {
    if (loc !== undefined && loc.length < 2000) loc += part;
  });
  parser.on('closetag', ({ name }) => {
    if (name !== 'loc' || loc === undefined) return;
    if (URL.canParse(loc.trim())) (within === 'sitemap' ? more : pages).push(loc.trim());
    loc = undefined;
  });
  parser.write(text).close();
  return { pages, more };
}

function linksIn(html: string, address: string): string[] {
  const $ = load(html);
  const base = $('base[href]').first().attr('href') ?? '';
  const from = URL.canParse(base, address) ? new URL(base, address).href : address;
  return $('a[href]')
    .toArray()
    .flatMap((link) => {
      const href = (link.attribs.href ?? '').trim();
      if (!URL.canParse(href, from)) return [];
      const url = new URL(href, from);
      url.hash = '';
      return /^https?:$/.test(url.protocol) ? [url.href] : [];
    });
}
