import { GOVERNED_NAMES } from '@hukumat/contract';
import type { ShellAssets } from '../assets.ts';
import type { Frame, RoutePlugin } from './model.ts';

/** Adds the hashes of the governed libraries that a plugin shares: without them the integrity policy lets none of them run. */
function withLibraries(plugin: RoutePlugin, assets: ShellAssets): RoutePlugin {
  const urls = (plugin.shares ?? []).flatMap((library) =>
    GOVERNED_NAMES[library].flatMap((name) => {
      const file = assets.libraries[name];
      return file ? [file.path, ...file.imports] : [];
    }),
  );
  const hashes = urls.flatMap((url): [string, string][] => {
    const integrity = assets.files.get(url)?.integrity;
    return integrity ? [[url, integrity]] : [];
  });
  return { ...plugin, scripts: { ...plugin.scripts, ...Object.fromEntries(hashes) } };
}

/** The frame with everything its plugins need to run, whatever module made it. */
export const completed = (frame: Frame, assets: ShellAssets): Frame => ({
  ...frame,
  ...(frame.plugin ? { plugin: withLibraries(frame.plugin, assets) } : {}),
  ...(frame.cards ? { cards: frame.cards.map((card) => withLibraries(card, assets)) } : {}),
});
