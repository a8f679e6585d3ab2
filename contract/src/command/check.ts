import { checkRelease, type Finding } from '../standard.ts';
import { type BuiltRelease, buildTwice } from './build.ts';

/** Other agencies a manifest names. Without a portal at hand they are believed; the gate knows the real list. */
function named(manifest: unknown): string[] {
  if (typeof manifest !== 'object' || manifest === null) return [];
  const { agency, links, events } = manifest as {
    agency?: string;
    links?: Record<string, { agency: string }>;
    events?: { hears?: string[] };
  };
  const owners = (events?.hears ?? []).map((event) => event.split('.')[0] ?? '');
  return [agency ?? '', ...Object.values(links ?? {}).map((link) => link.agency), ...owners];
}

/** Builds and checks a plugin as the gate does. */
export async function checkPlugin(root: string): Promise<{ release: BuiltRelease; findings: Finding[] }> {
  const { release, findings } = await buildTwice(root);
  return { release, findings: [...findings, ...checkRelease({ ...release, directory: named(release.manifest) })] };
}

export const hasErrors = (findings: readonly Finding[]): boolean => findings.some(({ severity }) => severity === 'error');

/** Findings for a terminal: errors first, each with its code, place and advice. */
export function report(findings: readonly Finding[]): string {
  const sorted = [...findings].sort((a, b) => a.severity.localeCompare(b.severity));
  const lines = sorted.map(
    ({ code, rule, severity, place, message, advice }) =>
      `${severity.toUpperCase()}  ${rule ? `${rule} ` : ''}${code}\n  at ${place}\n  ${message}\n  → ${advice}\n`,
  );
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const summary = findings.length === 0 ? 'No findings.' : `${errors} error(s), ${findings.length - errors} warning(s).`;
  return [...lines, summary].join('\n');
}
