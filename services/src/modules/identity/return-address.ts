import { LANGS, type Lang } from '@hukumat/contract';

/**
 * Where to lead somebody after sign-in: a path of this portal, query included. Anything that a browser could read as
 * another origin, and anything that would begin a sign-in again, leads home.
 */
export function returnAddress(wanted: unknown, origin: string): string {
  const home = '/tg/';
  if (typeof wanted !== 'string' || wanted.length > 2000 || !wanted.startsWith('/')) return home;
  // Browsers drop tabs and newlines and read a backslash as a slash: no address of ours holds any of them.
  if ([...wanted].some((char) => char === '\\' || char <= ' ' || char === '\u007f') || /^\/(\/|%2f|%5c)/i.test(wanted)) return home;
  if (!URL.canParse(wanted, origin)) return home;
  const url = new URL(wanted, origin);
  const path = url.pathname + url.search + url.hash;
  if (url.origin !== origin || path.startsWith('//') || /^\/(auth|oidc|api|_fragment)(\/|$)/.test(url.pathname)) return home;
  return path;
}

/** The language of an address; Tajik for one without. */
export const languageOf = (path: string): Lang => LANGS.find((lang) => path === `/${lang}` || path.startsWith(`/${lang}/`)) ?? 'tg';
