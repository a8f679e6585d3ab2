import { constants } from 'node:fs';
import { lstat, open, readdir, realpath } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { oldAddress, oldHostOf } from './old-address.ts';
import { readText } from './read-text.ts';
import { type Entry, type Finding, LIMITS, type Source } from './source.ts';

const PAGES = /\.(x?html?|php\d?|aspx?|jsp)$|^[^.]+$/i;
/** What stands in a mirror beside pages and is taken only when a page names it. */
const FILES =
  /\.(jpe?g|png|gif|webp|avif|svg|ico|bmp|pdf|docx?|xlsx?|pptx?|odt|ods|rtf|txt|csv|zip|rar|7z|css|js|mjs|json|xml|woff2?|ttf|eot|mp[34]|avi)$/i;
const DEEPEST = 32;

/** A folder with the files of an old site, as a mirroring program has saved them. No link leads out of it, none is followed. */
export async function readMirror(folder: string, host: string): Promise<Source> {
  const root = await realpath(folder);
  const names = new Map<string, string>();
  const addressOf = (path: string) => `http://${host}/${inAddress(relative(root, path).split(sep).join('/'))}`;
  for await (const found of walk(root, 0)) if ('file' in found) names.set(oldAddress(addressOf(found.file)).whole, found.file);
  return {
    async *entries(): AsyncIterable<Entry> {
      for await (const found of walk(root, 0)) {
        if ('refused' in found) {
          yield { refused: { address: addressOf(found.path), finding: found.refused } };
          continue;
        }
        const path = found.file;
        const name = path.slice(path.lastIndexOf(sep) + 1);
        const address = addressOf(path);
        const bare = name.replace(/[?@].*$/, '');
        if (FILES.test(bare)) continue;
        if (!PAGES.test(bare)) {
          yield { refused: { address, finding: { reason: 'kind-unknown', detail: name.slice(-60) } } };
          continue;
        }
        const bytes = await bytesOf(path, LIMITS.page);
        if (!bytes) {
          yield { refused: { address, finding: { reason: 'too-large' } } };
          continue;
        }
        const { text, findings } = readText(bytes);
        yield { page: { address, also: [], kind: 'page', html: text, form: 'document', categories: [], findings } };
      }
    },
    async file(address) {
      if (URL.canParse(address) && oldHostOf(new URL(address).host) !== oldHostOf(host)) return undefined;
      const path = names.get(oldAddress(address).whole) ?? names.get(oldAddress(address).path);
      return path ? bytesOf(path, LIMITS.file) : undefined;
    },
  };
}

type Found = { file: string } | { path: string; refused: Finding };

async function* walk(folder: string, depth: number): AsyncIterable<Found> {
  const names = (await readdir(folder)).sort();
  for (const name of names) {
    const path = join(folder, name);
    const found = await lstat(path);
    if (found.isSymbolicLink()) yield { path, refused: { reason: 'symbolic-link' } };
    // A name like `..%2f..%2fetc` was made to lead out of somebody's folder.
    else if (/%2e%2e|\.\.(%2f|%5c)|\\|\p{Cc}/iu.test(name))
      yield { path, refused: { reason: 'outside-folder', detail: name.slice(0, 60) } };
    else if (found.isDirectory()) {
      if (depth >= DEEPEST) yield { path, refused: { reason: 'too-deep' } };
      else yield* walk(path, depth + 1);
    } else if (found.isFile()) yield { file: path };
    else yield { path, refused: { reason: 'kind-unknown' } };
  }
}

/** `news.php?id=5`, also where a mirror wrote `@` for `?` or `.html` behind it. */
const inAddress = (path: string): string =>
  path.replace(/(\.(?:php\d?|aspx?|jsp|html?))@(?=[^/]*$)/i, '$1?').replace(/(\.(?:php\d?|aspx?|jsp)(?:\?.*)?|\?.*)\.html$/i, '$1');

/** Opened without following a link that was put there meanwhile. @returns undefined beyond `limit`. */
async function bytesOf(path: string, limit: number): Promise<Uint8Array | undefined> {
  const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW);
  try {
    const { size } = await file.stat();
    return size > limit ? undefined : await file.readFile();
  } finally {
    await file.close();
  }
}
