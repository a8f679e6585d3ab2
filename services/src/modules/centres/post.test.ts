import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Centres } from './index.ts';
import { slotId } from './slot.ts';
import { MONDAY, OPERATOR, SUPERVISOR, someone, testCentres } from './testing.ts';

let stage: Awaited<ReturnType<typeof testCentres>>;
let centres: Centres;
beforeAll(async () => {
  stage = await testCentres();
  ({ centres } = stage);
});
afterAll(() => stage.stop());
beforeEach(() => stage.clock.set(MONDAY));

const OFFICER = someone('mia-officer', 'officer', 'mia');
let serial = 0;
const book = (who: string, centre: string, resource: string, day: string, time: string) =>
  centres.appointments.visit(someone(who), { slot: slotId({ resource, centre, day, time }), resource, key: `post-test-${++serial}` });
const inspect = (who: string, day: string, time: string, centre = 'inspection-dushanbe') =>
  book(who, centre, 'vehicle-inspection', day, time);

test('officers of the body see who comes to its posts, in order, and nothing of the service centres', async () => {
  await inspect('late', '2026-11-25', '09:00');
  await inspect('early', '2026-11-23', '10:00');
  await inspect('north', '2026-11-23', '10:00', 'inspection-khujand');
  const gone = await inspect('gone', '2026-11-23', '11:00');
  await centres.appointments.cancel(someone('gone'), gone.id);
  // Even what the officer has booked for himself elsewhere is not the post's.
  await book('mia-officer', 'dushanbe', 'papers', '2026-11-23', '11:00');
  const seen = await centres.post.expected(OFFICER, 'mia');
  expect(seen.map(({ holderName, centre }) => [holderName, centre])).toEqual([
    ['early', 'inspection-dushanbe'],
    ['north', 'inspection-khujand'],
    ['late', 'inspection-dushanbe'],
  ]);
  expect(await centres.post.expected(someone('justice-officer', 'officer', 'justice'), 'justice')).toEqual([]);
});

test('nobody else sees them or says who came', async () => {
  const { id } = await inspect('seen-by-few', '2026-11-23', '14:00');
  const others = [
    someone('citizen-9'),
    someone('justice-officer', 'officer', 'justice'),
    someone('mia-editor', 'editor', 'mia'),
    OPERATOR,
    SUPERVISOR,
  ];
  for (const other of others) {
    await expect(centres.post.expected(other, 'mia'), other.subject).rejects.toMatchObject({ status: 403 });
    await expect(centres.post.note(other, 'mia', id, true), other.subject).rejects.toMatchObject({ status: 403 });
  }
  await expect(centres.post.note(someone('justice-officer', 'officer', 'justice'), 'justice', id, true)).rejects.toMatchObject({
    status: 404,
  });
  // The function behind it asks for itself, whoever calls it.
  await stage.platform.db.write(someone('justice-officer', 'officer', 'justice'), async (tx) => {
    expect((await sql`select * from centres.note_arrival(${id}::uuid, true)`.execute(tx.sql)).rows).toEqual([]);
  });
  expect((await centres.appointments.open(someone('seen-by-few'), id)).state).toBe('booked');
});

test('came, or did not come and came after all; each is written down once', async () => {
  const { id } = await inspect('visitor', '2026-11-23', '15:00');
  const state = async () => (await centres.appointments.open(someone('visitor'), id)).state;
  // Nobody is missing before the hour.
  await expect(centres.post.note(OFFICER, 'mia', id, false)).rejects.toMatchObject({ status: 409, code: 'appointment-not-yet' });
  stage.clock.set('2026-11-23T10:01:00Z');
  await centres.post.note(OFFICER, 'mia', id, false);
  expect(await state()).toBe('missed');
  await expect(centres.post.note(OFFICER, 'mia', id, false)).rejects.toMatchObject({ status: 409, code: 'appointment-noted' });
  await centres.post.note(OFFICER, 'mia', id, true);
  expect(await state()).toBe('arrived');
  for (const came of [true, false])
    await expect(centres.post.note(OFFICER, 'mia', id, came)).rejects.toMatchObject({ status: 409, code: 'appointment-noted' });
  const { rows } = await sql<{ type: string; actor: string; subject: string }>`
    select type, actor, subject from platform.journal where entity = ${`appointment:${id}`} order by seq`.execute(stage.platform.db.owner);
  expect(rows.slice(1)).toEqual([
    { type: 'appointment.missed', actor: 'person:mia-officer', subject: 'visitor' },
    { type: 'appointment.arrived', actor: 'person:mia-officer', subject: 'visitor' },
  ]);
});

test('nobody comes on another day, and what was cancelled is not there', async () => {
  const ahead = await inspect('ahead', '2026-11-26', '09:00');
  await expect(centres.post.note(OFFICER, 'mia', ahead.id, true)).rejects.toMatchObject({ code: 'appointment-not-yet' });
  await centres.appointments.cancel(someone('ahead'), ahead.id);
  for (const id of [ahead.id, 'no-uuid', '01980000-0000-7000-8000-000000000000'])
    await expect(centres.post.note(OFFICER, 'mia', id, true)).rejects.toMatchObject({ status: 404 });
});
