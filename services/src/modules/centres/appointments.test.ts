import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Actor, system } from '../../platform/actor.ts';
import { verifyJournal } from '../../platform/journal.ts';
import { publishedWorkingDays } from '../calendar/index.ts';
import { type Centres, icsFile } from './index.ts';
import { readSlotId, slotId, slotsOn } from './slot.ts';
import { MONDAY, someone, testCentres } from './testing.ts';

const citizen = (n: number | string) => someone(`citizen-${n}`);

let stage: Awaited<ReturnType<typeof testCentres>>;
let centres: Centres;
let clock: typeof stage.clock;
beforeAll(async () => {
  stage = await testCentres();
  ({ centres, clock } = stage);
});
afterAll(() => stage.stop());
beforeEach(() => clock.set(MONDAY));

let serial = 0;
const key = () => `key-of-test-${++serial}`;
const INSPECTION = { resource: 'vehicle-inspection', centre: 'inspection-dushanbe' };
const slot = (day: string, time: string) => slotId({ ...INSPECTION, day, time });
const visit = (who: Actor, day: string, time: string) =>
  centres.appointments.visit(who, { slot: slot(day, time), resource: 'vehicle-inspection', key: key() });
const journalOf = async (id: string) =>
  (
    await sql<{ type: string }>`select type from platform.journal where entity = ${`appointment:${id}`} order by seq`.execute(
      stage.platform.db.owner,
    )
  ).rows.map(({ type }) => type);

describe('the slots of a day', () => {
  const days = publishedWorkingDays();
  const weekly = { '1': ['08:00-12:00', '13:00-17:00'], '5': ['08:00-12:00'] };

  test('fill the hours, keep holidays, and are unknown in a year without a calendar', () => {
    expect(slotsOn({ weekly, slotMinutes: 30 }, '2026-11-23', days)).toHaveLength(16);
    expect(slotsOn({ weekly, slotMinutes: 45 }, '2026-11-23', days)?.at(-1)?.time).toBe('16:00');
    expect(slotsOn({ weekly, slotMinutes: 30 }, '2026-11-24', days)).toEqual([]);
    expect(slotsOn({ weekly, slotMinutes: 30 }, '2026-03-23', days)).toEqual([]);
    // The Saturday that is worked in place of another day.
    expect(slotsOn({ weekly, slotMinutes: 60 }, '2026-03-14', days)?.map(({ time }) => time)).toEqual(['08:00', '09:00', '10:00', '11:00']);
    expect(slotsOn({ weekly, slotMinutes: 30 }, '2027-01-04', days)).toBeUndefined();
  });

  test('never overlap, never leave the hours, and have a name that reads back', () => {
    const span = fc
      .tuple(fc.integer({ min: 0, max: 1439 }), fc.integer({ min: 0, max: 1439 }))
      .map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);
    const clockOf = (m: number) => `${String(Math.floor(m / 60)).padStart(2, '0')}:${String(m % 60).padStart(2, '0')}`;
    fc.assert(
      fc.property(span, fc.integer({ min: 5, max: 480 }), ([from, until], slotMinutes) => {
        const made = slotsOn({ weekly: { '1': [`${clockOf(from)}-${clockOf(until)}`] }, slotMinutes }, '2026-11-23', days) ?? [];
        expect(made).toHaveLength(Math.floor((until - from) / slotMinutes));
        for (const [i, one] of made.entries()) {
          if (i > 0) expect(one.startsAt.getTime()).toBe(made[i - 1]?.endsAt.getTime());
          const name = { ...INSPECTION, day: '2026-11-23', time: one.time };
          expect(readSlotId(slotId(name))).toEqual(name);
        }
      }),
    );
    for (const text of ['', 'a.b.20261126', 'A.b.20261126.0900', 'a.b.20261126.0900.x', "a.b'.20261126.0900"])
      expect(readSlotId(text)).toBeUndefined();
  });
});

test('a hundred people at once for a slot of one place: one gets it', async () => {
  const all = await Promise.allSettled(Array.from({ length: 100 }, (_, n) => visit(citizen(`crowd-${n}`), '2026-11-26', '09:00')));
  const won = all.filter((one) => one.status === 'fulfilled');
  expect(won).toHaveLength(1);
  for (const one of all) if (one.status === 'rejected') expect(one.reason).toMatchObject({ status: 409, code: 'slot-taken' });
  const { rows } = await sql`select 1 from centres.appointments where starts_at = '2026-11-26T04:00:00Z'`.execute(stage.platform.db.owner);
  expect(rows).toHaveLength(1);
});

test('a slot of two places takes two', async () => {
  const of = { resource: 'papers', centre: 'dushanbe' };
  const wanted = slotId({ ...of, day: '2026-11-26', time: '10:00' });
  const all = await Promise.allSettled(
    Array.from({ length: 12 }, (_, n) =>
      centres.appointments.visit(citizen(`pair-${n}`), { slot: wanted, resource: 'papers', key: key() }),
    ),
  );
  expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
  expect((await centres.freeSlots('papers', '2026-11-26', 1, 'dushanbe')).some(({ id }) => id === wanted)).toBe(false);
});

test('a double press is one appointment', async () => {
  const wanted = { slot: slot('2026-11-26', '11:00'), resource: 'vehicle-inspection', key: key() };
  const all = await Promise.all(Array.from({ length: 10 }, () => centres.appointments.visit(citizen('twice'), wanted)));
  expect(new Set(all.map(({ id }) => id)).size).toBe(1);
  expect(await journalOf(all[0]?.id ?? '')).toEqual(['appointment.booked']);
});

test('cancelling frees the place, for good and at once', async () => {
  const first = await visit(citizen('a'), '2026-11-26', '13:00');
  await expect(visit(citizen('b'), '2026-11-26', '13:00')).rejects.toMatchObject({ code: 'slot-taken' });
  for (const other of [citizen('b'), { kind: 'anonymous' } as const])
    await expect(centres.appointments.cancel(other, first.id)).rejects.toMatchObject({ status: other.kind === 'anonymous' ? 401 : 404 });
  await centres.appointments.cancel(citizen('a'), first.id);
  expect((await visit(citizen('b'), '2026-11-26', '13:00')).state).toBe('booked');
  await expect(centres.appointments.cancel(citizen('a'), first.id)).rejects.toMatchObject({ code: 'appointment-over' });
  expect(await journalOf(first.id)).toEqual(['appointment.booked', 'appointment.cancelled']);
});

test('moving takes the new place and frees the old one in one step; of two who want it one moves', async () => {
  const [one, two] = [await visit(citizen('m1'), '2026-11-26', '14:00'), await visit(citizen('m2'), '2026-11-26', '14:30')];
  const moves = await Promise.allSettled([
    centres.appointments.move(citizen('m1'), one.id, slot('2026-11-26', '15:00')),
    centres.appointments.move(citizen('m2'), two.id, slot('2026-11-26', '15:00')),
  ]);
  expect(moves.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  const moved = moves[0]?.status === 'fulfilled' ? one : two;
  expect(await journalOf(moved.id)).toEqual(['appointment.booked', 'appointment.moved']);
  const free = await centres.freeSlots('vehicle-inspection', '2026-11-26', 1, 'inspection-dushanbe');
  expect(free.map(({ id }) => id)).toContain(moved.slot);
  expect(free.map(({ id }) => id)).not.toContain(slot('2026-11-26', '15:00'));
});

test.each([
  ['in the past', '2026-11-23', '08:30', 'slot-past'],
  ['on a holiday', '2026-11-28', '09:00', 'slot-unknown'],
  ['outside the hours', '2026-11-26', '12:00', 'slot-unknown'],
  ['between two slots', '2026-11-26', '09:10', 'slot-unknown'],
  ['on no day', '2026-11-31', '09:00', 'slot-unknown'],
  ['in a year without a calendar', '2027-01-11', '09:00', 'calendar-unpublished'],
])('no booking %s', async (_what, day, time, code) => {
  await expect(visit(citizen('x'), day, time)).rejects.toMatchObject({ code });
});

test('a slot of another resource, of another place or of no sense is not there', async () => {
  for (const id of [
    '',
    'x',
    slotId({ resource: 'papers', centre: 'dushanbe', day: '2026-11-26', time: '09:00' }),
    "vehicle-inspection.x'.20261126.0900",
    'vehicle-inspection.nowhere.20261126.0900',
  ])
    await expect(centres.appointments.visit(citizen('x'), { slot: id, resource: 'vehicle-inspection', key: key() })).rejects.toMatchObject({
      status: 422,
    });
});

test('nobody hoards: three ahead, one a day for one thing, even when asked at once', async () => {
  const who = citizen('greedy');
  const all = await Promise.allSettled(['08:00', '08:30', '09:00', '09:30', '10:00'].map((time) => visit(who, '2026-11-30', time)));
  expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  await visit(who, '2026-12-01', '09:00');
  await visit(who, '2026-12-02', '09:00');
  await expect(visit(who, '2026-12-03', '09:00')).rejects.toMatchObject({ code: 'appointment-limit' });
  // What has passed counts no more.
  clock.set('2026-12-01T12:00:00Z');
  expect((await visit(who, '2026-12-04', '09:00')).state).toBe('booked');
});

test('an application takes and gives back its slot in its own transaction, whoever ends it', async () => {
  const booking = { slot: slot('2026-12-07', '09:00'), resource: 'vehicle-inspection', holder: 'citizen-app', cause: 'application:1' };
  const lost = stage.platform.db.write(citizen('app'), async (tx) => {
    await centres.book(tx, booking);
    throw new Error('the submit failed after all');
  });
  await expect(lost).rejects.toThrow('after all');
  expect((await centres.freeSlots('vehicle-inspection', '2026-12-07', 1)).some(({ id }) => id === booking.slot)).toBe(true);
  const made = await stage.platform.db.write(citizen('app'), (tx) => centres.book(tx, booking));
  expect(await stage.platform.db.write(citizen('app'), (tx) => centres.book(tx, booking))).toEqual(made);
  await stage.platform.db.write(system('expire'), (tx) => centres.release(tx, 'application:1'));
  await stage.platform.db.write(system('expire'), (tx) => centres.release(tx, 'application:1'));
  expect(await journalOf(made.id)).toEqual(['appointment.booked', 'appointment.cancelled']);
  expect((await centres.appointments.open(citizen('app'), made.id)).state).toBe('cancelled');
  await expect(centres.appointments.open(citizen('other'), made.id)).rejects.toMatchObject({ status: 404 });
});

test('the calendar file holds what a calendar needs, in short lines', () => {
  const at = new Date('2026-11-26T04:00:00Z');
  const file = icsFile({
    id: 'x',
    host: 'hukumat.example',
    stamp: at,
    startsAt: at,
    endsAt: new Date('2026-11-26T04:30:00Z'),
    title: 'Муоина; санҷиш, қабул',
    place: 'ш. Душанбе, кӯчаи Намунавӣ, 1 — даромадгоҳи марказӣ, ошёнаи якум',
    text: 'a\nb\rATTENDEE:x\r\nc',
    url: 'http://x/',
  });
  expect(file).toContain('DTSTART:20261126T040000Z\r\n');
  expect(file).toContain('SUMMARY:Муоина\\; санҷиш\\, қабул');
  expect(file).toContain('DESCRIPTION:a\\nb\\nATTENDEE:x\\nc');
  for (const line of file.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  expect(file.replaceAll('\r\n ', '')).toContain('даромадгоҳи марказӣ\\, ошёнаи якум');
});

test('the journal of all this is whole', async () => {
  expect(await verifyJournal(stage.platform.db)).toMatchObject({ ok: true });
});
