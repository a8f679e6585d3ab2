import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import { sha384 } from '@hukumat/contract/release';
import type { ObjectStore } from '../../platform/platform.ts';
import { isPublic } from './release.ts';
import type { StoredReleases } from './stored-releases.ts';
import { NotTrusted } from './trust.ts';

export interface BundleFile {
  type: string;
  sha384: string;
  plain: Buffer;
  /** Brotli, when it is smaller. */
  brotli?: Buffer;
}

const TYPES: Record<string, string> = {
  js: 'text/javascript; charset=utf-8',
  mjs: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  json: 'application/json; charset=utf-8',
  map: 'application/json; charset=utf-8',
  svg: 'image/svg+xml',
  woff2: 'font/woff2',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  webp: 'image/webp',
  avif: 'image/avif',
};
const PACKED = /^(text|application\/json|image\/svg)/;
const compress = promisify(brotliCompress);

/** Bytes kept in memory, plain and packed together. */
const KEPT_BYTES = 64 * 1024 * 1024;

/** Files of releases that are or were live, from memory when they were asked for lately. */
export class BundleFiles {
  readonly #releases: StoredReleases;
  readonly #objects: ObjectStore;
  readonly #kept = new Map<string, BundleFile>();
  readonly #coming = new Map<string, Promise<BundleFile>>();
  #bytes = 0;

  constructor(releases: StoredReleases, objects: ObjectStore) {
    this.#releases = releases;
    this.#objects = objects;
  }

  /** `undefined`: no such public file; `gone`: its release was killed. @throws NotTrusted when the bytes are not the signed ones. */
  async find(agency: string, version: string, path: string): Promise<BundleFile | 'gone' | undefined> {
    const release = await this.#releases.find(agency, version);
    if (release?.state === 'killed') return 'gone';
    if (!release || !isPublic(release.state) || !Object.hasOwn(release.manifest.files, path)) return undefined;
    const signed = release.manifest.files[path]?.sha384 ?? '';
    const name = `${signed} ${typeOf(path)}`;
    const kept = this.#kept.get(name);
    if (kept) {
      this.#kept.delete(name);
      this.#kept.set(name, kept);
      return kept;
    }
    const coming = this.#coming.get(name) ?? this.#load(release.objects.get(path) ?? '', typeOf(path), signed);
    this.#coming.set(name, coming);
    try {
      return this.#keep(name, await coming);
    } finally {
      this.#coming.delete(name);
    }
  }

  async #load(object: string, type: string, signed: string): Promise<BundleFile> {
    const bytes = await this.#objects.get(object);
    if (!bytes) throw new NotTrusted(`object ${object} of a release is missing`);
    if (sha384(bytes) !== signed) throw new NotTrusted(`object ${object} is not the file that was signed`);
    const plain = Buffer.from(bytes);
    if (!PACKED.test(type) || plain.length < 512) return { type, sha384: signed, plain };
    const brotli = await compress(plain, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 10, [constants.BROTLI_PARAM_SIZE_HINT]: plain.length },
    });
    return brotli.length < plain.length ? { type, sha384: signed, plain, brotli } : { type, sha384: signed, plain };
  }

  #keep(name: string, file: BundleFile): BundleFile {
    if (this.#kept.has(name)) return file;
    this.#kept.set(name, file);
    this.#bytes += sizeOf(file);
    for (const [oldest, other] of this.#kept) {
      if (this.#bytes <= KEPT_BYTES || oldest === name) break;
      this.#kept.delete(oldest);
      this.#bytes -= sizeOf(other);
    }
    return file;
  }
}

const sizeOf = (file: BundleFile): number => file.plain.length + (file.brotli?.length ?? 0);
const typeOf = (path: string): string => TYPES[path.slice(path.lastIndexOf('.') + 1).toLowerCase()] ?? 'application/octet-stream';
