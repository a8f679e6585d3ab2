import type { AgencyDeclaration, Role } from '@hukumat/contract';
import { type KeyPair, manifestOf, signManifest } from '@hukumat/contract/release';
import type { Actor } from '../../platform/actor.ts';
import type { ReleaseUpload } from './index.ts';

/** A person of the demonstration with one role in one agency. */
export const person = (agency: string, role: Role, number = ''): Actor => ({
  kind: 'person',
  subject: `${agency}-${role}${number}`,
  name: `${agency} ${role}`,
  loa: 'substantial',
  roles: [{ agency, role }],
});

const fallback = { what: 'Намуна', phone: '000', address: 'Душанбе', hours: '8–17' };

/** The smallest declaration that passes the checks. */
export const declare = (agency: string, more: Partial<AgencyDeclaration> = {}): AgencyDeclaration => ({
  agency,
  routes: [{ name: 'start', path: 'start', title: { tg: 'Оғоз', ru: 'Начало', en: 'Start' }, needs: 'none' }],
  fallback: { tg: fallback, ru: fallback, en: fallback },
  owner: { oncall: 'oncall@agency.example', security: 'security@agency.example' },
  ...more,
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
