import { system } from '../../platform/actor.ts';
import type { Platform } from '../../platform/platform.ts';
import { BundleFiles } from './bundle-files.ts';
import { bundleRoutes } from './bundle-routes.ts';
import { type CentralKey, openCentralKey } from './central-key.ts';
import { incidentRoutes } from './incidents.ts';
import type { Registry, RegistryDeps } from './index.ts';
import { killRelease } from './kill-release.ts';
import { liveRoutes } from './live-routes.ts';
import { LiveSnapshot } from './live-snapshot.ts';
import { publishRelease } from './publish-release.ts';
import { detailOf, historyOf, namesBytes, summary, waiting } from './queries.ts';
import { registerAgencyKey } from './register-agency-key.ts';
import { releaseRoutes } from './release-routes.ts';
import { reviewRelease } from './review-release.ts';
import { rollBack } from './roll-back.ts';
import { routePlugin } from './route-plugin.ts';
import { setTier } from './set-tier.ts';
import { StoredReleases } from './stored-releases.ts';
import type { Tables } from './tables.ts';

/** Opens the registry over the central key of this data folder. Call `start` before the first request. */
export function createRegistry(platform: Platform, deps: RegistryDeps): Registry {
  const key = openCentralKey(platform.config.dataDir);
  const live = new LiveSnapshot(platform, key);
  const stored = new StoredReleases(platform, key);
  const files = new BundleFiles(stored, platform.objects);

  /** The instance that ran a command sees its effect at once; the others hear of it. */
  const changed = async (agency: string): Promise<void> => {
    stored.forget(agency);
    await live.refresh(agency);
  };

  const registry: Registry = {
    snapshot: () => live.current,
    names: (sha256) => namesBytes(platform, sha256),
    serviceById: (id) => live.service(id),
    definitionAt: async (agency, version, serviceId) => {
      const release = live.current.releases.get(agency);
      const manifest = release?.version === version ? release.manifest : (await stored.find(agency, version))?.manifest;
      return manifest?.services?.find((service) => service.id === serviceId);
    },
    onChange: (listener) => live.onChange(listener),
    routePlugin,

    registerAgencyKey: (actor, request) => registerAgencyKey(platform, deps.agencies(), actor, request),
    async publishRelease(actor, agency, upload) {
      const around = { agencies: deps.agencies(), live: live.current.releases };
      const { created, version } = await publishRelease(platform, around, actor, agency, upload);
      return { created, release: await summary(platform, actor, agency, version) };
    },
    async review(actor, agency, version, verdict) {
      await reviewRelease(platform, key, live.current.releases, actor, agency, version, verdict);
      await changed(agency);
      return summary(platform, actor, agency, version);
    },
    async rollBack(actor, agency, request) {
      const version = await rollBack(platform, key, actor, agency, request);
      await changed(agency);
      return summary(platform, actor, agency, version);
    },
    async killRelease(actor, agency, request) {
      const version = await killRelease(platform, key, actor, agency, request);
      await changed(agency);
      return summary(platform, actor, agency, version);
    },
    async setTier(actor, agency, request) {
      await setTier(platform, key, deps.agencies(), actor, agency, request);
      await changed(agency);
    },

    queue: (actor) => waiting(platform, actor),
    release: (actor, agency, version) => detailOf(platform, live.current, actor, agency, version),
    history: (actor, agency) => historyOf(platform, actor, agency),

    routes(app) {
      releaseRoutes(app, registry, deps.identity);
      bundleRoutes(app, files, platform.log);
      liveRoutes(app, live);
      incidentRoutes(app, platform, deps.identity);
    },
    async start() {
      await recogniseKey(platform, key);
      await live.start((agency) => stored.forget(agency));
    },
    stop: () => live.stop(),
  };
  return registry;
}

/** Refuses to start over a registry whose releases were approved with another central key: nothing in it would verify. */
async function recogniseKey(platform: Platform, key: CentralKey): Promise<void> {
  const known = await platform.db.write<Tables, string>(system('open-registry'), async ({ sql, journal }) => {
    const added = await sql
      .insertInto('registry.central_key')
      .values({ key_id: key.keyId, public_key: key.publicKey })
      .onConflict((there) => there.doNothing())
      .returning('key_id')
      .executeTakeFirst();
    if (added) await journal({ type: 'registry.opened', entity: `key:${key.keyId}` });
    return (await sql.selectFrom('registry.central_key').select('key_id').executeTakeFirstOrThrow()).key_id;
  });
  if (known !== key.keyId) {
    throw new Error(
      `the central key in ${platform.config.dataDir}/keys/central.pem (${key.keyId}) is not the one this registry was opened with (${known}): put that key file back`,
    );
  }
}
