import type { Manifest } from '@hukumat/contract';
import type { Change } from './index.ts';

/** Everything a release may do beyond drawing its own routes, as sorted plain names. */
function powersOf(manifest: Manifest): string[] {
  return [
    ...(manifest.powers ?? []).map((power) => `power ${power}`),
    ...(manifest.calls ?? []).flatMap((call) => call.methods.map((method) => `call ${method} ${call.scope}`)),
    ...Object.keys(manifest.events?.emits ?? {}).map((name) => `emit ${name}`),
    ...(manifest.events?.hears ?? []).map((name) => `hear ${name}`),
    ...(manifest.slots ?? []).map((slot) => `slot ${slot.name}`),
    ...(manifest.fills ?? []).map((fill) => `fill ${fill.slot} ${fill.export}`),
    ...Object.values(manifest.links ?? {}).map((to) => `link ${to.agency}/${to.route}`),
    ...(manifest.places ?? []).map((place) => `place ${place}`),
    ...(manifest.elements ?? []).map((element) => `element ${element}`),
    ...(manifest.services ?? []).map((service) => `service ${service.id}`),
    ...(manifest.nav ?? []).map((item) => `nav ${item.under} ${item.route}`),
    ...(manifest.entry ? [`code ${manifest.entry.format}`] : []),
  ].sort();
}

const routesOf = (manifest: Manifest): string[] =>
  manifest.routes
    .map((route) => {
      const roles = route.roles?.length ? ` for ${[...route.roles].sort().join(', ')}` : '';
      return `${route.path} → ${route.name}, needs ${route.needs}${roles}`;
    })
    .sort();

function change(before: string[], after: string[]): Change {
  return { added: after.filter((name) => !before.includes(name)), removed: before.filter((name) => !after.includes(name)) };
}

/** What `next` may do that `live` may not, and the reverse. Without a live release everything is new. */
export const powerChange = (live: Manifest | undefined, next: Manifest): Change => change(live ? powersOf(live) : [], powersOf(next));
export const routeChange = (live: Manifest | undefined, next: Manifest): Change => change(live ? routesOf(live) : [], routesOf(next));
