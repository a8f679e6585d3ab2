import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { fixedClock } from '../../../platform/clock.ts';
import { type TestPlatform, testPlatform } from '../../../platform/testing.ts';
import { createNotifications } from '../../notifications/index.ts';
import { type Applications, createApplications } from '../index.ts';
import type { QueueFilter } from '../model.ts';
import { CITIZEN, COLLEAGUE, exampleDeps, HEAD, OFFICER, OTHER, residenceNote, STRANGER, SUPERVISOR, variantOf } from '../testing.ts';
import { verifyEvents } from '../verify-events.ts';

const text = (tg: string, ru = tg) => ({ tg, ru, en: tg });
const workflow = {
  ...residenceNote.workflow,
  letters: [
    { code: 'come', for: 'note' as const, title: text('Биёед', 'Приходите'), body: text('{applicant}, аризаи {number}', '{number}') },
  ],
};
const plain = variantOf('plain', { workflow, output: undefined });
const four = variantOf('four-eyes', { workflow: { ...workflow, fourEyes: true }, output: undefined });
const START = '2026-11-23T06:00:00Z';
const clock = fixedClock(START);
let stage: TestPlatform;
let applications: Applications;
const deps = exampleDeps([], [plain, four]);

beforeAll(async () => {
  stage = await testPlatform({ clock });
  createNotifications(stage.platform, deps);
  applications = createApplications(stage.platform, deps);
});
beforeEach(() => clock.set(START));
afterAll(async () => {
  expect(await verifyEvents(stage.platform.db)).toMatchObject({ ok: true });
  await stage.stop();
});

let serial = 0;
const submit = (service = 'plain', actor = CITIZEN, channel: 'online' | 'centre' = 'online') =>
  applications.submit(actor, { key: `desk-test-${++serial}`, service, lang: 'tg', answers: { surname: 'Раҳимзода', guests: 3 }, channel });
async function claimed(service = 'plain', officer = OFFICER) {
  const { id } = await submit(service);
  return applications.claim(officer, 'mia', id, 1);
}
async function rejected() {
  const { id, version } = await claimed();
  return applications.decide(OFFICER, 'mia', id, version, { approve: false, reason: 'no-record' });
}

describe('four eyes', () => {
  test('the first officer proposes, another one decides; the citizen sees nothing of it before', async () => {
    const { id, version } = await claimed('four-eyes');
    const proposed = await applications.decide(OFFICER, 'mia', id, version, { approve: true, note: 'Дуруст' });
    expect(proposed).toMatchObject({ state: 'in_review', proposal: { by: 'mia-officer', decision: { approve: true, note: 'Дуруст' } } });
    expect((await applications.open(CITIZEN, id)).proposal).toBeUndefined();
    await expect(applications.decide(OFFICER, 'mia', id, proposed.version, { approve: true })).rejects.toMatchObject({
      code: 'second-officer-needed',
    });
    const decided = await applications.decide(COLLEAGUE, 'mia', id, proposed.version, { approve: true });
    expect(decided.state).toBe('approved');
    expect(decided.proposal).toBeUndefined();
    expect(decided.events.at(-1)).toMatchObject({
      type: 'application.decided',
      actor: 'person:mia-officer-2',
      data: { proposedBy: 'mia-officer' },
    });
  });

  test('a second officer who differs proposes that; nobody is both pairs of eyes, and none of them the applicant', async () => {
    const { id, version } = await claimed('four-eyes');
    const proposed = await applications.decide(OFFICER, 'mia', id, version, { approve: true });
    const differs = await applications.decide(COLLEAGUE, 'mia', id, proposed.version, { approve: false, reason: 'no-record' });
    expect(differs).toMatchObject({ state: 'in_review', proposal: { by: 'mia-officer-2', decision: { approve: false } } });
    await expect(applications.decide(COLLEAGUE, 'mia', id, differs.version, { approve: false, reason: 'no-record' })).rejects.toMatchObject(
      { status: 409 },
    );
    const agreed = await applications.decide(OFFICER, 'mia', id, differs.version, { approve: false, reason: 'no-record' });
    expect(agreed.state).toBe('rejected');
    const own = await submit('four-eyes', COLLEAGUE);
    const taken = await applications.claim(OFFICER, 'mia', own.id, 1);
    const first = await applications.decide(OFFICER, 'mia', own.id, taken.version, { approve: true });
    await expect(applications.decide(COLLEAGUE, 'mia', own.id, first.version, { approve: true })).rejects.toMatchObject({ status: 403 });
  });
});

describe('an old proposal', () => {
  test('does not go along to the next officer, nor into a reopened file', async () => {
    const { id, version } = await claimed('four-eyes');
    const { version: proposed } = await applications.decide(OFFICER, 'mia', id, version, { approve: true });
    const given = await applications.reassign(SUPERVISOR, 'mia', id, proposed, 'mia-officer-2');
    expect(given.proposal).toBeUndefined();
    // What the next one says first is a proposal again, not the second pair of eyes.
    const first = await applications.decide(COLLEAGUE, 'mia', id, given.version, { approve: true });
    expect(first).toMatchObject({ state: 'in_review', proposal: { by: 'mia-officer-2' } });
    const decided = await applications.decide(OFFICER, 'mia', id, first.version, { approve: true });
    expect(decided.state).toBe('approved');
    expect((await applications.reopen(HEAD, 'mia', id, decided.version, 'Хато буд')).proposal).toBeUndefined();
  });
});

describe('an officer’s own application', () => {
  test('is closed to them at the desk: not its file, its notes, its letters, its changes, its opinions', async () => {
    const { id } = await submit('plain', COLLEAGUE);
    await applications.note(OFFICER, 'mia', id, 'Ба ҳамкор нагӯед');
    for (const look of [applications.inspect, applications.notes, applications.lettersAtDesk, applications.changes, applications.opinions])
      await expect(look(COLLEAGUE, 'mia', id)).rejects.toMatchObject({ status: 403 });
    await expect(applications.note(COLLEAGUE, 'mia', id, 'Худам')).rejects.toMatchObject({ status: 403 });
    expect(await applications.notes(OFFICER, 'mia', id)).toHaveLength(1);
    expect(await applications.accesses(COLLEAGUE)).toEqual([]);
  });
});

describe('who works on it', () => {
  test('release gives it back; only a supervisor gives it to another, and only to somebody of this desk', async () => {
    const { id, version } = await claimed();
    await expect(applications.release(COLLEAGUE, 'mia', id, version)).rejects.toMatchObject({ code: 'assigned-to-another' });
    const free = await applications.release(OFFICER, 'mia', id, version);
    expect(free).toMatchObject({ state: 'submitted', dueOn: '2026-12-07' });
    expect(free.assignee).toBeUndefined();
    await expect(applications.reassign(OFFICER, 'mia', id, free.version, 'mia-officer-2')).rejects.toMatchObject({ status: 403 });
    for (const to of ['justice-officer', 'citizen-2', 'citizen-1', 'nobody'])
      await expect(applications.reassign(SUPERVISOR, 'mia', id, free.version, to), to).rejects.toMatchObject({ code: 'officer-unknown' });
    expect(await applications.reassign(SUPERVISOR, 'mia', id, free.version, 'mia-officer-2')).toMatchObject({
      state: 'in_review',
      assignee: 'mia-officer-2',
      assigneeName: 'Шоқодирова Гулбаҳор',
    });
  });

  test('bulk: each file by its own rules, one result for each', async () => {
    const [a, b, c] = [await submit(), await submit(), await claimed('plain', COLLEAGUE)];
    const results = await applications.bulk(
      OFFICER,
      'mia',
      [
        { id: a.id, version: 1 },
        { id: b.id, version: 7 },
        { id: c.id, version: c.version },
      ],
      { act: 'claim' },
    );
    expect(results).toEqual([
      { id: a.id, ok: true, version: 2, state: 'in_review' },
      { id: b.id, ok: false, code: 'version-changed' },
      { id: c.id, ok: false, code: 'assigned-to-another' },
    ]);
    expect(await applications.bulk(OFFICER, 'mia', [{ id: a.id, version: 2 }], { act: 'letter', letter: { code: 'come' } })).toMatchObject([
      { ok: true },
    ]);
    expect(await applications.bulk(OFFICER, 'mia', [{ id: a.id, version: 2 }], { act: 'approve' })).toMatchObject([
      { ok: true, state: 'approved' },
    ]);
    await expect(applications.bulk(STRANGER, 'mia', [{ id: b.id, version: 1 }], { act: 'claim' })).rejects.toMatchObject({ status: 403 });
  });
});

describe('words', () => {
  test('a letter by template reaches the citizen in both languages; a note never does', async () => {
    const { id, number } = await claimed();
    await applications.note(OFFICER, 'mia', id, 'Ҳуҷҷат шубҳанок аст');
    await applications.sendLetter(OFFICER, 'mia', id, { code: 'come' });
    await expect(applications.sendLetter(OFFICER, 'mia', id, { code: 'made-up' })).rejects.toMatchObject({ code: 'letter-unknown' });
    expect(await applications.letters(CITIZEN, id)).toMatchObject([
      { code: 'come', title: { tg: 'Биёед', ru: 'Приходите' }, body: { tg: `Раҳимзода Фирӯза Саидовна, аризаи ${number}`, ru: number } },
    ]);
    await expect(applications.letters(OTHER, id)).rejects.toMatchObject({ status: 404 });
    expect(await applications.notes(COLLEAGUE, 'mia', id)).toMatchObject([{ text: 'Ҳуҷҷат шубҳанок аст', authorName: 'Назарӣ Меҳрубон' }]);
    await expect(applications.notes(CITIZEN, 'mia', id)).rejects.toMatchObject({ status: 403 });
    expect(JSON.stringify(await applications.open(CITIZEN, id))).not.toContain('шубҳанок');
    interface Notes {
      'applications.notes': { id: string };
    }
    const seen = await stage.platform.db.read<Notes, unknown[]>(CITIZEN, (db) => db.selectFrom('applications.notes').selectAll().execute());
    expect(seen).toEqual([]);
    const { rows } = await sql`select from platform.journal where data::text like '%шубҳанок%'`.execute(stage.platform.db.owner);
    expect(rows).toEqual([]);
  });

  test('a correction is kept field by field', async () => {
    const { id, version } = await claimed();
    await applications.sendBack(OFFICER, 'mia', id, version, { fields: ['guests'], message: 'Шумораро аниқ кунед' });
    const { version: now } = await applications.open(CITIZEN, id);
    await applications.resubmit(CITIZEN, id, now, { guests: 5, surname: 'Дигар' }, 'tg');
    expect(await applications.changes(OFFICER, 'mia', id)).toMatchObject([{ field: 'guests', before: 3, after: 5 }]);
  });
});

describe('after the decision', () => {
  test('only the head reopens, with a reason; the clock goes on and the officer is the same', async () => {
    clock.set('2026-11-23T06:00:00Z');
    const { id, version } = await rejected();
    for (const actor of [OFFICER, SUPERVISOR])
      await expect(applications.reopen(actor, 'mia', id, version, 'Хато буд')).rejects.toMatchObject({ status: 403 });
    await expect(applications.reopen(HEAD, 'mia', id, version, ' ')).rejects.toMatchObject({ code: 'reason-needed' });
    clock.set('2026-11-30T06:00:00Z');
    const reopened = await applications.reopen(HEAD, 'mia', id, version, 'Далели нав ҳаст');
    expect(reopened).toMatchObject({ state: 'in_review', assignee: 'mia-officer', dueOn: '2026-12-14' });
    expect(reopened.reason).toBeUndefined();
    expect(reopened.events.at(-1)).toMatchObject({ type: 'application.reopened', note: 'Далели нав ҳаст', party: 'head' });
  });

  test('an objection goes to the head within its days; granting it reopens, and it is answered once', async () => {
    const { id } = await rejected();
    await expect(applications.appeal(OTHER, id, 'Норозиям')).rejects.toMatchObject({ status: 404 });
    const objection = await applications.appeal(CITIZEN, id, 'Ман розӣ нестам');
    expect(objection.dueOn).toBe('2026-12-14');
    await expect(applications.appeal(CITIZEN, id, 'Боз')).rejects.toMatchObject({ code: 'appeal-refused' });
    const answer = { text: 'Дуруст аст', granted: true };
    await expect(applications.answerObjection(SUPERVISOR, 'mia', objection.id, answer)).rejects.toMatchObject({ status: 403 });
    expect(await applications.answerObjection(HEAD, 'mia', objection.id, answer)).toMatchObject({ granted: true, answer: 'Дуруст аст' });
    await expect(applications.answerObjection(HEAD, 'mia', objection.id, answer)).rejects.toMatchObject({ code: 'objection-answered' });
    expect((await applications.open(CITIZEN, id)).state).toBe('in_review');
    expect(await applications.objections(CITIZEN, id)).toHaveLength(1);
    expect(await applications.objections(OTHER, id)).toEqual([]);
    const { version, assignee } = await applications.open(CITIZEN, id);
    expect(assignee).toBe('mia-officer');
    await applications.decide(HEAD, 'mia', id, version, { approve: false, reason: 'no-record' });
    const second = await applications.appeal(CITIZEN, id, 'Боз розӣ нестам');
    const heads = deps.identity.holdersOf;
    deps.identity.holdersOf = async () => ['mia-head', 'mia-head-2'];
    const own = applications.answerObjection(HEAD, 'mia', second.id, { text: 'Рад', granted: false });
    await expect(own.finally(() => (deps.identity.holdersOf = heads))).rejects.toMatchObject({ status: 409, code: 'own-decision' });
    // A body with one head has nobody else.
    expect(await applications.answerObjection(HEAD, 'mia', second.id, { text: 'Рад', granted: false })).toMatchObject({ granted: false });
    const late = await rejected();
    clock.set('2026-12-24T06:00:00Z');
    await expect(applications.appeal(CITIZEN, late.id, 'Дер шуд')).rejects.toMatchObject({ code: 'appeal-refused' });
  });

  test('rated once, by the owner, when it is over', async () => {
    const { id } = await claimed();
    await expect(applications.rate(CITIZEN, id, { stars: 5 })).rejects.toMatchObject({ code: 'rating-refused' });
    const over = await rejected();
    await expect(applications.rate(OTHER, over.id, { stars: 5 })).rejects.toMatchObject({ status: 404 });
    await expect(applications.rate(CITIZEN, over.id, { stars: 6 })).rejects.toMatchObject({ code: 'stars-needed' });
    expect(await applications.rate(CITIZEN, over.id, { stars: 2, comment: 'Дер' })).toMatchObject({ stars: 2, comment: 'Дер' });
    await expect(applications.rate(CITIZEN, over.id, { stars: 5 })).rejects.toMatchObject({ code: 'already-rated' });
    expect(await applications.ratingOf(CITIZEN, over.id)).toMatchObject({ stars: 2 });
  });

  test('what was said is known to the next service, with its source; others know nothing', async () => {
    const { number } = await submit();
    expect(await applications.knownFacts(CITIZEN)).toEqual({
      surname: { value: 'Раҳимзода', number, service: 'plain', agency: 'mia', at: new Date(START) },
    });
    expect(await applications.knownFacts(STRANGER)).toEqual({});
  });

  test('public figures count and name nobody; fewer than five stay silent', async () => {
    for (let n = 0; n < 5; n++) await rejected();
    const [figures] = await applications.statistics('plain');
    expect(figures).toMatchObject({ service: 'plain', agency: 'mia', volume: expect.any(Number), refusedShare: expect.any(Number) });
    expect(figures?.onTimeShare).toBeLessThanOrEqual(1);
    // One rating only: not told.
    expect(figures?.satisfaction).toBeUndefined();
    expect((await applications.statistics('four-eyes'))[0]).toEqual({ service: 'four-eyes', agency: 'mia', channels: {} });
    expect(await applications.statistics('nothing')).toEqual([]);
  });
});

describe('thousands of applications', () => {
  const MANY = 8000;
  beforeAll(async () => {
    await sql`insert into applications.applications (number, owner, applicant, agency, service, release_version, definition_version, lang, answers,
        state, assignee, assignee_name, submitted_at, registered_at, clock_from, term, due_on, decided_at, worked_days, on_time)
      select 'EGOV-2025-' || lpad(n::text, 6, '0'), 'citizen-' || n, 'Намунаев ' || n, case when n % 4 = 0 then 'justice' else 'mia' end, 'plain',
        '1.0.0', 1, 'tg', '{"surname": "Намунаев"}',
        case n % 5 when 0 then 'submitted' when 1 then 'in_review' when 2 then 'rejected' when 3 then 'issued' else 'sent_back' end,
        case when n % 5 = 1 then 'mia-officer-2' end, case when n % 5 = 1 then 'Шоқодирова Гулбаҳор' end,
        timestamptz '2026-05-01' + n * interval '20 minutes', timestamptz '2026-05-01' + n * interval '20 minutes', date '2026-05-01', 10,
        case when n % 5 < 2 then date '2026-11-01' + n % 60 end, case when n % 5 in (2, 3) then timestamptz '2026-11-01' end, n % 14, n % 14 <= 10
      from generate_series(1, ${MANY}) n`.execute(stage.platform.db.owner);
    await sql`insert into applications.events (application, at, type, actor, actor_name) select a.id, a.submitted_at, 'application.submitted',
      'person:' || a.owner, a.applicant from applications.applications a cross join generate_series(1, 6) where a.number like 'EGOV-2025-%'`.execute(
      stage.platform.db.owner,
    );
    await sql`analyze applications.applications`.execute(stage.platform.db.owner);
    await sql`analyze applications.events`.execute(stage.platform.db.owner);
  }, 60_000);
  afterAll(async () => {
    await sql`alter table applications.events disable trigger user`.execute(stage.platform.db.owner);
    await sql`delete from applications.events where application in (select id from applications.applications where number like 'EGOV-2025-%')`.execute(
      stage.platform.db.owner,
    );
    await sql`alter table applications.events enable trigger user`.execute(stage.platform.db.owner);
    await sql`delete from applications.accesses where application in (select id from applications.applications where number like 'EGOV-2025-%')`.execute(
      stage.platform.db.owner,
    );
    await sql`delete from applications.applications where number like 'EGOV-2025-%'`.execute(stage.platform.db.owner);
  });

  test('pages of the queue lose none and repeat none, those due first on top, those without a date last', async () => {
    const seen: { id: string; due: string }[] = [];
    for (let after: string | undefined, page = 0; page < 100; page++) {
      const { items, next } = await applications.queue(OFFICER, 'mia', { limit: 200, ...(after ? { after } : {}) });
      seen.push(...items.map((a) => ({ id: a.id, due: a.dueOn ?? '9' })));
      if (!next) break;
      after = next;
    }
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from applications.applications where agency = 'mia'`.execute(
      stage.platform.db.owner,
    );
    expect(seen).toHaveLength(rows[0]?.n ?? -1);
    expect(new Set(seen.map(({ id }) => id)).size).toBe(seen.length);
    expect(seen.map(({ due }) => due)).toEqual(seen.map(({ due }) => due).toSorted());
    await expect(applications.queue(OFFICER, 'mia', { after: 'nowhere' })).rejects.toMatchObject({ code: 'place-unknown' });
  });

  test('filters choose what they say', async () => {
    const all = async (filter: QueueFilter) => (await applications.queue(OFFICER, 'mia', { limit: 200, ...filter })).items;
    const every = async (filter: QueueFilter, holds: (a: Awaited<ReturnType<typeof all>>[number]) => boolean) => {
      const found = await all(filter);
      expect(found.length, JSON.stringify(filter)).toBeGreaterThan(0);
      expect(
        found.filter((one) => !holds(one)),
        JSON.stringify(filter),
      ).toEqual([]);
    };
    await every({ state: 'in_review' }, (a) => a.state === 'in_review');
    await every({ assignee: 'mia-officer-2' }, (a) => a.assignee === 'mia-officer-2');
    await every({ unassigned: true }, (a) => a.assignee === undefined);
    await every({ overdue: true }, (a) => (a.dueOn ?? '9') < '2026-11-23' && ['submitted', 'in_review', 'consulting'].includes(a.state));
    await every({ dueBefore: '2026-11-10' }, (a) => (a.dueOn ?? '9') < '2026-11-10');
    await every({ service: 'four-eyes' }, (a) => a.service === 'four-eyes');
    expect((await all({ text: 'egov-2025-000123' })).map((a) => a.number)).toEqual(['EGOV-2025-000123']);
    expect(await all({ text: '%' })).toEqual([]);
    await every({ mine: true }, (a) => a.assignee === 'mia-officer');
    const counts = await applications.counts(OFFICER, 'mia');
    expect(counts.states.in_review).toBeGreaterThan(1000);
    expect(counts.mine).toBeGreaterThan(0);
  });
});
