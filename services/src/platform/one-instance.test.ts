import { expect, test } from 'vitest';
import { createDatabase } from './database.ts';
import { createJobs } from './jobs.ts';
import { onOneInstance } from './one-instance.ts';
import { testPlatform } from './testing.ts';

test('two instances take turns at one task, also after a failure, and do not wait for another task', async () => {
  const t = await testPlatform();
  const { log, clock } = t.platform;
  const other = createDatabase(t.connection, { clock, log, enqueueIn: createJobs(t.connection, log).enqueueIn });
  const order: string[] = [];
  const begun = Promise.withResolvers<void>();
  const finish = Promise.withResolvers<void>();
  const first = onOneInstance(t.platform.db, 'demonstration', async () => {
    order.push('first begins');
    begun.resolve();
    await finish.promise;
    order.push('first fails');
    throw new Error('no');
  });
  await begun.promise;
  const second = onOneInstance(other, 'demonstration', async () => {
    order.push('second');
  });
  await onOneInstance(other, 'something else', async () => {
    order.push('something else');
  });
  finish.resolve();
  await expect(first).rejects.toThrow('no');
  await second;
  expect(order).toEqual(['first begins', 'something else', 'first fails', 'second']);
  await other.close();
  await t.stop();
});
