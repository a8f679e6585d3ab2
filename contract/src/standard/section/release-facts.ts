import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { Manifest } from '../../manifest.ts';
import { LANGS, type Text } from '../../names.ts';
import type { Finding } from '../finding.ts';
import { gateFindings } from '../gate.ts';
import { readScripts, type Script } from '../module-graph.ts';
import { checkSchema } from '../schema.ts';
import type { Fault } from './finding.ts';
import type { FindingMessage } from './message.ts';
import type { RuleId } from './rule.ts';
import type { SectionSnapshot } from './snapshot.ts';

type Release = NonNullable<SectionSnapshot['release']>;

/** What the gate says of a release and what its files hold, worked out once. */
export interface ReleaseFacts {
  manifest?: Manifest;
  findings: readonly Finding[];
  scripts: ReadonlyMap<string, Script>;
  /** Every text of the manifest and of its text files, by language. */
  texts: Readonly<Record<'tg' | 'ru' | 'en', ReadonlyMap<string, string>>>;
  sha256: string;
}

const KNOWN = new WeakMap<Release, ReleaseFacts>();

export function releaseFacts(release: Release): ReleaseFacts {
  const known = KNOWN.get(release);
  if (known) return known;
  const { manifest } = checkSchema(release.manifest);
  const facts: ReleaseFacts = {
    ...(manifest ? { manifest } : {}),
    findings: gateFindings({ manifest: release.manifest, files: release.files, directory: release.directory }),
    scripts: manifest ? readScripts(release.files).scripts : new Map(),
    texts: textsOf(manifest, release.files),
    sha256: createHash('sha256')
      .update(canonicalize(release.manifest) ?? '')
      .digest('hex'),
  };
  KNOWN.set(release, facts);
  return facts;
}

function textsOf(manifest: Manifest | undefined, files: Release['files']): ReleaseFacts['texts'] {
  const texts = { tg: new Map<string, string>(), ru: new Map<string, string>(), en: new Map<string, string>() };
  const walk = (value: unknown, path: string): void => {
    if (value === null || typeof value !== 'object') return;
    if (isText(value)) for (const lang of LANGS) if (value[lang] !== undefined) texts[lang].set(path, value[lang]);
    for (const [key, part] of Object.entries(value)) walk(part, `${path}/${key}`);
  };
  walk(manifest, '');
  for (const lang of LANGS) {
    const file = manifest?.text.files[lang];
    const content: unknown = file === undefined ? undefined : parsed(files.get(file));
    if (content !== null && typeof content === 'object')
      for (const [key, text] of Object.entries(content)) if (typeof text === 'string') texts[lang].set(`${key}`, text);
  }
  return texts;
}

const isText = (value: object): value is Text =>
  'tg' in value && Object.entries(value).every(([key, text]) => (LANGS as readonly string[]).includes(key) && typeof text === 'string');

function parsed(bytes: Uint8Array | undefined): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

/** A fault of the section's release. */
export const releaseFault = (snapshot: SectionSnapshot, message: FindingMessage, excerpt: string): Fault => ({
  url: `${snapshot.origin}/tg/${snapshot.agency}/`,
  sha256: snapshot.release ? releaseFacts(snapshot.release).sha256 : '',
  excerpt,
  message,
});

/** What the gate refuses under a rule. */
export function gateFaults(snapshot: SectionSnapshot, rule: RuleId): Fault[] {
  if (!snapshot.release) return [];
  return releaseFacts(snapshot.release)
    .findings.filter((finding) => finding.severity === 'error' && finding.rule === rule)
    .map(({ place, message }) => releaseFault(snapshot, { code: 'release', name: message }, place));
}
