import type { Manifest } from './manifest.ts';
import { checkBudgets } from './standard/budgets.ts';
import { checkChanges } from './standard/changes.ts';
import { checkClosedSet } from './standard/closed-set.ts';
import { checkConfirmed } from './standard/confirmed.ts';
import { checkDefinitions } from './standard/definitions.ts';
import type { Finding } from './standard/finding.ts';
import { checkFreeSchemas } from './standard/free-schemas.ts';
import { checkOwnership } from './standard/ownership.ts';
import { checkSchema } from './standard/schema.ts';
import { checkScripts } from './standard/scripts.ts';
import { checkTexts } from './standard/texts.ts';

export { weigh } from './standard/budgets.ts';
export { compareVersions } from './standard/changes.ts';
export type { Finding } from './standard/finding.ts';
export { readScripts, type Script } from './standard/module-graph.ts';

export interface ReleaseToCheck {
  /** As received: it is parsed strictly here. */
  manifest: unknown;
  /** Every uploaded file by its path, without the manifest itself. */
  files: ReadonlyMap<string, Uint8Array>;
  /** The manifest that is live now, to compare versions and powers. */
  previous?: Manifest;
  /** Ids of all agencies. */
  directory: readonly string[];
}

/**
 * The checks that need no browser: the same on the agency's machine and at the gate.
 * A manifest that does not parse gives only its schema faults; a release without an `error` may wait for review.
 */
export function checkRelease({ manifest: received, files, previous, directory }: ReleaseToCheck): Finding[] {
  const { manifest, findings } = checkSchema(received);
  if (!manifest) return findings;
  const code = checkScripts(manifest, files);
  return [
    ...findings,
    ...checkOwnership(manifest, directory),
    ...checkFreeSchemas(manifest),
    ...checkClosedSet(manifest, files),
    ...checkTexts(manifest, files),
    ...code.findings,
    ...checkBudgets(manifest, files, code.scripts),
    ...checkDefinitions(manifest),
    ...checkConfirmed(manifest),
    ...checkChanges(manifest, previous),
  ];
}
