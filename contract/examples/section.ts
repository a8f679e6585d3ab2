import { createHash } from 'node:crypto';
import { LANGS, type Lang, STANDARD_PAGES, type StandardPage } from '../src/index.ts';
import type { FetchedPage, LinkState, PageRole, PublishedItem, SectionSnapshot } from '../src/standard.ts';
import { exampleService } from './service.ts';
import { workingRelease } from './zoo.ts';

/** What a section says, from which its snapshot is made: tests break one thing at a time. Fictional throughout. */
export interface ExampleSection {
  snapshot: Omit<SectionSnapshot, 'pages'>;
  pages: Map<string, ExamplePage>;
}
export interface ExamplePage {
  role: PageRole;
  lang?: Lang;
  path: string;
  status: number;
  headers: Record<string, string>;
  /** Parts of the document, changed by a defect before it is put together. */
  parts: Record<string, string>;
  whole?: string;
}

const WORDS: Readonly<Record<Lang, readonly string[]>> = {
  tg: [
    'Ин саҳифа дар бораи кори мақомот ва тартиби қабули шаҳрвандон маълумот медиҳад.',
    'Ҳар шаҳрванд метавонад ба идора муроҷиат кунад ва дар муҳлати муқарраршуда ҷавоб гирад.',
    'Кормандони шуъба аз душанбе то ҷумъа қабул мекунанд ва ба саволҳо ҷавоб медиҳанд.',
    'Маълумот мунтазам нав карда мешавад, то ки он дуруст ва фаҳмо бошад.',
  ],
  ru: [
    'На этой странице рассказано о работе органа и о порядке приёма граждан.',
    'Каждый гражданин может обратиться в учреждение и получить ответ в установленный срок.',
    'Сотрудники отдела принимают с понедельника по пятницу и отвечают на вопросы.',
    'Сведения обновляются регулярно, чтобы они были верными и понятными.',
  ],
  en: [
    'This page tells about the work of the body and how it receives citizens.',
    'Every citizen may turn to the office and is answered within the stated time.',
    'The staff of the unit receive people from Monday to Friday and answer questions.',
    'What is written here is renewed regularly so that it is right and clear.',
  ],
};
const NAMES: Readonly<Record<Lang, string>> = { tg: 'Муассисаи намунавӣ', ru: 'Образцовое учреждение', en: 'Example body' };
const MENU = (agency: string, lang: Lang) =>
  STANDARD_PAGES.map((slug) => `<li><a href="/${lang}/${agency}/${slug}">${slug}</a></li>`).join('');

export const ORIGIN = 'https://portal.example.tj';
const DAY = 86_400_000;
export const daysBefore = (on: string, days: number): string => new Date(Date.parse(on) - days * DAY).toISOString().slice(0, 10);
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

const itemOf = (
  agency: string,
  on: string,
  type: string,
  slug: string,
  age: number,
  filled: string,
  facts: Record<string, string> = {},
): PublishedItem => ({
  id: `${type}-${slug}`,
  type,
  path: `/${agency}/${type === 'vacancy' ? 'vacancies' : type === 'act' ? 'documents' : 'news'}/${slug}`,
  langs: LANGS,
  publishedOn: daysBefore(on, age),
  updatedOn: daysBefore(on, age),
  hash: sha256(`${agency} ${type} ${slug}`),
  filled: filled.split(' ').filter(Boolean),
  facts,
});

/** A section that is right in every respect on a day. */
export function exampleSection(agency: string, on: string, level: 'central' | 'local' = 'central'): ExampleSection {
  const { manifest, files } = workingRelease(agency);
  manifest.services = [exampleService()];
  const items = [
    itemOf(agency, on, 'news', 'opening', 2, 'title body'),
    itemOf(agency, on, 'leader', 'head', 10, 'name post duties reception-day', { order: '1' }),
    itemOf(agency, on, 'leader', 'deputy', 10, 'name post duties reception-day', { order: '2' }),
    itemOf(agency, on, 'act', 'order-1', 90, 'number date signatory status text file', { status: 'in-force' }),
    itemOf(agency, on, 'act', 'order-2', 100, 'number date signatory status text file', {
      status: 'repealed',
      repealedOn: daysBefore(on, 30),
    }),
    itemOf(agency, on, 'notice', 'water', 3, 'title body', { validUntil: daysBefore(on, -10) }),
    itemOf(agency, on, 'vacancy', 'specialist', 3, 'institution unit post count salary requirements papers deadline contact', {
      state: 'open',
      deadline: daysBefore(on, -20),
    }),
    itemOf(agency, on, 'vacancy', 'accountant', 60, 'institution unit post count salary requirements papers deadline contact', {
      state: 'result',
      deadline: daysBefore(on, 40),
    }),
    itemOf(agency, on, 'contact', 'office', 20, 'address phone email hours geo', {
      phones: '+992 37 221 0000',
      email: 'office@example.tj',
    }),
  ];
  const pages = new Map<string, ExamplePage>();
  const add = (page: ExamplePage) => pages.set(page.lang ? `${page.role} ${page.lang}` : page.role, page);
  for (const lang of LANGS) {
    for (const role of ['home', ...STANDARD_PAGES, 'item'] as const) add(document(agency, role, lang, on, items));
  }
  const text = (role: PageRole, path: string, type: string, whole: string, status = 200): ExamplePage => ({
    role,
    path,
    status,
    headers: { 'content-type': type },
    parts: {},
    whole,
  });
  const open = items.find(({ facts }) => facts.state === 'open')?.path ?? '';
  add(text('central-vacancies', '/tg/vacancies', 'text/html; charset=utf-8', centralList(open)));
  add(text('feed', '/tg/vacancies/feed.xml', 'application/atom+xml', `<feed><entry><link href="${ORIGIN}/tg${open}"/></entry></feed>`));
  add(text('robots', '/robots.txt', 'text/plain', 'User-agent: *\nDisallow: /auth/\n'));
  const addresses = [...pages.values()]
    .filter(({ lang }) => lang)
    .map(({ path }) => `<url><loc>${ORIGIN}${path}</loc><lastmod>${on}</lastmod></url>`);
  add(text('sitemap', '/sitemap.xml', 'application/xml', `<urlset>${addresses.join('')}</urlset>`));
  add(text('nonsense', `/tg/${agency}/no-such-page`, 'text/html', '<h1>404</h1>', 404));
  const links: LinkState[] = [
    { url: `${ORIGIN}/tg/${agency}/contacts`, from: `${ORIGIN}/tg/${agency}/`, tries: [{ on, status: 200 }] },
    { url: `${ORIGIN}/api/v1/agencies`, from: `${ORIGIN}/tg/${agency}/open-data`, tries: [{ on, status: 200 }] },
    { url: 'https://other.example.org/', from: `${ORIGIN}/tg/${agency}/about`, tries: [{ on, status: 200 }] },
  ];
  return {
    pages,
    snapshot: {
      agency,
      level,
      kind: 'section',
      on,
      origin: ORIGIN,
      items,
      release: { manifest, files, signed: true, directory: [agency] },
      services: [{ id: 'boat-permit', decided: 40, onTimePercent: 97, p90Shown: true }],
      probes: { days: 30, tries: 8640, failed: 3, failedInLastDay: 0 },
      links,
      oldAddresses: [
        {
          url: 'http://old.example.tj/?page=3',
          chain: [
            { url: 'http://old.example.tj/?page=3', status: 301 },
            { url: `${ORIGIN}/tg/${agency}/about`, status: 200 },
          ],
          characters: 500,
        },
      ],
      tls: { protocol: 'TLSv1.3', validUntil: daysBefore(on, -60) },
      measured: {
        on,
        axe: [],
        traps: [],
        vitals: [{ url: `${ORIGIN}/tg/${agency}/`, lcpMs: 1400, cls: 0.01, inpMs: 60 }],
        smoke: { seconds: 60, uncaught: [] },
      },
    },
  };
}

const centralList = (path: string) =>
  `<!doctype html><html lang="tg"><head><title>Озмунҳо</title></head><body><main><a href="/tg${path}">Мутахассис</a></main></body></html>`;

function document(
  agency: string,
  role: 'home' | 'item' | StandardPage,
  lang: Lang,
  on: string,
  items: readonly PublishedItem[],
): ExamplePage {
  const below = role === 'home' ? '' : role === 'item' ? 'news/opening' : role;
  const path = `/${lang}/${agency}/${below}`;
  const own = WORDS[lang].map((sentence) => `<p>${sentence}</p>`).join('');
  const time = (day: string) => `<time datetime="${day}">${day}</time>`;
  const special: Partial<Record<PageRole, string>> = {
    news: items
      .filter(({ type }) => type === 'news')
      .map((item) => `<article data-hk="news-item"><h2>Хабар</h2>${time(item.publishedOn)}</article>`)
      .join(''),
    appeals:
      '<form method="post" data-hk="appeal-form"><label for="text">Матн</label><textarea id="text" name="text"></textarea><button>Фиристодан</button></form>',
    'open-data': '<p data-hk="open-data"><a href="/api/v1/agencies">JSON</a></p><p data-hk="licence">CC BY 4.0</p>',
    accessibility: `<div data-hk="accessibility-statement">${time(daysBefore(on, 40))}</div>`,
    item: `<p><span data-hk="published">${time(daysBefore(on, 2))}</span> <span data-hk="updated">${time(daysBefore(on, 1))}</span></p>`,
  };
  return {
    role,
    lang,
    path,
    status: 200,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'strict-transport-security': 'max-age=31536000',
      'content-security-policy': "default-src 'none'",
    },
    parts: {
      html: lang,
      title: `${NAMES[lang]} ${agency}: ${role}`,
      description: `${NAMES[lang]} ${agency}: ${role}. ${WORDS[lang][0]}`,
      canonical: `<link rel="canonical" href="${ORIGIN}${path}">`,
      head: '<meta name="viewport" content="width=device-width, initial-scale=1"><script src="/shell.js" integrity="sha384-x"></script>',
      banner: '<p data-hk="official-banner">Портали расмии давлатӣ</p>',
      wordmark: '<a class="hk-wordmark" href="/tg/">HUKUMAT<span>.TJ</span></a>',
      agencyId: `<a data-hk="agency-id" data-agency="${agency}" href="/${lang}/${agency}/">${NAMES[lang]}</a>`,
      menu: `<nav><ul>${MENU(agency, lang)}</ul></nav>`,
      h1: `<h1>${NAMES[lang]}</h1>`,
      main: `${own}${special[role] ?? ''}`,
      feedback: `<p data-hk="feedback"><a href="/${lang}/innovation-agency/appeals">${NAMES[lang]}</a></p>`,
      end: '',
    },
  };
}

/** Puts the documents together. */
export function snapshotOf({ snapshot, pages }: ExampleSection): SectionSnapshot {
  return {
    ...snapshot,
    pages: [...pages.values()].map((page): FetchedPage => {
      const body = page.whole ?? put(page.parts);
      return {
        url: `${ORIGIN}${page.path}`,
        role: page.role,
        ...(page.lang ? { lang: page.lang } : {}),
        status: page.status,
        headers: page.headers,
        sha256: sha256(body),
        bytes: Buffer.byteLength(body),
        body,
        ...(page.status === 0 ? { fault: 'timeout' } : {}),
      };
    }),
  };
}

const put = (p: Record<string, string>): string =>
  `<!doctype html><html lang="${p.html}"><head><title>${p.title}</title><meta name="description" content="${p.description}">${p.canonical}${p.head}</head><body><header>${p.wordmark}${p.banner}</header>${p.agencyId}<main>${p.h1}${p.main}${p.menu}</main><footer>${p.feedback}</footer>${p.end}</body></html>`;
