import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { slugSchema } from '../names.ts';

const AGENCIES = fileURLToPath(new URL('../../../agencies/', import.meta.url));
export const FRAMEWORKS = ['react', 'vue', 'lit'] as const;
export type Framework = (typeof FRAMEWORKS)[number];
const LEFT_OUT = new Set(['node_modules', 'dist']);

/** Copies the template of a framework and gives it the agency's id. Returns the new folder. */
export function createPlugin(agency: string, framework: Framework, into = join(AGENCIES, agency)): string {
  if (!slugSchema.safeParse(agency).success)
    throw new Error(`"${agency}" is no agency id: lower-case words joined by hyphens, as in the directory`);
  if (existsSync(into)) throw new Error(`${into} exists already`);
  const template = join(AGENCIES, 'template', framework);
  cpSync(template, into, { recursive: true, filter: (path) => !LEFT_OUT.has(basename(path)) });
  for (const entry of readdirSync(into, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, text.replaceAll(`agency-template-${framework}`, `agency-${agency}`).replaceAll(`template-${framework}`, agency));
  }
  return join(dirname(into), basename(into));
}
