import { load } from 'cheerio';
import { dayOf, daysBetween } from './days.ts';
import { type Fault, judge, NOT_APPLICABLE, type Outcome, pageFault, UNKNOWN } from './finding.ts';
import { documents, type ReadPage, unanswered, withRole } from './read-page.ts';
import { releaseFault } from './release-facts.ts';
import type { SectionSnapshot } from './snapshot.ts';

type Limits = Readonly<Record<string, number>>;

const front = (snapshot: SectionSnapshot) => withRole(snapshot, 'home')[0] ?? snapshot.pages[0];

/** T1: it answered whenever it was asked; announced downtime was left out. */
export function uptime(snapshot: SectionSnapshot, { percent = 0 }: Limits): Outcome {
  const { probes } = snapshot;
  // Less than a day of probes says nothing about a month.
  if (!probes || probes.tries < PROBES_A_DAY) return UNKNOWN;
  const value = Math.floor(((probes.tries - probes.failed) / probes.tries) * 10_000) / 100;
  const page = front(snapshot);
  const place = { url: page?.url ?? snapshot.origin, sha256: page?.sha256 ?? '', excerpt: `${probes.failed}/${probes.tries}` };
  return judge(value < percent ? [{ ...place, message: { code: 'under', what: 'uptime', value, limit: percent } }] : [], { looked: 1 });
}
const PROBES_A_DAY = 288;

/** T2: links within lead somewhere, and of those that lead out hardly any is dead on two days. */
export function links(snapshot: SectionSnapshot, { externalPercent = 0, days = 0 }: Limits): Outcome {
  if (!snapshot.links) return UNKNOWN;
  const faults: Fault[] = [];
  const outside = { all: 0, broken: [] as Fault[], tried: 0 };
  let missed = 0;
  for (const { url, from, tries } of snapshot.links) {
    const last = tries.at(-1)?.status;
    const page = snapshot.pages.find((one) => one.url === from);
    const fault = (status: number): Fault => ({
      url: from,
      sha256: page?.sha256 ?? '',
      excerpt: url,
      message: { code: 'broken', value: status, name: url },
    });
    if (new URL(url).origin === snapshot.origin) {
      if (last === undefined || last === 0) missed += 1;
      else if (last >= 400) faults.push(fault(last));
      continue;
    }
    outside.all += 1;
    const bad = tries.filter(({ status }) => status === 0 || status >= 400);
    if (last !== undefined && last > 0) outside.tried += 1;
    if (new Set(bad.map(({ on }) => on)).size >= days && bad.length === tries.length) outside.broken.push(fault(last ?? 0));
  }
  // Where nothing outside answers at all, it is this machine's network that is broken.
  const cutOff = outside.all > 0 && outside.tried === 0;
  if (!cutOff && outside.broken.length * 100 > outside.all * externalPercent) faults.push(...outside.broken);
  return judge(faults, { looked: 1, missed: missed + (cutOff ? 1 : 0) });
}

/** Characters that tell a reader where it went. */
const GONE_TEXT = 20;
const HOPS = 5;

/** T3: old addresses reach their page or say that it is gone; nonsense is not found. */
export function oldAddresses(snapshot: SectionSnapshot): Outcome {
  const faults: Fault[] = [];
  const nonsense = withRole(snapshot, 'nonsense');
  for (const page of nonsense) {
    if (page.status !== 404 && page.status !== 0) faults.push(pageFault(page, { code: 'missing', what: 'not-found' }, `${page.status}`));
  }
  for (const { url, chain, characters } of snapshot.oldAddresses ?? []) {
    const last = chain.at(-1)?.status ?? 0;
    const moved = chain.length > 1 && chain.slice(0, -1).every(({ status }) => status === 301 || status === 308) && last === 200;
    const gone = last === 410 && characters >= GONE_TEXT;
    const circle = new Set(chain.map((hop) => hop.url)).size < chain.length || chain.length > HOPS;
    if (circle || !(moved || gone)) {
      faults.push({
        url,
        sha256: '',
        excerpt: chain
          .map((hop) => `${hop.status} ${hop.url}`)
          .join(' → ')
          .slice(0, 300),
        message: { code: 'astray', name: url },
      });
    }
  }
  const missed = nonsense.filter(({ status }) => status === 0).length;
  return judge(faults, { looked: nonsense.length, missed });
}

const isLoopback = (origin: string): boolean => /^(localhost|127(\.\d+){3}|\[::1\]|.+\.localhost)$/.test(new URL(origin).hostname);

/** T4: nobody on the way reads or changes it. On this machine itself there is no way. */
export function transport(snapshot: SectionSnapshot, { certificateDays = 0 }: Limits): Outcome {
  if (isLoopback(snapshot.origin)) return NOT_APPLICABLE;
  const page = front(snapshot);
  if (!page || page.status === 0) return UNKNOWN;
  const faults: Fault[] = [];
  if (!snapshot.origin.startsWith('https:')) faults.push(pageFault(page, { code: 'missing', what: 'https' }, page.url));
  if (!page.headers['strict-transport-security']) faults.push(pageFault(page, { code: 'missing', what: 'hsts' }));
  if (!page.headers['content-security-policy']) faults.push(pageFault(page, { code: 'missing', what: 'csp' }));
  for (const { page: one, $ } of documents(snapshot)) {
    const bare = $('script[src]:not([integrity])').toArray()[0];
    if (bare) faults.push(pageFault(one, { code: 'missing', what: 'integrity' }, $.html(bare)));
  }
  const { tls } = snapshot;
  if (tls) {
    if (!/^TLSv1\.[23]$/.test(tls.protocol)) faults.push(pageFault(page, { code: 'wrong', what: 'tls', name: tls.protocol }, tls.protocol));
    const value = daysBetween(snapshot.on, tls.validUntil);
    if (value <= certificateDays)
      faults.push(pageFault(page, { code: 'under', what: 'certificate', value, limit: certificateDays + 1 }, tls.validUntil));
  }
  return judge(faults, { looked: 1, missed: tls ? 0 : 1 });
}

/** T5: a section stands under the portal; an outside site under .tj, with www and without. */
export function domain(snapshot: SectionSnapshot): Outcome {
  if (snapshot.kind === 'section') return judge([], { looked: 1, missed: front(snapshot)?.status === 200 ? 0 : 1 });
  const page = front(snapshot);
  if (!page) return UNKNOWN;
  const { hostname } = new URL(snapshot.origin);
  const faults: Fault[] = [];
  if (!hostname.endsWith('.tj')) faults.push(pageFault(page, { code: 'missing', what: 'domain' }, hostname));
  if (snapshot.bothNames === false) faults.push(pageFault(page, { code: 'missing', what: 'www' }, hostname));
  return judge(faults, { looked: 1, missed: snapshot.bothNames === undefined ? 1 : 0 });
}

const CALLS = [
  ['script[src]', 'src'],
  [
    'link[href]:is([rel~=stylesheet],[rel~=preload],[rel~=modulepreload],[rel~=prefetch],[rel~=preconnect],[rel~=dns-prefetch],[rel~=icon],[rel~=manifest])',
    'href',
  ],
  ['img[src], iframe[src], video[src], audio[src], source[src], embed[src], track[src]', 'src'],
  ['object[data]', 'data'],
  ['form[action]', 'action'],
] as const;

/** T6: a visit is told to nobody else, and nothing is remembered before it was agreed to. */
export function thirdParties(snapshot: SectionSnapshot): Outcome {
  const faults: Fault[] = [];
  const pages = documents(snapshot);
  for (const read of pages) {
    const [foreign] = foreignOrigins(read, snapshot.origin);
    if (foreign) faults.push(pageFault(read.page, { code: 'foreign', name: foreign.origin }, foreign.excerpt));
    const cookie = read.page.headers['set-cookie'];
    if (cookie)
      faults.push(pageFault(read.page, { code: 'cookie', name: cookie.split('=')[0] ?? '' }, cookie.split(';').slice(1).join(';')));
  }
  for (const [path, bytes] of snapshot.release?.files ?? []) {
    if (!path.endsWith('.css')) continue;
    const found = /(?:url\(\s*['"]?|@import\s+['"])(https?:)?\/\/([^/'")\s]+)/.exec(new TextDecoder().decode(bytes));
    if (found) faults.push(releaseFault(snapshot, { code: 'foreign', name: found[2] ?? '' }, `${path}: ${found[0]}`));
  }
  return judge(faults, { looked: pages.length + (snapshot.release ? 1 : 0), missed: unanswered(snapshot) });
}

function foreignOrigins({ page, $ }: ReadPage, own: string): { origin: string; excerpt: string }[] {
  return CALLS.flatMap(([selector, attribute]) =>
    $(selector)
      .toArray()
      .flatMap((element) => {
        const address = $(element).attr(attribute) ?? '';
        if (!URL.canParse(address, page.url)) return [];
        const url = new URL(address, page.url);
        const { hostname } = new URL(own);
        const ours = url.hostname === hostname || url.hostname.endsWith(`.${hostname}`);
        return ours || !/^https?:$/.test(url.protocol) ? [] : [{ origin: url.origin, excerpt: $.html(element) }];
      }),
  );
}

/** T7: search engines are let in and told of every page. */
export function findable(snapshot: SectionSnapshot): Outcome {
  const [robots] = withRole(snapshot, 'robots');
  const [sitemap] = withRole(snapshot, 'sitemap');
  const faults: Fault[] = [];
  if (robots && robots.status !== 200 && robots.status !== 0) faults.push(pageFault(robots, { code: 'missing', what: 'robots' }));
  if (sitemap && sitemap.status !== 200 && sitemap.status !== 0) faults.push(pageFault(sitemap, { code: 'missing', what: 'sitemap' }));
  const closed = robots?.status === 200 ? closedPaths(robots.body) : [];
  const listed = sitemap?.status === 200 ? addressesIn(sitemap.body) : undefined;
  for (const { page, $ } of documents(snapshot)) {
    if (/noindex/.test($('meta[name=robots]').attr('content') ?? '')) continue;
    const { pathname } = new URL(page.url);
    const shut = closed.find((path) => pathname.startsWith(path));
    if (shut) faults.push(pageFault(page, { code: 'closed', name: shut }, `Disallow: ${shut}`));
    if (listed && !listed.has(page.url)) faults.push(pageFault(page, { code: 'unlisted', what: 'sitemap', name: pathname }));
  }
  for (const [url, changed] of listed ?? []) {
    if (changed && changed > snapshot.on && sitemap) faults.push(pageFault(sitemap, { code: 'future', name: changed }, url));
  }
  return judge(faults, { looked: 1, missed: (robots?.status === 200 ? 0 : 1) + (listed ? 0 : 1) });
}

/** Paths closed to everybody by a robots.txt. */
function closedPaths(text: string): string[] {
  const paths: string[] = [];
  let everybody = false;
  for (const line of text.split(/\r?\n/)) {
    const [, name = '', value = ''] = /^\s*([A-Za-z-]+)\s*:\s*([^#]*)/.exec(line) ?? [];
    if (/^user-agent$/i.test(name)) everybody = value.trim() === '*';
    else if (everybody && /^disallow$/i.test(name) && value.trim() !== '') paths.push(value.trim());
  }
  return paths;
}

const SITEMAPS = new Map<string, ReadonlyMap<string, string | undefined>>();

/** Addresses of a sitemap with the day each says it changed. Every section of a portal reads the same one. */
function addressesIn(body: string): ReadonlyMap<string, string | undefined> {
  const known = SITEMAPS.get(body);
  if (known) return known;
  const $ = load(body, { xml: true });
  const found = new Map(
    $('url')
      .toArray()
      .map((url) => [$(url).find('loc').text().trim(), dayOf($(url).find('lastmod').text().trim())] as const),
  );
  SITEMAPS.clear();
  SITEMAPS.set(body, found);
  return found;
}
