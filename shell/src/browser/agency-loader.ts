import type { Section } from '@hukumat/contract/plugin';
import { within } from './deadline.ts';
import { isFailure, PluginFailure } from './lifecycle.ts';
import type { RoutePlugin } from './route.ts';
import type { Shell } from './shell.ts';

/** Milliseconds without a byte, or of code that has run and not finished, after which a plugin has failed. */
export const PATIENCE = 3000;

type Addresses = Pick<RoutePlugin, 'agency' | 'version' | 'entry' | 'scripts'>;

/**
 * The addresses of a release for one attempt. A module that threw or hung at evaluation is kept for ever under its address,
 * and the integrity policy knows no hash for a query string; so a further attempt uses `/bundles/{agency}/{version}/~{n}/…`,
 * where the registry serves the same bytes. Governed libraries keep their one address, or they would exist twice.
 */
export function atAttempt(plugin: Addresses, attempt: number): Pick<RoutePlugin, 'entry' | 'scripts'> {
  if (attempt === 0) return plugin;
  const base = `/bundles/${plugin.agency}/${plugin.version}/`;
  const moved = (url: string): string => (url.startsWith(base) ? `${base}~${attempt}/${url.slice(base.length)}` : url);
  return {
    entry: moved(plugin.entry),
    scripts: Object.fromEntries(Object.entries(plugin.scripts).map(([url, hash]) => [moved(url), hash])),
  };
}

/**
 * Loads exactly the scripts that the route names, each under its hash, then runs the entry.
 * `evaluating` is called just before code of the plugin runs for the first time at these addresses.
 * @throws PluginFailure
 */
export async function loadSection(
  plugin: RoutePlugin,
  attempt: number,
  shell: Shell,
  signal: AbortSignal,
  evaluating: () => void,
): Promise<Section> {
  const { entry, scripts } = atAttempt(plugin, attempt);
  if (!scripts[entry]) throw new PluginFailure('refused', 'unlisted', entry);
  await shell.bring(scripts, PATIENCE, signal);
  const federation = plugin.format === 'federation' ? await shell.part('federation') : undefined;
  signal.throwIfAborted();
  evaluating();
  const name = `${plugin.agency.replaceAll('-', '_')}_${plugin.version.replaceAll(/[^0-9A-Za-z]/g, '_')}_${attempt}`;
  const running = federation
    ? federation.loadContainer({ name, entry, exposed: plugin.entryExport ?? './section' })
    : import(/* @vite-ignore */ entry);
  const module: unknown = await within(running, PATIENCE, () => new PluginFailure('timed-out', 'evaluation')).catch((error: unknown) => {
    throw isFailure(error) ? error : new PluginFailure('crashed', 'evaluation', error);
  });
  return sectionOf(module, federation ? 'default' : (plugin.entryExport ?? 'default'));
}

/** The section a module exports, by its shape and nothing else. */
export function sectionOf(module: unknown, name: string): Section {
  const found: unknown = typeof module === 'object' && module !== null ? Reflect.get(module, name) : undefined;
  const start: unknown = typeof found === 'object' && found !== null ? Reflect.get(found, 'start') : undefined;
  if (typeof start !== 'function') throw new PluginFailure('refused', 'shape');
  return found as Section;
}
