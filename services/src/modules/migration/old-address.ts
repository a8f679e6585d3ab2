/** What links carry to count visitors or to keep a session: it names no other page. */
const NOISE = /^(utm_.*|fbclid|gclid|yclid|_openstat|phpsessid|jsessionid)$/;
/** Files that a folder answers with by itself. */
const INDEX = /\/(index|default|home)\.(html?|php\d?|aspx?|jsp)$/;

/** How one address of an old site is written down: path and query, in one spelling for all that lead to the same page. */
export interface OldAddress {
  /** Path and query. */
  whole: string;
  path: string;
}

/**
 * The one spelling of an address: lower case, `index.php` as its folder, no final or double slashes, `.` and `..` resolved, percent signs
 * only where needed (also those of windows-1251), the query in order and without what only counts visitors. Scheme, `www.` and
 * fragment tell nothing apart.
 */
export function oldAddress(target: string): OldAddress {
  const [beforeQuery = '', ...rest] = target.replace(/#.*$/s, '').split('?');
  const path = canonicalPath(beforeQuery.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/]*/i, ''));
  const pairs = rest
    .join('?')
    .split('&')
    .filter(Boolean)
    .map((pair): [string, string] => {
      const at = pair.indexOf('=');
      const [name, value] = at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)];
      return [plain(name.replaceAll('+', ' ')), plain(value.replaceAll('+', ' '))];
    })
    .filter(([name]) => name !== '' && !NOISE.test(name))
    .map(([name, value]) => `${written(name)}=${written(value)}`);
  const query = [...new Set(pairs)].sort().join('&');
  return { whole: query ? `${path}?${query}` : path, path };
}

/** The host of an old site: lower case, without `www.`, port and final dot. */
export const oldHostOf = (host: string): string =>
  host
    .toLowerCase()
    .replace(/:\d+$/, '')
    .replace(/\.$/, '')
    .replace(/^www\./, '');

function canonicalPath(path: string): string {
  const parts: string[] = [];
  // Split before decoding, so that a written %2F never becomes a folder.
  for (const part of path.split('/').map(plain)) {
    if (part === '' || part === '.') continue;
    if (part === '..') parts.pop();
    else parts.push(part);
  }
  return `/${parts.map(written).join('/')}`.replace(INDEX, '') || '/';
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true });
const windows1251 = new TextDecoder('windows-1251');

/** Percent signs taken out, whichever encoding they were written in; letters in lower case and in one form. */
function plain(part: string): string {
  const bytes: number[] = [];
  for (const [piece] of part.matchAll(/%[0-9a-f]{2}|[^%]+|%/gi)) {
    if (piece.length === 3 && /^%[0-9a-f]{2}$/i.test(piece)) bytes.push(Number.parseInt(piece.slice(1), 16));
    else bytes.push(...Buffer.from(piece));
  }
  return decoded(Uint8Array.from(bytes)).normalize('NFC').toLowerCase().normalize('NFC');
}

function decoded(bytes: Uint8Array): string {
  try {
    return strictUtf8.decode(bytes);
  } catch {
    return windows1251.decode(bytes);
  }
}

/** Only what would be read as part of the address itself is written with percent signs. */
const written = (part: string): string =>
  part.replace(/[%/?#&=+\s\p{Cc}]/gu, (char) => [...Buffer.from(char)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''));
