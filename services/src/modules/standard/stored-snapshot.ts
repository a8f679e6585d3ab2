import type { FetchedPage, SectionSnapshot, Thresholds } from '@hukumat/contract/standard';
import canonicalize from 'canonicalize';
import type { ObjectStore } from '../../platform/platform.ts';
import { textOf } from './own-pages.ts';
import type { Taken } from './take-snapshot.ts';

type StoredPage = Omit<FetchedPage, 'body'>;
/** The snapshot with every body and file by its digest, and with the thresholds that were asked. */
interface Stored {
  snapshot: Omit<SectionSnapshot, 'pages' | 'release'>;
  pages: StoredPage[];
  release?: { manifest: unknown; files: Record<string, string>; signed: boolean; directory: readonly string[] };
  thresholds: Thresholds;
}

/** Stores everything the verdicts follow from. Answers with the digest of the snapshot and of all that it names. */
export async function storeSnapshot(
  objects: ObjectStore,
  { snapshot, bytes }: Taken,
  thresholds: Thresholds,
): Promise<{ sha256: string; answers: string[] }> {
  const { pages, release, ...rest } = snapshot;
  for (const body of bytes.values()) await objects.put(body);
  const files: Record<string, string> = {};
  for (const [path, content] of release?.files ?? []) files[path] = (await objects.put(content)).sha256;
  const stored: Stored = {
    snapshot: rest,
    pages: pages.map(({ body: _body, ...page }) => page),
    ...(release ? { release: { ...release, files } } : {}),
    thresholds,
  };
  const { sha256 } = await objects.put(new TextEncoder().encode(canonicalize(stored)));
  return { sha256, answers: [...bytes.keys()] };
}

/** The snapshot as it was, from stored bytes. Nothing when any of them is gone. */
export async function loadSnapshot(
  objects: ObjectStore,
  sha256: string,
): Promise<{ snapshot: SectionSnapshot; thresholds: Thresholds } | undefined> {
  const bytes = await objects.get(sha256);
  if (!bytes) return undefined;
  const { snapshot, pages, release, thresholds } = JSON.parse(new TextDecoder().decode(bytes)) as Stored;
  const whole: FetchedPage[] = [];
  for (const page of pages) {
    const body = await objects.get(page.sha256);
    if (!body) return undefined;
    whole.push({ ...page, body: textOf(body, page.headers) });
  }
  const files = new Map<string, Uint8Array>();
  for (const [path, sha] of Object.entries(release?.files ?? {})) {
    const content = await objects.get(sha);
    if (!content) return undefined;
    files.set(path, content);
  }
  return { snapshot: { ...snapshot, pages: whole, ...(release ? { release: { ...release, files } } : {}) }, thresholds };
}
