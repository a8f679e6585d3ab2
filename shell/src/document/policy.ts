import { createHash } from 'node:crypto';
import type { Frame } from './model.ts';

const sourceHash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

export interface PolicyParts {
  importMap: string;
  inlineScript: string;
  criticalCss: string;
  /** Origins, beside our own, that a form may lead to: another identity provider than the embedded one. */
  formOrigins: readonly string[];
}

/** Policy names that frameworks of the portal claim in a document shared by several plugins. */
const SHARED_NAMES = ['vue', 'lit-html'];

/** What an editor's page adds: ProseMirror reads pasted HTML in a document that runs nothing. */
const EDITOR_NAMES = ['ProseMirrorClipboard'];

/**
 * The headers that keep a document closed: the same for every page of one build, because a document keeps the policy it was
 * born with while fragments of other routes are swapped into it. A document of tier `document` names only the Trusted Types
 * policies of its own plugin's frameworks, since any code may otherwise claim `vue` first.
 */
export function createPolicy(parts: PolicyParts): (frame: Frame) => Record<string, string> {
  const scripts = `'self' ${sourceHash(parts.importMap)} ${sourceHash(parts.inlineScript)}`;
  const rest = [
    `default-src 'none'`,
    `script-src ${scripts}`,
    `style-src 'self' ${sourceHash(parts.criticalCss)}`,
    `connect-src 'self'`,
    `img-src 'self' data:`,
    `font-src 'self'`,
    `form-action ${["'self'", ...parts.formOrigins].join(' ')}`,
    `base-uri 'none'`,
    `frame-ancestors 'none'`,
    `worker-src 'none'`,
    `require-trusted-types-for 'script'`,
  ].join('; ');
  const constant = { 'integrity-policy': 'blocked-destinations=(script)', 'speculation-rules': '"/assets/speculation-rules.json"' };
  return (frame) => {
    const own = frame.plugin?.tier === 'document' ? frame.plugin.trustedTypes : SHARED_NAMES;
    return {
      ...constant,
      'content-security-policy': `${rest}; trusted-types ${['hukumat', ...own, ...(frame.editor ? EDITOR_NAMES : [])].join(' ')}`,
    };
  };
}

/** Prefetch of links between server pages, sent by address so that the policy needs no inline exception. */
export const speculationRules = {
  prefetch: [
    {
      where: {
        and: [
          { href_matches: ['/tg/*', '/ru/*', '/en/*'] },
          { not: { href_matches: ['/*/account/*', '/*/apply', '/*/apply/*', '/*/*.pdf'] } },
          { not: { selector_matches: '[data-no-prefetch], [data-no-prefetch] *' } },
        ],
      },
      eagerness: 'moderate',
    },
  ],
};
