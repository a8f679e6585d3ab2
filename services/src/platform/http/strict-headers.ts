import type { Config } from '../config.ts';

/** What a route answers with; the table below says which headers that means. */
export type HeaderKind = 'page' | 'fragment' | 'api' | 'asset' | 'bundle' | 'oidc';

/** Features of the browser that no page of ours uses. Only names that Chromium knows: it complains about each other one on every page. */
const FEATURES =
  'accelerometer autoplay camera captured-surface-control clipboard-read compute-pressure digital-credentials-get display-capture encrypted-media fullscreen gamepad geolocation gyroscope hid identity-credentials-get idle-detection keyboard-map local-fonts local-network-access magnetometer microphone midi on-device-speech-recognition otp-credentials payment picture-in-picture publickey-credentials-create publickey-credentials-get screen-wake-lock serial storage-access sync-xhr usb window-management xr-spatial-tracking';

const NOTHING = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'";
const FOREVER = 'public, max-age=31536000, immutable';

/** One table for every route: what stands here is sent unless the route itself sets the same header. */
export function strictHeaders(config: Pick<Config, 'origin' | 'oidc'>): Record<HeaderKind, Readonly<Record<string, string>>> {
  const identity = config.oidc ? ` "${new URL(config.oidc.issuer).origin}/*"` : '';
  const all = {
    'x-content-type-options': 'nosniff',
    // Not `no-referrer`: with it browsers send `Origin: null` on our own forms.
    'referrer-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    ...(config.origin.startsWith('https:') ? { 'strict-transport-security': 'max-age=63072000; includeSubDomains' } : {}),
  };
  const document = {
    ...all,
    'x-frame-options': 'DENY',
    // Not `same-origin`: code of an agency is of our origin too, and could open another page of ours and read it.
    'cross-origin-opener-policy': 'noopener-allow-popups',
    'origin-agent-cluster': '?1',
    'permissions-policy': FEATURES.split(' ')
      .map((feature) => `${feature}=()`)
      .join(', '),
    'connection-allowlist': `(response-origin${identity});redirects=allow`,
    'cache-control': 'no-store',
  };
  const data = { ...all, 'content-security-policy': `${NOTHING}; sandbox`, 'cache-control': 'no-store' };
  const file = { ...all, 'content-security-policy': `${NOTHING}; sandbox`, 'cache-control': FOREVER };
  return {
    page: { ...document, 'content-security-policy': `${NOTHING}; form-action 'self'` },
    oidc: { ...document, 'content-security-policy': `${NOTHING}; style-src 'self'; form-action 'self'` },
    fragment: data,
    api: data,
    asset: file,
    bundle: file,
  };
}

/** The kind of a route that names none, by its address. */
export function kindOf(path: string): HeaderKind {
  if (path.startsWith('/api/') || path.startsWith('/content/files/')) return 'api';
  if (path.startsWith('/_fragment/')) return 'fragment';
  if (path.startsWith('/assets/')) return 'asset';
  if (path.startsWith('/bundles/')) return 'bundle';
  if (path.startsWith('/oidc/') || path === '/oidc') return 'oidc';
  return path === '/healthz' || path === '/readyz' ? 'api' : 'page';
}
