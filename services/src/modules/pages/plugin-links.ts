import type { Lang } from '@hukumat/contract';
import { inLang, type PluginCard } from '@hukumat/shell/document';
import type { Actor } from '../../platform/actor.ts';
import type { Site } from './needs.ts';
import { rolesFor, rolesHeld } from './who.ts';

const CARDS = 6;

/** Cards that plugins offer to a page of the portal. Only tier `page` may wake in a document that others share. */
export function cardsOf(site: Site, slot: 'home.card' | 'account.card', lang: Lang): PluginCard[] {
  const releases = [...site.registry.snapshot().releases.values()].filter((release) => release.tier === 'page');
  return releases
    .flatMap((release) =>
      (release.manifest.fills ?? [])
        .filter((fill) => fill.slot === slot)
        .map((fill) => {
          const plugin = site.registry.routePlugin(release, fill.export, {}, lang);
          const sample = site.directory.agency(release.agency)?.kind === 'platform';
          return plugin ? { ...plugin, title: inLang(fill.title, lang), sample } : undefined;
        }),
    )
    .filter((card) => card !== undefined)
    .slice(0, CARDS);
}

/** Pages that plugins of any tier have put under `account`: a link crosses into the plugin's own document. */
export function accountLinks(site: Site, actor: Actor, lang: Lang): { href: string; label: string }[] {
  const held = rolesHeld(actor);
  return [...site.registry.snapshot().releases.values()].flatMap(({ agency, manifest }) =>
    (manifest.nav ?? [])
      .filter((item) => item.under === 'account')
      .flatMap((item) => manifest.routes.filter((route) => route.name === item.route))
      .filter((route) => !route.roles || rolesFor(agency, route.roles).some((role) => held.includes(role)))
      .map((route) => ({ href: `/${lang}/${agency}/${route.path}`, label: inLang(route.title, lang) })),
  );
}
