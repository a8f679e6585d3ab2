import { type KeyObject, sign } from 'node:crypto';
import { request } from 'node:http';

const WITHIN_MS = 5_000;

/** Sends one signed event over HTTP to the merchant's door on this machine, whatever proxy or name stands before it. */
export async function deliver(
  to: { port: number; origin: string; path: string },
  key: KeyObject,
  event: { id: string; body: string },
  now: Date,
): Promise<number> {
  const timestamp = String(Math.floor(now.getTime() / 1000));
  const signature = sign(null, Buffer.from(`${event.id}.${timestamp}.${event.body}`), key).toString('base64');
  return new Promise((resolve, reject) => {
    const call = request(
      {
        host: 'localhost',
        port: to.port,
        path: to.path,
        method: 'POST',
        signal: AbortSignal.timeout(WITHIN_MS),
        headers: {
          host: new URL(to.origin).host,
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(event.body),
          'webhook-id': event.id,
          'webhook-timestamp': timestamp,
          'webhook-signature': `v1a,${signature}`,
        },
      },
      (answer) => {
        answer.resume();
        answer.on('end', () => resolve(answer.statusCode ?? 0));
        answer.on('error', reject);
      },
    );
    call.on('error', reject);
    call.end(event.body);
  });
}
