import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { Gateway } from './modules/gateway/index.ts';
import type { Actor } from './platform/actor.ts';
import type { Config } from './platform/config.ts';

const AGENCY = 'architecture-construction';
const REGISTRAR: Actor = {
  kind: 'person',
  subject: 'innovation-agency-registrar',
  name: 'innovation-agency-registrar',
  loa: 'substantial',
  roles: [{ agency: 'innovation-agency', role: 'registrar' }],
};
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;
/** One that has stood so long did not fail at its start: the next pause is short again. */
const STOOD_MS = 60_000;

/**
 * The servers of the demonstration's agencies, as processes of their own next to the portal: there is nobody else who could
 * run them here. The registrar registers where each stands. The portal works without them; one that ends is started again.
 */
export function startDemoBackends(gateway: Gateway, { config, log, root }: { config: Config; log: Logger; root: string }) {
  let child: ChildProcess | undefined;
  let again: NodeJS.Timeout | undefined;
  let stopped = false;
  let pause = FIRST_PAUSE_MS;

  const start = (): void => {
    const startedAt = Date.now();
    child = fork(join(root, 'agencies', AGENCY, 'api/main.ts'), [], {
      env: { PATH: process.env.PATH, PLANS_PORTAL: config.origin, PLANS_DATA: join(config.dataDir, 'backends', AGENCY) },
      execArgv: ['--disable-warning=ExperimentalWarning'],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    child.on('message', ({ url }: { url: string }) => {
      const backend = { agency: AGENCY, scope: 'plans', url, deadlineMs: 5_000, places: 20, tellsName: false };
      gateway
        .registerBackend(REGISTRAR, backend)
        .catch((error: Error) => log.warn({ why: error.message }, 'a back end was not registered'));
    });
    child.on('error', (error) => log.warn({ err: error }, 'a back end did not start'));
    child.once('exit', (code) => {
      if (stopped) return;
      if (Date.now() - startedAt > STOOD_MS) pause = FIRST_PAUSE_MS;
      log.warn({ agency: AGENCY, code, pause }, 'a back end ended and is started again');
      again = setTimeout(start, pause).unref();
      pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
    });
  };
  start();

  return {
    /** The process that runs now. */
    pid: () => child?.pid,
    async stop(): Promise<void> {
      stopped = true;
      clearTimeout(again);
      const last = child;
      if (!last || last.exitCode !== null || last.signalCode !== null) return;
      const ended = new Promise<void>((resolve) => void last.once('exit', () => resolve()));
      last.kill('SIGTERM');
      await ended;
    },
  };
}
