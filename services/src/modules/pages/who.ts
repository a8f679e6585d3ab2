import type { Lang } from '@hukumat/contract';
import { type Frame, inLang, say } from '@hukumat/shell/document';
import type { FastifyRequest } from 'fastify';
import type { Actor } from '../../platform/actor.ts';
import { readsAgreement } from '../directory/index.ts';
import { CENTRAL, readsStaff } from '../identity/index.ts';
import { DESK_ROLES, deskPath } from './desk-lines.ts';
import { EDITORIAL_ROLES, editorialPath } from './editorial-desk.ts';
import type { Site } from './needs.ts';
import { staffPath } from './staff-lines.ts';

/** What the header shows of the visitor: name, unread messages, the desks their roles open. */
export async function whoOf(site: Site, request: FastifyRequest, lang: Lang): Promise<Frame['who']> {
  const { signedIn, loa, name } = site.identity.who(request);
  if (!signedIn) return { signedIn, loa };
  const actor = site.identity.actorOf(request);
  const desks = desksOf(site, actor, lang);
  const unread = await site.notifications.unread(actor);
  return { signedIn, loa, unread, ...(name ? { name } : {}), ...(desks.length > 0 ? { desks } : {}) };
}

/** Roles of `agency` that a route asks for, as `agency:role`. */
export const rolesFor = (agency: string, roles: readonly string[] | undefined): string[] =>
  (roles ?? []).map((role) => (role.includes(':') ? role : `${agency}:${role}`));

export const rolesHeld = (actor: Actor): string[] => (actor.kind === 'person' ? actor.roles.map((one) => `${one.agency}:${one.role}`) : []);

/** The portal's desk of every body the person works for, and the desks that plugins draw beside it. */
function desksOf(site: Site, actor: Actor, lang: Lang): { label: string; href: string }[] {
  const held = rolesHeld(actor);
  if (actor.kind !== 'person' || held.length === 0) return [];
  const bodies = [...new Set(actor.roles.filter(({ role }) => DESK_ROLES.includes(role)).map(({ agency }) => agency))];
  const title = say(lang)('desk.title');
  const drawn = [...site.registry.snapshot().releases.values()].flatMap(({ agency, manifest }) =>
    (manifest.nav ?? [])
      .filter((item) => item.under === 'desk')
      .flatMap((item) => manifest.routes.filter((route) => route.name === item.route))
      .filter((route) => rolesFor(agency, route.roles).some((role) => held.includes(role)))
      .map((route) => ({ label: inLang(route.title, lang), href: `/${lang}/${agency}/${route.path}` })),
  );
  return [
    ...bodies.map((agency) => ({
      label: bodies.length > 1 ? `${title}: ${shortNameOf(site, agency, lang)}` : title,
      href: `/${lang}${deskPath(agency)}`,
    })),
    ...editorialLinks(site, actor, lang),
    ...drawn,
    ...staffLinks(actor, lang),
  ];
}

/** Where a head keeps the staff of their body, and where the central Agency sees all. */
function staffLinks(actor: Actor, lang: Lang): { label: string; href: string }[] {
  if (actor.kind !== 'person') return [];
  const label = say(lang)('staff.title');
  if (readsStaff(actor, CENTRAL))
    return [
      { label, href: `/${lang}/account/staff` },
      ...(readsAgreement(actor, '') ? [{ label: say(lang)('agreements.short'), href: `/${lang}/account/agreements` }] : []),
    ];
  return actor.roles.filter(({ role }) => role === 'head').map(({ agency }) => ({ label, href: `/${lang}${staffPath(agency)}` }));
}

/** The editorial desks of the bodies that the person writes for. */
export function editorialLinks(site: Site, actor: Actor, lang: Lang): { label: string; href: string }[] {
  if (actor.kind !== 'person') return [];
  const bodies = [...new Set(actor.roles.filter(({ role }) => EDITORIAL_ROLES.includes(role)).map(({ agency }) => agency))];
  const title = say(lang)('editorial.title');
  return bodies.map((agency) => ({
    label: bodies.length > 1 ? `${title}: ${shortNameOf(site, agency, lang)}` : title,
    href: `/${lang}${editorialPath(agency)}`,
  }));
}

function shortNameOf(site: Site, id: string, lang: Lang): string {
  const agency = site.directory.agency(id);
  return agency ? inLang(agency.shortNames ?? agency.names, lang) : id;
}
