import type { Loa } from '@hukumat/contract';
import type { Who } from '@hukumat/contract/plugin';
import type { RoutePlugin } from './route.ts';

const KEY = 'hukumat.step-up';

/** Unsaved work of one plugin that waits for its person to come back from signing in. */
interface Kept {
  path: string;
  agency: string;
  version: string;
  state: unknown;
}

const ORDER: readonly Loa[] = ['none', 'low', 'substantial', 'high'];

/**
 * Sends the person to sign in more strongly and back to this address. True at once when the sign-in is strong enough.
 *
 * The plugin's unsaved work waits in this tab's sessionStorage. Only sign-in pages, which run no plugin, are shown meanwhile,
 * and `takeKept` removes it before any plugin's code runs again; so no other agency's code can read it.
 */
export async function leaveForStepUp(loa: Loa, plugin: RoutePlugin, who: Who, state: unknown): Promise<boolean> {
  if (who.signedIn && ORDER.indexOf(who.loa) >= ORDER.indexOf(loa)) return true;
  const path = location.pathname + location.search;
  if (state !== undefined) {
    const kept: Kept = { path, agency: plugin.agency, version: plugin.version, state };
    sessionStorage.setItem(KEY, JSON.stringify(kept));
  }
  location.assign(`/auth/sign-in?loa=${loa}&return=${encodeURIComponent(path)}`);
  return false;
}

/** Takes what waited out of the tab, whoever it belonged to. Given back only to the same plugin at the same address. */
export function takeKept(path: string): Kept | undefined {
  const text = sessionStorage.getItem(KEY);
  sessionStorage.removeItem(KEY);
  const kept = text ? (JSON.parse(text) as Kept) : undefined;
  return kept?.path === path ? kept : undefined;
}
