import type { Answers } from '@hukumat/contract';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { verifyJournal } from '../../platform/journal.ts';
import type { Centres } from './index.ts';
import { applied, difference } from './record.ts';
import { over } from './session.ts';
import { MONDAY, OPERATOR, OTHER_OPERATOR, SUPERVISOR, someone, testCentres } from './testing.ts';

const CITIZEN = someone('citizen-1');
const DRAFT = '01980000-0000-7000-8000-0000000000d1';
const APPLICATION = '01980000-0000-7000-8000-0000000000a1';
const SERVICE = 'criminal-record-certificate';

let stage: Awaited<ReturnType<typeof testCentres>>;
let centres: Centres;
beforeAll(async () => {
  stage = await testCentres();
  ({ centres } = stage);
});
afterAll(() => stage.stop());
let hour = 0;
beforeEach(() => stage.clock.set(new Date(new Date(MONDAY).getTime() + hour++ * 3_600_000)));

const begin = async (operator = OPERATOR, citizen = CITIZEN) => {
  const { code } = await centres.codes.offer(citizen, { centre: 'dushanbe', service: SERVICE });
  return centres.begin(operator, code);
};
const save = (citizen: typeof CITIZEN, session: string, before: Answers, after: Answers, service = SERVICE) =>
  stage.platform.db.write(citizen, (tx) => centres.assisted.record(tx, { session, service, draft: DRAFT, before, after }));
const journalOf = async (id: string) =>
  (
    await sql<{
      type: string;
      actor: string;
    }>`select type, actor from platform.journal where entity = ${`assisted:${id}`} order by seq`.execute(stage.platform.db.owner)
  ).rows;

describe('the difference of two drafts', () => {
  const answer = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.array(fc.string(), { maxLength: 3 }));
  const answers = fc.dictionary(fc.stringMatching(/^[a-z]{1,4}$/), answer, { maxKeys: 6, noNullPrototype: true });
  test('adds up to the second, and is empty between equals', () => {
    fc.assert(
      fc.property(answers, answers, (before, after) => {
        expect(applied(before, difference(before, after))).toEqual(after);
        expect(difference(after, structuredClone(after))).toEqual([]);
      }),
    );
  });
});

test('a session lives fifteen minutes of silence and an hour at most', () => {
  const at = (minutes: number) => new Date(minutes * 60_000);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 59 }), fc.integer({ min: 0, max: 120 }), (seen, later) => {
      const why = over({ seenAt: at(seen), until: at(60) }, at(seen + later));
      expect(why).toBe(seen + later >= 60 ? 'time' : later >= 15 ? 'idle' : undefined);
    }),
  );
});

test('without the citizen’s code there is no session, and a code opens one, once, for ten minutes, at its centre', async () => {
  for (const typed of ['', '00000000', 'x'])
    await expect(centres.begin(OPERATOR, typed)).rejects.toMatchObject({ status: 403, code: 'code-wrong' });
  const { code } = await centres.codes.offer(CITIZEN, { centre: 'dushanbe', service: SERVICE });
  await expect(centres.begin(OTHER_OPERATOR, code)).rejects.toMatchObject({ code: 'code-wrong' });
  await expect(centres.begin(CITIZEN, code)).rejects.toMatchObject({ status: 403 });
  const all = await Promise.allSettled(Array.from({ length: 4 }, () => centres.begin(OPERATOR, `${code.slice(0, 4)} ${code.slice(4)}`)));
  expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  stage.clock.advance(16 * 60_000);
  const old = await centres.codes.offer(CITIZEN, { centre: 'dushanbe', service: SERVICE });
  stage.clock.advance(10 * 60_000);
  await expect(centres.begin(OPERATOR, old.code)).rejects.toMatchObject({ code: 'code-wrong' });
  await expect(centres.codes.offer(CITIZEN, { centre: 'inspection-dushanbe', service: SERVICE })).rejects.toMatchObject({ status: 422 });
  await expect(centres.codes.offer(CITIZEN, { centre: 'dushanbe', service: 'nothing' })).rejects.toMatchObject({ status: 422 });
});

test('an operator does not guess: after eight wrong codes even the right one waits', async () => {
  const guesser = OTHER_OPERATOR;
  for (let n = 0; n < 8; n++)
    await expect(centres.begin(guesser, String(n).padStart(8, '1'))).rejects.toMatchObject({ code: 'code-wrong' });
  const { code } = await centres.codes.offer(CITIZEN, { centre: 'khujand', service: SERVICE });
  await expect(centres.begin(guesser, code)).rejects.toMatchObject({ status: 429 });
  stage.clock.advance(15 * 60_000);
  const again = await centres.codes.offer(CITIZEN, { centre: 'khujand', service: SERVICE });
  expect((await centres.begin(guesser, again.code)).live).toBe(true);
});

test('a thousand guesses at once are eight guesses', async () => {
  stage.clock.advance(60 * 60_000);
  const guesser = OTHER_OPERATOR;
  const guesses = await Promise.allSettled(Array.from({ length: 40 }, (_, n) => centres.begin(guesser, String(n).padStart(8, '7'))));
  const codes = guesses.map((one) => (one.status === 'rejected' ? (one.reason as { code?: string }).code : 'opened'));
  expect(codes.filter((code) => code === 'code-wrong')).toHaveLength(8);
  expect(codes.filter((code) => code === 'too-many-attempts')).toHaveLength(32);
});

test('no more than five codes wait for one citizen, so that many make none easier to hit', async () => {
  stage.clock.advance(60 * 60_000);
  const offer = () => centres.codes.offer(someone('citizen-4'), { centre: 'dushanbe', service: SERVICE });
  const made = await Promise.allSettled(Array.from({ length: 12 }, offer));
  expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(5);
  await expect(offer()).rejects.toMatchObject({ status: 429 });
  stage.clock.advance(10 * 60_000);
  expect((await offer()).code).toMatch(/^\d{8}$/);
});

test('the record is the stored difference: every save, field by field, in the order it was made', async () => {
  const session = await begin();
  const { citizen } = await centres.assisted.enter(OPERATOR, session.id);
  expect(citizen).toMatchObject({ subject: 'citizen-1', roles: [], assisted: { by: 'service-centre-operator' } });
  const saves: Answers[] = [
    { surname: 'Раҳимзода' },
    { surname: 'Раҳимзода', purpose: 'work' },
    { surname: 'Раҳимӣ', purpose: 'work', copies: 2 },
    { surname: 'Раҳимӣ', copies: 2 },
  ];
  let before: Answers = {};
  for (const after of saves) {
    await save(citizen, session.id, before, after);
    before = after;
  }
  const { record } = await centres.assisted.recordOf(CITIZEN, session.id);
  expect(applied({}, record)).toEqual(saves.at(-1));
  expect(record.map(({ field, before: old, after }) => [field, old, after])).toEqual([
    ['surname', undefined, 'Раҳимзода'],
    ['purpose', undefined, 'work'],
    ['copies', undefined, 2],
    ['surname', 'Раҳимзода', 'Раҳимӣ'],
    ['purpose', 'work', undefined],
  ]);
  expect((await centres.assisted.asCitizen(CITIZEN)).find(({ id }) => id === session.id)).toMatchObject({
    operatorName: 'service-centre-operator',
    centre: 'dushanbe',
    entries: 5,
  });
  // A save that fails leaves nothing in the record.
  const failed = stage.platform.db.write(citizen, async (tx) => {
    await centres.assisted.record(tx, { session: session.id, service: SERVICE, draft: DRAFT, before: {}, after: { a: 'b' } });
    throw new Error('rolled back');
  });
  await expect(failed).rejects.toThrow('rolled back');
  expect((await centres.assisted.recordOf(CITIZEN, session.id)).record).toHaveLength(5);
});

test('submitting needs the session: none, another’s, another service’s, an ended one are refused', async () => {
  const confirm = (as: typeof CITIZEN, session: string | undefined, service = SERVICE) =>
    stage.platform.db.write(as, (tx) => centres.assisted.confirm(tx, { session, service, draft: DRAFT, application: APPLICATION }));
  const session = await begin();
  const { citizen } = await centres.assisted.enter(OPERATOR, session.id);
  await expect(confirm(citizen, undefined)).rejects.toMatchObject({ status: 403, code: 'code-needed' });
  await expect(confirm(OPERATOR, session.id)).rejects.toMatchObject({ status: 403, code: 'code-needed' });
  await expect(confirm(CITIZEN, session.id)).rejects.toMatchObject({ code: 'code-needed' });
  const forged = { ...citizen, assisted: { session: session.id, by: 'service-centre-operator-2' } };
  await expect(confirm(forged, session.id)).rejects.toMatchObject({ code: 'code-needed' });
  await expect(confirm(citizen, session.id, 'vehicle-tax')).rejects.toMatchObject({ code: 'assisted-other-service' });
  await expect(save(citizen, session.id, {}, { a: 'b' }, 'vehicle-tax')).rejects.toMatchObject({ code: 'assisted-other-service' });
  await confirm(citizen, session.id);
  await centres.assisted.end(OPERATOR, session.id);
  await expect(confirm(citizen, session.id)).rejects.toMatchObject({ code: 'code-needed' });
  expect(await journalOf(session.id)).toEqual([
    { type: 'assisted.started', actor: 'person:service-centre-operator' },
    { type: 'assisted.confirmed', actor: 'person:service-centre-operator for person:citizen-1' },
    { type: 'assisted.ended', actor: 'person:service-centre-operator' },
  ]);
});

test('the citizen ends it at once: the very next save is refused', async () => {
  const session = await begin();
  const { citizen } = await centres.assisted.enter(OPERATOR, session.id);
  await save(citizen, session.id, {}, { a: 'b' });
  for (const other of [someone('citizen-2'), OTHER_OPERATOR])
    await expect(centres.assisted.end(other, session.id)).rejects.toMatchObject({ status: 404 });
  expect(await centres.assisted.end(CITIZEN, session.id)).toMatchObject({ live: false, endedBy: 'citizen' });
  await expect(save(citizen, session.id, { a: 'b' }, { a: 'c' })).rejects.toMatchObject({ status: 403, code: 'assisted-over' });
  await expect(centres.assisted.enter(OPERATOR, session.id)).rejects.toMatchObject({ code: 'assisted-over' });
  // Afterwards the operator keeps no look at it; the citizen does.
  await expect(centres.assisted.recordOf(OPERATOR, session.id)).rejects.toMatchObject({ status: 404 });
  expect((await centres.assisted.recordOf(CITIZEN, session.id)).record).toHaveLength(1);
});

test('it ends by itself: after a quarter of an hour of silence, after an hour in any case', async () => {
  const silent = await begin();
  const { citizen } = await centres.assisted.enter(OPERATOR, silent.id);
  stage.clock.advance(15 * 60_000);
  await expect(save(citizen, silent.id, {}, { a: 'b' })).rejects.toMatchObject({ code: 'assisted-over' });
  await centres.assisted.sweep();
  await centres.assisted.sweep();
  expect((await centres.assisted.asCitizen(CITIZEN)).find(({ id }) => id === silent.id)).toMatchObject({ live: false, endedBy: 'idle' });
  expect((await journalOf(silent.id)).map(({ type }) => type)).toEqual(['assisted.started', 'assisted.ended']);

  const busy = await begin();
  for (let n = 0; n < 5; n++) {
    stage.clock.advance(11 * 60_000);
    await save((await centres.assisted.enter(OPERATOR, busy.id)).citizen, busy.id, {}, { n });
  }
  stage.clock.advance(5 * 60_000);
  await expect(centres.assisted.enter(OPERATOR, busy.id)).rejects.toMatchObject({ code: 'assisted-over' });
  await centres.assisted.sweep();
  expect((await centres.assisted.asCitizen(CITIZEN)).find(({ id }) => id === busy.id)).toMatchObject({ endedBy: 'time' });
});

test('nobody else sees a session; a supervisor sees when and who, and of sampled ones which fields, never what was said', async () => {
  const session = await begin();
  const { citizen } = await centres.assisted.enter(OPERATOR, session.id);
  await save(citizen, session.id, {}, { surname: 'Махфӣ' });
  for (const other of [someone('citizen-2'), OTHER_OPERATOR, SUPERVISOR])
    await expect(centres.assisted.recordOf(other, session.id)).rejects.toMatchObject({ status: 404 });
  await expect(centres.assisted.enter(OTHER_OPERATOR, session.id)).rejects.toMatchObject({ status: 404 });
  await expect(centres.assisted.audited(OPERATOR)).rejects.toMatchObject({ status: 403 });
  await sql`update centres.sessions set sampled = (id = ${session.id})`.execute(stage.platform.db.owner);
  const seen = await centres.assisted.audited(SUPERVISOR);
  expect(seen.find(({ id }) => id === session.id)).toMatchObject({ sampled: true, fields: ['surname'], entries: 1 });
  expect(seen.find(({ id }) => id !== session.id)?.fields).toBeUndefined();
  expect(JSON.stringify(seen)).not.toContain('Махфӣ');
});

test('the journal of all this is whole', async () => {
  expect(await verifyJournal(stage.platform.db)).toMatchObject({ ok: true });
});
