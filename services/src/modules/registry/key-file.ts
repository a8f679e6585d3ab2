import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { generateKey } from '@hukumat/contract/release';

/** The text of a private key file (PKCS#8, readable by its owner only), made when it is not there: an Ed25519 key, or what `make` makes. */
export function keyFile(path: string, make: () => string = () => generateKey().privateKeyPem): string {
  const there = read(path);
  if (there !== undefined) return there;
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const own = `${path}.${process.pid}.${Date.now()}`;
  writeFileSync(own, make(), { mode: 0o600, flag: 'wx', flush: true });
  try {
    // A link never replaces: of two instances that start together one wins and both read the winner's key.
    linkSync(own, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(own, { force: true });
  }
  return readFileSync(path, 'utf8');
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
