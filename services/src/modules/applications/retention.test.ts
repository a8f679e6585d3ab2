import { utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { system } from '../../platform/actor.ts';
import { fixedClock } from '../../platform/clock.ts';
import { ConfigError, readConfig } from '../../platform/config.ts';
import { verifyJournal } from '../../platform/journal.ts';
import { type TestPlatform, testPlatform } from '../../platform/testing.ts';
import { createNotifications } from '../notifications/index.ts';
import { createApplications } from './applications.ts';
import { CITIZEN, exampleDeps, FILLED, OFFICER, PNG } from './testing.ts';
import { verifyEvents } from './verify-events.ts';

const DAY = 86_400_000;
let stage: TestPlatform;
const opened: TestPlatform[] = [];
afterEach(() => opened.pop()?.stop());

async function start(named = new Set<string>()) {
  const clock = fixedClock('2026-03-02T06:00:00Z');
  stage = await testPlatform({ clock, env: { HUKUMAT_RETENTION: 'withdrawn=30,uploads=60,messages=90' } });
  opened.push(stage);
  const deps = exampleDeps();
  const notifications = createNotifications(stage.platform, deps);
  const applications = createApplications(stage.platform, { ...deps, namedElsewhere: async (sha) => named.has(sha) });
  let keys = 0;
  const submitted = async () => {
    const draft = await applications.startDraft(CITIZEN, 'residence-note', FILLED);
    await applications.attachUpload(CITIZEN, { draft: draft.id, field: 'proof', name: 'a.png', declaredType: 'image/png', bytes: PNG });
    const key = `kept-for-a-while-${++keys}`;
    return applications.submit(CITIZEN, { key, service: 'residence-note', lang: 'tg', draft: { id: draft.id, revision: 1 } });
  };
  return { clock, applications, notifications, submitted };
}

test('answers and files of what came to nothing go after their days; number, moves and journal stay; again changes nothing', async () => {
  const { clock, applications, submitted } = await start();
  const [withdrawn, running] = [await submitted(), await submitted()];
  await applications.withdraw(CITIZEN, withdrawn.id, 1);
  clock.advance(29 * DAY);
  await applications.applyRetention();
  expect((await applications.open(CITIZEN, withdrawn.id)).answers).toMatchObject(FILLED);
  clock.advance(2 * DAY);
  await applications.applyRetention();
  const erased = await applications.open(CITIZEN, withdrawn.id);
  expect(erased).toMatchObject({ answers: {}, uploads: [], number: withdrawn.number, state: 'withdrawn', erasedAt: clock.now() });
  expect(erased.events.map(({ type }) => type)).toEqual(['application.submitted', 'application.withdrawn', 'application.erased']);
  expect(await applications.open(CITIZEN, running.id)).toMatchObject({ answers: FILLED, state: 'submitted' });
  const before = await verifyJournal(stage.platform.db);
  await applications.applyRetention();
  expect(await verifyJournal(stage.platform.db)).toEqual(before);
  expect(await verifyEvents(stage.platform.db)).toMatchObject({ ok: true });
});

test('files of what was decided go later, its answers stay; an open objection keeps them', async () => {
  const { clock, applications, submitted } = await start();
  const [quiet, contested] = [await submitted(), await submitted()];
  for (const { id } of [quiet, contested]) {
    await applications.claim(OFFICER, 'mia', id, 1);
    await applications.decide(OFFICER, 'mia', id, 2, { approve: false, reason: 'no-record' });
  }
  await applications.appeal(CITIZEN, contested.id, 'ман розӣ нестам');
  clock.advance(61 * DAY);
  await applications.applyRetention();
  const seen = await applications.open(CITIZEN, quiet.id);
  expect(seen.uploads).toEqual([]);
  expect(seen.answers).toMatchObject({ surname: FILLED.surname });
  expect(seen.events.at(-1)?.type).toBe('application.files-erased');
  expect((await applications.open(CITIZEN, contested.id)).uploads).toHaveLength(1);
  expect(await verifyEvents(stage.platform.db)).toMatchObject({ ok: true });
});

test('bytes go once nothing names them, in no module, and never at once', async () => {
  const named = new Set<string>();
  const { applications } = await start(named);
  const { objects, config } = stage.platform;
  const bytes = Uint8Array.from(Buffer.concat([PNG, Buffer.from('of one person')]));
  const draft = await applications.startDraft(CITIZEN, 'residence-note', FILLED);
  await applications.attachUpload(CITIZEN, { draft: draft.id, field: 'proof', name: 'a.png', declaredType: 'image/png', bytes });
  const { sha256 } = await objects.put(bytes);
  await stage.platform.jobs.start();
  const forget = (what = sha256) => stage.platform.db.write(system('test'), (tx) => tx.enqueue('forget-bytes', { sha256: what }));
  const aged = async (what: string) => {
    const long = new Date(Date.now() - 3 * 60 * 60_000);
    await utimes(join(config.objectDir, what.slice(0, 2), what.slice(2, 4), what), long, long);
  };
  /** A second object whose going shows that the job before it has run. */
  const afterwards = async (word: string) => {
    const sign = await objects.put(Buffer.from(word));
    await aged(sign.sha256);
    await forget(sign.sha256);
    await expect.poll(() => objects.has(sign.sha256), { timeout: 20_000 }).toBe(false);
  };
  await aged(sha256);
  await forget();
  await afterwards('the draft names it');
  expect(await objects.has(sha256)).toBe(true);
  await applications.discardDraft(CITIZEN, draft.id);
  named.add(sha256);
  await forget();
  await afterwards('another module names it');
  expect(await objects.has(sha256)).toBe(true);
  named.clear();
  await objects.put(bytes);
  await forget();
  await afterwards('it was put a moment ago');
  expect(await objects.has(sha256)).toBe(true);
  await aged(sha256);
  await forget();
  await expect.poll(() => objects.has(sha256), { timeout: 20_000 }).toBe(false);
}, 90_000);

test('messages and the files of the outbox go after their days, written down once', async () => {
  const { clock, notifications, applications, submitted } = await start();
  await stage.platform.jobs.start();
  const { id } = await submitted();
  await applications.claim(OFFICER, 'mia', id, 1);
  await applications.sendBack(OFFICER, 'mia', id, 2, { fields: ['surname'], message: 'ислоҳ кунед' });
  await expect.poll(() => notifications.unread(CITIZEN), { timeout: 20_000 }).toBeGreaterThan(0);
  clock.advance(91 * DAY);
  await notifications.applyRetention();
  expect(await notifications.inbox(CITIZEN)).toEqual([]);
  const before = await verifyJournal(stage.platform.db);
  await notifications.applyRetention();
  expect(await verifyJournal(stage.platform.db)).toEqual(before);
});

test('days are configured by kind; whatever is not is marked as a sample', () => {
  expect(readConfig({}).retention.messages).toEqual({ days: 1095, sample: true });
  expect(readConfig({ HUKUMAT_RETENTION: 'messages=10' }).retention).toMatchObject({
    messages: { days: 10, sample: false },
    drafts: { days: 30, sample: true },
  });
  for (const wrong of ['people=3', 'drafts=0', 'drafts', 'drafts=-1', 'drafts=1e9'])
    expect(() => readConfig({ HUKUMAT_RETENTION: wrong }), wrong).toThrow(ConfigError);
});
