import { CONTENT_TYPES } from '@hukumat/contract/content';
import { dushanbeDate, formatDate, formatNumber } from '@hukumat/contract/locale';
import { inLang, isMessage, type OldSiteModel, oldSitePage, oldSitesPage, repairedTextsPage } from '@hukumat/shell/document';
import { holds } from '../../platform/actor.ts';
import { forbidden, notFound, Problem } from '../../platform/problem.ts';
import { LEAST, type OldSite, PAGE_SIZE, type Reason, type Refusal, type Report, type Verdict } from '../migration/index.ts';
import { type Person, signedIn, signedInPost } from './apply-person.ts';
import { one } from './apply-posted.ts';
import type { Site } from './needs.ts';
import type { Answer, Page, PageRoute, Visit } from './visit.ts';

const VERDICTS: readonly Verdict[] = ['taken', 'kept', 'refused', 'read'];
const COUNTS = ['read', 'drafted', 'updated', 'unchanged', 'kept', 'refused', 'repairedTexts', 'files', 'addresses'] as const;
const NOTHING = { host: '', agency: '', archive: '' };

const isRegistrar = (person: Person): boolean => holds(person, 'registrar', 'innovation-agency');

/** Where the registrar moves old sites, and a body's editors see what came of theirs. Server pages: complete without JavaScript. */
export const migrationRoutes = (site: Site): PageRoute[] => [
  {
    pattern: '/account/migration',
    personal: true,
    get: (visit) => signedIn(site, visit, 'substantial', (person) => sitesPage(site, visit, person)),
    post: (visit) =>
      signedInPost(site, visit, visit.body, 'substantial', async (person): Promise<Answer> => {
        const typed = { host: said(visit, 'host'), agency: said(visit, 'agency'), archive: said(visit, 'archive') };
        return refusedInPlace(
          visit,
          async () => {
            const { host } = await site.migration.addSite(person, typed);
            return { redirect: visit.to(`/account/migration/${host}`) };
          },
          (error) => sitesPage(site, visit, person, { typed, error }),
        );
      }),
  },
  {
    pattern: '/account/migration/:host',
    personal: true,
    get: (visit) => signedIn(site, visit, 'substantial', (person) => sitePage(site, visit, person)),
    post: (visit) =>
      signedInPost(site, visit, visit.body, 'substantial', async (person): Promise<Answer> => {
        const host = visit.params.host ?? '';
        const here = visit.to(`/account/migration/${host}`);
        const edit = { address: said(visit, 'address'), target: said(visit, 'target') };
        return refusedInPlace(
          visit,
          async () => {
            const act = said(visit, '_act');
            if (act === 'map') await site.migration.mapAddress(person, host, edit.address, edit.target.trim() || undefined);
            else if (act === 'check') await site.migration.check(person, host);
            else if (act === 'switch') await site.migration.switchHost(person, host);
            else if (act === 'switch-back') await site.migration.switchBack(person, host);
            else throw notFound('The act');
            return { redirect: here };
          },
          (error) => sitePage(site, visit, person, { edit, error }),
        );
      }),
  },
  {
    pattern: '/account/migration/:host/texts',
    personal: true,
    get: (visit) =>
      signedIn(site, visit, 'substantial', async (person) => {
        const host = visit.params.host ?? '';
        const { title, texts } = await site.migration.repairedTexts(person, host, visit.query.address ?? '');
        const { t, to } = visit;
        const back = to(`/account/migration/${host}`);
        return {
          title: t('move.textsTitle'),
          unlisted: true,
          trail: [...trail(visit), { label: host, href: back }, { label: t('move.textsTitle') }],
          main: repairedTextsPage(
            {
              title,
              back: { href: back, label: host },
              texts: texts.map(({ before, after, undecided }) => ({ before, after, undecided: undecided === true })),
            },
            visit,
          ),
        };
      }),
  },
];

const said = (visit: Visit, name: string): string => one(visit.body, name) ?? '';
const trail = ({ t, to }: Visit) => [
  { label: t('account.title'), href: to('/account/') },
  { label: t('move.title'), href: to('/account/migration') },
];

/** A refusal that has words for people stands on the page it came from, with what was typed. */
async function refusedInPlace(visit: Visit, work: () => Promise<Answer>, again: (error: string) => Promise<Page>): Promise<Answer> {
  try {
    return await work();
  } catch (error) {
    const key = error instanceof Problem ? `problem.${error.code}` : '';
    if (!(error instanceof Problem) || error.status === 403 || error.status === 404 || !isMessage(key)) throw error;
    return { ...(await again(visit.t(key))), status: error.status };
  }
}

async function sitesPage(
  site: Site,
  visit: Visit,
  person: Person,
  state: { typed: typeof NOTHING; error?: string } = { typed: NOTHING },
): Promise<Page> {
  const { t, to, lang } = visit;
  const sites = await site.migration.sites(person);
  // Of what is being moved only the registrar and the bodies themselves learn.
  if (!isRegistrar(person) && sites.length === 0) throw forbidden('Only the registrar of the central Agency moves sites');
  return {
    title: t('move.title'),
    unlisted: true,
    trail: [{ label: t('account.title'), href: to('/account/') }, { label: t('move.title') }],
    main: oldSitesPage(
      {
        sites: sites.map((old) => ({
          host: old.host,
          href: to(`/account/migration/${old.host}`),
          body: bodyOf(site, old),
          state: stateOf(visit, old),
        })),
        ...(isRegistrar(person)
          ? {
              form: {
                action: to('/account/migration'),
                bodies: site.directory.agencies().map(({ id, names }) => ({ id, name: inLang(names, lang) })),
                ...state,
              },
            }
          : {}),
      },
      visit,
    ),
  };
}

const bodyOf = (site: Site, { agency }: OldSite) => site.directory.agency(agency)?.names ?? { tg: agency };
const dayOf = ({ lang }: Visit, at: Date): string => formatDate(dushanbeDate(at), lang);
const stateOf = (visit: Visit, { switchedAt }: OldSite): string =>
  switchedAt ? visit.t('move.switched', { date: dayOf(visit, switchedAt) }) : visit.t('move.preparing');
/** Never rounded up: 97.96 % is not 98 %. */
const percent = (share: number, { lang }: Visit): string => `${formatNumber(Math.floor(share * 1000) / 10, lang)} %`;

function refusalText(visit: Visit, refusal: Refusal): string {
  const { t } = visit;
  if (refusal.reason === 'hits-unknown') return t('move.refusal.hits-unknown');
  if (refusal.reason === 'coverage-low')
    return t('move.refusal.coverage-low', { share: percent(refusal.share, visit), least: percent(LEAST, visit) });
  return t('move.refusal.target-broken', { address: refusal.address, target: refusal.target, status: refusal.status });
}

async function sitePage(
  site: Site,
  visit: Visit,
  person: Person,
  state: { edit?: NonNullable<OldSiteModel['edit']>; error?: string } = {},
): Promise<Page> {
  const { t, to, lang } = visit;
  const verdict = VERDICTS.find((each) => each === visit.query.verdict);
  const words = (visit.query.q ?? '').trim();
  const page = Math.max(1, Math.min(10_000, Number.parseInt(visit.query.page ?? '1', 10) || 1));
  const report = await site.migration.report(person, visit.params.host ?? '', { verdict, words: words || undefined, page });
  const here = to(`/account/migration/${report.site.host}`);
  const address = (of: Record<string, string | undefined>, anchor = '') => {
    const query = new URLSearchParams(Object.entries(of).flatMap(([name, value]) => (value ? [[name, value]] : [])));
    return `${here}${query.size > 0 ? `?${query}` : ''}${anchor}`;
  };
  const found = verdict ? report.verdicts[verdict] : Object.values(report.verdicts).reduce((sum, count) => sum + count, 0);
  const more = Math.max(found, report.mappings.total) > page * PAGE_SIZE;
  const registrar = isRegistrar(person);
  const edit = state.edit ?? { address: visit.query.address ?? '', target: visit.query.target ?? '' };
  const change = (old: string, target = '') => address({ verdict, q: words, address: old, target }, '#map');
  return {
    title: report.site.host,
    unlisted: true,
    trail: [...trail(visit), { label: report.site.host }],
    main: oldSitePage(
      {
        host: report.site.host,
        body: bodyOf(site, report.site),
        state: stateOf(visit, report.site),
        back: to('/account/migration'),
        action: here,
        ...(state.error ? { error: state.error } : {}),
        ...runOf(visit, report),
        coverage: coverageOf(visit, report, change),
        ...(report.site.checkedAt
          ? {
              checked: {
                date: dayOf(visit, report.site.checkedAt),
                refusals: report.site.refusals.map((refusal) => refusalText(visit, refusal)),
              },
            }
          : {}),
        switched: report.site.switchedAt !== undefined,
        words,
        verdict: verdict ?? '',
        filters: [
          { href: address({ q: words }), label: t('move.verdict.all'), current: !verdict },
          ...VERDICTS.filter((each) => report.verdicts[each] > 0).map((each) => ({
            href: address({ verdict: each, q: words }),
            label: `${t(`move.verdict.${each}`)} (${report.verdicts[each]})`,
            current: each === verdict,
          })),
        ],
        lines: report.lines.map((line) => ({
          address: line.address,
          became: line.type
            ? `${t(`move.verdict.${line.verdict}`)} · ${inLang(CONTENT_TYPES[line.type].label, lang)} · ${line.lang ?? ''}`
            : t(`move.verdict.${line.verdict}`),
          findings: line.findings.map(({ reason, detail }) => `${t(`move.reason.${reason}`)}${detail ? `: ${detail}` : ''}`),
          ...(line.title ? { title: line.title } : {}),
          ...(line.repaired > 0
            ? {
                texts: {
                  href: `${here}/texts?${new URLSearchParams({ address: line.address })}`,
                  label: t('move.texts', { n: line.repaired }),
                },
              }
            : {}),
        })),
        mappings: report.mappings.rows.map((row) => ({
          address: row.address,
          byHand: row.origin === 'hand',
          href: change(row.address, row.target),
          ...(row.target ? { target: row.target } : {}),
        })),
        pages: {
          ...(page > 1 ? { previous: address({ verdict, q: words, page: String(page - 1) }) } : {}),
          ...(more ? { next: address({ verdict, q: words, page: String(page + 1) }) } : {}),
        },
        ...(registrar ? { edit } : {}),
        acts: registrar,
      },
      visit,
    ),
  };
}

function runOf(visit: Visit, { run }: Report): Pick<OldSiteModel, 'run'> {
  if (!run) return {};
  const { t } = visit;
  const { counts } = run;
  return {
    run: {
      title: t(`move.source.${run.kind}`),
      date: dayOf(visit, run.startedAt),
      unfinished: !run.finishedAt,
      counts: counts ? COUNTS.map((name) => ({ label: t(`move.count.${name}`), value: counts[name] })) : [],
      reasons: (Object.entries(counts?.reasons ?? {}) as [Reason, number][])
        .sort((a, b) => b[1] - a[1])
        .map(([reason, value]) => ({
          label: t(`move.reason.${reason}`),
          value,
        })),
    },
  };
}

function coverageOf(visit: Visit, { coverage }: Report, change: (address: string) => string): OldSiteModel['coverage'] {
  const { t, lang } = visit;
  const missing = coverage.missing.map(({ address, hits }) => ({
    address: address === '…' ? t('move.beyond') : address,
    hits: formatNumber(hits, lang),
    href: change(address),
  }));
  if (coverage.share === undefined) return { text: t('move.coverageUnknown'), missing };
  return {
    text: t('move.coverageText', {
      hits: formatNumber(coverage.hits, lang),
      mapped: formatNumber(coverage.mapped, lang),
      share: percent(coverage.share, visit),
      least: percent(LEAST, visit),
    }),
    value: Math.floor(coverage.share * 100),
    missing,
  };
}
