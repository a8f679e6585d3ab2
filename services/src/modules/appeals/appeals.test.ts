import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Actor, ANONYMOUS } from '../../platform/actor.ts';
import { fixedClock } from '../../platform/clock.ts';
import { verifyJournal } from '../../platform/journal.ts';
import { type TestPlatform, testPlatform } from '../../platform/testing.ts';
import { createNotifications } from '../notifications/index.ts';
import { APPEAL_KINDS, daysAfter, dueOn, type Sending } from './appeal.ts';
import { codeOf, readCode } from './codes.ts';
import { type Appeals, createAppeals } from './index.ts';

const NOON = '2026-11-23T07:00:00Z';
const clock = fixedClock(NOON);
const person = (subject: string, ...roles: { role: 'officer' | 'head' | 'developer'; agency: string }[]): Actor => ({
  kind: 'person',
  subject,
  name: subject,
  loa: 'substantial',
  roles,
});
const CITIZEN = person('citizen-1');
const OTHER = person('citizen-2');
const OFFICER = person('mia-officer', { role: 'officer', agency: 'mia' });
const HEAD = person('justice-head', { role: 'head', agency: 'justice' });
const DEVELOPER = person('mia-developer', { role: 'developer', agency: 'mia' });

let stage: TestPlatform;
let appeals: Appeals;
beforeAll(async () => {
  stage = await testPlatform({ clock });
  createNotifications(stage.platform, { identity: { actorOf: () => ANONYMOUS } });
  appeals = createAppeals(stage.platform, { agencies: () => ['mia', 'justice', 'dushanbe', 'customs'] });
});
afterAll(() => stage?.stop());
beforeEach(() => clock.set(NOON));

const key = () => randomBytes(18).toString('base64url');
let place = 0;
const sending = (more: Partial<Sending> = {}): Sending => ({
  agency: 'mia',
  kind: 'complaint',
  reply: 'electronic',
  lang: 'tg',
  text: 'Дар кӯчаи мо чароғ нест.',
  senderName: 'Раҳимзода Фирӯза',
  phone: '+992000000011',
  key: key(),
  from: `10.0.0.${++place}`,
  ...more,
});
const idOf = async (number: string): Promise<string> => {
  const { rows } = await sql<{ id: string }>`select id from appeals.appeals where number = ${number}`.execute(stage.platform.db.owner);
  return rows[0]?.id ?? '';
};
const sent = async (actor: Actor = CITIZEN, more: Partial<Sending> = {}) => {
  const answer = await appeals.send(actor, sending(more));
  return { ...answer, id: await idOf(answer.number) };
};

describe('sending', () => {
  test('gives a number of the year and the last day, fifteen or thirty days on', async () => {
    const first = await sent();
    expect(first).toMatchObject({ number: expect.stringMatching(/^MUR-2026-\d{6}$/), dueOn: '2026-12-23' });
    expect(first.code).toBeUndefined();
    expect((await sent(CITIZEN, { kind: 'request' })).dueOn).toBe('2026-12-08');
    clock.set('2026-12-31T19:00:00Z');
    expect((await sent()).number).toMatch(/^MUR-2027-/);
  });

  test('any kind, any day: the last day is never before the next', () => {
    const day = fc.date({ min: new Date('2024-01-01'), max: new Date('2031-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(fc.constantFrom(...APPEAL_KINDS), day, (kind, date) => {
        const received = date.toISOString().slice(0, 10);
        expect(dueOn(kind, received) > received).toBe(true);
        expect((Date.parse(dueOn(kind, received)) - Date.parse(received)) / 86_400_000).toBe(
          kind === 'proposal' || kind === 'complaint' ? 30 : 15,
        );
      }),
    );
    expect(daysAfter('2028-02-28', 1)).toBe('2028-02-29');
  });

  test('fifty at once get fifty numbers; the same form fifty times is one appeal', async () => {
    const many = await Promise.all(Array.from({ length: 50 }, () => appeals.send(ANONYMOUS, sending())));
    expect(new Set(many.map(({ number }) => number)).size).toBe(50);
    const same = sending();
    const first = await appeals.send(ANONYMOUS, same);
    for (const again of await Promise.all(Array.from({ length: 50 }, () => appeals.send(ANONYMOUS, same)))) expect(again).toEqual(first);
  });

  test('the same form pressed twice at the same moment is one appeal too', async () => {
    const same = sending();
    const answers = await Promise.all(Array.from({ length: 12 }, () => appeals.send(ANONYMOUS, same)));
    expect(new Set(answers.map(({ number, code }) => `${number} ${code}`)).size).toBe(1);
  });

  test('a body that does not exist and a form without its key are refused', async () => {
    await expect(appeals.send(CITIZEN, sending({ agency: 'nobody' }))).rejects.toMatchObject({ status: 404 });
    await expect(appeals.send(CITIZEN, sending({ key: 'short' }))).rejects.toMatchObject({ code: 'form-outdated' });
  });

  test('a machine is slowed, and the next hour is open again', async () => {
    const from = 'one-address';
    for (let i = 0; i < 40; i++) await appeals.send(ANONYMOUS, sending({ from }));
    await expect(appeals.send(ANONYMOUS, sending({ from }))).rejects.toMatchObject({ status: 429, code: 'too-many-appeals' });
    await appeals.send(CITIZEN, sending({ from }));
    clock.set('2026-11-23T08:01:00Z');
    await appeals.send(ANONYMOUS, sending({ from }));
  });
});

describe('who may read', () => {
  test('the owner, the desk of the body that has it, and nobody else', async () => {
    const { number, id } = await sent();
    expect((await appeals.own(CITIZEN, number)).text).toBe('Дар кӯчаи мо чароғ нест.');
    expect((await appeals.mine(CITIZEN)).some((line) => line.number === number)).toBe(true);
    expect((await appeals.mine(OTHER)).length).toBe(0);
    await expect(appeals.own(OTHER, number)).rejects.toMatchObject({ status: 404 });
    await expect(appeals.own(ANONYMOUS, number)).rejects.toMatchObject({ status: 401 });
    expect((await appeals.open(OFFICER, 'mia', id)).number).toBe(number);
    await expect(appeals.open(HEAD, 'justice', id)).rejects.toMatchObject({ status: 404 });
    for (const actor of [HEAD, CITIZEN, DEVELOPER]) await expect(appeals.open(actor, 'mia', id)).rejects.toMatchObject({ status: 403 });
    await expect(appeals.desk(DEVELOPER, 'mia')).rejects.toMatchObject({ status: 403 });
    await expect(appeals.open(OFFICER, 'mia', 'no-id')).rejects.toMatchObject({ status: 404 });
  });

  test('whoever reads at a desk is written down for the sender', async () => {
    const { id } = await sent();
    await appeals.open(OFFICER, 'mia', id);
    const { rows } = await sql`select officer, subject from appeals.accesses where appeal = ${id}`.execute(stage.platform.db.owner);
    expect(rows).toEqual([{ officer: 'mia-officer', subject: 'citizen-1' }]);
  });

  test('a number and its code open the answer of somebody who was not signed in; a wrong pair says nothing and is counted', async () => {
    const { number, code } = await sent(ANONYMOUS);
    const from = 'a-guesser';
    expect(await appeals.lookUp(number.toLowerCase(), `${code?.slice(0, 4)} ${code?.slice(4).toLowerCase()}`, 'x')).toMatchObject({
      number,
    });
    expect(await appeals.lookUp('MUR-2026-999999', code ?? '', 'x')).toBeUndefined();
    const owned = await sent(CITIZEN);
    expect(await appeals.lookUp(owned.number, 'AAAAAAAAAAAA', 'x')).toBeUndefined();
    for (let i = 0; i < 10; i++) expect(await appeals.lookUp(number, `WRONG${i}`, from)).toBeUndefined();
    await expect(appeals.lookUp(number, 'WRONG', from)).rejects.toMatchObject({ status: 429, code: 'too-many-tries' });
    // A guess that is right at last is not heard any more either; elsewhere, and an hour later, it is.
    await expect(appeals.lookUp(number, code ?? '', from)).rejects.toMatchObject({ status: 429, code: 'too-many-tries' });
    expect(await appeals.lookUp(number, code ?? '', 'y')).toMatchObject({ number });
    clock.set('2026-11-23T08:00:01Z');
    expect(await appeals.lookUp(number, code ?? '', from)).toMatchObject({ number });
  });

  test('codes are of one kind, and differ', () => {
    const codes = Array.from({ length: 200 }, () => codeOf(key()));
    expect(new Set(codes).size).toBe(200);
    for (const code of codes) expect(code).toMatch(/^[2-9A-HJKMNP-Z]{12}$/);
    expect(readCode(' ab-cd ')).toBe('ABCD');
  });
});

describe('the desk', () => {
  test('answers once; who decides second learns of it', async () => {
    const { id, number } = await sent();
    const { version } = await appeals.open(OFFICER, 'mia', id);
    await expect(appeals.answer(OFFICER, 'mia', id, version, '  ')).rejects.toMatchObject({ code: 'answer-needed' });
    const two = await Promise.allSettled([
      appeals.answer(OFFICER, 'mia', id, version, 'Чароғ гузошта шуд.'),
      appeals.answer(OFFICER, 'mia', id, version, 'Дигар ҷавоб.'),
    ]);
    expect(two.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const own = await appeals.own(CITIZEN, number);
    expect(own).toMatchObject({ state: 'answered', onTime: true, events: [{ type: 'appeal.answered' }] });
    await expect(appeals.answer(OFFICER, 'mia', id, 2, 'Боз')).rejects.toMatchObject({ code: 'appeal-answered' });
    await expect(appeals.forward(OFFICER, 'mia', id, 2, 'justice', 'сабаб')).rejects.toMatchObject({ code: 'appeal-answered' });
  });

  test('nobody answers, hands on or puts off what they complained about themselves', async () => {
    const { id } = await sent(OFFICER);
    await expect(appeals.answer(OFFICER, 'mia', id, 1, 'Ҳама чиз дуруст аст')).rejects.toMatchObject({ status: 403 });
    await expect(appeals.forward(OFFICER, 'mia', id, 1, 'justice', 'сабаб')).rejects.toMatchObject({ status: 403 });
    await expect(appeals.extend(OFFICER, 'mia', id, 1, 10, 'сабаб')).rejects.toMatchObject({ status: 403 });
    await appeals.answer(person('mia-officer-2', { role: 'officer', agency: 'mia' }), 'mia', id, 1, 'Ҷавоб');
  });

  test('hands on to another body, whose desk then answers; the term goes on', async () => {
    const { id, number, dueOn: last } = await sent();
    await expect(appeals.forward(OFFICER, 'mia', id, 1, 'mia', 'сабаб')).rejects.toMatchObject({ code: 'same-body' });
    await expect(appeals.forward(OFFICER, 'mia', id, 1, 'nobody', 'сабаб')).rejects.toMatchObject({ code: 'body-unknown' });
    await expect(appeals.forward(OFFICER, 'mia', id, 1, 'justice', ' ')).rejects.toMatchObject({ code: 'reason-needed' });
    await appeals.forward(OFFICER, 'mia', id, 1, 'justice', 'Салоҳияти Вазорати адлия');
    expect(await appeals.own(CITIZEN, number)).toMatchObject({ agency: 'justice', bodies: ['mia', 'justice'], dueOn: last });
    await expect(appeals.answer(OFFICER, 'mia', id, 2, 'Ҷавоб')).rejects.toMatchObject({ status: 404 });
    expect((await appeals.open(OFFICER, 'mia', id)).agency).toBe('justice');
    await appeals.answer(HEAD, 'justice', id, 2, 'Ҷавоб');
    expect((await appeals.own(CITIZEN, number)).answer).toBe('Ҷавоб');
  });

  test('makes the term longer once, with a reason, and not beyond the most', async () => {
    const { id, number } = await sent();
    for (const days of [0, 31, 1.5])
      await expect(appeals.extend(OFFICER, 'mia', id, 1, days, 'сабаб')).rejects.toMatchObject({ code: 'extension-too-long' });
    await expect(appeals.extend(OFFICER, 'mia', id, 1, 10, '')).rejects.toMatchObject({ code: 'reason-needed' });
    await appeals.extend(OFFICER, 'mia', id, 1, 10, 'Маълумот аз ноҳия лозим аст');
    expect(await appeals.own(CITIZEN, number)).toMatchObject({ dueOn: '2027-01-02', extended: true });
    await expect(appeals.extend(OFFICER, 'mia', id, 2, 10, 'боз')).rejects.toMatchObject({ code: 'appeal-extended' });
    await expect(appeals.extend(OFFICER, 'mia', id, 1, 10, 'боз')).rejects.toMatchObject({ code: 'appeal-changed' });
  });

  test('sees what waits before what is answered, the nearest last day first', async () => {
    for (const kind of ['complaint', 'request'] as const) await sent(CITIZEN, { agency: 'dushanbe', kind });
    const done = await sent(CITIZEN, { agency: 'dushanbe', kind: 'request' });
    const officer = person('d', { role: 'officer', agency: 'dushanbe' });
    await appeals.answer(officer, 'dushanbe', done.id, 1, 'Ҷавоб');
    const lines = await appeals.desk(officer, 'dushanbe');
    expect(lines.map(({ kind, state }) => `${kind} ${state}`)).toEqual(['request received', 'complaint received', 'request answered']);
  });
});

test('alarms are written once a day’s end: due soon, then overdue; the counts of a body follow', async () => {
  const officer = person('c', { role: 'officer', agency: 'customs' });
  const late = await sent(CITIZEN, { agency: 'customs', kind: 'request' });
  const fine = await sent(CITIZEN, { agency: 'customs' });
  await appeals.answer(officer, 'customs', fine.id, 1, 'Ҷавоб');
  clock.set('2026-12-04T07:00:00Z');
  await appeals.warn();
  expect((await appeals.own(CITIZEN, late.number)).events).toEqual([]);
  clock.set('2026-12-05T07:00:00Z');
  await appeals.warn();
  await appeals.warn();
  expect((await appeals.own(CITIZEN, late.number)).events.map(({ type }) => type)).toEqual(['appeal.due-soon']);
  expect(await appeals.statistics('customs')).toEqual({ received: 2, answered: 1, onTime: 1, overdue: 0 });
  clock.set('2026-12-08T18:59:00Z');
  expect((await appeals.statistics('customs')).overdue).toBe(0);
  clock.set('2026-12-08T19:00:00Z');
  await appeals.warn();
  expect((await appeals.own(CITIZEN, late.number)).events.map(({ type }) => type)).toEqual(['appeal.due-soon', 'appeal.overdue']);
  expect((await appeals.statistics('customs')).overdue).toBe(1);
  await appeals.answer(officer, 'customs', late.id, 1, 'Дер монд');
  expect(await appeals.statistics('customs')).toEqual({ received: 2, answered: 2, onTime: 1, overdue: 0 });
});

test('the journal holds', async () => {
  expect((await verifyJournal(stage.platform.db)).ok).toBe(true);
});
