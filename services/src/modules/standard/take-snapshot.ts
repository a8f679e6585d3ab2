import { LANGS, STANDARD_PAGES } from '@hukumat/contract';
import { CONTENT_TYPE_NAMES } from '@hukumat/contract/content';
import type { FetchedPage, LinkState, PageRole, SectionSnapshot } from '@hukumat/contract/standard';
import { load } from 'cheerio';
import type { AnyPublished } from '../content/index.ts';
import type { Agency } from '../directory/index.ts';
import type { Answered, Ask } from './own-pages.ts';
import { publishedItem } from './published-items.ts';
import type { StandardDeps } from './standard.ts';

/** Links of one section that are tried in one night. */
const LINKS = 400;
/** Pages of single items that are looked at, the newest ones. */
const ITEM_PAGES = 12;

/** Pages of the central list of competitions that are looked through. */
const LIST_PAGES = 50;

/** What was fetched, with the bytes to be stored. */
export interface Taken {
  snapshot: SectionSnapshot;
  bytes: ReadonlyMap<string, Uint8Array>;
}

/** Looks at one section of the portal: its pages in three languages, its links, its release, its services. */
export async function takeSnapshot(deps: StandardDeps, ask: Ask, origin: string, agency: Agency, on: string): Promise<Taken> {
  const bytes = new Map<string, Uint8Array>();
  const pages: FetchedPage[] = [];
  const fetch = async (role: PageRole, path: string, lang?: FetchedPage['lang']) => {
    const answer = await ask(origin + path);
    bytes.set(answer.page.sha256, answer.bytes);
    pages.push({ ...answer.page, role, ...(lang ? { lang } : {}) });
  };
  for (const lang of LANGS) {
    await fetch('home', `/${lang}/${agency.id}/`, lang);
    for (const slug of STANDARD_PAGES) await fetch(slug, `/${lang}/${agency.id}/${slug}`, lang);
  }
  await fetch('robots', '/robots.txt');
  await fetch('sitemap', `/sitemaps/${agency.id}.xml`);
  await fetch('feed', `/feeds/tg/${agency.id}/vacancies.xml`);
  // Every page of the central list, since a competition may stand on any.
  for (let page = 1; page <= LIST_PAGES; page++) {
    await fetch('central-vacancies', page === 1 ? '/tg/vacancies' : `/tg/vacancies?page=${page}`);
    if (!pages.at(-1)?.body.includes(`page=${page + 1}"`)) break;
  }
  await fetch('nonsense', `/tg/${agency.id}/no-such-page`);

  const published = await deps.content.published(agency.id, CONTENT_TYPE_NAMES);
  for (const { href } of published.filter(({ href }) => !href.includes('#')).slice(0, ITEM_PAGES)) await fetch('item', `/tg${href}`, 'tg');
  const release = await releaseOf(deps, ask, origin, agency.id);
  return {
    bytes,
    snapshot: {
      agency: agency.id,
      level: agency.level === 'local' ? 'local' : 'central',
      kind: 'section',
      on,
      origin,
      pages,
      items: published.map((item) => publishedItem(item as AnyPublished, on)),
      links: await tryLinks(pages, ask, origin, on),
      services: await servicesOf(deps, agency.id),
      ...(release ? { release } : {}),
    },
  };
}

/** Every link within the portal that stands on a page of the section, tried once. */
async function tryLinks(pages: readonly FetchedPage[], ask: Ask, origin: string, on: string): Promise<LinkState[]> {
  const known = new Map(pages.map(({ url, status }) => [url, status]));
  const found = new Map<string, string>();
  for (const page of pages.filter(({ lang, status }) => lang === 'tg' && status === 200)) {
    const $ = load(page.body);
    for (const link of $('a[href]').toArray()) {
      const href = $(link).attr('href') ?? '';
      if (!URL.canParse(href, page.url)) continue;
      const url = new URL(href, page.url);
      url.hash = '';
      // A way to sign in is no page: it begins somebody's session.
      if (url.origin === origin && !url.pathname.startsWith('/auth/') && !found.has(url.href) && found.size < LINKS)
        found.set(url.href, page.url);
    }
  }
  const links: LinkState[] = [];
  for (const [url, from] of found) {
    const status = known.get(url) ?? (await ask(url)).page.status;
    links.push({ url, from, tries: [{ on, status }] });
  }
  return links;
}

/** The live release as anybody can fetch it. Both of its signatures were checked before it went live. */
async function releaseOf(deps: StandardDeps, ask: Ask, origin: string, agency: string): Promise<SectionSnapshot['release']> {
  const live = deps.registry.snapshot().releases.get(agency);
  if (!live) return undefined;
  const files = new Map<string, Uint8Array>();
  for (const path of Object.keys(live.manifest.files)) {
    const answer: Answered = await ask(`${origin}/bundles/${agency}/${live.version}/${path}`);
    if (answer.page.status === 200) files.set(path, answer.bytes);
  }
  return { manifest: live.manifest, files, signed: true, directory: deps.directory.ids() };
}

async function servicesOf(deps: StandardDeps, agency: string): Promise<NonNullable<SectionSnapshot['services']>> {
  const own = (await deps.catalogue.statistics()).filter((figures) => figures.agency === agency);
  return own.map(({ service, volume, onTimeShare, p90WorkingDays }) => ({
    id: service,
    decided: volume ?? 0,
    ...(onTimeShare === undefined ? {} : { onTimePercent: Math.round(onTimeShare * 1000) / 10 }),
    p90Shown: p90WorkingDays !== undefined,
  }));
}
