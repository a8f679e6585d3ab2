import pg from 'pg';
import type { Logger } from 'pino';
import { type Connection, clientConfig } from './connection.ts';

type OnNotice = (payload: string | undefined) => void;

/** One connection that hears all channels, and comes back by itself when it is lost. */
export function createListener(connection: Connection, log: Logger) {
  const heard = new Map<string, Set<OnNotice>>();
  let client: Promise<pg.Client> | undefined;
  let retry: NodeJS.Timeout | undefined;
  let wait = 100;
  let closed = false;

  async function connect(): Promise<pg.Client> {
    const fresh = new pg.Client({ ...clientConfig(connection, 'hukumat_app'), application_name: 'hukumat listener' });
    fresh.on('error', () => undefined);
    fresh.once('end', () => lost());
    fresh.on('notification', ({ channel, payload }) => {
      for (const onNotice of heard.get(channel) ?? []) onNotice(payload ?? '');
    });
    await fresh.connect();
    for (const channel of heard.keys()) await fresh.query(`listen ${fresh.escapeIdentifier(channel)}`);
    wait = 100;
    for (const all of heard.values()) for (const onNotice of all) onNotice(undefined);
    return fresh;
  }

  function lost(): void {
    client = undefined;
    if (closed || retry || heard.size === 0) return;
    log.warn('database notices interrupted, reconnecting');
    retry = setTimeout(() => {
      retry = undefined;
      wait = Math.min(wait * 2, 5_000);
      client = connect();
      client.catch(() => lost());
    }, wait);
    retry.unref();
  }

  return {
    async listen(channel: string, onNotice: OnNotice): Promise<() => Promise<void>> {
      const others = heard.get(channel);
      if (others) others.add(onNotice);
      else heard.set(channel, new Set([onNotice]));
      if (!client) {
        client = connect();
        await client.catch((error) => {
          heard.delete(channel);
          client = undefined;
          throw error;
        });
      } else {
        const current = await client;
        if (!others) await current.query(`listen ${current.escapeIdentifier(channel)}`);
        onNotice(undefined);
      }
      return async () => {
        const all = heard.get(channel);
        if (!all?.delete(onNotice) || all.size > 0) return;
        heard.delete(channel);
        const current = await client?.catch(() => undefined);
        await current?.query(`unlisten ${current.escapeIdentifier(channel)}`).catch(() => undefined);
      };
    },
    async close(): Promise<void> {
      closed = true;
      clearTimeout(retry);
      heard.clear();
      const current = await client?.catch(() => undefined);
      await current?.end().catch(() => undefined);
    },
  };
}
