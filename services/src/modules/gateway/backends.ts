import { system } from '../../platform/actor.ts';
import type { Platform } from '../../platform/platform.ts';
import { openSockets, type Sockets } from './exchange.ts';
import type { Backend } from './index.ts';
import { type Line, openLine } from './line.ts';
import type { Tables } from './tables.ts';

export const CHANGED = 'gateway_backends';

interface Reachable {
  backend: Backend;
  line: Line;
  sockets: Sockets;
}

/** The registered back ends of all agencies, in memory and up to date with every other instance, each with its own line. */
export class Backends {
  readonly #platform: Platform;
  readonly #resetMs: number;
  #reachable = new Map<string, Reachable>();
  #lastReading: Promise<void> = Promise.resolve();
  #stopListening: (() => Promise<void>) | undefined;

  constructor(platform: Platform, resetMs: number) {
    this.#platform = platform;
    this.#resetMs = resetMs;
  }

  find(agency: string, scope: string): Reachable | undefined {
    return this.#reachable.get(`${agency}.${scope}`);
  }

  async start(): Promise<void> {
    await this.refresh();
    this.#stopListening = await this.#platform.db.listen(CHANGED, () => {
      this.refresh().catch((error: unknown) => this.#platform.log.error({ err: error }, 'the back ends could not be read'));
    });
  }

  async stop(): Promise<void> {
    await this.#stopListening?.();
    await this.#lastReading;
    for (const one of this.#reachable.values()) this.#drop(one);
    this.#reachable.clear();
  }

  /** Reads the table anew, one reading after the other: an older one never ends after a newer one. */
  refresh(): Promise<void> {
    const reading = this.#lastReading.then(() => this.#read());
    this.#lastReading = reading.catch(() => undefined);
    return reading;
  }

  /** What has not changed keeps its line, with its breaker as it stands. */
  async #read(): Promise<void> {
    const rows = await this.#platform.db.read<Tables, Backend[]>(system('read-back-ends'), async (sql) =>
      (await sql.selectFrom('gateway.backends').selectAll().execute()).map(backendOf),
    );
    const before = this.#reachable;
    this.#reachable = new Map(
      rows.map((backend) => {
        const name = `${backend.agency}.${backend.scope}`;
        const known = before.get(name);
        const kept = known && JSON.stringify(known.backend) === JSON.stringify(backend) ? known : this.#reach(name, backend);
        return [name, kept];
      }),
    );
    const stay = new Set(this.#reachable.values());
    for (const one of before.values()) if (!stay.has(one)) this.#drop(one);
  }

  #reach(name: string, backend: Backend): Reachable {
    const { log, config } = this.#platform;
    return {
      backend,
      sockets: openSockets(new URL(backend.url), backend.places, config.privateBackends),
      line: openLine(backend.places, this.#resetMs, {
        opened: () => log.warn({ backend: name }, 'a back end fails: it is left alone for a while'),
        closed: () => log.warn({ backend: name }, 'a back end answers again'),
      }),
    };
  }

  #drop({ line, sockets }: Reachable): void {
    line.close();
    sockets.close();
  }
}

export const backendOf = (row: Tables['gateway.backends']): Backend => ({
  agency: row.agency,
  scope: row.scope,
  url: row.url,
  deadlineMs: row.deadline_ms,
  places: row.places,
  tellsName: row.tells_name,
});
