import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));
/** Everything whose change must change the build. Tests and examples do not. */
const FOLDERS = [
  'shell/src/browser',
  'shell/src/build',
  'shell/src/document',
  'shell/src/messages/browser',
  'shell/vendor',
  'contract/src',
  'shared-ui/src',
];
const FILES = ['shell/src/build.ts', 'shell/src/assets.ts', 'pnpm-lock.yaml'];

/** One name for the state of all inputs: equal names mean equal builds. */
export function inputHash(): string {
  const hash = createHash('sha256').update(process.versions.node.split('.')[0] ?? '');
  for (const path of [...FOLDERS.flatMap((folder) => filesBelow(join(root, folder))), ...FILES.map((file) => join(root, file))]) {
    hash.update(relative(root, path)).update('\0').update(readFileSync(path)).update('\0');
  }
  return hash.digest('hex').slice(0, 20);
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.(test|examples)\.ts$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
