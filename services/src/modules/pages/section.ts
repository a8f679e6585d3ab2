import { LOAS, STANDARD_PAGES } from '@hukumat/contract';
import { formatDate } from '@hukumat/contract/locale';
import { inLang, pluginPage, type SectionModel, sectionPage, standardPage } from '@hukumat/shell/document';
import { forbidden, notFound } from '../../platform/problem.ts';
import { type Agency, groupOf } from '../directory/index.ts';
import type { LiveRelease } from '../registry/index.ts';
import { contentAt, contentItemRoutes } from './content-item.ts';
import { frontModel, standardModel } from './content-section.ts';
import type { Site } from './needs.ts';
import { matchRoute } from './route-path.ts';
import type { Answer, PageRoute, Visit } from './visit.ts';
import { rolesFor, rolesHeld } from './who.ts';

/** An agency's section: its front page, its standard pages, and whatever its plugin declares. */
export const sectionRoutes = (site: Site): PageRoute[] => [
  {
    pattern: '/:agency/',
    async get(visit) {
      const agency = agencyOf(site, visit);
      const name = inLang(agency.names, visit.lang);
      return {
        title: name,
        description: visit.t('section.description', { name }),
        section: { agency: agency.id, name },
        trail: [{ label: visit.t('agencies.title'), href: visit.to('/agencies') }, { label: name }],
        main: sectionPage(modelOf(site, visit, agency), await frontModel(site, visit, agency.id), visit),
      };
    },
  },
  // The page of appeals takes what people write and has routes of its own.
  ...STANDARD_PAGES.filter((slug) => slug !== 'appeals').map(
    (slug): PageRoute => ({
      pattern: `/:agency/${slug}`,
      async get(visit) {
        const agency = agencyOf(site, visit);
        const name = inLang(agency.names, visit.lang);
        const title = visit.t(`section.page.${slug}`);
        return {
          title: `${title} · ${inLang(agency.shortNames ?? agency.place ?? agency.names, visit.lang)}`,
          description: visit.t('section.description', { name }),
          section: { agency: agency.id, name },
          trail: trailOf(visit, agency, title),
          main: standardPage(modelOf(site, visit, agency), slug, await standardModel(site, visit, agency.id, slug), visit),
        };
      },
    }),
  ),
  ...contentItemRoutes(site),
  {
    pattern: '/:agency/*',
    // The plugin's own pages first; what is left may be a page that an editor made.
    async get(visit) {
      const drawn = pluginRoute(site, visit) ?? (await contentAt(site, visit, agencyOf(site, visit)));
      if (!drawn) throw notFound('This page');
      return drawn;
    },
  },
];

export function agencyOf(site: Site, visit: Visit): Agency {
  const agency = site.directory.agency(visit.params.agency ?? '');
  if (!agency) throw notFound('This page');
  return agency;
}

export const trailOf = (visit: Visit, agency: Agency, title: string) => [
  { label: visit.t('agencies.title'), href: visit.to('/agencies') },
  { label: inLang(agency.shortNames ?? agency.place ?? agency.names, visit.lang), href: visit.to(`/${agency.id}/`) },
  { label: title },
];

export function modelOf(site: Site, visit: Visit, agency: Agency): SectionModel {
  const release = site.registry.snapshot().releases.get(agency.id);
  const parent = agency.parent ? site.directory.agency(agency.parent) : undefined;
  const region = agency.region === 'TJ' ? undefined : site.directory.regions().find((one) => one.id === agency.region)?.names;
  const agreement = site.directory.agreements.of(agency.id);
  const named = new Set((release?.manifest.nav ?? []).filter((item) => item.under === 'section').map((item) => item.route));
  return {
    id: agency.id,
    names: agency.names,
    kind: visit.t(`kind.${groupOf(agency)}`),
    verified: agency.verified.names,
    websiteVerified: agency.verified.website,
    ...(parent ? { parent } : {}),
    ...(region ? { region } : {}),
    ...(agency.website ? { website: agency.website } : {}),
    children: site.directory.agencies().filter((one) => one.parent === agency.id),
    services: release?.manifest.services ?? [],
    tools: (release?.manifest.routes ?? [])
      .filter((route) => named.has(route.name) && !route.path.includes(':'))
      .map((route) => ({ href: visit.to(`/${agency.id}/${route.path}`), title: route.title })),
    ...(agreement
      ? {
          transition: {
            state: agreement.state,
            sample: agreement.sample,
            ...(agreement.since ? { since: formatDate(agreement.since, visit.lang) } : {}),
          },
        }
      : {}),
    ...(release ? { reach: release.manifest.fallback[visit.lang] } : {}),
  };
}

/** A page that the agency's own code draws: found by its manifest, guarded by what the route needs. */
function pluginRoute(site: Site, visit: Visit): Answer | undefined {
  const agency = agencyOf(site, visit);
  const release = site.registry.snapshot().releases.get(agency.id);
  const below = visit.path.slice(agency.id.length + 2);
  const found = release && matchRoute(release.manifest.routes, below);
  if (!release || !found) return undefined;
  const { route, params } = found;
  const refusal = guard(site, visit, agency, route);
  if (refusal) return refusal;
  const plugin = site.registry.routePlugin(release, route.name, params, visit.lang);
  if (!plugin) throw notFound('This page');
  const title = inLang(route.title, visit.lang);
  const ownDocument = release.tier !== 'page';
  return {
    title,
    section: { agency: agency.id, name: inLang(agency.names, visit.lang) },
    trail: trailOf(visit, agency, title),
    plugin,
    ownDocument,
    unlisted: route.needs !== 'none',
    ...(ownDocument && !visit.fragment ? { capability: site.identity.capability.issue(visit.request, agency.id) } : {}),
    main: pluginPage({ title, plugin }, visit),
  };
}

/** Who is not signed in well enough is sent to sign in and back; who lacks the role is told so. */
function guard(site: Site, visit: Visit, agency: Agency, route: LiveRelease['manifest']['routes'][number]): Answer | undefined {
  const { who } = visit;
  const weak = LOAS.indexOf(who.loa) < LOAS.indexOf(route.needs);
  if (weak || (route.roles && !who.signedIn))
    return { redirect: site.identity.signInAddress(visit.request, route.needs, visit.to(visit.path)) };
  const allowed = rolesFor(agency.id, route.roles);
  const held = rolesHeld(visit.actor);
  if (allowed.length > 0 && !allowed.some((role) => held.includes(role))) throw forbidden('This page is for other roles');
  return undefined;
}
