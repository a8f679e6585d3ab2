import { resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startDemoBackends } from './demo-backends.ts';
import { type TestGateway, testGateway } from './modules/gateway/testing.ts';

// The real gateway, the real server of the agency in a process of its own, and the portal's published key between them.

const ROOT = resolve(import.meta.dirname, '../..');
const PLANS = '/api/v1/agencies/architecture-construction/calls/plans';
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

let stage: TestGateway;
let backends: ReturnType<typeof startDemoBackends>;
beforeAll(async () => {
  stage = await testGateway({ resetMs: 200 });
  backends = startDemoBackends(stage.gateway, { config: stage.platform.config, log: stage.platform.log, root: ROOT });
});
afterAll(async () => {
  await backends?.stop();
  await stage?.stop();
});

let keys = 0;
const call = (
  path: string,
  method = 'GET',
  body?: string | Buffer,
  who: 'architect' | 'citizen' = 'architect',
  type = 'application/json',
) =>
  stage.call(`${PLANS}${path}`, {
    method,
    who,
    page: 'architecture-construction',
    headers: { 'idempotency-key': `demo-key-${++keys}`, 'content-type': type },
    ...(body === undefined ? {} : { body }),
  });
const ready = () => expect.poll(async () => (await call('/plans?application=EGOV-2026-000001')).status, { timeout: 20_000 }).toBe(200);

test('an officer keeps a sheet and a note in the agency’s own archive; nobody else of the portal gets in', async () => {
  await ready();
  const kept = await call('/plans/EGOV-2026-000001/upload-1?title=%D0%9D%D0%B0%D2%9B%D1%88%D0%B0', 'PUT', PNG, 'architect', 'image/png');
  expect([kept.status, await kept.json()]).toMatchObject([201, { title: 'Нақша', notes: 0 }]);
  const { plans } = (await (await call('/plans?application=EGOV-2026-000001')).json()) as { plans: { id: number }[] };
  const id = plans[0]?.id;
  const noted = await call(`/plans/${id}/notes`, 'POST', '{"x":0.25,"y":0.5,"text":"Девор 2,4 м"}');
  expect([noted.status, await noted.json()]).toMatchObject([201, { x: 0.25, own: true }]);
  const sheet = await call(`/plans/${id}/sheet`);
  expect(sheet.headers.get('content-type')).toBe('image/png');
  for (const address of ['/plans?application=EGOV-2026-000001', `/plans/${id}/sheet`, `/plans/${id}/notes`])
    expect((await call(address, 'GET', undefined, 'citizen')).status, address).toBe(403);
});

test('without the gateway’s proof the server opens nothing', async () => {
  const [backend] = await stage.gateway.backendsOf(
    { kind: 'person', subject: 'a', name: 'a', loa: 'high', roles: [{ agency: 'innovation-agency', role: 'auditor' }] },
    'architecture-construction',
  );
  for (const headers of [{}, { 'hukumat-proof': 'x.y.z' }, { cookie: 'hukumat_session=1', authorization: 'Bearer x' }])
    expect((await fetch(`${backend?.url}/plans?application=EGOV-2026-000001`, { headers })).status).toBe(401);
});

test('it crashes: the portal says that it is away, and it comes back with all it had kept', async () => {
  await ready();
  expect(backends.pid()).toBeGreaterThan(0);
  process.kill(backends.pid() ?? 0, 'SIGKILL');
  await expect.poll(async () => (await call('/plans?application=EGOV-2026-000001')).status).toBeGreaterThanOrEqual(502);
  await ready();
  const { plans } = (await (await call('/plans?application=EGOV-2026-000001')).json()) as { plans: { notes: number }[] };
  expect(plans).toMatchObject([{ notes: 1 }]);
});
