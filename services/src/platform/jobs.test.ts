import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { system } from './actor.ts';
import { type TestPlatform, testPlatform } from './testing.ts';

let t: TestPlatform;
beforeEach(async () => {
  t = await testPlatform();
});
afterEach(() => t.stop());

const enqueue = (job: string, data: Record<string, unknown>, options?: { startAfter?: Date; singletonKey?: string }) =>
  t.platform.db.write(system('test'), (tx) => tx.enqueue(job, data, options));
const waiting = async (job: string) => (await sql`select 1 from pgboss.job where name = ${job}`.execute(t.platform.db.owner)).rows.length;

test('a job enqueued by a command runs after it, with its data', async () => {
  const seen: unknown[] = [];
  t.platform.jobs.handle('greet', async (data) => {
    seen.push(data);
  });
  await enqueue('greet', { name: 'Ҳафиза' });
  expect(seen).toEqual([]);
  await t.platform.jobs.start();
  await vi.waitFor(() => expect(seen).toEqual([{ name: 'Ҳафиза' }]), 10_000);
});

test('a job of a command that is rolled back never existed', async () => {
  const failing = t.platform.db.write(system('test'), async (tx) => {
    await tx.enqueue('greet', {});
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  await enqueue('greet', {});
  expect(await waiting('greet')).toBe(1);
});

test('of waiting jobs with one key there is one; without a key each counts', async () => {
  await enqueue('reindex', {}, { singletonKey: 'all' });
  await enqueue('reindex', {}, { singletonKey: 'all' });
  await enqueue('reindex', {}, { singletonKey: 'mia' });
  await enqueue('reindex', {});
  await enqueue('reindex', {});
  expect(await waiting('reindex')).toBe(4);
});

test('a failed job is tried again', async () => {
  let tries = 0;
  t.platform.jobs.handle('stubborn', async () => {
    tries += 1;
    if (tries === 1) throw new Error('not yet');
  });
  await enqueue('stubborn', {});
  await t.platform.jobs.start();
  await vi.waitFor(() => expect(tries).toBe(2), 20_000);
});

test('stopping waits for the job under way', async () => {
  let finished = false;
  const begun = Promise.withResolvers<void>();
  t.platform.jobs.handle('slow', async () => {
    begun.resolve();
    await sql`select pg_sleep(0.5)`.execute(t.platform.db.owner);
    finished = true;
  });
  await enqueue('slow', {});
  await t.platform.jobs.start();
  await begun.promise;
  await t.platform.jobs.stop();
  expect(finished).toBe(true);
});

test('a job declared twice or too late is a mistake of ours', async () => {
  t.platform.jobs.handle('once', async () => undefined);
  expect(() => t.platform.jobs.handle('once', async () => undefined)).toThrow('declared twice');
  await t.platform.jobs.start();
  expect(() => t.platform.jobs.handle('late', async () => undefined)).toThrow('after the start');
});
