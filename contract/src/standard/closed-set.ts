import type { Manifest } from '../manifest.ts';
import { sha384 } from '../release.ts';
import { error, type Finding, pointer } from './finding.ts';

export type Files = ReadonlyMap<string, Uint8Array>;

/** The files of a release are exactly those it lists, byte for byte. */
export function checkClosedSet(manifest: Manifest, files: Files): Finding[] {
  const findings: Finding[] = [];
  for (const [path, entry] of Object.entries(manifest.files)) {
    const bytes = files.get(path);
    if (!bytes) findings.push(error('file-missing', path, 'Listed, but not in the release', 'Build again and upload everything.'));
    else if (bytes.byteLength !== entry.bytes || sha384(bytes) !== entry.sha384) {
      findings.push(error('file-hash', path, 'The bytes are not those the manifest lists', 'Build again; never edit what was built.'));
    }
  }
  for (const path of files.keys()) {
    if (!Object.hasOwn(manifest.files, path)) {
      findings.push(error('file-unlisted', path, 'In the release, but not listed', 'Build again: the manifest is written last.'));
    }
  }
  const named: [string, string | undefined][] = [
    [pointer('entry', 'path'), manifest.entry?.path],
    ...(manifest.styles ?? []).map((path, index): [string, string] => [pointer('styles', index), path]),
    ...Object.entries(manifest.text.files).map(([lang, path]): [string, string | undefined] => [pointer('text', 'files', lang), path]),
  ];
  for (const [place, path] of named) {
    if (path !== undefined && !Object.hasOwn(manifest.files, path)) {
      findings.push(error('file-unlisted', place, `${path} is not among the files`, 'Build again: the manifest is written last.'));
    }
  }
  return findings;
}
