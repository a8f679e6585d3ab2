import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { generateKey, type KeyPair, packFiles, signManifest } from '@hukumat/contract/release';
import { HttpPerson } from './http-person.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const COMMAND = join(ROOT, 'contract/bin/hukumat.ts');

export interface Said {
  code: number;
  text: string;
}

/** Someone with an access token: talks to the registry as programs do. */
export class Program {
  readonly origin: string;
  readonly token: string;

  constructor(origin: string, token: string) {
    this.origin = origin;
    this.token = token;
  }

  /** Signs in as `name` and makes a token for the work of `agency`. */
  static async tokenOf(origin: string, name: string, agency: string): Promise<string> {
    const person = new HttpPerson(origin);
    await person.signIn(name);
    const body = JSON.stringify({ agency, name: 'journey', days: 1 });
    const answer = await person.request('/api/v1/tokens', { method: 'POST', type: 'application/json', body });
    if (answer.status !== 201) throw new Error(`no token for ${name}: ${answer.status} ${await answer.text()}`);
    return ((await answer.json()) as { token: string }).token;
  }

  async call(method: string, path: string, body?: unknown): Promise<{ status: number; body: Record<string, unknown> }> {
    const headers: Record<string, string> = { authorization: `Bearer ${this.token}`, origin: this.origin };
    if (body !== undefined) headers['content-type'] = 'application/json';
    const answer = await fetch(new URL(path, this.origin), {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, body: text ? (JSON.parse(text) as Record<string, unknown>) : {} };
  }

  /** As `call`, for what must succeed. */
  async must(method: string, path: string, body?: unknown): Promise<Record<string, unknown>> {
    const answer = await this.call(method, path, body);
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  /** Runs the real command with this token. */
  hukumat(...args: string[]): Promise<Said> {
    return new Promise((done) => {
      const env = { ...process.env, HUKUMAT_TOKEN: this.token, HUKUMAT_PORTAL: this.origin };
      execFile(process.execPath, [COMMAND, ...args], { cwd: ROOT, env, timeout: 60_000, maxBuffer: 4_000_000 }, (error, stdout, stderr) => {
        done({ code: error ? Number(error.code ?? 1) : 0, text: stdout + stderr });
      });
    });
  }
}

/** A developer of one agency. */
export class Developer extends Program {
  readonly agency: string;
  readonly #folders: string[] = [];

  constructor(origin: string, agency: string, token: string) {
    super(origin, token);
    this.agency = agency;
  }

  static async of(origin: string, agency: string): Promise<Developer> {
    return new Developer(origin, agency, await Program.tokenOf(origin, `${agency}-developer`, agency));
  }

  /** A working copy of a plugin's sources, outside the repository. Its packages are those of the original. */
  copyOf(folder: string): string {
    const original = join(ROOT, folder);
    const copy = join(mkdtempSync(join(tmpdir(), 'hk-plugin-')), 'plugin');
    cpSync(original, copy, { recursive: true, filter: (path) => !['node_modules', 'dist'].includes(basename(path)) });
    symlinkSync(join(original, 'node_modules'), join(copy, 'node_modules'));
    this.#folders.push(resolve(copy, '..'));
    return copy;
  }

  /** A new plugin of this agency by the command's own template, with the packages of `like`. */
  async creates(framework: 'react' | 'vue' | 'lit', like = `agencies/template/${framework}`): Promise<string> {
    const folder = mkdtempSync(join(tmpdir(), 'hk-plugin-'));
    this.#folders.push(folder);
    const made = join(folder, 'plugin');
    const { code, text } = await this.hukumat('create', this.agency, '--framework', framework, '--into', made);
    if (code !== 0) throw new Error(text);
    symlinkSync(join(ROOT, like, 'node_modules'), join(made, 'node_modules'));
    return made;
  }

  edit(copy: string, file: string, change: (text: string) => string): void {
    const path = join(copy, file);
    const before = readFileSync(path, 'utf8');
    const after = change(before);
    if (after === before) throw new Error(`nothing was changed in ${file}`);
    writeFileSync(path, after);
  }

  /** Builds, checks, signs and sends what is in the folder. */
  async publishes(folder: string, key: { file: string }): Promise<void> {
    const { code, text } = await this.hukumat('publish', folder, '--key', key.file);
    if (code !== 0 || !text.includes('pending')) throw new Error(text);
  }

  raise(copy: string, version: string): void {
    this.edit(copy, 'package.json', (text) => text.replace(/"version": "[^"]*"/, `"version": "${version}"`));
  }

  /** A new key of the agency, in a file for the command. */
  newKey(): KeyPair & { file: string } {
    const key = generateKey();
    const folder = mkdtempSync(join(tmpdir(), 'hk-key-'));
    this.#folders.push(folder);
    const file = join(folder, 'agency.pem');
    writeFileSync(file, key.privateKeyPem, { mode: 0o600 });
    return { ...key, file };
  }

  /** Sends a release as it is, unchecked on this side. */
  sends(release: { manifest: unknown; files: ReadonlyMap<string, Uint8Array> }, key: KeyPair) {
    const body = {
      manifest: release.manifest,
      files: packFiles(release.files),
      signature: signManifest(release.manifest, key.privateKeyPem),
    };
    return this.call('POST', `/api/v1/agencies/${this.agency}/releases`, body);
  }

  cleanUp(): void {
    for (const folder of this.#folders.splice(0)) rmSync(folder, { recursive: true, force: true });
  }
}
