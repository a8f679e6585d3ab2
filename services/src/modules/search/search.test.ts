import { generateKey } from '@hukumat/contract/release';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestPlatform, testPlatform } from '../../platform/testing.ts';
import { residenceNote } from '../applications/testing.ts';
import { createDirectory } from '../directory/index.ts';
import { createRegistry, type Registry } from '../registry/index.ts';
import { makeRelease, person, reviewer } from '../registry/testing.ts';
import { createSearch, type Search } from './index.ts';

let stage: TestPlatform;
let registry: Registry;
let search: Search;
const key = generateKey();
beforeAll(async () => {
  stage = await testPlatform();
  const directory = createDirectory(stage.platform);
  await directory.start();
  registry = createRegistry(stage.platform, {
    identity: { actorOf: () => reviewer, capability: { check: () => undefined } },
    agencies: () => directory.agencies().map(({ id }) => id),
  });
  await registry.start();
  await registry.registerAgencyKey(person('innovation-agency', 'registrar'), { agency: 'mia', publicKey: key.publicKeyPem });
  search = createSearch({ registry, directory });
});
afterAll(async () => {
  await registry?.stop();
  await stage?.stop();
});

const hrefs = (query: string, lang: 'tg' | 'ru' | 'en' = 'tg') => search.find(query, lang).found.map((one) => one.href);

test('finds a body as a person types it: Tajik, on a Russian keyboard, in Russian, in Latin letters, by its short name', () => {
  for (const query of ['Кӯлоб', 'кулоб', 'Куляб', 'kulob']) expect(hrefs(query)[0], query).toBe('/tg/kulob/');
  for (const query of ['ВКД', 'мвд']) expect(hrefs(query)[0], query).toBe('/tg/mia/');
  expect(hrefs('вазорати корхои дохили')[0]).toBe('/tg/mia/');
});

test('answers in the asked language and with its addresses', () => {
  expect(search.find('юстиции', 'en').found[0]).toMatchObject({
    type: 'agency',
    label: 'Ministry of Justice of the Republic of Tajikistan',
    href: '/en/justice/',
  });
});

test('a slip of the finger still finds, and the right word is offered', () => {
  const slip = search.find('вазорти', 'tg');
  expect(slip.found.length).toBeGreaterThan(5);
  expect(slip.didYouMean).toBe('вазорати');
  expect(search.find('вазорати', 'tg').didYouMean).toBeUndefined();
  expect(search.find('щщщщщщщщ', 'tg')).toEqual({ found: [] });
  expect(search.find('', 'tg').found).toEqual([]);
});

test('a service is found from the moment it is live, before the body that gives it', async () => {
  expect(hrefs('справка с места', 'ru')).not.toContain('/ru/services/residence-note');
  const release = makeRelease(key, 'mia', '1.0.0', { declaration: { services: [residenceNote] } });
  await registry.publishRelease(person('mia', 'developer'), 'mia', release);
  await registry.review(reviewer, 'mia', '1.0.0', { verdict: 'approve' });
  expect(hrefs('справка с места', 'ru')[0]).toBe('/ru/services/residence-note');
  expect(search.suggest('маълум', 'tg')[0]).toEqual({
    type: 'service',
    label: 'Маълумотнома аз ҷои зист',
    href: '/tg/services/residence-note',
  });
  expect(search.find('справка', 'ru', { type: 'agency' }).found.every((one) => one.type === 'agency')).toBe(true);
});
