import { fastify } from 'fastify';
import { expect, test } from 'vitest';
import { createMetrics } from './metrics.ts';

test('figures are by route, never by address, on a port of their own', async () => {
  const app = fastify();
  const metrics = createMetrics(app);
  app.get('/people/:id', async () => '');
  await app.inject('/people/citizen-1');
  await app.inject('/unknown/citizen-2');
  const port = await metrics.listen(0, '127.0.0.1');
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  expect(text).toContain('http_request_duration_seconds_count{method="GET",route="/people/:id",status="200"} 1');
  expect(text).toContain('http_request_duration_seconds_count{method="GET",route="none",status="404"} 1');
  expect(text).not.toContain('citizen');
  expect((await app.inject('/metrics')).statusCode).toBe(404);
  await metrics.close();
  await app.close();
});
