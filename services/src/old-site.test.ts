import { afterAll, beforeAll, expect, test } from 'vitest';
import { readMirror, readWxr } from './modules/migration/index.ts';
import { OLD_HOST, wordpressExport } from './modules/migration/testing.ts';
import { person } from './modules/registry/testing.ts';
import { type WholePortal, wholePortal } from './testing.ts';

// The whole way of one body: from its old site's export to a host that the portal answers for, through the real pages.

const BODY = 'customs';
const registrar = person('innovation-agency', 'registrar');
let portal: WholePortal;
beforeAll(async () => {
  portal = await wholePortal();
});
afterAll(() => portal?.stop());

const asOld = (path: string) => portal.app.inject({ url: path, headers: { host: `www.${OLD_HOST}` } });
const status = async (path: string) => (await portal.app.inject({ url: path, headers: { host: new URL(portal.origin).host } })).statusCode;
async function* log(...lines: string[]) {
  yield* lines;
}

test('an old site is taken in, approved by people, and its addresses lead to pages that are there', async () => {
  const { migration, content } = portal.modules;
  await migration.addSite(registrar, { host: OLD_HOST, agency: BODY });
  const { file, mirror } = await wordpressExport();
  const uploads = await readMirror(mirror, OLD_HOST);
  await migration.takeIn(registrar, OLD_HOST, 'wordpress', { entries: () => readWxr(file), file: uploads.file });
  await migration.readVisits(registrar, OLD_HOST, log('90 /', '9 /yakkhela-old', '900 /khabari-oyanda/', '1 /never'));

  // Nothing is public yet, and so the host is not ready.
  expect(await status('/tg/customs/news/khabari-oyanda')).toBe(404);
  const refusals = await migration.check(registrar, OLD_HOST);
  expect(refusals).toContainEqual({
    reason: 'target-broken',
    address: '/khabari-oyanda',
    target: '/tg/customs/news/khabari-oyanda',
    status: 404,
  });

  const editor = person(BODY, 'editor');
  const approver = person(BODY, 'approver');
  for (const { last } of await content.desk(editor, BODY)) {
    if (last.type !== 'news' || !(last.values.title as { tg?: string }).tg) continue;
    await content.submit(editor, last.item, last.revision);
    await content.approve(approver, last.item, { revision: last.revision });
  }
  expect(await status('/tg/customs/news/khabari-oyanda')).toBe(200);

  // What nobody has approved by now is said to be gone, by hand.
  for (let left = await migration.check(registrar, OLD_HOST); left.some(({ reason }) => reason === 'target-broken'); ) {
    for (const refusal of left)
      if (refusal.reason === 'target-broken') await migration.mapAddress(registrar, OLD_HOST, refusal.address, undefined);
    left = await migration.check(registrar, OLD_HOST);
  }
  await migration.switchHost(registrar, OLD_HOST);

  const moved = await asOld('/Khabari-Oyanda/?utm_source=x');
  expect([moved.statusCode, moved.headers.location]).toEqual([301, `${portal.origin}/tg/customs/news/khabari-oyanda`]);
  const short = await asOld('/?p=5');
  expect(short.headers.location).toBe(moved.headers.location);
  const gone = await asOld('/ozmun-mutakhassis/');
  expect(gone.statusCode).toBe(410);
  expect(gone.body).toContain('Ин саҳифа дигар нест');
  expect(gone.body).toContain('Этой страницы больше нет');
  expect(gone.body).toContain('This page is gone');
  expect(gone.headers['content-security-policy']).toContain("default-src 'none'");
  const never = await asOld('/never');
  expect([never.statusCode, never.body.includes('Чунин саҳифа ёфт нашуд')]).toEqual([404, true]);
  expect((await asOld('/tg/')).headers.location).toBe(`${portal.origin}/tg/customs/`);
});
