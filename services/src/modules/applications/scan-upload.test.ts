import { afterAll, beforeAll, expect, test } from 'vitest';
import { fixedClock } from '../../platform/clock.ts';
import { type TestPlatform, testPlatform } from '../../platform/testing.ts';
import { embeddedScanner, type Scanner } from '../files/index.ts';
import { createNotifications } from '../notifications/index.ts';
import { type Applications, createApplications } from './index.ts';
import { CITIZEN, exampleDeps, FILLED, OFFICER, PNG } from './testing.ts';

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
  await expect(applications.upload(CITIZEN, bad.id)).rejects.toMatchObject({ status: 404 });
  await expect(send(id)).rejects.toMatchObject({ status: 422, code: 'upload-infected', details: { name: 'a.png', fields: ['proof'] } });
  await applications.removeUpload(CITIZEN, bad.id);
  expect((await attach(id, PNG)).scan).toBe('clean');
  expect((await send(id)).state).toBe('submitted');
});

test('what is added to a file that was sent back reaches the desk only when it is found clean', async () => {
  const { id } = await applications.startDraft(CITIZEN, 'residence-note', FILLED);
  await attach(id, PNG);
  const sent = await send(id);
  await applications.claim(OFFICER, 'mia', sent.id, 1);
  await applications.sendBack(OFFICER, 'mia', sent.id, 2, { fields: ['proof'], message: 'Боз як саҳифа' });
  const add = (bytes: Uint8Array) =>
    applications.attachUpload(CITIZEN, { application: sent.id, field: 'proof', name: 'b.png', declaredType: 'image/png', bytes });
  away = true;
  const other = Buffer.concat([PNG, Buffer.from('page two')]);
  const waiting = await add(other);
  expect(waiting.scan).toBe('pending');
  await expect(applications.upload(OFFICER, waiting.id, sent.id)).rejects.toMatchObject({ status: 404 });
  expect((await applications.upload(CITIZEN, waiting.id)).content.byteLength).toBe(other.byteLength);
  away = false;
  await applications.removeUpload(CITIZEN, waiting.id);
  const bad = await add(infected);
  await expect(applications.upload(OFFICER, bad.id, sent.id)).rejects.toMatchObject({ status: 404 });
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
