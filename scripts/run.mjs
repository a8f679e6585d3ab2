// The first file that runs on a stranger's machine: plain JavaScript for whatever Node is there.
// It installs what the lock file names, once, and hands over to the Node that came with it.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PNPM = 'pnpm@12.21.0';
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const bin = join(root, 'node_modules', '.bin');
const stamp = join(root, 'node_modules', '.installed');

/** The commands of package.json that need the whole house installed. */
const commands = {
  start: [['node', 'services/src/main.ts']],
  test: [['node', 'scripts/test.ts']],
  check: [['node', 'scripts/check.ts']],
  'prove:kill': [['node', 'e2e/prove/kill.ts']],
  'prove:services': [['node', 'e2e/prove/services.ts']],
  'seed:life': [['node', 'services/bin/seed-life.ts']],
  'bench:search': [['node', 'services/bin/bench-search.ts']],
  'bench:desk': [['node', 'e2e/bench/desk.ts']],
  'bench:same-time': [['node', 'e2e/bench/same-time.ts']],
  bench: [['node', 'e2e/bench/cold.ts']],
  screenshots: [['node', 'e2e/screenshots.ts']],
};

/** Changes whenever an install would do something. */
function wanted() {
  const hash = createHash('sha256');
  const files = ['package.json', 'pnpm-workspace.yaml', 'pnpm-lock.yaml'];
  for (const room of ['contract', 'shared-ui', 'shell', 'services', 'e2e']) files.push(join(room, 'package.json'));
  for (const agency of readdirSync(join(root, 'agencies'))) {
    files.push(join('agencies', agency, 'package.json'));
    for (const inner of agency === 'template' ? readdirSync(join(root, 'agencies', agency)) : []) {
      files.push(join('agencies', agency, inner, 'package.json'));
    }
  }
  for (const file of files) if (existsSync(join(root, file))) hash.update(file).update(readFileSync(join(root, file)));
  return hash.digest('hex');
}

function install() {
  const want = wanted();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === want) return;
  console.log('Installing what the lock file names (once, about half a minute) …');
  const done = spawnSync('npx', ['-y', PNPM, 'install', '--frozen-lockfile', '--reporter', 'append-only', '--loglevel', 'warn'], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, CI: '1' },
  });
  if (done.status !== 0) {
    console.error('The install did not finish; what pnpm said stands above.');
    process.exit(done.status ?? 1);
  }
  writeFileSync(stamp, want);
}

/** Runs one command on the installed Node and passes signals on to it. */
function run([command, ...args]) {
  return new Promise((resolve) => {
    const child = spawn(command, [...args, ...process.argv.slice(3)], {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH ?? ''}` },
    });
    const pass = (signal) => child.kill(signal);
    process.on('SIGINT', pass);
    process.on('SIGTERM', pass);
    child.on('exit', (code, signal) => {
      process.off('SIGINT', pass);
      process.off('SIGTERM', pass);
      resolve(signal ? 1 : (code ?? 1));
    });
  });
}

const lines = commands[process.argv[2]];
if (!lines) {
  console.error(`Say one of: ${Object.keys(commands).join(', ')}`);
  process.exit(2);
}
install();
for (const line of lines) {
  const code = await run(line);
  if (code !== 0) process.exit(code);
}
