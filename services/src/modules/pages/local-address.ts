/** Only an address of this portal: anything else leads home. */
export function local(address: string): string {
  if (!address.startsWith('/') || /[\\\s]/.test(address) || !URL.canParse(address, 'http://portal.invalid')) return '/';
  const url = new URL(address, 'http://portal.invalid');
  return url.host === 'portal.invalid' ? url.pathname.replace(/^\/{2,}/, '/') + url.search + url.hash : '/';
}
