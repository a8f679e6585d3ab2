import type { z } from 'zod';
import type { Manifest, manifestSchema } from './manifest.ts';

type Derived = 'version' | 'entry' | 'files' | 'styles' | 'text' | 'shared' | 'contract' | 'budget' | 'tiers';

/**
 * What an agency writes about its plugin, once, as pure data: names, services, routes, powers.
 * The rest of the manifest (version, files, hashes, texts, shared libraries) is derived from the package and its build.
 */
export type AgencyDeclaration = Omit<z.input<typeof manifestSchema>, Derived> &
  Partial<Pick<z.input<typeof manifestSchema>, 'contract' | 'budget' | 'tiers'>>;

export const DEFAULT_BUDGET: Manifest['budget'] = { entryKb: 40, routeKb: 80, mountMs: 2000 };

function freeze<T>(value: T): T {
  if (value !== null && typeof value === 'object' && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const part of Object.values(value)) freeze(part);
  }
  return value;
}

/** Declares an agency's plugin. Runs nothing and reads nothing: the build and the command import it as data. */
export const defineAgency = <const D extends AgencyDeclaration>(declaration: D): D => freeze(declaration);
