import type { GovernedLibrary, Json, Lang, Loa, Tier } from '@hukumat/contract';
import type { Settings } from '@hukumat/ui';

/** What every page carries, whatever it shows. */
export interface Frame {
  lang: Lang;
  /** Path without the language: `/services`, `/mia/about`. The language switch is built from it. */
  path: string;
  /** Where the same page stands in each language, for a page that is not below `/{lang}/` (a sign-in under way). */
  languages?: Record<Lang, string>;
  title: string;
  description?: string;
  /** From the home page down; the last one is this page and has no `href`. */
  breadcrumbs: { label: string; href?: string }[];
  who: { signedIn: boolean; loa: Loa; name?: string; unread?: number; desks?: { label: string; href: string }[] };
  demo: boolean;
  /** `quiet` for mourning: no success green, no exclamation. */
  tone?: 'plain' | 'quiet';
  /** The name of the agency whose section this is, shown under the header. */
  section?: { agency: string; name: string };
  /** The part of the live snapshot that this page needs: at most one plugin of its own, and cards. */
  plugin?: RoutePlugin;
  cards?: RoutePlugin[];
  /** Set in documents of tier `document` only: the page capability (opaque) for its one agency. */
  capability?: string;
  notice?: { kind: 'info' | 'success' | 'warning' | 'error'; text: string };
  /** How this person wants pages to look; kept in a cookie. */
  settings?: Settings;
  /** Pages that answer only to this person or this attempt (errors, account, results): kept out of search engines. */
  unlisted?: boolean;
  /** What the page is about, in the words of schema.org: data for search engines, never run. */
  structured?: Record<string, unknown>;
  /** The page holds an editor of long texts: its policy names the one that reads what is pasted. */
  editor?: boolean;
  /** The page asks whether it helped. */
  feedback?: true;
  /** The page holds a form that the browser half improves, though no plugin wakes. */
  enhances?: boolean;
}

/** Data that lets the browser half wake one plugin: addresses and hashes of exactly its files. */
export interface RoutePlugin {
  agency: string;
  version: string;
  tier: Tier;
  format: 'module' | 'federation';
  /** Absolute path of the entry: `/bundles/mia/1.0.0/app.js`. */
  entry: string;
  /** Named export of the entry; `default` when absent. */
  entryExport?: string;
  /** URL path → `sha384-…` for every script of the release and every governed library it shares. */
  scripts: Record<string, string>;
  styles: Record<string, string>;
  /** URL path of its texts in the page's language. */
  texts: string;
  /** What to mount: the route's, fill's or place's name. */
  export: string;
  params: Record<string, string>;
  /** Names of `Host` abilities it was approved for. */
  powers: string[];
  mountMs: number;
  title: string;
  fallback: { what: string; phone: string; address: string; hours: string };
  /** Trusted Types policy names its frameworks claim: `vue`, `lit-html`. */
  trustedTypes: string[];
  /** Governed libraries it shares; the document half adds their scripts to `scripts`. */
  shares?: GovernedLibrary[];
  /** Paths without the language that `host.go` reaches by name, own routes and declared links: `case` → `mia/case/:id`. */
  links?: Record<string, string>;
  /** Declared calls to the agency's own part of the API. */
  calls?: { scope: string; methods: string[] }[];
  events?: { emits: string[]; hears: string[] };
  config?: Json;
  /** URL path of its Tajik texts, for keys that the page's language lacks. */
  tajikTexts?: string;
}
