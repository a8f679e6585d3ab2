/** One file that the portal serves as it is, for ever, under an address that carries its hash. */
export interface AssetFile {
  /** Where the bytes lie on disk. */
  path: string;
  /** `sha384-…`, as an `integrity` attribute wants it. */
  integrity: string;
  /** Value of `content-type`. */
  type: string;
}

/** An address with its hash. */
export interface Linked {
  path: string;
  integrity: string;
}

/**
 * What `buildShell` makes and `createDocument` needs. Constant for one build of the shell: the policy, the import map and the
 * inline script of every page come from here, so that fragments of other routes fit into any document.
 */
export interface ShellAssets {
  /** URL path → file: every script, stylesheet, font and image of the shell and of the governed libraries. */
  files: ReadonlyMap<string, AssetFile>;
  /** Only the bare names of the governed libraries; no plugin and no hash. */
  importMap: { imports: Record<string, string> };
  /** Bare name → its file, with the URL paths of everything it imports statically (each is a key of `files`). */
  libraries: Record<string, Linked & { imports: string[] }>;
  /** The browser half. Loaded as a module only by pages where a plugin, a card, a form or the account must wake. */
  main: Linked & { imports: string[] };
  /** The small classic script in the head of every page: swaps links between server pages, loads `main` when needed. */
  inlineScript: string;
  /** The stylesheet linked from every page: `@hukumat/ui`'s page styles, then `pageStyles()` of the document half. */
  pageCss: Linked;
  /** Fonts to preload: the regular weight first. */
  fonts: { path: string; type: string }[];
}
