import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AgencyDeclaration } from '@hukumat/contract';
import { generateKey } from '@hukumat/contract/release';
import { sql } from 'kysely';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type App, createApp } from '../app.ts';
import { SHIPPED } from '../first-start.ts';
import { verifyEvents } from '../modules/applications/index.ts';
import { freePort } from '../modules/identity/testing.ts';
import { makeRelease, manager, person, reviewer } from '../modules/registry/testing.ts';
import { verifyJournal } from '../platform/journal.ts';
import { type TestPlatform, testPlatform } from '../platform/testing.ts';
import { beginning, type Life, liveThrough } from './index.ts';

const root = join(import.meta.dirname, '../../..');
const END = new Date('2026-11-23T12:00:00Z');
const DAYS = 20;

let stage: TestPlatform;
let app: App;
let life: Life;

beforeAll(async () => {
  const port = await freePort();
  stage = await testPlatform({ env: { PORT: String(port), HUKUMAT_ORIGIN: `http://localhost:${port}`, HUKUMAT_DEMO: '1' } });
  const agenda = beginning(END, DAYS);
  app = await createApp(stage.platform.config, { connection: stage.connection, log: pino({ level: 'silent' }), clock: agenda });
  for (const { agency, folder } of SHIPPED) await offersServices(agency, folder);
  await app.http.listen({ port, host: 'localhost' });
  life = await liveThrough(app, agenda, END, { applications: 40, days: DAYS, citizens: 30, seed: 7, say: () => undefined });
}, 180_000);
afterAll(async () => {
  await app?.stop();
  await stage?.stop();
});

/** The services that an agency ships, live with the smallest code there is. */
async function offersServices(agency: string, folder: string): Promise<void> {
  const { default: declaration } = (await import(pathToFileURL(join(root, folder, 'src/agency.ts')).href)) as {
    default: AgencyDeclaration;
  };
  const { services } = declaration;
  if (!services?.length) return;
  const { registry } = app.modules;
  const key = generateKey();
  await registry.registerAgencyKey(person('innovation-agency', 'registrar'), { agency, publicKey: key.publicKeyPem });
  await registry.setTier(manager, agency, { tier: 'document' });
  const routes = [
    { name: 'start', path: 'desk', title: { tg: 'Навбат', ru: 'Очередь', en: 'Queue' }, needs: 'low' as const, roles: ['officer'] },
  ];
  await registry.publishRelease(
    person(agency, 'developer'),
    agency,
    makeRelease(key, agency, '1.0.0', { declaration: { services, routes } }),
  );
  await registry.review(reviewer, agency, '1.0.0', { verdict: 'approve' });
}

const count = async (query: string): Promise<number> => {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${sql.raw(query)}`.execute(app.platform.db.owner);
  return rows[0]?.n ?? Number.NaN;
};

test('what was lived stands in the journal, in the states and in the public figures alike', async () => {
  expect(life.whole).toBe(true);
  const { counts } = life;
  expect(counts.applications).toBeGreaterThan(30);
  expect(await count('applications.applications')).toBe(counts.applications);
  expect(await count('applications.ratings')).toBe(counts.ratings);
  expect(await count('applications.objections')).toBe(counts.objections);
  expect(await count('appeals.appeals')).toBe(counts.appeals);
  expect(await count(`payments.attempts where state = 'settled'`)).toBe(counts.payments);
  const { db } = app.platform;
  expect(await verifyJournal(db)).toMatchObject({ ok: true });
  expect(await verifyEvents(db)).toMatchObject({ ok: true });
  const figures = await app.modules.applications.statistics();
  const told = figures.reduce((sum, { volume = 0 }) => sum + volume, 0);
  const few = await count('(select from applications.applications group by service having count(*) < 5) as few');
  expect(counts.applications - told).toBeLessThanOrEqual(few * 4);
  expect(told).toBeGreaterThan(0);
});

test('nothing approved waits for its document, and no job waits for the next start', async () => {
  expect(await count(`applications.applications where state = 'approved' and not fee_due`)).toBe(0);
  expect(await count(`documents.documents where state = 'issuing'`)).toBe(0);
  const handled = ['issue-document', 'deliver-message', 'carry-on-application'];
  expect(await count(`pgboss.job where state < 'completed' and name in (${handled.map((name) => `'${name}'`).join(', ')})`)).toBe(0);
});

test('nobody acts before the life began, and what happened has times of the life', async () => {
  const from = `'${new Date(END.getTime() - (DAYS + 1) * 86_400_000).toISOString()}'`;
  const to = `'${END.toISOString()}'`;
  expect(await count(`applications.events where at < ${from} or at > ${to}`)).toBe(0);
  expect(await count(`platform.journal where at < ${from} or at > ${to}`)).toBe(0);
});
