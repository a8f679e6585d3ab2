import type { FastifyInstance, FastifyReply } from 'fastify';
import { Problem } from '../problem.ts';

/** One open stream of server-sent events. */
export interface EventStream {
  /** Sends `data` as JSON. Does nothing when the other side is gone. */
  send(event: string, data: unknown, id?: string): void;
  /** Aborted when the stream ends, whoever ended it. */
  readonly closed: AbortSignal;
  close(): void;
}

const HEARTBEAT_MS = 20_000;
const MAX_STREAMS = 2_000;
/** Of these one address may hold so many: a whole village behind one, but not everything there is. */
const PER_ADDRESS = 200;
/** A reader that lets this many bytes pile up is cut off; it reconnects by itself. */
const MAX_UNREAD = 256 * 1024;

export type OpenEventStream = (reply: FastifyReply) => EventStream;

/** Streams of one process; they end before the server closes, which would otherwise wait for them forever. */
export function createEventStreams(app: FastifyInstance): OpenEventStream {
  const open = new Set<EventStream>();
  const held = new Map<string, number>();
  app.addHook('preClose', async () => {
    for (const stream of open) stream.close();
  });

  return (reply) => {
    const from = reply.request.ip;
    const mine = held.get(from) ?? 0;
    if (open.size >= MAX_STREAMS || mine >= PER_ADDRESS) throw new Problem(503, 'busy', 'Too many open event streams', { retryAfter: 30 });
    const ended = new AbortController();
    reply.hijack();
    const raw = reply.raw;
    for (const [name, value] of Object.entries(reply.getHeaders())) if (value !== undefined) raw.setHeader(name, value);
    raw.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
    raw.write('retry: 3000\n\n');
    const heartbeat = setInterval(() => write(':\n\n'), HEARTBEAT_MS);
    const stream: EventStream = {
      closed: ended.signal,
      send: (event, data, id) => write(`${id ? `id: ${id}\n` : ''}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`),
      close,
    };

    function write(text: string): void {
      if (ended.signal.aborted) return;
      raw.write(text);
      if (raw.writableLength > MAX_UNREAD) raw.destroy();
    }
    function close(): void {
      if (ended.signal.aborted) return;
      clearInterval(heartbeat);
      open.delete(stream);
      const left = (held.get(from) ?? 1) - 1;
      if (left > 0) held.set(from, left);
      else held.delete(from);
      ended.abort();
      raw.end();
    }
    raw.once('close', close);
    raw.once('error', close);
    open.add(stream);
    held.set(from, mine + 1);
    return stream;
  };
}
