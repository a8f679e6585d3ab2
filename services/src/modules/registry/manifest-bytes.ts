import { canonicalBytes } from '@hukumat/contract/release';
import { unprocessable } from '../../platform/problem.ts';

/** Deeper than any manifest; readers that descend by recursion are never handed more. */
const MAX_DEPTH = 100;

/** The bytes a signature is made over. @throws Problem 422 when there are none, or they are nested too deep. */
export function canonical(manifest: unknown): Uint8Array {
  const unreadable = (why: string) => unprocessable('manifest-unreadable', `The manifest ${why}`, { field: '/manifest' });
  let bytes: Uint8Array;
  try {
    bytes = canonicalBytes(manifest);
  } catch {
    // Half a character, or nothing at all: there is nothing to verify a signature over.
    throw unreadable('has no canonical form');
  }
  if (depthOf(bytes) > MAX_DEPTH) throw unreadable(`is nested deeper than ${MAX_DEPTH} levels`);
  return bytes;
}

/** How deep JSON text is nested, counted without descending into it. */
function depthOf(json: Uint8Array): number {
  let depth = 0;
  let deepest = 0;
  let quoted = false;
  for (let at = 0; at < json.length; at++) {
    const char = json[at];
    if (char === 0x22) quoted = !quoted;
    else if (quoted) at += char === 0x5c ? 1 : 0;
    else if (char === 0x7b || char === 0x5b) deepest = Math.max(deepest, ++depth);
    else if (char === 0x7d || char === 0x5d) depth--;
  }
  return deepest;
}
