import type { Manifest } from '../manifest.ts';
import { checkBudgets } from './budgets.ts';
import { checkChanges } from './changes.ts';
import { checkClosedSet } from './closed-set.ts';
import { checkConfirmed } from './confirmed.ts';
import { checkDefinitions } from './definitions.ts';
import type { Finding } from './finding.ts';
import { checkFreeSchemas } from './free-schemas.ts';
import { checkOwnership } from './ownership.ts';
import { checkSchema } from './schema.ts';
import { checkScripts } from './scripts.ts';
import type { RuleId } from './section/rule.ts';
import { checkTexts } from './texts.ts';

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

/** What a release by itself can be told to have wrong, each with the rule of the standard it breaks. */
export function gateFindings({ manifest: received, files, previous, directory }: ReleaseToCheck): Finding[] {
  const { manifest, findings } = checkSchema(received);
  if (!manifest) return findings.map(ruled);
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
  ].map(ruled);
}

const RULE_OF: Readonly<Record<string, RuleId>> = {
  'tajik-missing': 'L1',
  'language-missing': 'L1',
  'text-unreadable': 'L1',
  'over-budget': 'P2',
  'no-time': 'D1',
  'no-result': 'D1',
  'unconfirmed-values': 'D1',
};
/** What no other rule asks for is the plugin's contract. */
const ruled = (finding: Finding): Finding => ({ ...finding, rule: RULE_OF[finding.code] ?? 'G1' });
