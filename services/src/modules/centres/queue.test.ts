import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Centres } from './index.ts';
import { slotId } from './slot.ts';
import { MONDAY, OPERATOR, OTHER_OPERATOR, SUPERVISOR, someone, testCentres } from './testing.ts';
import { nextTicket, TICKET_ACTS, TICKET_STATES, type TicketState } from './ticket.ts';

let stage: Awaited<ReturnType<typeof testCentres>>;
let centres: Centres;
beforeAll(async () => {
  stage = await testCentres();
  ({ centres } = stage);
});
afterAll(() => stage.stop());
let day = 0;
/** Each test has a working day of its own, so that no queue reaches into another. */
beforeEach(() => stage.clock.set(new Date(new Date(MONDAY).getTime() + day++ * 86_400_000)));

const today = () => stage.clock.now().toISOString().slice(0, 10);
const booked = (who: string, time: string, centre = 'dushanbe') =>
  centres.appointments.visit(someone(who), {
    slot: slotId({ resource: 'papers', centre, day: today(), time }),
    resource: 'papers',
    service: 'criminal-record-certificate',
    key: `key-${who}-${time.replace(':', '')}`,
  });
const numbers = (list: { number: string }[]) => list.map(({ number }) => number);

describe('a ticket', () => {
  test('ends only as done or as no-show, whatever is done with it', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...TICKET_ACTS), { maxLength: 30 }), (acts) => {
        let state: TicketState = 'waiting';
        let served = false;
        for (const act of acts) {
          const next = nextTicket(state, act);
          if (!next) continue;
          // Nobody is done who was not served, and nobody who was served is a no-show.
          if (next === 'done') expect(served).toBe(true);
          if (next === 'serving') served = true;
          if (next === 'no_show') expect(served).toBe(false);
          state = next;
        }
        expect(TICKET_STATES).toContain(state);
      }),
    );
  });
});

test('a person with an appointment checks in by its code, waits for their hour and is called before who came later', async () => {
  const mine = await booked('citizen-10', '10:00');
  const early = await centres.queue.checkIn(OPERATOR, ` ${mine.code.toLowerCase().slice(0, 4)} ${mine.code.slice(4)}`);
  expect(early).toMatchObject({ number: 'A-001', state: 'waiting', name: 'citizen-10', service: 'criminal-record-certificate' });
  const first = await centres.queue.walkIn(OPERATOR, 'vehicles');
  expect(first.number).toBe('C-001');
  stage.clock.advance(2 * 60 * 60_000);
  const late = await centres.queue.walkIn(OPERATOR, 'papers');
  expect(late.number).toBe('A-002');
  expect((await centres.queue.board('dushanbe')).waiting).toEqual(['C-001', 'A-001', 'A-002']);

  const called = await centres.queue.next(OPERATOR, 1);
  expect(called).toMatchObject({ number: 'C-001', desk: 1, state: 'called' });
  await expect(centres.queue.next(OPERATOR, 1)).rejects.toMatchObject({ status: 409, code: 'desk-busy' });
  expect((await centres.queue.next(OPERATOR, 2))?.number).toBe('A-001');
  expect(await centres.queue.board('dushanbe')).toEqual({
    called: expect.arrayContaining([
      { number: 'C-001', desk: 1 },
      { number: 'A-001', desk: 2 },
    ]),
    waiting: ['A-002'],
  });

  await centres.queue.act(OPERATOR, first.id, 'serve');
  await expect(centres.queue.act(OPERATOR, first.id, 'no-show')).rejects.toMatchObject({ code: 'ticket-state' });
  expect((await centres.queue.act(OPERATOR, first.id, 'done')).state).toBe('done');
  await centres.queue.act(OPERATOR, early.id, 'no-show');
  expect((await centres.queue.board('dushanbe')).called).toEqual([]);
  expect((await centres.queue.act(OPERATOR, early.id, 'recall')).state).toBe('called');
});

test('a code is for its centre and its day, and once', async () => {
  const mine = await booked('citizen-11', '11:00');
  await expect(centres.queue.checkIn(OTHER_OPERATOR, mine.code)).rejects.toMatchObject({ status: 404 });
  await expect(centres.queue.checkIn(OPERATOR, 'NOTACODE')).rejects.toMatchObject({ status: 404 });
  const all = await Promise.allSettled(Array.from({ length: 8 }, () => centres.queue.checkIn(OPERATOR, mine.code)));
  expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  const gone = await booked('citizen-12', '11:00');
  await centres.appointments.cancel(someone('citizen-12'), gone.id);
  await expect(centres.queue.checkIn(OPERATOR, gone.code)).rejects.toMatchObject({ status: 404 });
});

test('two desks that call at once never get the same person, and no number is given twice', async () => {
  const taken = await Promise.all(Array.from({ length: 12 }, () => centres.queue.walkIn(OPERATOR, 'family')));
  expect(numbers(taken).sort()).toEqual(Array.from({ length: 12 }, (_, i) => `B-${String(i + 1).padStart(3, '0')}`));
  const called = await Promise.all([1, 2, 3, 4, 5, 6].map((desk) => centres.queue.next(OPERATOR, desk)));
  expect(new Set(called.map((one) => one?.number)).size).toBe(6);
  const same = await Promise.allSettled([1, 2].map(() => centres.queue.next(SUPERVISOR, 1, 'dushanbe')));
  expect(same.every(({ status }) => status === 'rejected')).toBe(true);
});

test('the board shows numbers and desks, never a name', async () => {
  const mine = await booked('citizen-13', '09:00').catch(() => booked('citizen-13', '10:00'));
  await centres.queue.checkIn(OPERATOR, mine.code);
  await centres.queue.next(OPERATOR, 3);
  const board = JSON.stringify(await centres.queue.board('dushanbe'));
  expect(board).toBe('{"called":[{"number":"A-001","desk":3}],"waiting":[]}');
});

test('only people of the centre may touch its queue', async () => {
  const first = await centres.queue.walkIn(OPERATOR, 'papers');
  for (const who of [
    someone('citizen-1'),
    someone('mia-officer', 'officer', 'mia'),
    someone('x', 'auditor'),
    someone('mia-operator', 'operator', 'mia'),
  ]) {
    await expect(centres.queue.today(who)).rejects.toMatchObject({ status: 403 });
    await expect(centres.queue.next(who, 1)).rejects.toMatchObject({ status: 403 });
    await expect(centres.queue.walkIn(who, 'papers')).rejects.toMatchObject({ status: 403 });
    await expect(centres.load(who)).rejects.toMatchObject({ status: 403 });
  }
  await expect(centres.queue.today(OTHER_OPERATOR, 'dushanbe')).rejects.toMatchObject({ status: 403 });
  // The other centre's operator does not even learn that the number exists.
  await expect(centres.queue.act(OTHER_OPERATOR, first.id, 'serve')).rejects.toMatchObject({ status: 404 });
  await expect(centres.load(OPERATOR)).rejects.toMatchObject({ status: 403 });
});

test('a supervisor sees how the day goes', async () => {
  const one = await centres.queue.walkIn(OPERATOR, 'papers');
  await centres.queue.walkIn(OPERATOR, 'papers');
  stage.clock.advance(10 * 60_000);
  await centres.queue.next(OPERATOR, 1);
  await centres.queue.act(OPERATOR, one.id, 'serve');
  await centres.queue.act(OPERATOR, one.id, 'done');
  expect(await centres.load(SUPERVISOR, 'dushanbe')).toMatchObject({
    waiting: 1,
    served: 1,
    noShows: 0,
    waitMinutes: { median: 10, longest: 10 },
    operators: [{ operator: 'service-centre-operator', served: 1 }],
  });
});

test('a supervisor of several centres is told of all of them and sees the one that was asked for', async () => {
  expect((await centres.queue.today(OPERATOR)).places).toEqual(['dushanbe']);
  const all = await centres.queue.today(SUPERVISOR, 'khujand');
  expect(all).toMatchObject({ centre: 'khujand', places: ['bokhtar', 'dushanbe', 'khorugh', 'khujand'] });
  await expect(centres.queue.today(OPERATOR, 'khujand')).rejects.toMatchObject({ status: 403 });
});

test('every act on a number stands in the journal, with the counter that did it', async () => {
  const { id } = await centres.queue.walkIn(OPERATOR, 'papers');
  await centres.queue.next(OPERATOR, 3);
  await centres.queue.act(OPERATOR, id, 'no-show');
  await centres.queue.act(OPERATOR, id, 'recall');
  await centres.queue.act(OPERATOR, id, 'serve');
  await centres.queue.act(OPERATOR, id, 'done');
  const { rows } = await sql<{ type: string; actor: string }>`select type, actor from platform.journal
    where entity = ${`ticket:${id}`} order by seq`.execute(stage.platform.db.owner);
  expect(rows.map(({ type }) => type)).toEqual(['taken', 'called', 'no-show', 'recalled', 'serving', 'done'].map((act) => `ticket.${act}`));
  expect(new Set(rows.map(({ actor }) => actor))).toEqual(new Set([`person:${OPERATOR.kind === 'person' ? OPERATOR.subject : ''}`]));
});
