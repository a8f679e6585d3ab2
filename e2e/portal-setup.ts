import { newDataDir, removeDataDir, startPortal } from './portal.ts';

/** One portal for all journeys; its address travels in the environment. */
export default async function setup() {
  if (process.env.E2E_ORIGIN) return undefined;
  const dataDir = newDataDir();
  const portal = await startPortal({ dataDir });
  process.env.E2E_ORIGIN = portal.origin;
  return async () => {
    await portal.stop();
    removeDataDir(dataDir);
  };
}
