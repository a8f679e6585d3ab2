import type { ApplicationState } from '@hukumat/contract';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fixedClock } from '../../platform/clock.ts';
import { verifyJournal } from '../../platform/journal.ts';
import { notFound, Problem } from '../../platform/problem.ts';
import { type TestPlatform, testPlatform } from '../../platform/testing.ts';
import { createNotifications } from '../notifications/index.ts';
import { FINAL, isFinal } from './application.ts';
import { type Application, type Applications, createApplications } from './index.ts';
import {
  CITIZEN,
  COLLEAGUE,
  CUSTOMS,
  eventNotice,
  exampleDeps,
  FOR_TWO,
  HEAD,
  OFFICER,
  OTHER,
  residenceNote,
  STRANGER,
  SUPERVISOR,
  variantOf,
} from './testing.ts';
import { verifyEvents } from './verify-events.ts';

// Whole lives of applications under random acts of random people, against the real database: what the pure machine promises
// has to hold for rows, clocks, timeline and journal too.

const text = (tg: string) => ({ tg, ru: tg, en: tg });
const rich = variantOf('rich', {
  form: { ...FOR_TWO, schema: { ...FOR_TWO.schema, required: ['surname'] } },
  output: undefined,
  workflow: {
    ...residenceNote.workflow,
    opinions: [{ agency: 'customs', workingDays: 3, title: text('Хулоса') }],
    letters: [{ code: 'note', for: 'note', title: text('Нома'), body: text('Аризаи {number}') }],
  },
});
const four = variantOf('four-eyes', { ...eventNotice, id: 'four-eyes', workflow: { ...rich.workflow, fourEyes: true }, output: undefined });
const signed = variantOf('signed', {
  form: FOR_TWO,
  output: undefined,
  workflow: {
    ...residenceNote.workflow,
    acceptance: { passport: 'otherPassport', surname: 'otherSurname', days: 5, title: text('Розигӣ'), text: text('Имзо') },
  },
});
const ANSWERS = {
  rich: { surname: 'Раҳимзода' },
  'four-eyes': { surname: 'Раҳимзода', guests: 3 },
  signed: { surname: 'Раҳимзода', otherSurname: 'Каримов', otherPassport: 'A0000002', until: '2026-12-31' },
} as const;
const START = '2026-05-04T06:00:00Z';
const clock = fixedClock(START);
let stage: TestPlatform;
let applications: Applications;

beforeAll(async () => {
  stage = await testPlatform({ clock });
  const deps = exampleDeps([], [rich, four, signed]);
  createNotifications(stage.platform, deps);
  applications = createApplications(stage.platform, deps);
});
afterAll(() => stage.stop());

const PEOPLE = { CITIZEN, OTHER, OFFICER, COLLEAGUE, SUPERVISOR, HEAD, CUSTOMS, STRANGER };
type Who = keyof typeof PEOPLE;
type Act = (who: Who, now: Application) => Promise<unknown>;
const ACTS: Record<string, Act> = {
  withdraw: (who, { id, version }) => applications.withdraw(PEOPLE[who], id, version),
  accept: (who, { id, version }) => applications.accept(PEOPLE[who], id, version),
  decline: (who, { id, version }) => applications.decline(PEOPLE[who], id, version, 'Розӣ нестам'),
  resubmit: (who, { id, version }) => applications.resubmit(PEOPLE[who], id, version, { surname: 'Саидов' }, 'tg'),
  appeal: (who, { id }) => applications.appeal(PEOPLE[who], id, 'Норозиям'),
  rate: (who, { id }) => applications.rate(PEOPLE[who], id, { stars: 4 }),
  claim: (who, { id, version }) => applications.claim(PEOPLE[who], 'mia', id, version),
  release: (who, { id, version }) => applications.release(PEOPLE[who], 'mia', id, version),
  reassign: (who, { id, version }) => applications.reassign(PEOPLE[who], 'mia', id, version, 'mia-officer-2'),
  sendBack: (who, { id, version }) => applications.sendBack(PEOPLE[who], 'mia', id, version, { fields: ['surname'], message: 'Ислоҳ' }),
  approve: (who, { id, version }) => applications.decide(PEOPLE[who], 'mia', id, version, { approve: true }),
  reject: (who, { id, version }) => applications.decide(PEOPLE[who], 'mia', id, version, { approve: false, reason: 'no-record' }),
  close: (who, { id, version }) => applications.close(PEOPLE[who], 'mia', id, version, 'Такрорӣ'),
  reopen: (who, { id, version }) => applications.reopen(PEOPLE[who], 'mia', id, version, 'Хато буд'),
  consult: (who, { id, version }) =>
    applications.askOpinion(PEOPLE[who], 'mia', id, version, { agency: 'customs', question: 'Чӣ гӯед?', fields: ['surname'] }),
  recall: (who, { id, version }) => applications.recallOpinions(PEOPLE[who], 'mia', id, version),
  letter: (who, { id }) => applications.sendLetter(PEOPLE[who], 'mia', id, { code: 'note' }),
  note: (who, { id }) => applications.note(PEOPLE[who], 'mia', id, 'Санҷида шуд'),
  async opinion(who, { id }) {
    const [open] = (await applications.opinionsAsked(PEOPLE[who], 'customs')).filter((one) => one.application === id && !one.answer);
    if (!open) throw notFound('The question');
    return applications.answerOpinion(PEOPLE[who], 'customs', open.id, { text: 'Эътироз надорем', favours: true });
  },
  async days(who) {
    clock.advance(((Object.keys(PEOPLE).indexOf(who) % 4) + 1) * 86_400_000);
    await applications.sweep();
  },
};
/** Who may ever do what; an act of anybody else has to be refused. */
const MAY: Record<string, readonly Who[]> = {
  withdraw: ['CITIZEN'],
  resubmit: ['CITIZEN'],
  appeal: ['CITIZEN'],
  rate: ['CITIZEN'],
  accept: ['OTHER'],
  decline: ['OTHER'],
  reassign: ['SUPERVISOR', 'HEAD'],
  reopen: ['HEAD'],
  opinion: ['CUSTOMS'],
  days: Object.keys(PEOPLE) as Who[],
};
/** What people would do next; half of the acts are of these, so that lives go deep. */
const LIKELY: Partial<Record<ApplicationState, readonly string[]>> = {
  awaiting_party: ['accept', 'accept', 'decline'],
  submitted: ['claim', 'claim', 'reassign', 'letter'],
  in_review: ['sendBack', 'approve', 'reject', 'consult', 'release', 'days', 'close'],
  sent_back: ['resubmit', 'resubmit', 'days'],
  consulting: ['opinion', 'opinion', 'recall'],
  approved: ['reopen', 'rate'],
  rejected: ['appeal', 'reopen'],
  closed_without_action: ['reopen'],
};
const DESK: readonly Who[] = ['OFFICER', 'COLLEAGUE', 'SUPERVISOR', 'HEAD'];

const look = (id: string): Promise<Application> => applications.open(CITIZEN, id);

async function row(id: string) {
  const { rows } = await sql<{ days_left: number | null; worked_days: number | null; worked_before: number; due_on: Date | null }>`
    select days_left, worked_days, worked_before, due_on from applications.applications where id = ${id}`.execute(stage.platform.db.owner);
  return rows[0];
}

let serial = 0;
test('forty random lives: nothing illegal succeeds, nothing gets stuck, no clock is negative, the journal tells the same', async () => {
  const reached = new Set<ApplicationState>();
  const done = new Map<string, number>();
  const step = fc.tuple(
    fc.constantFrom(...Object.keys(ACTS)),
    fc.constantFrom(...(Object.keys(PEOPLE) as Who[])),
    fc.option(fc.noBias(fc.nat()), { freq: 2 }),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(rich, four, signed),
      fc.array(step, { minLength: 10, maxLength: 36 }),
      async ({ id: service }, steps) => {
        clock.set(START);
        const answers = { ...ANSWERS[service as keyof typeof ANSWERS] };
        const { id } = await applications.submit(CITIZEN, { key: `life-test-${++serial}`, service, lang: 'tg', answers });
        for (const [any, someone, likely] of steps) {
          const before = await look(id);
          const following = LIKELY[before.state];
          const act = likely !== null && following ? (following[likely % following.length] ?? any) : any;
          const may = MAY[act] ?? DESK;
          // The other half are anybody's, and whatever comes to mind.
          const who = likely !== null ? (may[Object.keys(PEOPLE).indexOf(someone) % may.length] ?? someone) : someone;
          const outcome = await ACTS[act]?.(who, before).then(
            () => 'done',
            (error: unknown) => {
              if (error instanceof Problem && error.status < 500) return error.code;
              throw error;
            },
          );
          const after = await look(id);
          if (outcome !== 'done') expect(after.version, `${act} by ${who}: ${outcome}`).toBe(before.version);
          if (!may.includes(who) && act !== 'opinion') expect(outcome, `${act} by ${who} of ${before.state}`).not.toBe('done');
          if (outcome === 'done') done.set(act, (done.get(act) ?? 0) + 1);
          reached.add(after.state);
          const kept = await row(id);
          for (const count of [kept?.days_left, kept?.worked_days, kept?.worked_before]) expect(count ?? 0).toBeGreaterThanOrEqual(0);
          if (['sent_back', 'awaiting_party', 'withdrawn', 'expired'].includes(after.state)) expect(kept?.due_on).toBeNull();
        }
        // Whatever has happened to it, the desk and the clock bring it to an end.
        for (let patience = 0; !isFinal((await look(id)).state); patience++) {
          expect(patience).toBeLessThan(8);
          await bringOn(await look(id));
        }
        expect(FINAL).toContain((await look(id)).state);
      },
    ),
    // A fixed seed: the kinds of lives counted below are those of this one.
    { numRuns: 40, seed: 20_261_125 },
  );
  expect(await verifyEvents(stage.platform.db)).toMatchObject({ ok: true });
  expect(await verifyJournal(stage.platform.db)).toMatchObject({ ok: true });
  // The lives were no short ones.
  expect([...reached]).toEqual(expect.arrayContaining(['awaiting_party', 'in_review', 'sent_back', 'consulting', 'approved', 'rejected']));
  expect([...done.keys()]).toEqual(expect.arrayContaining(['claim', 'sendBack', 'consult', 'opinion', 'reassign', 'accept', 'reopen']));
}, 120_000);

async function bringOn({ id, state, version }: Application): Promise<void> {
  if (state === 'submitted') await applications.claim(SUPERVISOR, 'mia', id, version);
  else if (state === 'in_review') await applications.close(SUPERVISOR, 'mia', id, version, 'Бо ҳамин анҷом');
  else if (state === 'consulting') await applications.recallOpinions(SUPERVISOR, 'mia', id, version);
  else {
    clock.advance(60 * 86_400_000);
    await applications.sweep();
  }
}

test('a thousand races of two officers over one file: one decision each', async () => {
  const FILES = 40;
  const ROUNDS = 25;
  clock.set(START);
  const ids = await Promise.all(
    Array.from({ length: FILES }, async () => {
      const answers = { ...ANSWERS.rich };
      const { id } = await applications.submit(CITIZEN, { key: `life-test-${++serial}`, service: 'rich', lang: 'tg', answers });
      await applications.claim(SUPERVISOR, 'mia', id, 1);
      return id;
    }),
  );
  const race = async (id: string): Promise<void> => {
    for (let round = 0; round < ROUNDS; round++) {
      const { version } = await look(id);
      const outcomes = await Promise.allSettled([
        applications.decide(SUPERVISOR, 'mia', id, version, { approve: true }),
        applications.decide(HEAD, 'mia', id, version, { approve: false, reason: 'no-record' }),
      ]);
      const lost = outcomes.filter((one) => one.status === 'rejected');
      expect(lost).toHaveLength(1);
      expect(lost[0]?.reason).toMatchObject({ status: 409, code: 'version-changed', details: { version: version + 1 } });
      const after = await look(id);
      expect(after.version).toBe(version + 1);
      await applications.reopen(HEAD, 'mia', id, after.version, 'Боз як бор');
    }
  };
  for (let first = 0; first < FILES; first += 8) await Promise.all(ids.slice(first, first + 8).map(race));
  const { rows } = await sql<{ decisions: number }>`select count(*)::int as decisions from applications.events
    where type = 'application.decided' and application = any(${ids})`.execute(stage.platform.db.owner);
  expect(rows[0]?.decisions).toBe(FILES * ROUNDS);
}, 180_000);

test('a line of the timeline that is changed, removed, added or moved is named', async () => {
  clock.set(START);
  const { id } = await applications.submit(CITIZEN, {
    key: `life-test-${++serial}`,
    service: 'rich',
    lang: 'tg',
    answers: { ...ANSWERS.rich },
  });
  await applications.claim(OFFICER, 'mia', id, 1);
  await applications.sendBack(OFFICER, 'mia', id, 2, { fields: ['surname'], message: 'Насабро аниқ кунед' });
  const { owner } = stage.platform.db;
  const { rows: lines } = await sql<{
    id: string;
    type: string;
  }>`select id, type from applications.events where application = ${id} order by id`.execute(owner);
  const idOf = (type: string) => lines.find((line) => line.type === type)?.id ?? '';
  const after = async (...forgeries: ReturnType<typeof sql>[]) => {
    const undo = new Error('undo');
    let verdict: unknown;
    await owner
      .transaction()
      .execute(async (trx) => {
        await sql`alter table applications.events disable trigger user`.execute(trx);
        await sql`alter table platform.journal disable trigger user`.execute(trx);
        for (const forgery of forgeries) await forgery.execute(trx);
        verdict = await verifyEvents({ owner: Object.assign(Object.create(trx), { transaction: () => within(trx) }) });
        throw undo;
      })
      .catch((error: unknown) => {
        if (error !== undo) throw error;
      });
    return verdict;
  };
  const sentBack = idOf('application.sent-back');
  expect(await after(sql`update applications.events set note = 'Дигар' where id = ${sentBack}`)).toMatchObject({
    ok: false,
    event: sentBack,
    why: 'changed',
  });
  expect(await after(sql`update applications.events set actor = 'person:x' where id = ${sentBack}`)).toMatchObject({
    event: sentBack,
    why: 'changed',
  });
  expect(await after(sql`delete from applications.events where id = ${sentBack}`)).toMatchObject({
    application: id,
    event: sentBack,
    why: 'missing',
  });
  expect(
    await after(
      sql`insert into applications.events (application, at, type, actor, actor_name) values (${id}, now(), 'application.decided', 'person:x', 'x')`,
    ),
  ).toMatchObject({ application: id, why: 'not written by the portal' });
  const assigned = idOf('application.assigned');
  const rename = (from: string, to: string) => sql`update applications.events set id = ${to} where id = ${from}`;
  const spare = '00000000-0000-7000-8000-000000000000';
  expect(await after(rename(sentBack, spare), rename(assigned, sentBack), rename(spare, assigned))).toMatchObject({
    ok: false,
    application: id,
    event: assigned,
  });
  expect(await after(sql`update applications.applications set state = 'approved' where id = ${id}`)).toMatchObject({
    ok: false,
    application: id,
    why: 'the row says approved, the timeline sent_back',
  });
  for (const change of [sql`owner = 'citizen-9'`, sql`number = 'EGOV-2026-999999'`, sql`agency = 'justice'`])
    expect(await after(sql`update applications.applications set ${change} where id = ${id}`)).toMatchObject({
      ok: false,
      application: id,
      why: 'its number, owner or agency is another',
    });
  const forged = '01980000-0000-7000-8000-00000000ffff';
  const inserted = sql`insert into applications.applications
    (id, number, owner, applicant, agency, service, release_version, definition_version, lang, answers, state, submitted_at)
    values (${forged}, 'EGOV-2026-999999', 'citizen-1', 'Ф', 'mia', 'rich', '1.0.0', 1, 'tg', '{}', 'approved', now())`;
  expect(await after(inserted)).toMatchObject({ ok: false, application: forged, why: 'not written by the portal' });
  const withALine = sql`insert into applications.events (application, at, type, actor, actor_name, action, party, state)
    values (${forged}, now(), 'application.submitted', 'person:citizen-1', 'Ф', 'submit', 'applicant', 'submitted')`;
  expect(await after(inserted, withALine)).toMatchObject({ ok: false, application: forged, why: 'not written by the portal' });
  const ofIt = sql`entity = ${`application:${id}`}`;
  const last = sql`delete from platform.journal where seq = (select max(seq) from platform.journal where ${ofIt})`;
  expect(await after(last)).toMatchObject({ ok: false, application: id, why: 'not written by the portal' });
  const lastLines = sql`delete from applications.events where application = ${id} and id >= ${sentBack}`;
  const lastEntries = sql`delete from platform.journal where ${ofIt} and data->>'event' >= ${sentBack}`;
  expect(await after(lastLines)).toMatchObject({ ok: false, application: id, event: sentBack, why: 'missing' });
  expect(await after(lastEntries)).toMatchObject({ ok: false, application: id, event: sentBack, why: 'not written by the portal' });
  // Both gone: the row has gone further than either.
  expect(await after(lastLines, lastEntries)).toMatchObject({
    ok: false,
    application: id,
    why: 'the row says sent_back, the timeline in_review',
  });
  expect(await after(sql`delete from platform.journal where ${ofIt}`)).toMatchObject({ ok: false, application: id, event: lines[0]?.id });
  expect(
    await after(sql`delete from platform.journal where ${ofIt}`, sql`delete from applications.events where application = ${id}`),
  ).toMatchObject({ ok: false, application: id, why: 'not written by the portal' });
  expect(
    await after(
      sql`delete from applications.events where application = ${id}`,
      sql`delete from applications.applications where id = ${id}`,
    ),
  ).toMatchObject({ ok: false, application: id, why: 'missing' });
  expect(await verifyEvents(stage.platform.db)).toMatchObject({ ok: true });
  await expect(sql`update applications.events set note = 'x'`.execute(owner)).rejects.toThrow('the timeline only grows');
});

/** Runs the check inside a transaction that is already open, in which the forgery can be seen and undone. */
function within<T>(trx: T) {
  const open = { setIsolationLevel: () => open, setAccessMode: () => open, execute: (work: (given: T) => Promise<unknown>) => work(trx) };
  return open;
}
