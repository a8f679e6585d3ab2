import { fold } from '@hukumat/contract/locale';
import { agenciesPage, inLang } from '@hukumat/shell/document';
import { type Agency, GROUPS, groupOf } from '../directory/index.ts';
import type { Site } from './needs.ts';
import type { PageRoute } from './visit.ts';

/** Names of 146 bodies in two languages would not fit into the first round trip. */
const ON_A_PAGE = 50;

/** The directory of all bodies. */
export const agencyRoutes = (site: Site): PageRoute[] => [
  {
    pattern: '/agencies',
    get(visit) {
      const { t, to, lang } = visit;
      const query = (visit.query.q ?? '').trim();
      const groups = GROUPS.filter((group) => group.id !== 'platform');
      const kind = groups.find((group) => group.id === visit.query.kind)?.id ?? '';
      const regions = site.directory.regions();
      const region = regions.find((one) => one.id === visit.query.region)?.id ?? '';
      const index = site.directory.letters();
      const letter = index.letters.find((one) => one === visit.query.letter) ?? '';
      const address = (change: { kind?: string; region?: string; letter?: string; page?: number }) => {
        const asked = { q: query, kind, region, letter, ...change };
        const search = new URLSearchParams(Object.entries(asked).flatMap(([key, value]) => (value ? [[key, String(value)]] : [])));
        return to(`/agencies${search.size > 0 ? `?${search}` : ''}`);
      };
      const found = site.directory
        .agencies()
        .filter(
          (agency) =>
            (!kind || groupOf(agency) === kind) &&
            (!region || agency.region === region) &&
            (!letter || index.of(agency.id).includes(letter)) &&
            matches(agency, query),
        );
      const ordered = groups.flatMap((group) => found.filter((agency) => groupOf(agency) === group.id));
      const pages = Math.max(1, Math.ceil(ordered.length / ON_A_PAGE));
      const page = Math.min(pages, Math.max(1, Math.trunc(Number(visit.query.page)) || 1));
      const shown = ordered.slice((page - 1) * ON_A_PAGE, page * ON_A_PAGE);
      return {
        title: t('agencies.title'),
        description: t('agencies.description'),
        main: agenciesPage(
          {
            groups: groups
              .map((group) => ({
                id: group.id,
                label: t(`kind.${group.id}`),
                agencies: shown.filter((agency) => groupOf(agency) === group.id),
              }))
              .filter((group) => group.agencies.length > 0),
            kinds: [
              { href: address({ kind: '' }), label: t('services.all'), current: !kind },
              ...groups.map((group) => ({ href: address({ kind: group.id }), label: t(`kind.${group.id}`), current: kind === group.id })),
            ],
            regions: [
              { href: address({ region: '' }), label: t('about.country'), current: !region },
              ...regions
                .filter((one) => one.id !== 'TJ')
                .map((one) => ({ href: address({ region: one.id }), label: inLang(one.names, lang), current: region === one.id })),
            ],
            letters: [
              { href: address({ letter: '' }), label: t('services.all'), current: !letter },
              ...index.letters.map((one) => ({ href: address({ letter: one }), label: one, current: one === letter })),
            ],
            query,
            kind,
            region,
            letter,
            found: found.length,
            total: site.directory.agencies().length,
            page,
            pages,
            pageHref: (to) => address({ page: to }),
          },
          visit,
        ),
      };
    },
  },
];

/** Every word of the query begins a word of a name, a short name or the place, in any language. */
function matches(agency: Agency, query: string): boolean {
  const names = [agency.names, agency.shortNames, agency.place].flatMap((text) => Object.values(text ?? {}));
  const words = fold(names.join(' ')).split(/[\s«»"(),-]+/);
  return fold(query)
    .split(/\s+/)
    .filter(Boolean)
    .every((asked) => words.some((word) => word.startsWith(asked)));
}
