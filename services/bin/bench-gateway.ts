// How long a call through the gateway takes, alone and while another agency's server hangs with all its places taken.
import { testBackend, testGateway } from '../src/modules/gateway/testing.ts';

const CALLS = 500;
const HANGING = 6;
const stage = await testGateway();
const quick = await testBackend((_request, response) => void response.writeHead(200, { 'content-type': 'application/json' }).end('{}'));
const held: (() => void)[] = [];
const slow = await testBackend((_request, response) => void held.push(() => response.writeHead(204).end()));
await stage.register('mia', 'records', quick.url);
await stage.register('mia', 'slow', slow.url, { deadlineMs: 30_000, places: HANGING });

async function measure(what: string): Promise<void> {
  const took: number[] = [];
  for (let i = 0; i < CALLS; i++) {
    const start = performance.now();
    const { status } = await stage.call('/api/v1/agencies/mia/calls/records/a');
    if (status !== 200) throw new Error(`${status}`);
    took.push(performance.now() - start);
  }
  took.sort((a, b) => a - b);
  const at = (part: number) => `${(took[Math.floor(took.length * part)] ?? 0).toFixed(1)} ms`;
  console.log(`${what}: p50 ${at(0.5)}, p95 ${at(0.95)}`);
}

await measure('warming up');
await measure('alone');
const hanging = Array.from({ length: HANGING }, () => stage.call('/api/v1/agencies/mia/calls/slow/a'));
while (held.length < HANGING) await new Promise(setImmediate);
await measure(`beside a server that hangs with ${HANGING} calls`);
for (const release of held) release();
await Promise.all(hanging);
await stage.stop();
await Promise.all([quick.stop(), slow.stop()]);
