import jsonld from 'jsonld';
import { Parser } from 'n3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type WholePortal, wholePortal } from '../../testing.ts';
import { residenceNote } from '../applications/testing.ts';

const confirmed = { ...residenceNote, lifeEvents: ['having-a-child', 'death'] };
const unconfirmed = { ...residenceNote, id: 'unconfirmed-note', workflow: { ...residenceNote.workflow, sample: true as const } };

describe.each([
  ['a demonstration', '1'],
  ['a portal in use', '0'],
])('in %s', (_name, demo) => {
  let portal: WholePortal;
  const get = (url: string, headers: Record<string, string> = {}) =>
    portal.app.inject({ url, headers: { host: new URL(portal.origin).host, ...headers } });
  beforeAll(async () => {
    portal = await wholePortal({ env: { HUKUMAT_DEMO: demo }, services: [confirmed, unconfirmed] });
  });
  afterAll(() => portal?.stop());

  test('a confirmed service has its start', async () => {
    const page = await get('/tg/services/residence-note');
    expect(page.body).toContain('data-hk="service-start"');
    expect((await get('/tg/mia/residence-note/apply')).headers.location).toMatch(/^\/auth\/sign-in\?/);
  });

  test(`a service with sample values is ${demo === '1' ? 'offered' : 'shown, without a start and with the reason'}`, async () => {
    const page = await get('/ru/services/unconfirmed-note');
    expect(page.statusCode).toBe(200);
    expect(page.body.includes('data-hk="service-start"')).toBe(demo === '1');
    const apply = await get('/ru/mia/unconfirmed-note/apply');
    if (demo === '1') expect(apply.headers.location).toMatch(/^\/auth\/sign-in\?/);
    else {
      expect(page.body).toContain('часть сведений о ней ещё не подтверждена');
      expect(apply.statusCode).toBe(409);
      expect(apply.body).toContain('часть сведений о ней ещё не подтверждена');
    }
  });

  test('a service page carries its data for search engines, inert and in its own language', async () => {
    const page = (await get('/en/services/residence-note')).body;
    const [, text = ''] = /<script type="application\/ld\+json">(.*?)<\/script>/.exec(page) ?? [];
    expect(JSON.parse(text)).toMatchObject({ '@type': 'GovernmentService', name: 'Note of residence', inLanguage: 'en' });
    expect((await get('/_fragment/en/services/residence-note')).body).not.toContain('ld+json');
  });

  test('the open data answers in the form that is asked for', async () => {
    const turtle = await get('/api/v1/services/residence-note.ttl');
    expect(turtle.headers['content-type']).toBe('text/turtle; charset=utf-8');
    const triples = new Parser().parse(turtle.body);
    const asked = await get('/api/v1/services/residence-note', { accept: 'text/turtle, application/json;q=0.5' });
    expect(asked.body).toBe(turtle.body);
    const json = await get('/api/v1/services/residence-note', { accept: 'application/ld+json' });
    const quads = await jsonld.toRDF(JSON.parse(json.body), { format: 'application/n-quads' });
    expect(new Parser({ format: 'N-Quads' }).parse(quads)).toHaveLength(triples.length);
    expect((await get('/api/v1/services/residence-note', { accept: '*/*' })).json()).toMatchObject({ id: 'residence-note', missing: [] });
    expect((await get('/api/v1/services')).json().services).toHaveLength(2);
    expect(new Parser().parse((await get('/api/v1/catalogue.ttl')).body).length).toBeGreaterThan(triples.length);
    for (const absent of ['nothing', 'nothing.ttl', 'residence-note.xml'])
      expect((await get(`/api/v1/services/${absent}`)).statusCode, absent).toBe(404);
  });

  test('the register is narrowed and counted', async () => {
    const { online, known, services } = (await get('/api/v1/register.json')).json();
    expect([online, known, services.length]).toEqual([2, 20, 20]);
    const page = (await get('/en/register')).body;
    expect(page).toContain('<strong class="hk-number">10 %</strong>');
    expect(page.match(/<th scope="row">/g)).toHaveLength(20);
    const some = (await get('/en/register?state=online&category=documents&body=mia')).body;
    expect(some.match(/<th scope="row">/g)).toHaveLength(2);
    expect(some).toContain('<option value="online" selected');
    expect((await get('/en/register?body=religion-ceremonies&state=online')).body).toContain('No service found');
    expect((await get('/en/register?body=<script>&state=x')).body.match(/<th scope="row">/g)).toHaveLength(20);
    const csv = await get('/api/v1/register.csv');
    expect(csv.headers['content-disposition']).toContain('register.csv');
    expect(csv.body.split('\r\n')).toHaveLength(22);
  });

  test('figures without anybody behind them are no figures', async () => {
    expect((await get('/api/v1/statistics.json')).json()).toEqual({ services: [] });
    expect((await get('/en/statistics')).body).toContain('No figures yet');
    expect((await get('/en/statistics/residence-note')).statusCode).toBe(200);
    expect((await get('/en/statistics/nothing')).statusCode).toBe(404);
    expect((await get('/api/v1/statistics.csv')).body).toContain('p90_working_days');
  });

  test('every service is at most three clicks from home, through situations and through categories', async () => {
    const seen = new Map<string, number>([['/tg/', 0]]);
    let edge = ['/tg/'];
    for (let clicks = 1; clicks <= 3; clicks++) {
      const next: string[] = [];
      for (const url of edge) {
        const page = (await get(url)).body;
        for (const [, href = ''] of page.matchAll(/<a [^>]*href="(\/tg\/(?:services)?(?:[/?][^"#]*)?)"/g)) {
          const address = href.replaceAll('&amp;', '&');
          if (seen.has(address)) continue;
          seen.set(address, clicks);
          next.push(address);
        }
      }
      edge = next;
    }
    for (const id of ['residence-note', 'unconfirmed-note']) expect(seen.get(`/tg/services/${id}`), id).toBeLessThanOrEqual(3);
    expect(seen.get('/tg/services?event=having-a-child')).toBe(1);
    const situation = (await get('/ru/services?event=death')).body;
    expect(situation).toContain('<h1 data-hk="page-title">Смерть близкого</h1>');
    expect(situation).toContain('/ru/services/residence-note');
    expect(situation).not.toContain('/ru/services/unconfirmed-note');
  });
});
