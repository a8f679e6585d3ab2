import { afterAll, beforeAll, expect, test } from 'vitest';
import { fixedClock } from '../../platform/clock.ts';
import { type TestPlatform, testPlatform } from '../../platform/testing.ts';
import { embeddedScanner, type Scanner } from '../files/index.ts';
import { createNotifications } from '../notifications/index.ts';
import { type Applications, createApplications } from './index.ts';
import { CITIZEN, exampleDeps, FILLED, PNG } from './testing.ts';

let stage: TestPlatform;
let applications: Applications;
let away = false;
const scanner: Scanner = {
  async scan(bytes) {
    if (away) throw new Error('The scanner does not answer');
    return embeddedScanner.scan(bytes);
  },
};

beforeAll(async () => {
  stage = await testPlatform({ clock: fixedClock(new Date('2026-11-23T05:00:00Z')) });
  createNotifications(stage.platform, exampleDeps());
  applications = createApplications(stage.platform, { ...exampleDeps(), scanner });
  await stage.platform.jobs.start();
});
afterAll(() => stage.stop());

/** A picture that carries the text by which scanners are tried; put together here, so that none finds it in this file. */
const infected = Buffer.concat([
  PNG,
  Buffer.from(['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD', '-ANTIVIRUS-TEST-FILE!$H+H*'].join('')),
]);
const attach = (draft: string, bytes: Uint8Array) =>
  applications.attachUpload(CITIZEN, { draft, field: 'proof', name: 'a.png', declaredType: 'image/png', bytes });
const send = async (draft: string) => {
  const { revision } = await applications.draft(CITIZEN, draft);
  return applications.submit(CITIZEN, { key: `key-${draft}`, service: 'residence-note', lang: 'tg', draft: { id: draft, revision } });
};

test('an infected file is kept from everybody until it is removed', async () => {
  const { id } = await applications.startDraft(CITIZEN, 'residence-note', FILLED);
  const bad = await attach(id, infected);
  expect(bad.scan).toBe('infected');
  await expect(send(id)).rejects.toMatchObject({ status: 422, code: 'upload-infected', details: { name: 'a.png', fields: ['proof'] } });
  await applications.removeUpload(CITIZEN, bad.id);
  expect((await attach(id, PNG)).scan).toBe('clean');
  expect((await send(id)).state).toBe('submitted');
});

test('a file waits for a scanner that does not answer, and is looked at when it does', async () => {
  away = true;
  const { id } = await applications.startDraft(CITIZEN, 'residence-note', FILLED);
  expect((await attach(id, PNG)).scan).toBe('pending');
  await expect(send(id)).rejects.toMatchObject({ status: 422, code: 'upload-pending' });
  away = false;
  await expect.poll(async () => (await applications.draft(CITIZEN, id)).uploads[0]?.scan, { timeout: 30_000 }).toBe('clean');
  expect((await send(id)).state).toBe('submitted');
}, 40_000);
