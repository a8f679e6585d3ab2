import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
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

describe('a missed time of an application', () => {
  const book = async (who: string, state: string) => {
    const application = randomUUID();
    await sql`insert into applications.applications
      (id, number, owner, applicant, agency, service, release_version, definition_version, lang, answers, state, submitted_at)
      values (${application}, ${application}, ${who}, 'Ф', 'mia', 'tinted-windows-permit', '1.0.0', 1, 'tg', '{}', ${state}, now())`.execute(
      stage.platform.db.owner,
    );
    const cause = `application:${application}`;
    const slot = slotId({ resource: 'vehicle-inspection', centre: 'inspection-dushanbe', day: '2026-11-24', time: '09:00' });
    const booking = { slot, resource: 'vehicle-inspection', holder: who, cause };
    const { id } = await stage.platform.db.write(someone(who), (tx) => centres.book(tx, booking));
    return { id, cause };
  };
  const later = slotId({ resource: 'vehicle-inspection', centre: 'inspection-dushanbe', day: '2026-11-25', time: '10:00' });

  test('is found by its file however long ago; its holder is told and takes a new one, once it is noted', async () => {
    const { id, cause } = await book('misses', 'in_review');
    stage.clock.set('2026-11-25T03:00:00Z');
    // Yesterday's is in no list of the days to come any more: the file still shows it, and the act with it.
    expect((await centres.post.expected(OFFICER, 'mia')).map((one) => one.id)).not.toContain(id);
    expect(await centres.post.ofCause(OFFICER, 'mia', cause)).toMatchObject({ id, state: 'booked', holderName: 'misses' });
    await expect(centres.post.ofCause(someone('citizen-9'), 'mia', cause)).rejects.toMatchObject({ status: 403 });
    await expect(centres.appointments.move(someone('misses'), id, later)).rejects.toMatchObject({ code: 'appointment-over' });
    await centres.post.note(OFFICER, 'mia', id, false);
    const { rows } = await sql`select from pgboss.job where name = 'deliver-message' and data->>'code' = 'appointment.missed'
      and data->>'to' = 'misses'`.execute(stage.platform.db.owner);
    expect(rows).toHaveLength(1);
    await expect(centres.appointments.move(someone('citizen-9'), id, later)).rejects.toMatchObject({ status: 404 });
    expect(await centres.appointments.move(someone('misses'), id, later)).toMatchObject({ id, slot: later, state: 'booked', cause });
    expect((await centres.post.expected(OFFICER, 'mia')).map((one) => one.id)).toContain(id);
  });

  test('is over with its application', async () => {
    const { id } = await book('decided', 'rejected');
    stage.clock.set('2026-11-25T03:00:00Z');
    await centres.post.note(OFFICER, 'mia', id, false);
    await expect(centres.appointments.move(someone('decided'), id, later)).rejects.toMatchObject({ status: 409, code: 'appointment-over' });
  });
});
