import type { Manifest } from '../manifest.ts';
import { STANDARD_PAGES } from '../names.ts';
import { error, type Finding, pointer } from './finding.ts';

function foreign(manifest: Manifest): Finding[] {
  const owned = (names: readonly string[], at: string[], sign: '.' | '-', code: string) =>
    names
      .map((name, index) => ({ name, index }))
      .filter(({ name }) => !name.startsWith(`${manifest.agency}${sign}`))
      .map(({ name, index }) =>
        error(code, pointer(...at, index), `${name} is not ${manifest.agency}'s`, `Begin the name with ${manifest.agency}${sign}`),
      );
  return [
    ...owned(manifest.elements ?? [], ['elements'], '-', 'element-foreign'),
    ...owned(
      (manifest.slots ?? []).map(({ name }) => name),
      ['slots'],
      '.',
      'slot-foreign',
    ),
    ...owned(Object.keys(manifest.events?.emits ?? {}), ['events', 'emits'], '.', 'event-foreign'),
    ...owned(
      (manifest.calls ?? []).map(({ scope }) => scope),
      ['calls'],
      '.',
      'call-foreign',
    ),
  ];
}

function routes(manifest: Manifest): Finding[] {
  const findings: Finding[] = [];
  const names = new Set<string>();
  const paths = new Set<string>();
  const services = new Set((manifest.services ?? []).map(({ id }) => id));
  for (const [index, route] of manifest.routes.entries()) {
    const at = pointer('routes', index, 'path');
    const first = route.path.split('/')[0] ?? '';
    const shape = route.path.replace(/:[^/]+/g, ':');
    if ((STANDARD_PAGES as readonly string[]).includes(first)) {
      findings.push(error('route-reserved', at, `/${first} is a standard page of every section`, 'Choose another first word.'));
    }
    if (services.has(first)) {
      findings.push(error('route-reserved', at, `/${first} is the form of the service ${first}`, 'The portal draws it; choose another.'));
    }
    if (names.has(route.name)) {
      findings.push(error('route-twice', pointer('routes', index, 'name'), `Two routes are called ${route.name}`, 'Rename one.'));
    }
    if (paths.has(shape)) findings.push(error('route-twice', at, `Two routes have the address ${route.path}`, 'Change one.'));
    names.add(route.name);
    paths.add(shape);
  }
  return findings;
}

function references(manifest: Manifest, directory: ReadonlySet<string>): Finding[] {
  const findings: Finding[] = [];
  const names = new Set(manifest.routes.map(({ name }) => name));
  for (const [index, item] of (manifest.nav ?? []).entries()) {
    if (!names.has(item.route)) {
      findings.push(error('route-unknown', pointer('nav', index, 'route'), `There is no route ${item.route}`, 'Name one of the routes.'));
    }
  }
  for (const [name, link] of Object.entries(manifest.links ?? {})) {
    if (!directory.has(link.agency)) {
      const at = pointer('links', name, 'agency');
      findings.push(error('agency-unknown', at, `There is no agency ${link.agency}`, 'Use an id of the directory.'));
    }
  }
  for (const [index, event] of (manifest.events?.hears ?? []).entries()) {
    const owner = event.split('.')[0] ?? '';
    if (!directory.has(owner)) {
      const at = pointer('events', 'hears', index);
      findings.push(error('agency-unknown', at, `There is no agency ${owner}`, 'Events begin with the id of their owner.'));
    }
  }
  const draws = [
    ...manifest.routes.map(({ name }) => name),
    ...(manifest.fills ?? []).map((fill) => fill.export),
    ...(manifest.places ?? []),
  ];
  for (const name of new Set(draws.filter((draw, index) => draws.indexOf(draw) !== index))) {
    findings.push(error('draw-twice', '/fills', `${name} names two things to draw`, 'Routes, fills and places share one set of names.'));
  }
  const draw = draws.length > 0;
  if (draw && !manifest.entry) {
    findings.push(
      error('entry-missing', '/entry', 'Routes, fills or places are declared, but there is no code to draw them', 'Add src/section.ts.'),
    );
  }
  return findings;
}

/** Names, routes and references: nothing outside the agency's own prefix, nothing that does not exist. */
export function checkOwnership(manifest: Manifest, directory: readonly string[]): Finding[] {
  const known = new Set(directory);
  const self = known.has(manifest.agency)
    ? []
    : [error('agency-unknown', '/agency', `There is no agency ${manifest.agency}`, 'Use the id the directory gives your agency.')];
  return [...self, ...foreign(manifest), ...routes(manifest), ...references(manifest, known)];
}
