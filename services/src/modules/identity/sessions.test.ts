import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fixedClock } from '../../platform/clock.ts';
import { Browser, startPortal, type TestPortal } from './testing.ts';

const MINUTE = 60_000;
const clock = fixedClock(new Date());
let portal: TestPortal;
beforeAll(async () => {
  portal = await startPortal({ clock });
});
afterAll(() => portal.stop());

test('a session idles out after 30 minutes, lives on while used, and ends after 8 hours', async () => {
  const browser = new Browser(portal.origin);
  await browser.signIn('citizen-1');
  clock.advance(29 * MINUTE);
  expect((await browser.me()).who.signedIn).toBe(true);
  clock.advance(29 * MINUTE);
  expect((await browser.me()).who.signedIn).toBe(true);
  clock.advance(31 * MINUTE);
  expect((await browser.me()).who.signedIn).toBe(false);

  await browser.signIn('citizen-1');
  for (let minutes = 0; minutes < 8 * 60 - 20; minutes += 20) {
    clock.advance(20 * MINUTE);
    expect((await browser.me()).who.signedIn).toBe(true);
  }
  clock.advance(20 * MINUTE);
  expect((await browser.me()).who.signedIn).toBe(false);
});

test('the provider is asked again every hour, once for many requests; a sign-in it has withdrawn ends', async () => {
  const browser = new Browser(portal.origin);
  await browser.signIn('citizen-1');
  const { owner } = portal.platform.db;
  const older = async () => {
    for (let i = 0; i < 3; i++) {
      clock.advance(25 * MINUTE);
      if (i < 2) await browser.me();
    }
  };
  await older();
  const answers = await Promise.all(Array.from({ length: 6 }, () => browser.me()));
  expect(answers.map(({ who }) => who.signedIn)).toEqual(Array(6).fill(true));
  await sql`delete from identity.oidc where model = 'RefreshToken'`.execute(owner);
  await older();
  expect((await browser.me()).who.signedIn).toBe(false);
});

test('what was sent on an expired session comes back to the same person once, and to nobody else', async () => {
  const browser = new Browser(portal.origin);
  await browser.signIn('citizen-1');
  expect((await browser.send('/tg/park', { form: { text: 'Салом' } })).status).toBe(401);
  clock.advance(31 * MINUTE);
  const park = async (who: Browser) => ((await (await who.send('/tg/park', { form: { text: 'Салом' } })).json()) as { id: string }).id;
  const id = await park(browser);
  const { rows } = await sql<{ sealed: string }>`select sealed from identity.parked_posts`.execute(portal.platform.db.owner);
  expect(rows[0]?.sealed).not.toContain('Салом');
  const take = async (who: Browser, wanted: string) => (await who.send(`/tg/parked/${wanted}`)).json();

  const other = new Browser(portal.origin);
  await other.signIn('citizen-2');
  expect(await take(other, id)).toEqual({ gone: true });
  await browser.signIn('citizen-1');
  expect(await take(browser, id)).toEqual({ path: '/tg/park', body: { text: 'Салом' } });
  expect(await take(browser, id)).toEqual({ gone: true });

  clock.advance(31 * MINUTE);
  const late = await park(browser);
  clock.advance(61 * MINUTE);
  await browser.signIn('citizen-1');
  expect(await take(browser, late)).toEqual({ gone: true });
});

test('a second instance on the same database knows the session, and its end', async () => {
  const browser = new Browser(portal.origin);
  await browser.signIn('citizen-3');
  const { createIdentity } = await import('./index.ts');
  const { createHttp } = await import('../../platform/http.ts');
  const { createJobs } = await import('../../platform/jobs.ts');
  const platform = { ...portal.platform, jobs: createJobs(portal.connection, portal.platform.log) };
  const second = await createHttp({ config: platform.config, log: platform.log, ready: async () => undefined });
  const identity = await createIdentity(platform);
  await identity.routes(second);
  second.get('/tg/me', async (request) => identity.who(request));
  const ask = async () => {
    const headers = { host: new URL(portal.origin).host, cookie: `__Host-sid=${sid}` };
    return (await second.inject({ url: '/tg/me', headers })).json() as { signedIn: boolean };
  };
  const sid = browser.cookie('__Host-sid');
  expect((await ask()).signedIn).toBe(true);
  await browser.open('/auth/sign-out', { form: {} });
  expect((await ask()).signedIn).toBe(false);
  await second.close();
});
