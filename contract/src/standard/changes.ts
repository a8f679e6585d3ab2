import type { Manifest } from '../manifest.ts';
import { error, type Finding, warning } from './finding.ts';

/** Orders versions as semver does, as far as the contract allows them. */
export function compareVersions(a: string, b: string): number {
  const [left = '', leftPre] = a.split(/-(.*)/s);
  const [right = '', rightPre] = b.split(/-(.*)/s);
  const [x, y] = [left.split('.').map(Number), right.split('.').map(Number)];
  for (const [index, part] of x.entries()) if (part !== y[index]) return part - (y[index] ?? 0);
  if (leftPre === rightPre) return 0;
  if (leftPre === undefined || rightPre === undefined) return leftPre === undefined ? 1 : -1;
  const [p, q] = [leftPre.split('.'), rightPre.split('.')];
  for (const [index, part] of p.entries()) {
    const other = q[index];
    if (other === undefined) return 1;
    if (part === other) continue;
    const [isNumber, otherIsNumber] = [/^\d+$/.test(part), /^\d+$/.test(other)];
    if (isNumber && otherIsNumber) return Number(part) - Number(other);
    if (isNumber !== otherIsNumber) return isNumber ? -1 : 1;
    return part < other ? -1 : 1;
  }
  return p.length - q.length;
}

/** Everything a plugin may do beyond drawing its own routes, each with its place in the manifest. */
function powersOf(manifest: Manifest): Map<string, string> {
  return new Map([
    ...(manifest.powers ?? []).map((power, index): [string, string] => [`the power ${power}`, `/powers/${index}`]),
    ...(manifest.calls ?? []).flatMap(({ scope, methods }, index) =>
      methods.map((method): [string, string] => [`calls ${method} ${scope}`, `/calls/${index}`]),
    ),
    ...(manifest.events?.hears ?? []).map((event, index): [string, string] => [`to hear ${event}`, `/events/hears/${index}`]),
    ...(manifest.fills ?? []).map(({ slot, export: name }, index): [string, string] => [`a ${slot} (${name})`, `/fills/${index}`]),
    ...(manifest.elements ?? []).map((element, index): [string, string] => [`the element ${element}`, `/elements/${index}`]),
  ]);
}

/** Compared with what is live: the version rises, and new powers are told to the reviewer. */
export function checkChanges(manifest: Manifest, previous: Manifest | undefined): Finding[] {
  if (!previous) return [];
  const findings: Finding[] = [];
  if (compareVersions(manifest.version, previous.version) <= 0) {
    const message = `${manifest.version} does not follow ${previous.version}`;
    findings.push(error('version-not-higher', '/version', message, 'Raise "version" in package.json; a version is never reused.'));
  }
  const before = powersOf(previous);
  for (const [power, place] of powersOf(manifest)) {
    if (before.has(power)) continue;
    findings.push(
      warning('asks-for-more', place, `It asks for ${power}, which ${previous.version} did not`, 'A reviewer decides on new powers.'),
    );
  }
  return findings;
}
