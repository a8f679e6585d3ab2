import { CONTENT_TYPE_NAMES, type ContentTypeName } from '@hukumat/contract/content';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Actor, ANONYMOUS, system } from '../../platform/actor.ts';
import { fixedClock } from '../../platform/clock.ts';
import { createDatabase } from '../../platform/database.ts';
import { createJobs } from '../../platform/jobs.ts';
import { verifyJournal } from '../../platform/journal.ts';
import { type TestPlatform, testPlatform } from '../../platform/testing.ts';
import { type Content, type ContentChange, createContent } from './index.ts';

const clock = fixedClock('2026-11-02T05:00:00Z');
let stage: TestPlatform;
let content: Content;
const deps = {
  agencies: () => ['mia', 'justice'],
  actorOf: () => ANONYMOUS,
  holdersOf: async (agency: string, role: string) => [`${agency}-${role}`],
  claimed: (agency: string, segment: string) => agency === 'mia' && segment === 'queue',
};
beforeAll(async () => {
  stage = await testPlatform({ clock });
  content = createContent(stage.platform, deps);
  await content.start();
});
beforeEach(() => clock.set('2026-11-02T05:00:00Z'));
afterAll(() => stage.stop());

const person = (subject: string, role: 'editor' | 'approver' | 'officer' | 'head', agency = 'mia'): Actor => ({
  kind: 'person',
  subject,
  name: subject,
  loa: 'high',
  roles: [{ role, agency }],
});
const editor = person('mia-editor', 'editor');
const colleague = person('mia-editor-2', 'editor');
const approver = person('mia-approver', 'approver');
const stranger = person('justice-approver', 'approver', 'justice');

const NEWS = { title: { tg: 'Маркази нав кушода шуд' }, body: { tg: '**Матн** дар бораи марказ.' }, topic: 'services' };
let serial = 0;
const slug = () => `item-${++serial}`;
async function publishedNews(values: Record<string, unknown> = NEWS) {
  const name = slug();
  const { item, revision } = await content.draft(editor, 'mia', { type: 'news', slug: name, values });
  await content.submit(editor, item, revision);
  await content.approve(approver, item, { revision });
  return { item, path: `/mia/news/${name}` };
}
const vacancy = (deadline: string) => ({
  institution: { tg: 'Муассисаи намунавӣ' },
  unit: { tg: 'Шуъба' },
  post: { tg: 'Мутахассис' },
  count: 1,
  salary: 150_000,
  requirements: { tg: 'Талабот' },
  papers: { tg: 'Ҳуҷҷатҳо' },
  deadline,
  contact: { tg: '+992 00 000 00 01' },
});

test('a text goes from draft over review to the public by four eyes, with its journal', async () => {
  const draft = await content.draft(editor, 'mia', { type: 'news', slug: 'first', values: { title: { tg: 'Хабари аввал' } } });
  expect(draft).toMatchObject({ state: 'draft', number: 1, revision: 1, href: '/mia/news/first', author: 'mia-editor' });
  await expect(content.submit(editor, draft.item, 1)).rejects.toMatchObject({
    code: 'content-incomplete',
    details: {
      findings: [
        { field: 'body', lang: 'tg', code: 'missing' },
        { field: 'topic', code: 'missing' },
      ],
    },
  });
  const saved = await content.save(editor, draft.item, { revision: 1, values: NEWS });
  expect(saved.revision).toBe(2);
  expect((await content.save(editor, draft.item, { revision: 1, values: NEWS })).revision).toBe(2);
  expect((await content.submit(editor, draft.item, 2)).state).toBe('in_review');
  await expect(content.save(editor, draft.item, { revision: 2, values: {} })).rejects.toMatchObject({ code: 'edition-state' });
  await expect(content.approve(editor, draft.item, { revision: 2 })).rejects.toMatchObject({ status: 403 });
  expect(await content.atPath('/mia/news/first')).toBeUndefined();
  const live = await content.approve(approver, draft.item, { revision: 2 });
  expect(live).toMatchObject({ state: 'published', approver: 'mia-approver' });
  expect(await content.atPath('/mia/news/first')).toMatchObject({
    state: 'live',
    item: { values: { ...NEWS, publishedAt: '2026-11-02' }, publishedAt: clock.now(), checkedOn: '2026-11-02' },
  });
  const { rows } = await sql<{
    type: string;
  }>`select type from platform.journal where entity = ${`content:${draft.item}`} order by seq`.execute(stage.platform.db.owner);
  expect(rows.map(({ type }) => type)).toEqual(['content.drafted', 'content.submitted', 'content.published']);
  expect(await verifyJournal(stage.platform.db)).toMatchObject({ ok: true });
});

test('whoever saves later is shown what the other changed, and nothing is lost', async () => {
  const { item } = await content.draft(editor, 'mia', { type: 'news', slug: slug(), values: NEWS });
  await content.save(colleague, item, { revision: 1, values: { ...NEWS, topic: 'law' } });
  await expect(content.save(editor, item, { revision: 1, values: { ...NEWS, title: { tg: 'Дигар' } } })).rejects.toMatchObject({
    status: 409,
    code: 'edition-changed',
    details: { revision: 2, values: { topic: 'law' }, savedBy: 'mia-editor-2', fields: ['title', 'topic'] },
  });
  await expect(content.submit(editor, item, 1)).rejects.toMatchObject({ code: 'edition-changed' });
  const writer: Actor = { ...(colleague as Extract<Actor, { kind: 'person' }>), roles: [{ role: 'approver', agency: 'mia' }] };
  await content.submit(editor, item, 2);
  await expect(content.approve(writer, item, { revision: 2 })).rejects.toMatchObject({ status: 403, code: 'own-text' });
});

test('what is returned is a draft again with the reason, and what was planned falls', async () => {
  const { item } = await content.draft(editor, 'mia', { type: 'news', slug: slug(), values: NEWS });
  await content.submit(editor, item, 1);
  await content.approve(approver, item, { revision: 1, publishAt: new Date('2026-11-03T05:00:00Z') });
  expect(await content.returnToAuthor(approver, item, { revision: 1, reason: 'Сарлавҳа дароз аст' })).toMatchObject({
    state: 'draft',
    returnedReason: 'Сарлавҳа дароз аст',
  });
  clock.set('2026-11-03T06:00:00Z');
  await stage.platform.jobs.workOff();
  expect((await content.history(editor, item))[0]?.state).toBe('draft');
});

test('a planned text becomes public at its moment and ends at its moment', async () => {
  const name = slug();
  const { item } = await content.draft(editor, 'mia', { type: 'news', slug: name, values: NEWS });
  await content.submit(editor, item, 1);
  await content.approve(approver, item, { revision: 1, publishAt: new Date('2026-11-02T05:00:01Z') });
  expect(await content.atPath(`/mia/news/${name}`)).toBeUndefined();
  clock.set('2026-11-02T05:00:02Z');
  await untilDone(async () => (await content.atPath(`/mia/news/${name}`))?.state === 'live');
  await content.schedule(approver, item, { at: new Date('2026-11-02T05:00:03Z'), kind: 'gone', reason: { tg: 'Кӯҳна шуд' } });
  clock.set('2026-11-02T05:00:04Z');
  await untilDone(async () => (await content.atPath(`/mia/news/${name}`))?.state === 'gone');
});

/** Jobs wait by the database's own clock, which no test can move. */
async function untilDone(done: () => Promise<boolean>): Promise<void> {
  const { rows } = await sql<{ name: string; data: Record<string, unknown> }>`
    select name, data from pgboss.job where name like 'content-%' and state = 'created'`.execute(stage.platform.db.owner);
  expect(rows.length).toBeGreaterThan(0);
  await sql`update pgboss.job set start_after = now() where name like 'content-%'`.execute(stage.platform.db.owner);
  await stage.platform.jobs.workOff();
  expect(await done()).toBe(true);
}

test('a new edition replaces the old one; an old one comes back as a draft', async () => {
  const { item, path } = await publishedNews();
  clock.advance(86_400_000);
  const draft = await content.edit(editor, item);
  expect(draft).toMatchObject({ number: 2, state: 'draft', values: { title: NEWS.title } });
  expect((await content.edit(colleague, item)).number).toBe(2);
  await content.save(editor, item, { revision: 1, values: { ...draft.values, title: { tg: 'Нав' } } });
  await content.submit(editor, item, 2);
  await content.approve(approver, item, { revision: 2 });
  const live = await content.atPath(path);
  expect(live).toMatchObject({ item: { number: 2, values: { title: { tg: 'Нав' } }, publishedAt: new Date('2026-11-02T05:00:00Z') } });
  expect((await content.history(editor, item)).map(({ number, state }) => [number, state])).toEqual([
    [2, 'published'],
    [1, 'superseded'],
  ]);
  expect(await content.restore(editor, item, 1)).toMatchObject({ number: 3, state: 'draft', values: { title: NEWS.title } });
  await expect(content.restore(editor, item, 1)).rejects.toMatchObject({ code: 'edition-open' });
});

test('an end leads on, is gone or withdrawn with a reason, and the address stays its owner’s', async () => {
  const first = await publishedNews();
  await expect(content.unpublish(approver, first.item, { kind: 'redirect', to: 'https://elsewhere.example/' })).rejects.toMatchObject({
    code: 'redirect-target',
  });
  await expect(content.unpublish(approver, first.item, { kind: 'redirect', to: first.path })).rejects.toMatchObject({
    code: 'redirect-target',
  });
  await content.unpublish(approver, first.item, { kind: 'redirect', to: '/tg/mia/about' });
  expect(await content.atPath(first.path)).toEqual({ state: 'redirect', to: '/mia/about' });
  const second = await publishedNews();
  await expect(content.unpublish(approver, second.item, { kind: 'withdrawn', reason: { tg: ' ' } })).rejects.toMatchObject({
    code: 'reason-needed',
  });
  await expect(content.unpublish(editor, second.item, { kind: 'gone', reason: { tg: 'Сабаб' } })).rejects.toMatchObject({ status: 403 });
  await content.unpublish(approver, second.item, { kind: 'withdrawn', reason: { tg: 'Хато буд' } });
  expect(await content.atPath(second.path)).toMatchObject({ state: 'withdrawn', reason: { tg: 'Хато буд' } });
  const again = content.draft(editor, 'mia', { type: 'news', slug: second.path.split('/').at(-1) ?? '', values: {} });
  await expect(again).rejects.toMatchObject({ code: 'path-taken', details: { item: second.item } });
  await content.edit(editor, second.item);
  await content.submit(editor, second.item, 1);
  await content.approve(approver, second.item, { revision: 1 });
  expect(await content.atPath(second.path)).toMatchObject({ state: 'live' });
});

test('an address has one owner: another type, the plugin and the portal itself keep theirs', async () => {
  const name = slug();
  await content.draft(editor, 'mia', { type: 'news', slug: name, values: {} });
  await expect(content.draft(editor, 'mia', { type: 'notice', slug: name, values: {} })).rejects.toMatchObject({ code: 'path-taken' });
  for (const taken of ['queue', 'appeals'])
    await expect(content.draft(editor, 'mia', { type: 'page', slug: taken, values: {} })).rejects.toMatchObject({ code: 'path-taken' });
  for (const bad of ['', 'Ҳа', 'a b', '../x', 'A', '-a', 'x'.repeat(121)])
    await expect(content.draft(editor, 'mia', { type: 'news', slug: bad, values: {} })).rejects.toMatchObject({ code: 'slug-shape' });
  const two = await Promise.allSettled([1, 2].map(() => content.draft(editor, 'mia', { type: 'page', slug: 'history', values: {} })));
  expect(two.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

test('nobody else writes, approves or learns what is not public', async () => {
  const { item } = await content.draft(editor, 'mia', { type: 'news', slug: slug(), values: NEWS });
  const officer = person('mia-officer', 'officer');
  for (const actor of [stranger, officer]) {
    for (const refused of [
      () => content.save(actor, item, { revision: 1, values: {} }),
      () => content.edit(actor, item),
      () => content.submit(actor, item, 1),
      () => content.approve(actor, item, { revision: 1 }),
      () => content.history(actor, item),
      () => content.desk(actor, 'mia'),
      () => content.draft(actor, 'mia', { type: 'news', slug: slug(), values: NEWS }),
    ])
      await expect(refused()).rejects.toMatchObject({ status: 404 });
  }
  await expect(content.edit(ANONYMOUS, item)).rejects.toMatchObject({ status: 404 });
  await expect(content.draft(ANONYMOUS, 'mia', { type: 'news', slug: slug(), values: NEWS })).rejects.toMatchObject({ status: 401 });
  await expect(content.edit(editor, 'nonsense')).rejects.toMatchObject({ status: 404 });
  expect(await content.desk(person('mia-head', 'head'), 'mia')).not.toHaveLength(0);
  await expect(content.draft(person('mia-head', 'head'), 'mia', { type: 'news', slug: slug(), values: NEWS })).rejects.toMatchObject({
    status: 403,
  });
});

test('an import writes drafts and never publishes', async () => {
  const task = system('migrate-site');
  const { item } = await content.draft(task, 'mia', { type: 'news', slug: slug(), values: { ...NEWS, publishedAt: '2019-05-04' } });
  await content.submit(task, item, 1);
  await expect(content.approve(task, item, { revision: 1 })).rejects.toMatchObject({ status: 401 });
  await content.approve(approver, item, { revision: 1 });
  const { items } = await content.index({ types: ['news'], agencies: ['mia'], limit: 100 });
  expect(items.at(-1)).toMatchObject({ item, publishedAt: new Date('2019-05-04T12:00:00+05:00') });
});

test('lists are narrowed by body, words and day, page by page; a competition ends with its day', async () => {
  const own = { ...person('justice-editor', 'editor', 'justice') };
  for (const deadline of ['2026-11-20', '2026-11-10', '2026-10-30']) {
    const { item } = await content.draft(own, 'justice', { type: 'vacancy', slug: slug(), values: vacancy(deadline) });
    await content.submit(own, item, 1);
    await content.approve(stranger, item, { revision: 1 });
  }
  const open = await content.index({ types: ['vacancy'], when: 'current', by: 'ending' });
  expect(open.items.map(({ values }) => values.deadline)).toEqual(['2026-11-10', '2026-11-20']);
  expect((await content.index({ types: ['vacancy'], when: 'past' })).total).toBe(1);
  clock.set('2026-11-10T18:59:00Z');
  expect((await content.index({ types: ['vacancy'], when: 'current' })).total).toBe(2);
  clock.set('2026-11-10T19:00:00Z');
  expect((await content.index({ types: ['vacancy'], when: 'current' })).total).toBe(1);
  expect((await content.index({ types: ['vacancy'], words: 'мутахассис муассисаи' })).total).toBe(3);
  expect((await content.index({ types: ['vacancy'], words: '100%' })).total).toBe(0);
  expect((await content.index({ types: ['vacancy'], agencies: [] })).total).toBe(0);
  const second = await content.index({ types: ['vacancy'], page: 2, limit: 2 });
  expect([second.items.length, second.total]).toEqual([1, 3]);
});

test('what is not looked at again is overdue until somebody confirms it', async () => {
  const contact = {
    address: { tg: 'ш. Душанбе' },
    phones: '+992000000001',
    email: 'x@mia.tj',
    hours: { tg: '8:00–17:00' },
    latitude: 38.5,
    longitude: 68.7,
    accessibleEntrance: 'yes',
  };
  const { item } = await content.draft(editor, 'mia', { type: 'contact', slug: 'main', values: contact });
  await content.submit(editor, item, 1);
  await content.approve(approver, item, { revision: 1 });
  expect((await content.overdue('mia')).filter((one) => one.item === item)).toEqual([]);
  clock.advance(91 * 86_400_000);
  expect(await content.overdue('mia')).toContainEqual(
    expect.objectContaining({ item, reviewBy: '2027-01-31', href: '/mia/contacts#contact-main' }),
  );
  await content.confirm(editor, item);
  expect((await content.overdue('mia')).filter((one) => one.item === item)).toEqual([]);
  expect((await content.published('mia', ['contact']))[0]?.checkedOn).toBe('2027-02-01');
});

test('every instance hears of it', async () => {
  const jobs = createJobs(stage.connection, stage.platform.log);
  const db = createDatabase(stage.connection, { clock, log: stage.platform.log, enqueueIn: jobs.enqueueIn });
  const other = createContent({ ...stage.platform, db, jobs }, deps);
  const heard: (ContentChange | undefined)[] = [];
  const arrived = Promise.withResolvers<void>();
  other.onPublished((change) => {
    heard.push(change);
    if (change) arrived.resolve();
  });
  await other.start();
  const { item, path } = await publishedNews();
  await arrived.promise;
  expect(heard.at(-1)).toEqual({ agency: 'mia', item, type: 'news', href: path, live: true });
  expect(await other.atPath(path)).toMatchObject({ state: 'live' });
  await db.close();
});

test.each(CONTENT_TYPE_NAMES)(
  'a draft of %s may be empty, and is refused whole fields that the type has not',
  async (type: ContentTypeName) => {
    const { item } = await content.draft(editor, 'mia', { type, slug: slug(), values: {} });
    await expect(content.submit(editor, item, 1)).rejects.toMatchObject({ code: 'content-incomplete' });
    await expect(content.save(editor, item, { revision: 1, values: { nonsense: 'x' } })).rejects.toMatchObject({ code: 'content-shape' });
  },
);

test('approvers hear of what waits, writers of what came back, editors on Monday of what is past its review', async () => {
  const { item } = await content.draft(editor, 'mia', { type: 'news', slug: slug(), values: NEWS });
  await content.submit(editor, item, 1);
  await content.returnToAuthor(approver, item, { revision: 1, reason: 'Сарлавҳа' });
  clock.set('2028-11-02T05:00:00Z');
  await content.remind();
  await content.remind();
  const { rows } = await sql<{ to: string; code: string; number: string | null }>`
    select data->>'to' as to, data->>'code' as code, data->'params'->>'number' as number from pgboss.job
    where name = 'deliver-message' and (data->>'cause' like ${`content:${item}:%`} or data->>'code' = 'content.overdue')
    order by data->>'code', data->>'to'`.execute(stage.platform.db.owner);
  expect(rows.map(({ to, code }) => [to, code])).toEqual([
    ['mia-editor', 'content.overdue'],
    ['mia-editor', 'content.returned'],
    ['mia-approver', 'content.submitted'],
  ]);
  expect(Number(rows[0]?.number)).toBeGreaterThan(0);
});

test('what visitors say of a page is counted once a day each, kept without their address and read by the body alone', async () => {
  const said = { path: '/mia/about', lang: 'tg', helpful: false, from: '10.0.0.1' } as const;
  await content.feedback.give(said);
  await content.feedback.give({ ...said, comment: 'Телефон нест' });
  await content.feedback.give({ ...said, helpful: true, from: '10.0.0.2' });
  expect(await content.feedback.of(editor, 'mia')).toEqual([
    { path: '/mia/about', helpful: 1, notHelpful: 1, comments: [{ at: clock.now(), lang: 'tg', helpful: false, text: 'Телефон нест' }] },
  ]);
  await expect(content.feedback.of(stranger, 'mia')).rejects.toMatchObject({ status: 404 });
  await expect(content.feedback.give({ ...said, path: 'https://elsewhere.example' })).rejects.toMatchObject({ status: 404 });
  for (let page = 1; page < 40; page++) await content.feedback.give({ ...said, path: `/mia/news/${page}` });
  await expect(content.feedback.give({ ...said, path: '/mia/news/40' })).rejects.toMatchObject({ status: 429, code: 'feedback-many' });
  clock.advance(86_400_000);
  await stage.platform.jobs.workOff({ scheduled: ['content-feedback-forget'] });
  const { rows } = await sql<{ kept: string }>`select count(sender)::text as kept from content.feedback`.execute(stage.platform.db.owner);
  expect(rows[0]?.kept).toBe('0');
});
