import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { startPostgres } from './platform/postgres-server.ts';

// Each start also builds what a new data folder lacks; on a busy machine that takes its time.
vi.setConfig({ testTimeout: 120_000 });

interface Portal {
  child: ChildProcess;
  /** Everything it said so far. */
  said(): string;
  exit: Promise<number | null>;
  /** Its address, once it is open; rejects when it ends before. */
  open: Promise<string>;
}

/** One data folder for all: each portal here finds what the one before left behind. */
const dataDir = mkdtempSync(join(tmpdir(), 'portal-'));
const portals: Portal[] = [];
afterEach(async () => {
  for (const portal of portals.splice(0)) {
    portal.child.kill('SIGKILL');
    await portal.exit;
  }
});
afterAll(async () => {
  const server = await startPostgres({ dataDir });
  await server.stop();
  rmSync(server.host, { recursive: true, force: true });
  rmSync(dataDir, { recursive: true, force: true });
});

function start(env: Record<string, string> = {}): Portal {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts')], {
    env: { PATH: process.env.PATH, HUKUMAT_DATA: dataDir, HUKUMAT_DEMO: '0', PORT: '0', LOG_LEVEL: 'error', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  const exit = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const open = new Promise<string>((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      text += chunk;
      const origin = /is open at (http:\/\/localhost:\d+)\/tg\//.exec(text)?.[1];
      if (origin) resolve(origin);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    void exit.then(() => reject(new Error(`it ended: ${text}`)));
  });
  open.catch(() => undefined);
  const portal = { child, said: () => text, exit, open };
  portals.push(portal);
  return portal;
}

async function stopped(portal: Portal): Promise<number | null> {
  await portal.open;
  portal.child.kill('SIGTERM');
  return portal.exit;
}

function postmaster(): number | undefined {
  try {
    return Number.parseInt(readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8'), 10);
  } catch {
    return undefined;
  }
}

test('starts, answers, and stops in order together with its database', async () => {
  const portal = start();
  const origin = await portal.open;
  expect((await fetch(`${origin}/readyz`)).status).toBe(200);
  expect(await stopped(portal)).toBe(0);
  expect(postmaster()).toBeUndefined();
});

test('a killed portal leaves its database whole: the next one adopts it at once', async () => {
  const first = start();
  await first.open;
  const database = postmaster();
  expect(database).toBeGreaterThan(1);
  first.child.kill('SIGKILL');
  await first.exit;
  const second = start();
  expect((await fetch(`${await second.open}/readyz`)).status).toBe(200);
  expect(postmaster()).toBe(database);
});

test('a second portal on the same data folder is refused and told who is there; the first goes on', async () => {
  const first = start();
  const origin = await first.open;
  const second = start();
  expect(await second.exit).toBe(1);
  expect(second.said()).toContain(`another hukumat portal, process ${first.child.pid}, port ${new URL(origin).port}`);
  expect(second.said().trim().split('\n')).toHaveLength(1);
  expect((await fetch(`${origin}/readyz`)).status).toBe(200);
});

test.each([
  [{ PORT: 'abc' }, 'PORT is "abc"'],
  [{ HUKUMAT_ORIGIN: 'https://x.tj/path' }, 'HUKUMAT_ORIGIN is'],
  [{ DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' }, 'the database does not answer'],
])('a wrong setting %j ends the start with one sentence', async (env, sentence) => {
  const portal = start(env as Record<string, string>);
  expect(await portal.exit).toBe(1);
  expect(portal.said()).toContain(`The portal did not start: ${sentence}`);
  expect(portal.said().trim().split('\n')).toHaveLength(1);
});

test('a taken port is named', async () => {
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, 'localhost', resolve));
  const { port } = taken.address() as AddressInfo;
  const portal = start({ PORT: String(port) });
  expect(await portal.exit).toBe(1);
  expect(portal.said().trim()).toBe(`The portal did not start: port ${port} is taken: stop what listens there or set PORT`);
  await new Promise((resolve) => taken.close(resolve));
});
