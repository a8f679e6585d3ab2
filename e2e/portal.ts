import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');

/** A portal started the way a stranger starts it, on a free port and an own data folder. */
export interface Portal {
  origin: string;
  dataDir: string;
  /** Everything it printed so far. */
  printed(): string;
  /** Ends it; `SIGKILL` as a power cut would. Resolves when the process is gone. */
  stop(signal?: NodeJS.Signals): Promise<void>;
}

/** Ports of this machine that were free a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const server = createServer();
    server.once('error', failed);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (address && typeof address === 'object' ? found(address.port) : failed(new Error('no port'))));
    });
  });
}

export const newDataDir = () => mkdtempSync(join(tmpdir(), 'hk-e2e-'));
export const removeDataDir = (dir: string) => rmSync(dir, { recursive: true, force: true });

/** Starts the portal and waits until it says that it is ready. @throws when it ends before that, with what it printed. */
export async function startPortal(options: { dataDir: string; port?: number; env?: Record<string, string> }): Promise<Portal> {
  const port = options.port ?? (await freePort());
  const origin = options.env?.HUKUMAT_ORIGIN ?? `http://localhost:${port}`;
  const child: ChildProcess = spawn(process.execPath, [join(root, 'services/src/main.ts')], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, PORT: String(port), HUKUMAT_ORIGIN: origin, HUKUMAT_DATA: options.dataDir, LOG_LEVEL: 'warn', ...options.env },
  });
  let printed = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    printed += chunk.toString();
  });
  child.stderr?.on('data', (chunk: Buffer) => {
    printed += chunk.toString();
  });
  const orphaned = () => child.kill('SIGKILL');
  process.once('exit', orphaned);
  const gone = new Promise<void>((done) => child.once('exit', () => done()));
  const ended = () => child.exitCode !== null || child.signalCode !== null;

  const deadline = Date.now() + 180_000;
  while (true) {
    if (ended()) throw new Error(`The portal ended before it was ready:\n${printed}`);
    const ready = await fetch(`http://localhost:${port}/readyz`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (ready) break;
    if (Date.now() > deadline) {
      child.kill('SIGKILL');
      throw new Error(`The portal was not ready after three minutes:\n${printed}`);
    }
    await new Promise((next) => setTimeout(next, 200));
  }
  return {
    origin,
    dataDir: options.dataDir,
    printed: () => printed,
    async stop(signal = 'SIGTERM') {
      if (!ended()) child.kill(signal);
      await gone;
      process.off('exit', orphaned);
    },
  };
}
