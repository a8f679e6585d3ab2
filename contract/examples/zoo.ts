export { exampleService } from './service.ts';

import { defineAgency, type Manifest } from '../src/index.ts';
import { manifestOf } from '../src/release.ts';
import * as sources from './broken/sources.ts';

/** One release of the zoo: what it is, and what has to happen to it. */
export interface ZooRelease {
  name: string;
  manifest: Manifest;
  files: Map<string, Uint8Array>;
  /** What was live before, where that matters. */
  previous?: Manifest;
  /**
   * Where it is stopped. `gate`: the checks find `code` and nothing goes live (a warning only informs the reviewer).
   * `run`: nothing can be said without running it; the shell contains it.
   */
  stoppedAt: { gate: string; severity: 'error' | 'warning' } | { run: 'load' | 'mount' | 'unmount' };
  /** What the shell makes of it if it ever runs, also for those the gate refuses. */
  atRunTime: 'crashed' | 'timed-out' | 'refused' | 'works';
  /** The server must accept the connection for this file and never answer. */
  hangs?: string;
}

const three = (tg: string, ru: string, en: string) => ({ tg, ru, en });
const fallback = { what: 'Намуна', phone: '+992 00 000 0000', address: 'шаҳри Душанбе (намуна)', hours: '08:00–17:00' };
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

const TEXTS: Record<string, string> = {
  'text/tg.json': '{"title":"Намуна"}\n',
  'text/ru.json': '{"title":"Пример"}\n',
  'text/en.json': '{"title":"Example"}\n',
};

interface Recipe {
  /** Paths and contents beside the texts. */
  scripts: Record<string, string>;
  agency?: string;
  version?: string;
  change?(manifest: Manifest): void;
}

/** A release that is right in every respect but what the recipe breaks. */
function bake({ scripts, agency = 'zoo', version = '1.0.0', change }: Recipe): { manifest: Manifest; files: Map<string, Uint8Array> } {
  const declaration = defineAgency({
    agency,
    tiers: ['page', 'document', 'frame'],
    routes: [{ name: 'broken', path: 'broken', title: three('Намуна', 'Пример', 'Example'), needs: 'none' }],
    fills: [{ slot: 'home.card', export: 'card', title: three('Намуна', 'Пример', 'Example') }],
    fallback: { tg: fallback, ru: fallback, en: fallback },
    owner: { oncall: 'oncall@zoo.example', security: 'security@zoo.example' },
  });
  const files = new Map(Object.entries({ ...TEXTS, ...scripts }).map(([path, text]) => [path, bytes(text)]));
  const manifest = manifestOf(declaration, {
    version,
    entry: { format: 'module', path: 'section.js' },
    files,
    texts: { tg: 'text/tg.json', ru: 'text/ru.json', en: 'text/en.json' },
  });
  change?.(manifest);
  return { manifest, files };
}

type Fate = Pick<ZooRelease, 'stoppedAt' | 'atRunTime'> & Partial<Pick<ZooRelease, 'hangs' | 'previous'>>;
const runs = (run: 'load' | 'mount' | 'unmount', atRunTime: ZooRelease['atRunTime']): Fate => ({ stoppedAt: { run }, atRunTime });
const refused = (gate: string, atRunTime: ZooRelease['atRunTime'] = 'refused'): Fate => ({
  stoppedAt: { gate, severity: 'error' },
  atRunTime,
});

/**
 * One release per way of failing, as releases of `agency`. The first ten are those every portal test goes through.
 * Each call makes fresh objects, so a test may change them.
 */
export function brokenReleases(agency = 'zoo', version = '1.0.0'): ZooRelease[] {
  const make = (name: string, script: string, fate: Fate, recipe: Partial<Recipe> = {}): ZooRelease => ({
    name,
    ...bake({ scripts: { 'section.js': script }, agency, version, ...recipe }),
    ...fate,
  });
  const badHash = make('bad-hash', sources.WORKS, refused('file-hash'));
  badHash.files.set('section.js', bytes(`${sources.WORKS}// one byte more\n`));
  const unlisted = make('unlisted-chunk', sources.WITH_LATE_CHUNK, refused('file-unlisted'));
  unlisted.files.set('late.js', bytes(sources.LATE_CHUNK));
  const before = bake({ scripts: { 'section.js': sources.WORKS }, agency, version: '0.9.0' }).manifest;
  return [
    make('throws-on-import', sources.THROWS_ON_IMPORT, runs('load', 'crashed')),
    make('throws-on-mount', sources.THROWS_ON_MOUNT, runs('mount', 'crashed')),
    make('never-mounts', sources.NEVER_MOUNTS, runs('mount', 'timed-out')),
    make('hangs-on-load', sources.WORKS, { ...runs('load', 'timed-out'), hangs: 'section.js' }),
    make('hangs-on-unmount', sources.HANGS_ON_UNMOUNT, runs('unmount', 'timed-out')),
    make('empty-200', '', refused('script-unreadable')),
    make('html-as-javascript', sources.HTML, refused('script-unreadable', 'crashed')),
    make('wrong-contract', sources.WORKS, refused('contract-window'), {
      change: (manifest) => {
        manifest.contract = { min: '9.0' };
      },
    }),
    badHash,
    unlisted,
    make('steals-a-route', sources.WORKS, refused('route-reserved'), {
      change: (manifest) =>
        void manifest.routes.push({ name: 'news', path: 'news', title: three('Ахбор', 'Новости', 'News'), needs: 'none' }),
    }),
    make('defines-anothers-element', sources.foreignElement('another-card'), refused('element-foreign')),
    make('no-tajik', sources.WORKS, refused('tajik-missing', 'works'), {
      change: (manifest) => {
        manifest.text.files = { ru: 'text/ru.json', en: 'text/en.json' };
      },
    }),
    make('over-budget', sources.heavy(), refused('over-budget', 'works')),
    make('makes-code-from-text', sources.MAKES_CODE, refused('code-from-text', 'crashed')),
    make('asks-for-a-password', sources.ASKS_PASSWORD, refused('password-field', 'works')),
    make('leaks', sources.LEAKS, runs('unmount', 'works')),
    make(
      'asks-for-more',
      sources.WORKS,
      { stoppedAt: { gate: 'asks-for-more', severity: 'warning' }, atRunTime: 'works', previous: before },
      {
        change: (manifest) => {
          manifest.powers = ['storage'];
        },
      },
    ),
  ];
}

/** A small release that is right and runs: a control beside the broken ones. */
export const workingRelease = (agency = 'zoo', version = '1.0.0'): { manifest: Manifest; files: Map<string, Uint8Array> } =>
  bake({ scripts: { 'section.js': sources.WORKS }, agency, version });

/** Plugins with sources and a build of their own, by folder below the repository's root. All support tier `page`. */
export const validPlugins = [
  { agency: 'template-react', folder: 'agencies/template/react' },
  { agency: 'template-vue', folder: 'agencies/template/vue' },
  { agency: 'template-lit', folder: 'agencies/template/lit' },
  { agency: 'zoo-react-18', folder: 'contract/examples/valid/react-18' },
] as const;
