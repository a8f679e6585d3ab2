import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

interface Portal {
  child: ChildProcess;
  /** Everything it said so far. */
  said(): string;
  exit: Promise<number | null>;
  /** Its address, once it is open; rejects when it ends before. */
  open: Promise<string>;
}

let dataDir: string;
const portals: Portal[] = [];
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'portal-'));
});
afterEach(async () => {
  for (const portal of portals.splice(0)) {
    portal.child.kill('SIGKILL');
    await portal.exit;
  }
  // A portal that was killed leaves its PostgreSQL behind; a last one adopts it and stops it in order.
  if (postmaster()) await stopped(start());
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
  const first = start();
  const { port } = new URL(await first.open);
  const own = dataDir;
  dataDir = mkdtempSync(join(tmpdir(), 'portal-'));
  try {
    const second = start({ PORT: port });
    expect(await second.exit).toBe(1);
    expect(second.said()).toContain(`port ${port} is taken`);
    expect(postmaster()).toBeUndefined();
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
    dataDir = own;
  }
});
