import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { MONDAY, OPERATOR, someone, testCentres } from './testing.ts';

let stage: Awaited<ReturnType<typeof testCentres>>;
beforeAll(async () => {
  stage = await testCentres();
});
afterAll(() => stage.stop());

/** One person who waits so many minutes and is served. */
async function serve(minutes: number): Promise<void> {
  const { centres, clock } = stage;
  await centres.queue.walkIn(OPERATOR, 'papers');
  clock.advance(minutes * 60_000);
  const called = await centres.queue.next(OPERATOR, 1);
  await centres.queue.act(OPERATOR, called?.id ?? '', 'serve');
  await centres.queue.act(OPERATOR, called?.id ?? '', 'done');
}

test('a centre’s figures are counts of thirty days, and silent while few have come', async () => {
  const { centres, clock } = stage;
  for (const minutes of [1, 2, 3, 4, 5, 6, 7, 8, 30]) await serve(minutes);
  // Whoever still waits was not served; whoever did not come was called all the same.
  await centres.queue.walkIn(OPERATOR, 'papers');
  expect(await centres.figures('dushanbe')).toBeUndefined();
  const called = await centres.queue.next(OPERATOR, 1);
  await centres.queue.act(OPERATOR, called?.id ?? '', 'no-show');
  expect(await centres.figures('dushanbe')).toBeUndefined();
  await serve(9);
  expect(await centres.figures('dushanbe')).toEqual({ visits: 10, waitMinutes: 5, assisted: 0 });
  expect(await centres.figures('khujand')).toBeUndefined();

  const citizen = someone('citizen-1');
  const { code } = await centres.codes.offer(citizen, { centre: 'dushanbe', service: 'postal-address' });
  await centres.begin(OPERATOR, code);
  // A session without an application is no application.
  expect((await centres.figures('dushanbe'))?.assisted).toBe(0);
  await sql`update centres.sessions set application = uuidv7()`.execute(stage.platform.db.owner);
  expect((await centres.figures('dushanbe'))?.assisted).toBe(1);

  clock.set(new Date(Date.parse(MONDAY) + 29 * 86_400_000));
  expect((await centres.figures('dushanbe'))?.visits).toBe(10);
  clock.set(new Date(Date.parse(MONDAY) + 30 * 86_400_000));
  expect(await centres.figures('dushanbe')).toBeUndefined();
});
