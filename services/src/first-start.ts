import { createPrivateKey, createPublicKey } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Role, Tier } from '@hukumat/contract';
import { signManifest } from '@hukumat/contract/release';
import { type BuiltPlugin, buildPlugin } from './first-start/build-plugin.ts';
import { keyFile, type Registry } from './modules/registry/index.ts';
import type { Actor } from './platform/actor.ts';
import { Problem } from './platform/problem.ts';
import { StartError } from './platform/start-error.ts';

/** A plugin that comes with the portal: its agency, its folder below the root, the tier the central Agency gives it. */
export interface Shipped {
  agency: string;
  folder: string;
  tier: Tier;
}

export const SHIPPED: readonly Shipped[] = [
  { agency: 'mia', folder: 'agencies/mia', tier: 'document' },
  { agency: 'justice', folder: 'agencies/justice', tier: 'document' },
  { agency: 'religion-ceremonies', folder: 'agencies/religion-ceremonies', tier: 'document' },
  { agency: 'tax-committee', folder: 'agencies/tax-committee', tier: 'document' },
  { agency: 'dushanbe', folder: 'agencies/dushanbe', tier: 'document' },
  { agency: 'architecture-construction', folder: 'agencies/architecture-construction', tier: 'document' },
  { agency: 'service-centre', folder: 'agencies/service-centre', tier: 'document' },
  { agency: 'innovation-agency', folder: 'agencies/innovation-agency', tier: 'document' },
  { agency: 'template-react', folder: 'agencies/template/react', tier: 'page' },
  { agency: 'template-vue', folder: 'agencies/template/vue', tier: 'page' },
  { agency: 'template-lit', folder: 'agencies/template/lit', tier: 'page' },
];

export interface FirstStart {
  /** Folder of the sources. */
  root: string;
  /** Keys and builds are kept below it. */
  dataDir: string;
  /** Prints one line for whoever started the portal. */
  say(line: string): void;
  shipped?: readonly Shipped[];
}

/** Sources that a plugin's build reads besides its own. */
const ALSO_READ = ['contract/src', 'shared-ui/src', 'pnpm-lock.yaml'];
const CENTRAL = 'innovation-agency';
const AT_ONCE = 2;

/**
 * Brings the shipped plugins into a registry that does not have them yet, the way every agency does it: a key pair,
 * a build, a signed upload by the agency's developer, an approval by a reviewer. Nothing is served from the sources.
 * Every step is safe to repeat, so a start that was cut off goes on where it stopped. An agency of which any release
 * was ever decided is left alone: from then on its releases come by `hukumat publish`.
 * @throws StartError with a sentence that names the plugin and what is wrong with it.
 */
export async function firstStart(registry: Registry, { root, dataDir, say, shipped = SHIPPED }: FirstStart): Promise<void> {
  const missing: Shipped[] = [];
  for (const plugin of shipped) if (!(await isSettled(registry, plugin.agency))) missing.push(plugin);
  if (missing.length === 0) return;

  say(`First start: building, signing, publishing and reviewing ${missing.length} plugins. This happens once.`);
  const alsoReads = ALSO_READ.map((place) => join(root, place)).filter((place) => existsSync(place));
  const queue = [...missing];
  let live = 0;
  const worker = async () => {
    for (let plugin = queue.shift(); plugin; plugin = queue.shift()) {
      try {
        const built = await buildPlugin(join(root, plugin.folder), alsoReads, join(dataDir, 'build', plugin.agency));
        await bringLive(registry, plugin, built, dataDir);
        live += 1;
        say(`  ${live} of ${missing.length}: ${plugin.agency} ${built.manifest.version} is live`);
      } catch (error) {
        queue.length = 0;
        throw new StartError(`The plugin ${plugin.agency} could not be brought live: ${sentence(error)}`, { cause: error });
      }
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: AT_ONCE }, worker));
  const failed = ends.find((end) => end.status === 'rejected');
  if (failed) throw failed.reason;
}

async function isSettled(registry: Registry, agency: string): Promise<boolean> {
  const history = await registry.history(demoPerson(CENTRAL, 'auditor'), agency);
  return history.some((release) => release.state !== 'pending');
}

async function bringLive(registry: Registry, { agency, tier }: Shipped, { manifest, files }: BuiltPlugin, dataDir: string): Promise<void> {
  const privateKey = keyFile(join(dataDir, 'keys', `${agency}.pem`));
  const publicKey = createPublicKey(createPrivateKey(privateKey)).export({ type: 'spki', format: 'pem' }).toString();
  await registry.registerAgencyKey(demoPerson(CENTRAL, 'registrar'), { agency, publicKey });
  await registry.setTier(demoPerson(CENTRAL, 'release-manager'), agency, { tier, reason: 'first start' });
  const upload = { manifest, files, signature: signManifest(manifest, privateKey) };
  const { release } = await registry.publishRelease(demoPerson(agency, 'developer'), agency, upload);
  if (release.state !== 'pending') return;
  try {
    await registry.review(demoPerson(CENTRAL, 'reviewer', '-1'), agency, release.version, { verdict: 'approve', reason: 'first start' });
  } catch (error) {
    // Another instance that starts at the same moment may have been quicker.
    if (!(error instanceof Problem && error.code === 'release-state' && (await isSettled(registry, agency)))) throw error;
  }
}

/** One of the demonstration's people, by the same subject and role as on the sign-in page. */
function demoPerson(agency: string, role: Role, number = ''): Actor {
  const subject = `${agency}-${role}${number}`;
  return { kind: 'person', subject, name: subject, loa: 'substantial', roles: [{ agency, role }] };
}

function sentence(error: unknown): string {
  if (error instanceof Problem && Array.isArray(error.details.findings)) {
    return `${error.message}: ${error.details.findings.map((finding: unknown) => JSON.stringify(finding)).join('\n')}`;
  }
  return error instanceof Error ? error.message : String(error);
}
