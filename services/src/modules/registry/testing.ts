import type { AgencyDeclaration, Role, ServiceDefinition } from '@hukumat/contract';
import { generateKey, type KeyPair, manifestOf, signManifest } from '@hukumat/contract/release';
import type { Actor } from '../../platform/actor.ts';
import type { Platform } from '../../platform/platform.ts';
import { testPlatform } from '../../platform/testing.ts';
import { createRegistry, type Registry, type RegistryDeps, type ReleaseSummary, type ReleaseUpload } from './index.ts';

/** A person of the demonstration with one role in one agency. */
export const person = (agency: string, role: Role, number = ''): Actor => ({
  kind: 'person',
  subject: `${agency}-${role}${number}`,
  name: `${agency} ${role}`,
  loa: 'substantial',
  roles: [{ agency, role }],
});

const fallback = { what: 'Намуна', phone: '+992 00 000 0000', address: 'Душанбе', hours: '8–17' };

/** The smallest declaration that passes the checks. */
export const declare = (agency: string, more: Partial<AgencyDeclaration> = {}): AgencyDeclaration => ({
  agency,
  routes: [{ name: 'start', path: 'start', title: { tg: 'Оғоз', ru: 'Начало', en: 'Start' }, needs: 'none' }],
  fallback: { tg: fallback, ru: fallback, en: fallback },
  owner: { oncall: 'oncall@agency.example', security: 'security@agency.example' },
  ...more,
});

const inThree = (tg: string) => ({ tg, ru: tg, en: tg });

/** A service of one question. */
export const service = (id: string, title = 'Хизмати намунавӣ'): ServiceDefinition => ({
  id,
  version: 1,
  title: inThree(title),
  summary: inThree('Намуна'),
  category: 'documents',
  lifeEvents: [],
  audience: ['person'],
  needs: 'low',
  who: inThree('Ҳама'),
  result: inThree('Ҷавоб'),
  channels: ['online'],
  legalBasis: [{ title: inThree('Намуна'), sample: true }],
  fees: [],
  evidence: [],
  form: {
    schema: { type: 'object', required: ['note'], properties: { note: { type: 'string', maxLength: 100 } } },
    steps: [{ name: 'note', title: inThree('Шарҳ'), fields: [{ name: 'note', kind: 'text', label: inThree('Шарҳ') }] }],
  },
  workflow: { kind: 'review', role: 'officer', workingDays: 5, sendBackDays: 10, refusals: [{ code: 'other', label: inThree('Дигар') }] },
});

const text = (value: string): Uint8Array => new TextEncoder().encode(value);

/** A release of one script and its texts, signed with `key`. `code` is what the script says. */
export function makeRelease(
  key: KeyPair,
  agency: string,
  version: string,
  options: { code?: string; declaration?: Partial<AgencyDeclaration> } = {},
): ReleaseUpload & { files: Map<string, Uint8Array> } {
  const code = options.code ?? 'export default { start() { return { mount(view) { view.root.textContent = "Салом"; }, unmount() {} }; } };';
  const files = new Map([
    ['section.js', text(code)],
    ['section.css', text('[data-plugin] p { margin: 0 }')],
    ...(['tg', 'ru', 'en'] as const).map((lang): [string, Uint8Array] => [`text/${lang}.json`, text('{"start":"Салом"}')]),
  ]);
  const manifest = manifestOf(declare(agency, options.declaration), {
    version,
    entry: { format: 'module', path: 'section.js' },
    files,
    styles: ['section.css'],
    texts: { tg: 'text/tg.json', ru: 'text/ru.json', en: 'text/en.json' },
  });
  return { manifest, files, signature: signManifest(manifest, key.privateKeyPem) };
}

const AGENCIES = ['mia', 'justice', 'tax-committee', 'customs', 'finance', 'health', 'innovation-agency'];
export const reviewer = person('innovation-agency', 'reviewer', '-1');
export const manager = person('innovation-agency', 'release-manager');
type Options = Parameters<typeof makeRelease>[3];

/** A registry on the real database in which every agency of the test has registered a key. */
export interface TestRegistry {
  registry: Registry;
  platform: Platform;
  deps: RegistryDeps;
  key(agency: string): KeyPair;
  publish(agency: string, version: string, options?: Options): ReturnType<Registry['publishRelease']>;
  goLive(agency: string, version: string, options?: Options): Promise<ReleaseSummary>;
  liveVersion(agency: string, of?: Registry): string | undefined;
  stop(): Promise<void>;
}

export async function testRegistry(): Promise<TestRegistry> {
  const own = await testPlatform();
  const deps: RegistryDeps = {
    identity: { actorOf: () => reviewer, capability: { check: () => undefined } },
    agencies: () => AGENCIES,
  };
  const registry = createRegistry(own.platform, deps);
  await registry.start();
  const keys = new Map(AGENCIES.map((agency) => [agency, generateKey()]));
  const key = (agency: string): KeyPair => {
    const found = keys.get(agency);
    if (!found) throw new Error(`no agency ${agency} in this test`);
    return found;
  };
  for (const agency of AGENCIES) {
    await registry.registerAgencyKey(person('innovation-agency', 'registrar'), { agency, publicKey: key(agency).publicKeyPem });
  }
  const publish: TestRegistry['publish'] = (agency, version, options) =>
    registry.publishRelease(person(agency, 'developer'), agency, makeRelease(key(agency), agency, version, options));
  return {
    registry,
    platform: own.platform,
    deps,
    key,
    publish,
    async goLive(agency, version, options) {
      await publish(agency, version, options);
      return registry.review(reviewer, agency, version, { verdict: 'approve' });
    },
    liveVersion: (agency, of = registry) => of.snapshot().releases.get(agency)?.version,
    async stop() {
      await registry.stop();
      await own.stop();
    },
  };
}
