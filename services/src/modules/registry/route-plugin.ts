import type { GovernedLibrary, Lang, Manifest, Text } from '@hukumat/contract';
import type { LiveRelease, PluginData } from './index.ts';

/** Immutable address of one file of a release. */
const bundlePath = (agency: string, version: string, path: string): string => `/bundles/${agency}/${version}/${path}`;

/** Trusted Types policy names that a shared framework claims when it wakes. */
const POLICY_OF: Partial<Record<string, string>> = { vue: 'vue', lit: 'lit-html' };

/** What the browser needs to wake `exportName` of a release: addresses and hashes of exactly its files. */
export function routePlugin(
  release: LiveRelease,
  exportName: string,
  params: Readonly<Record<string, string>>,
  lang: Lang,
): PluginData | undefined {
  const { agency, version, manifest, tier } = release;
  if (!manifest.entry) return undefined;
  const address = (path: string) => bundlePath(agency, version, path);
  const hashes = (paths: readonly string[]): Record<string, string> =>
    Object.fromEntries(paths.map((path) => [address(path), `sha384-${manifest.files[path]?.sha384 ?? ''}`]));
  const texts = manifest.text.files[lang] ?? manifest.text.files.tg;
  return {
    agency,
    version,
    tier,
    format: manifest.entry.format,
    entry: address(manifest.entry.path),
    ...(manifest.entry.export ? { entryExport: manifest.entry.export } : {}),
    scripts: hashes(Object.keys(manifest.files).filter((path) => /\.m?js$/.test(path))),
    styles: hashes(manifest.styles ?? []),
    texts: texts ? address(texts) : '',
    export: exportName,
    params: { ...params },
    powers: [...(manifest.powers ?? [])],
    mountMs: manifest.budget.mountMs,
    title: titleOf(manifest, exportName, lang),
    fallback: manifest.fallback[lang],
    trustedTypes: Object.keys(manifest.shared ?? {}).flatMap((library) => POLICY_OF[library] ?? []),
    shares: Object.keys(manifest.shared ?? {}) as GovernedLibrary[],
    links: Object.fromEntries(manifest.routes.map((route) => [route.name, `${agency}/${route.path}`])),
    ...(manifest.calls ? { calls: manifest.calls } : {}),
    ...(manifest.events ? { events: { emits: Object.keys(manifest.events.emits ?? {}), hears: manifest.events.hears ?? [] } } : {}),
    ...(manifest.config ? { config: manifest.config.defaults } : {}),
    ...(lang !== 'tg' && manifest.text.files.tg ? { tajikTexts: address(manifest.text.files.tg) } : {}),
  };
}

function titleOf(manifest: Manifest, exportName: string, lang: Lang): string {
  const title: Text | undefined =
    manifest.routes.find((route) => route.name === exportName)?.title ?? manifest.fills?.find((fill) => fill.export === exportName)?.title;
  return title?.[lang] ?? title?.tg ?? '';
}
