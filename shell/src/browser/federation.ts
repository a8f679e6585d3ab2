import versions from 'shell:versions';
import { createInstance } from '@module-federation/runtime';
import * as core from '@module-federation/runtime/core';

// Containers are built without a runtime of their own and take this one.
(globalThis as { _FEDERATION_RUNTIME_CORE?: unknown })._FEDERATION_RUNTIME_CORE = core;

const governed: Record<string, () => Promise<unknown>> = {
  react: () => import('react'),
  'react/jsx-runtime': () => import('react/jsx-runtime'),
  'react-dom': () => import('react-dom'),
  'react-dom/client': () => import('react-dom/client'),
  vue: () => import('vue'),
};

/** The import map's libraries as federation sees them: fetched only when a container asks, the same instance for everybody. */
const shared = Object.fromEntries(
  Object.entries(governed).map(([name, load]) => {
    const version = versions[name.split('/')[0] ?? name] ?? '0.0.0';
    const get = async () => {
      const module = await load();
      return () => module;
    };
    return [name, { version, scope: ['default'], get, shareConfig: { singleton: true, requiredVersion: `^${version.split('.')[0]}.0.0` } }];
  }),
);

const host = createInstance({ name: 'portal', remotes: [], shared });

/** Opens a container by its `remoteEntry.js` and gives the module it exposes, `./section` as a rule. */
export async function loadContainer({ name, entry, exposed }: { name: string; entry: string; exposed: string }): Promise<unknown> {
  host.registerRemotes([{ name, entry: new URL(entry, location.origin).href, type: 'module' }]);
  return host.loadRemote(`${name}/${exposed.replace(/^\.\//, '')}`);
}
