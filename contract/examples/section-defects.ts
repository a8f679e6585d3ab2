import { LANGS, type Lang, type Manifest } from '../src/index.ts';
import type { PublishedItem, RuleId } from '../src/standard.ts';
import { daysBefore, type ExamplePage, type ExampleSection, ORIGIN } from './section.ts';

/** One way a section goes wrong, and every rule that it must be found under. */
export interface Defect {
  name: string;
  breaks: readonly RuleId[];
  /** Rules that have nothing left to look at after it. */
  hides: readonly RuleId[];
  seed(section: ExampleSection): void;
}

type Change = (section: ExampleSection) => void;
const defect = (breaks: RuleId | RuleId[], name: string, seed: Change, hides: RuleId[] = []): Defect => ({
  name,
  breaks: [breaks].flat(),
  hides,
  seed,
});

const page = (section: ExampleSection, role: string): ExamplePage => {
  const found = section.pages.get(role);
  if (!found) throw new Error(`no page ${role}`);
  return found;
};
/** Changes one part of one document. */
const part =
  (role: string, name: string, change: (text: string) => string): Change =>
  (section) => {
    const one = page(section, role);
    one.parts[name] = change(one.parts[name] ?? '');
  };
const everywhere =
  (name: string, change: (text: string) => string): Change =>
  (section) => {
    for (const one of section.pages.values()) if (one.parts[name] !== undefined) one.parts[name] = change(one.parts[name]);
  };
const items =
  (change: (items: PublishedItem[], on: string) => PublishedItem[]): Change =>
  (section) => {
    section.snapshot.items = change([...(section.snapshot.items ?? [])], section.snapshot.on);
  };
const item = (id: string, change: (item: PublishedItem, on: string) => PublishedItem): Change =>
  items((all, on) => all.map((one) => (one.id === id ? change(one, on) : one)));
const without = (field: string) => (one: PublishedItem) => ({ ...one, filled: one.filled.filter((name) => name !== field) });
const older = (days: number) => (one: PublishedItem, on: string) => ({
  ...one,
  publishedOn: daysBefore(on, days),
  updatedOn: daysBefore(on, days),
});
const release =
  (change: (manifest: Manifest, files: Map<string, Uint8Array>) => void): Change =>
  (section) => {
    const { release: current } = section.snapshot;
    if (!current) throw new Error('the example ships a release');
    const manifest = structuredClone(current.manifest) as Manifest;
    const files = new Map(current.files);
    change(manifest, files);
    section.snapshot.release = { ...current, manifest, files };
  };
const measured =
  (change: Partial<NonNullable<ExampleSection['snapshot']['measured']>>): Change =>
  (section) => {
    section.snapshot.measured = { on: section.snapshot.on, ...section.snapshot.measured, ...change };
  };

/** Every day that counts for "something was published" lies far back; what has a term of its own was looked at today. */
const silent = (days: number) =>
  items((all, on) =>
    all.map((one) => {
      if (/^(news|notice)$/.test(one.type)) return older(days)(one, on);
      return one.id === 'vacancy-specialist' ? { ...older(days)(one, on), checkedOn: on } : one;
    }),
  );

/** Each machine-checkable rule in several ways. */
export const DEFECTS: readonly Defect[] = [
  defect('S1', 'a page is not there', (section) => {
    page(section, 'structure tg').status = 404;
  }),
  defect(
    'S1',
    'a page holds two words',
    part('regulation tg', 'main', () => '<p>Низомнома баъдтар.</p>'),
  ),
  defect(
    'S1',
    'lorem ipsum',
    part('about tg', 'main', (text) => `${text}<p>Lorem ipsum dolor sit amet</p>`),
  ),
  defect(
    'S1',
    'under construction',
    part('structure tg', 'main', (text) => `${text}<p>Раздел находится в разработке</p>`),
  ),
  defect(
    'S1',
    'the portal’s own “nothing yet”',
    part('regulation tg', 'main', (text) => `<div class="hk-empty">${text}</div>`),
  ),
  defect(
    'S2',
    'another order',
    everywhere('menu', (text) => text.replace(/(<li>.*?<\/li>)(<li>.*?<\/li>)/, '$2$1')),
  ),
  defect(
    'S2',
    'an item is missing',
    everywhere('menu', (text) => text.replace(/<li><a href="[^"]*\/open-data">.*?<\/li>/, '')),
  ),
  defect('S2', 'five items too many', (section) => {
    const { agency } = section.snapshot;
    everywhere('menu', (text) =>
      text.replace('</ul>', `${[1, 2, 3, 4, 5].map((n) => `<li><a href="/tg/${agency}/extra-${n}">${n}</a></li>`).join('')}</ul>`),
    )(section);
  }),
  defect('S3', 'a leader without duties', item('leader-deputy', without('duties'))),
  defect('S3', 'no reception day', item('leader-head', without('reception-day'))),
  defect(
    'S3',
    'no head',
    items((all) => all.filter(({ id }) => id !== 'leader-head')),
  ),
  defect('S4', 'an act without its number', item('act-order-1', without('number'))),
  defect('S4', 'an act without its file', item('act-order-1', without('file'))),
  defect(
    'S5',
    'a short title',
    part('about ru', 'title', () => 'О нас'),
  ),
  defect('S5', 'a repeated title', (section) => {
    page(section, 'about tg').parts.title = page(section, 'news tg').parts.title ?? '';
  }),
  defect(
    'S5',
    'no description',
    part('news en', 'description', () => ''),
  ),
  defect(
    'S5',
    'two main headings',
    part('about tg', 'h1', (text) => text + text),
  ),
  defect(
    'S5',
    'no canonical address',
    part('about tg', 'canonical', () => ''),
  ),
  defect(
    'S6',
    'no banner',
    part('about tg', 'banner', () => ''),
  ),
  defect(
    'S6',
    'another body’s id',
    part('about tg', 'agencyId', (text) => text.replace(/data-agency="[^"]*"/, 'data-agency="other"')),
  ),
  defect(
    'S6',
    'no wordmark',
    part('contacts ru', 'wordmark', () => ''),
  ),
  defect(['F1', 'F2'], 'nothing for forty days', silent(40)),
  defect(['F1', 'F2'], 'a new date on the old words', (section) => {
    const seen = daysBefore(section.snapshot.on, 50);
    items((all, on) => all.map((one) => (one.type === 'vacancy' ? { ...one, checkedOn: on } : one)))(section);
    section.snapshot.firstSeen = Object.fromEntries(
      (section.snapshot.items ?? []).filter(({ type }) => /news|notice|vacancy/.test(type)).map(({ hash }) => [hash, seen]),
    );
  }),
  defect('F2', 'news of twenty days ago', item('news-opening', older(20))),
  defect('F2', 'news copied from elsewhere', (section) => {
    const copied = section.snapshot.items?.find(({ type }) => type === 'news');
    if (copied) section.snapshot.copies = { [copied.hash]: ['a', 'b', 'c', 'd', 'e', section.snapshot.agency] };
  }),
  defect('F3', 'contacts of half a year ago', item('contact-office', older(180))),
  defect('F3', 'leaders not looked at for two months', item('leader-head', older(60))),
  defect('F3', 'an act of two years ago', item('act-order-1', older(730))),
  defect(
    'F4',
    'no date of publication',
    part('item tg', 'main', (text) => text.replace('data-hk="published"', '')),
  ),
  defect('F4', 'a date ahead of today', (section) => {
    const tomorrow = daysBefore(section.snapshot.on, -5);
    part('item ru', 'main', (text) => text.replace(/(data-hk="updated"><time datetime=")[^"]*/, `$1${tomorrow}`))(section);
  }),
  defect(
    'F4',
    'news without a date',
    part('news tg', 'main', (text) => text.replace(/<time.*?<\/time>/, '')),
  ),
  defect(
    'F5',
    'a repealed act in force',
    item('act-order-2', (one) => ({ ...one, facts: { ...one.facts, status: 'in-force' } })),
  ),
  defect(
    'F6',
    'an expired notice',
    item('notice-water', (one, on) => ({ ...one, facts: { validUntil: daysBefore(on, 1) } })),
  ),
  defect(
    'V1',
    'no competition and no word about it',
    items((all) => all.filter(({ id }) => id !== 'vacancy-specialist')),
    ['V2', 'V3', 'V5'],
  ),
  defect(
    'V1',
    'a statement of five weeks ago',
    items((all, on) => [
      ...all.filter(({ id }) => id !== 'vacancy-specialist'),
      {
        ...(all[0] as PublishedItem),
        id: 'none',
        type: 'noVacancyStatement',
        updatedOn: daysBefore(on, 1),
        facts: { date: daysBefore(on, 36) },
      },
    ]),
    ['V2', 'V3', 'V5'],
  ),
  ...['salary', 'requirements', 'deadline', 'papers'].map((field) =>
    defect('V2', `a competition without ${field}`, item('vacancy-specialist', without(field))),
  ),
  defect(
    'V3',
    'five days to apply',
    item('vacancy-specialist', (one, on) => ({ ...one, facts: { ...one.facts, deadline: daysBefore(on, -2) } })),
  ),
  defect(
    'V4',
    'open after its deadline',
    item('vacancy-accountant', (one, on) => ({ ...one, checkedOn: on, facts: { ...one.facts, state: 'open' } })),
  ),
  defect(
    'V4',
    'no result after forty days',
    item('vacancy-accountant', (one) => ({ ...one, facts: { ...one.facts, state: 'closed' } })),
  ),
  defect('V5', 'not in the central list', (section) => {
    page(section, 'central-vacancies').whole = '<html lang="tg"><body><main>Нест</main></body></html>';
  }),
  defect('V5', 'not in the feed', (section) => {
    page(section, 'feed').whole = '<feed></feed>';
  }),
  defect(
    'K1',
    'a phone abroad',
    item('contact-office', (one) => ({ ...one, facts: { ...one.facts, phones: '+7 495 000 00 00' } })),
  ),
  defect(
    'K1',
    'a private mailbox',
    item('contact-office', (one) => ({ ...one, facts: { ...one.facts, email: 'office@example.com' } })),
  ),
  defect('K1', 'no hours', item('contact-office', without('hours'))),
  defect(
    'K1',
    'a release that names no phone',
    release((manifest) => {
      for (const lang of LANGS) manifest.fallback[lang].phone = '1234';
    }),
  ),
  defect(
    'K2',
    'no form',
    part('appeals tg', 'main', (text) => text.replace(/<form.*<\/form>/, '')),
  ),
  defect(
    'K2',
    'a form that is not sent',
    part('appeals tg', 'main', (text) => text.replace('method="post"', 'method="get"')),
  ),
  defect(
    'K3',
    'no feedback',
    everywhere('feedback', () => ''),
  ),
  defect('L1', 'half of the Russian pages are Tajik', (section) => {
    for (const slug of ['about', 'structure', 'regulation', 'leadership', 'contacts', 'documents', 'services'])
      page(section, `${slug} ru`).parts.main = `<div lang="tg">${page(section, `${slug} tg`).parts.main}</div>`;
  }),
  defect(
    'L1',
    'items without Tajik',
    item('act-order-1', (one) => ({ ...one, langs: ['ru'] satisfies Lang[] })),
  ),
  defect('L2', 'Russian under lang=tg', (section) => {
    page(section, 'about tg').parts.main = page(section, 'privacy ru').parts.main ?? '';
  }),
  defect(
    'L2',
    'the wrong language mark',
    part('structure ru', 'html', () => 'tg'),
  ),
  defect(
    'L2',
    'legacy letters of the first font',
    part('about tg', 'main', (text) => `${text}<p>МАЌОМОТИ ИЉРОИЯИ ЊОКИМИЯТИ ДАВЛАТИИ ШАЊРИ РОЃУН</p>`),
  ),
  defect(
    'L2',
    'legacy letters of the second font',
    part('structure tg', 'main', (text) => `${text}<p>ЅОНУНИ ЇУМІУРИИ ТОЇИКИСТОН</p>`),
  ),
  defect(
    'A1',
    'an image without words',
    part('about tg', 'main', (text) => `${text}<img src="/x.png">`),
  ),
  defect(
    'A1',
    'a field without a label',
    part('appeals tg', 'main', (text) => text.replace('<label for="text">Матн</label>', '')),
  ),
  defect(
    'A1',
    'a page that cannot be made larger',
    everywhere('head', (text) => text.replace('initial-scale=1', 'initial-scale=1, user-scalable=no')),
  ),
  defect('A1', 'a statement of two years ago', (section) =>
    part('accessibility tg', 'main', (text) =>
      text.replace(/<time datetime="[^"]*"/, `<time datetime="${daysBefore(section.snapshot.on, 700)}"`),
    )(section),
  ),
  defect('A1', 'contrast', measured({ axe: [{ url: `${ORIGIN}/tg/`, rule: 'color-contrast', excerpt: '<p>' }] })),
  defect('A2', 'a keyboard trap', measured({ traps: [{ url: `${ORIGIN}/tg/`, excerpt: 'dialog' }] })),
  defect('P1', 'four seconds', measured({ vitals: [{ url: `${ORIGIN}/tg/`, lcpMs: 4000, cls: 0, inpMs: 50 }] })),
  defect('P1', 'a page that jumps', measured({ vitals: [{ url: `${ORIGIN}/tg/`, lcpMs: 900, cls: 0.4, inpMs: 50 }] })),
  defect(
    'P2',
    'a page of a megabyte',
    part('about tg', 'end', () => `<!--${'x'.repeat(1_000_000)}-->`),
  ),
  defect(
    'P2',
    'nothing without a script',
    part(
      'item tg',
      'main',
      () =>
        '<div id="app"></div><span data-hk="published"><time datetime="2026-01-01"></time></span><span data-hk="updated"><time datetime="2026-01-01"></time></span>',
    ),
  ),
  defect('T1', 'down for two days', (section) => {
    section.snapshot.probes = { days: 30, tries: 8640, failed: 576, failedInLastDay: 0 };
  }),
  defect('T2', 'a broken link within', (section) => {
    const { links = [], on } = section.snapshot;
    section.snapshot.links = [...links, { url: `${ORIGIN}/tg/gone`, from: `${ORIGIN}/tg/`, tries: [{ on, status: 404 }] }];
  }),
  defect('T2', 'a link out that is dead on two days', (section) => {
    const { links = [], on } = section.snapshot;
    const tries = [
      { on: daysBefore(on, 1), status: 404 },
      { on, status: 0 },
    ];
    section.snapshot.links = [...links, { url: 'https://dead.example.org/', from: `${ORIGIN}/tg/`, tries }];
  }),
  defect('T3', 'nonsense is found', (section) => {
    page(section, 'nonsense').status = 200;
  }),
  defect('T3', 'an old address in a circle', (section) => {
    const hop = { url: 'http://old.example.tj/a', status: 301 };
    section.snapshot.oldAddresses = [{ url: hop.url, chain: [hop, hop], characters: 0 }];
  }),
  defect('T3', 'an old address to nowhere', (section) => {
    section.snapshot.oldAddresses = [
      { url: 'http://old.example.tj/b', chain: [{ url: 'http://old.example.tj/b', status: 404 }], characters: 0 },
    ];
  }),
  defect('T4', 'no HSTS', (section) => {
    for (const one of section.pages.values()) delete one.headers['strict-transport-security'];
  }),
  defect('T4', 'an old TLS', (section) => {
    section.snapshot.tls = { protocol: 'TLSv1.1', validUntil: daysBefore(section.snapshot.on, -90) };
  }),
  defect('T4', 'a certificate of three days', (section) => {
    section.snapshot.tls = { protocol: 'TLSv1.3', validUntil: daysBefore(section.snapshot.on, -3) };
  }),
  defect(
    'T6',
    'a script of somebody else',
    part('about tg', 'head', (text) => `${text}<script src="https://counter.example.com/a.js" integrity="sha384-x"></script>`),
  ),
  defect(
    'T6',
    'a font of somebody else',
    part('about en', 'head', (text) => `${text}<link rel="preconnect" href="https://fonts.example.com">`),
  ),
  defect('T6', 'a cookie at once', (section) => {
    page(section, 'home tg').headers['set-cookie'] = '_counter=1; Path=/';
  }),
  defect('T7', 'closed to search', (section) => {
    page(section, 'robots').whole = `User-agent: *\nDisallow: /tg/${section.snapshot.agency}/\n`;
  }),
  defect('T7', 'not in the sitemap', (section) => {
    const map = page(section, 'sitemap');
    map.whole = map.whole?.replace(/<url><loc>[^<]*\/ru\/[^<]*\/about<\/loc>.*?<\/url>/, '') ?? '';
  }),
  defect(
    'D1',
    'a service without a price',
    release((manifest) => {
      for (const service of manifest.services ?? []) service.fees = [{ kind: 'issue', payer: 'applicant', when: 'before-issue' }];
    }),
  ),
  defect(
    'D1',
    'a service without a time',
    release((manifest) => {
      for (const service of manifest.services ?? []) service.workflow.workingDays = 0;
    }),
  ),
  defect('D2', 'half of the decisions late', (section) => {
    section.snapshot.services = [{ id: 'boat-permit', decided: 40, onTimePercent: 50, p90Shown: true }];
  }),
  defect(
    'D3',
    'no licence',
    part('open-data tg', 'main', (text) => text.replace(/<p data-hk="licence">.*?<\/p>/, '')),
  ),
  defect(
    'D3',
    'nothing to fetch',
    part('open-data tg', 'main', (text) => text.replace(/<a href="\/api.*?<\/a>/, 'JSON')),
  ),
  defect(
    'G1',
    'a changed file',
    release((_, files) => {
      files.set('section.js', new TextEncoder().encode('export default {}; // changed'));
    }),
  ),
  defect('G1', 'an error in the browser', measured({ smoke: { seconds: 60, uncaught: ['TypeError: x is not a function'] } })),
];
