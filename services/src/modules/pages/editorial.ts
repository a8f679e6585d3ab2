import { CONTENT_TYPES, type ContentTypeName } from '@hukumat/contract/content';
import { formatDate } from '@hukumat/contract/locale';
import { type EditorialLine, type EditorialListModel, editorialListPage, editorialTypesPage, inLang } from '@hukumat/shell/document';
import { holds } from '../../platform/actor.ts';
import { type Person, signedIn } from './apply-person.ts';
import { at, completenessOf, editorialBody, editorialPath, nameOf, standingOf, trailOf, typeName, writes } from './editorial-desk.ts';
import { editorialEditRoutes } from './editorial-edit.ts';
import { editorialItemRoutes } from './editorial-item.ts';
import { isFile } from './editorial-values.ts';
import type { Site } from './needs.ts';
import type { Page, PageRoute, Visit } from './visit.ts';

const STATES = ['draft', 'in_review', 'published', 'unpublished'] as const;
type Line = Awaited<ReturnType<Site['content']['desk']>>[number];

/** Where a body's press officers write and publish. Server pages: complete without JavaScript. */
export const editorialRoutes = (site: Site): PageRoute[] => [
  {
    pattern: '/account/editorial/:agency/',
    personal: true,
    get: (visit) => signedIn(site, visit, 'substantial', (person) => listPage(site, visit, person)),
  },
  {
    pattern: '/account/editorial/:agency/new',
    personal: true,
    get: (visit) =>
      signedIn(site, visit, 'substantial', (person) => {
        const { agency } = editorialBody(site, visit, person);
        const { t, to, lang } = visit;
        return {
          title: t('editorial.new'),
          unlisted: true,
          trail: trailOf(visit, agency, [{ label: t('editorial.new') }]),
          main: editorialTypesPage(
            Object.values(CONTENT_TYPES)
              .filter(({ fields }) => !fields.some((field) => field.required && isFile(field)))
              .map(({ type, label }) => ({
                href: to(editorialPath(agency, `new/${type}`)),
                label: inLang(label, lang),
              })),
            visit,
          ),
        };
      }),
  },
  ...editorialEditRoutes(site),
  ...editorialItemRoutes(site),
];

async function listPage(site: Site, visit: Visit, person: Person): Promise<Page> {
  const { agency, names } = editorialBody(site, visit, person);
  const { t, to, query, lang } = visit;
  const [items, overdue] = await Promise.all([site.content.desk(person, agency), site.content.overdue(agency)]);
  const type = Object.keys(CONTENT_TYPES).find((one) => one === query.type) as ContentTypeName | undefined;
  const state = STATES.find((one) => one === query.state);
  const here = (asked: { type?: string | undefined; state?: string | undefined }) => {
    const search = new URLSearchParams(Object.entries(asked).flatMap(([key, value]) => (value ? [[key, value]] : [])));
    return to(editorialPath(agency)) + (search.size > 0 ? `?${search}` : '');
  };
  const shown = items.filter((item) => (!type || item.last.type === type) && (!state || statesOf(item).includes(state)));
  const present = [...new Set(items.map(({ last }) => last.type))];
  const lines = shown.map(({ open, published, last }): EditorialLine => {
    const edition = open ?? published ?? last;
    return {
      href: to(editorialPath(agency, edition.item)),
      name: nameOf(edition, visit),
      type: inLang(typeName(edition.type), lang),
      standing: standingOf(edition),
      live: published !== undefined,
      complete: completenessOf(edition.type, edition.values),
      saved: at(edition.savedAt, visit),
      by: edition.authorName,
    };
  });
  return {
    title: t('editorial.title'),
    unlisted: true,
    trail: trailOf(visit, agency),
    main: editorialListPage(
      {
        agency: names,
        waiting: [
          ...items.flatMap((item) => waitingOf(item, visit, person, agency)),
          ...overdue.map(({ item, name, reviewBy }) => ({
            href: to(editorialPath(agency, item)),
            name,
            what: t('editorial.wait.overdue', { date: formatDate(reviewBy, lang) }),
            tone: 'danger' as const,
            icon: 'clock' as const,
          })),
          ...items.flatMap((item) => plannedOf(item, visit, agency)),
        ],
        types: [
          { label: t('editorial.anyType'), href: here({ state }), current: !type },
          ...present.map((one) => ({ label: inLang(typeName(one), lang), href: here({ type: one, state }), current: one === type })),
        ],
        states: [
          { label: t('editorial.anyState'), href: here({ type }), current: !state },
          ...STATES.map((one) => ({ label: t(`editorial.state.${one}`), href: here({ type, state: one }), current: one === state })),
        ],
        lines,
        empty: items.length === 0,
        ...(writes(person, agency) ? { begin: to(editorialPath(agency, 'new')) } : {}),
      },
      visit,
    ),
  };
}

const statesOf = ({ open, published, last }: Line): string[] =>
  [open?.state, published?.state, open || published ? undefined : last.state].filter((one) => one !== undefined);

type Waiting = EditorialListModel['waiting'][number];

/** What asks something of this person: a text that came back, a text of others to be approved. */
function waitingOf({ open }: Line, visit: Visit, person: Person, agency: string): Waiting[] {
  if (!open) return [];
  const line = { href: visit.to(editorialPath(agency, open.item)), name: nameOf(open, visit) };
  const mine = open.writers.includes(person.subject);
  if (open.state === 'draft' && open.returnedReason && mine)
    return [{ ...line, what: visit.t('editorial.wait.returned'), tone: 'warning', icon: 'undo-2' }];
  if (open.state === 'in_review' && !open.publishAt && !mine && holds(person, 'approver', agency))
    return [{ ...line, what: visit.t('editorial.wait.approve', { who: open.authorName }), tone: 'warning', icon: 'circle-alert' }];
  return [];
}

/** What happens by itself. */
function plannedOf({ open, published }: Line, visit: Visit, agency: string): Waiting[] {
  const line = (edition: NonNullable<Line['open']>, what: string): Waiting => ({
    href: visit.to(editorialPath(agency, edition.item)),
    name: nameOf(edition, visit),
    what,
    tone: 'info',
    icon: 'calendar-days',
  });
  return [
    ...(open?.publishAt ? [line(open, visit.t('editorial.wait.planned', { when: at(open.publishAt, visit) }))] : []),
    ...(published?.ending ? [line(published, visit.t('editorial.wait.ending', { when: at(published.ending.at, visit) }))] : []),
  ];
}
