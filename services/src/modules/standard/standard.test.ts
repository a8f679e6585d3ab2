import { generateKey } from '@hukumat/contract/release';
import { checkRelease, STANDARD } from '@hukumat/contract/standard';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type WholePortal, wholePortal } from '../../testing.ts';
import { makeRelease, person, reviewer } from '../registry/testing.ts';

let portal: WholePortal;
beforeAll(async () => {
  portal = await wholePortal();
});
afterAll(() => portal?.stop());

const get = (url: string) => portal.app.inject({ method: 'GET', url, headers: { host: new URL(portal.origin).host } });

describe('an audit of a section', () => {
  test('asks every rule and is open data, each finding one click from the stored answer', async () => {
    const line = await portal.modules.standard.audit('mia');
    expect(Object.values(line.counts).reduce((sum, count) => sum + count, 0)).toBe(STANDARD.length);
    const { results } = (await get('/api/v1/standard/sections/mia')).json();
    expect(results).toHaveLength(STANDARD.length);
    const [finding] = results.find(({ rule }: { rule: string }) => rule === 'S1').findings;
    const evidence = await get(`/api/v1/standard/evidence/${finding.evidence.sha256}`);
    expect([evidence.statusCode, evidence.headers['content-type']]).toEqual([200, 'text/plain; charset=utf-8']);
    expect(evidence.body).toBe((await get(new URL(finding.url).pathname)).body);
    const csv = (await get('/api/v1/standard/sections.csv')).body;
    expect(csv).toContain(`mia,${line.day},${line.state}`);
  });

  test('every finding gives the same verdict again from stored bytes', async () => {
    for (const agency of ['justice', 'finance']) await portal.modules.standard.audit(agency);
    let replayed = 0;
    for (const agency of ['justice', 'finance', 'mia']) {
      const audit = await portal.modules.standard.section(agency);
      for (const { verdict, findings } of audit?.results ?? []) {
        for (const { id } of findings) {
          expect(await portal.modules.standard.replay(id)).toEqual({ same: true, verdict });
          replayed += 1;
        }
      }
    }
    console.log(`${replayed} findings replayed`);
    expect(replayed).toBeGreaterThan(100);
  });

  test('once more on the same day leaves one audit of that day', async () => {
    await portal.modules.standard.audit('justice');
    const { id } = await portal.modules.standard.audit('justice');
    const own = (await portal.modules.standard.scoreboard()).filter(({ agency }) => agency === 'justice');
    expect(own.map((line) => line.id)).toEqual([id]);
  });
});

test('the same defect has the same rule at the command line, at review and at night', async () => {
  const key = generateKey();
  const { registry, standard } = portal.modules;
  await registry.registerAgencyKey(person('innovation-agency', 'registrar'), { agency: 'customs', publicKey: key.publicKeyPem });
  const title = { tg: 'Иловагӣ', ru: 'Дополнительно', en: 'More' };
  const russian =
    'Сведения о работе учреждения и о порядке приёма граждан обновляются каждый день, чтобы они были верными и понятными для всех.';
  const release = makeRelease(key, 'customs', '1.0.0', {
    declaration: {
      routes: [
        ...['one', 'two', 'three', 'four'].map((name) => ({ name, path: name, title, needs: 'none' as const })),
        { name: 'start', path: 'start', title: { tg: russian, ru: russian }, needs: 'none' },
      ],
      nav: ['one', 'two', 'three', 'four'].map((route) => ({ route, under: 'section' as const })),
    },
  });
  const rulesOf = (findings: readonly { rule?: string | undefined; code: string }[]) =>
    [...new Set(findings.filter(({ code }) => code.startsWith('standard-')).map(({ rule }) => rule))].sort();

  const atTheCommandLine = rulesOf(checkRelease({ ...release, directory: ['customs'] }));
  await registry.publishRelease(person('customs', 'developer'), 'customs', release);
  const atReview = rulesOf((await registry.release(reviewer, 'customs', '1.0.0')).findings);
  await registry.review(reviewer, 'customs', '1.0.0', { verdict: 'approve' });
  await standard.audit('customs');
  const failed = (await standard.section('customs'))?.results.filter(({ verdict }) => verdict === 'fail').map(({ rule }) => rule) ?? [];

  expect(atTheCommandLine).toEqual(['L2', 'S2']);
  expect(atReview).toEqual(atTheCommandLine);
  expect(failed).toEqual(expect.arrayContaining(atTheCommandLine));
});

test('a release that breaks a blocking rule is stopped at the gate under its rule', async () => {
  const key = generateKey();
  await portal.modules.registry.registerAgencyKey(person('innovation-agency', 'registrar'), {
    agency: 'health',
    publicKey: key.publicKeyPem,
  });
  const reach = { what: 'Намуна', phone: '12', address: 'Душанбе', hours: '8–17' };
  const release = makeRelease(key, 'health', '1.0.0', { declaration: { fallback: { tg: reach, ru: reach, en: reach } } });
  await expect(portal.modules.registry.publishRelease(person('health', 'developer'), 'health', release)).rejects.toMatchObject({
    code: 'release-refused',
    details: { findings: expect.arrayContaining([expect.objectContaining({ rule: 'K1', severity: 'error' })]) },
  });
});

test('probes add up by day, and what does not answer is written down', async () => {
  await portal.modules.standard.probe();
  await portal.modules.standard.probe();
  await portal.modules.standard.audit('mia');
  const audit = await portal.modules.standard.section('mia');
  // Two probes are no month: nothing can be said yet.
  expect(audit?.results.find(({ rule }) => rule === 'T1')?.verdict).toBe('unknown');
});

test('what is not evidence of an audit is not given out', async () => {
  const { sha256 } = await portal.platform.objects.put(new TextEncoder().encode('somebody’s file'));
  expect((await get(`/api/v1/standard/evidence/${sha256}`)).statusCode).toBe(404);
  expect((await get('/api/v1/standard/sections/no-such-body')).statusCode).toBe(404);
  expect((await get('/api/v1/standard/findings/01980000-0000-7000-8000-000000000000/replay')).statusCode).toBe(404);
});

describe('the public pages', () => {
  test('lead from the rules to a section and to the stored answer, in each language', async () => {
    await portal.modules.standard.audit('finance');
    for (const lang of ['tg', 'ru', 'en']) {
      const rules = await get(`/${lang}/standard`);
      expect(rules.statusCode).toBe(200);
      for (const { id } of STANDARD) expect(rules.body).toContain(`/${lang}/standard/rules/${id}"`);
      expect((await get(`/${lang}/standard/sections?state=green&region=TJ`)).statusCode).toBe(200);
      const card = await get(`/${lang}/standard/sections/finance`);
      expect(card.body).toContain('id="S1"');
      const evidence = /\/api\/v1\/standard\/evidence\/[0-9a-f]{64}/.exec(card.body)?.[0] ?? '';
      expect((await get(evidence)).statusCode).toBe(200);
      const replay = /\/api\/v1\/standard\/findings\/[0-9a-f-]{36}\/replay/.exec(card.body)?.[0] ?? '';
      expect((await get(replay)).json()).toMatchObject({ same: true });
    }
    for (const { id, title } of STANDARD) {
      const page = await get(`/tg/standard/rules/${id}`);
      expect([id, page.statusCode, page.body.includes(title.tg.slice(0, 12))]).toEqual([id, 200, true]);
    }
    expect((await get('/tg/standard/rules/S1')).body).toContain('/tg/standard/sections/finance#S1');
  });

  test('say so where nothing is there', async () => {
    expect((await get('/tg/standard/rules/Z9')).statusCode).toBe(404);
    expect((await get('/tg/standard/sections/no-such-body')).statusCode).toBe(404);
    expect((await get('/tg/standard/sections/academy')).statusCode).not.toBe(500);
  });
});

describe('the letter to the head of the body', () => {
  test('names each failed rule with address and day in Tajik and in Russian, and the head hears of it once', async () => {
    const head = person('mia', 'head');
    await portal.modules.standard.audit('mia');
    await portal.modules.standard.audit('mia');
    const failed = (await portal.modules.standard.section('mia'))?.results.filter(({ verdict }) => verdict === 'fail') ?? [];
    const { body, statusCode } = await get('/en/standard/sections/mia/letter');
    expect(statusCode).toBe(200);
    for (const lang of ['tg', 'ru']) {
      const [, part = ''] = new RegExp(`<article[^>]*lang="${lang}"(.*?)</article>`, 's').exec(body) ?? [];
      for (const { rule, findings } of failed) {
        expect(part).toContain(`${rule}. `);
        expect(part).toContain(new URL(findings[0]?.url ?? '').pathname);
      }
      expect(part.match(/\d{2}\.\d{2}\.\d{4}/g)?.length).toBe(failed.length);
    }
    await expect
      .poll(async () => (await portal.modules.notifications.inbox(head)).filter(({ code }) => code === 'standard.letter').length)
      .toBe(1);
  });
});

describe('what a body promises', () => {
  const head = person('justice', 'head');
  const day = (days: number) => new Date(portal.platform.clock.now().getTime() + days * 86_400_000);
  const iso = (days: number) => day(days).toISOString().slice(0, 10);

  test('a dated plan turns a failed major rule into a planned one, in public', async () => {
    await portal.modules.standard.planFix(head, 'justice', { rule: 'F2', until: iso(20), text: 'Хабарҳо омода мешаванд' });
    await portal.modules.standard.audit('justice');
    const verdict = (await portal.modules.standard.section('justice'))?.results.find(({ rule }) => rule === 'F2')?.verdict;
    expect(verdict).toBe('planned');
    expect((await get('/tg/standard/sections/justice')).body).toContain('Хабарҳо омода мешаванд');
  });

  test.each([
    ['a blocking rule', { rule: 'S1', days: 10, text: 'x' }, 'plan-blocking'],
    ['more than ninety days', { rule: 'F2', days: 120, text: 'x' }, 'plan-too-long'],
    ['a day that is over', { rule: 'F2', days: -5, text: 'x' }, 'plan-too-long'],
    ['no words', { rule: 'F2', days: 10, text: '  ' }, 'promise-words'],
  ])('%s is refused', async (_, { rule, days, text }, code) => {
    await expect(portal.modules.standard.planFix(head, 'justice', { rule, until: iso(days), text })).rejects.toMatchObject({ code });
  });

  test('nobody promises for another body', async () => {
    await expect(
      portal.modules.standard.planFix(person('mia', 'head'), 'justice', { rule: 'F2', until: iso(5), text: 'x' }),
    ).rejects.toMatchObject({ code: 'forbidden' });
  });

  test('planned work is announced a day ahead and shown before it begins', async () => {
    const { standard } = portal.modules;
    await expect(standard.announceDowntime(head, 'justice', { from: day(0.5), until: day(0.6), text: 'x' })).rejects.toMatchObject({
      code: 'downtime-too-late',
    });
    await expect(standard.announceDowntime(head, 'justice', { from: day(2), until: day(4), text: 'x' })).rejects.toMatchObject({
      code: 'downtime-too-long',
    });
    await standard.announceDowntime(head, 'justice', { from: day(2), until: day(2.1), text: 'Сервер иваз мешавад' });
    expect((await get('/ru/standard/sections/justice')).body).toMatch(/data-hk="downtime".*Сервер иваз мешавад/s);
  });

  test('the head promises on a page of its own', async () => {
    const browser = await portal.signedIn('mia-head', 'substantial');
    expect(await (await browser.send('/tg/standard/sections/mia')).text()).toContain('/tg/account/standard/mia');
    const page = await browser.send('/tg/account/standard/mia', {
      form: { _act: 'plan', rule: 'S3', until: iso(30), text: 'Роҳбарон муаррифӣ мешаванд' },
    });
    expect([page.status, page.headers.get('location')]).toEqual([303, '/tg/account/standard/mia']);
    const refused = await browser.send('/tg/account/standard/mia', { form: { _act: 'downtime', from: '', to: '', work: 'x' } });
    expect(refused.status).toBe(422);
    expect((await get('/tg/standard/sections/mia')).body).toContain('Роҳбарон муаррифӣ мешаванд');
  });
});
