import { CONTRACT_VERSION } from '@hukumat/contract';
import { describe, expect, it } from 'vitest';
import { atAttempt, sectionOf } from './agency-loader.ts';
import { addressOf, CONTRACT } from './host.ts';
import { isFailure } from './lifecycle.ts';
import { createLive } from './live.ts';
import { mayGuess } from './prefetch-rules.ts';
import { pageAt } from './route.ts';
import { scopedBus } from './scoped-bus.ts';
import { isOpen } from './scoped-fetch.ts';
import { changeOf } from './session.ts';
import { createTranslator } from './translator.ts';
import { words } from './words.ts';

it('tells a plugin the contract that the portal runs', () => {
  expect(CONTRACT).toBe(CONTRACT_VERSION);
});

describe('where a plugin may go', () => {
  const plugin = { agency: 'mia', links: { case: 'mia/desk/:id', pay: 'tax-committee/pay' } };
  it('by the name of a route, with the rest of the values in the query', () => {
    expect(addressOf('case', { id: 'a b', tab: 'log' }, plugin, 'ru')).toBe('/ru/mia/desk/a%20b?tab=log');
    expect(addressOf('pay', {}, plugin, 'tg')).toBe('/tg/tax-committee/pay');
  });
  it('to a page of the portal, in the language of the page', () => {
    expect(addressOf('/services', {}, plugin, 'en')).toBe('/en/services');
    expect(addressOf('/ru/services', {}, plugin, 'en')).toBe('/ru/services');
  });
  it('but nowhere it did not declare', () => {
    expect(addressOf('elsewhere', {}, plugin, 'tg')).toBeUndefined();
    expect(addressOf('constructor', {}, { agency: 'mia' }, 'tg')).toBeUndefined();
  });
});

describe('what a plugin may call', () => {
  const console_ = { agency: 'innovation-agency', powers: ['releases.review'] };
  const own = { agency: 'mia', powers: [], calls: [{ scope: 'mia.records', methods: ['GET'] }] };
  it.each(['/releases?state=pending', '/releases/mia/1.0.0/review', '/agencies/mia/releases', '/agencies/mia/rollback'])(
    'with the power: %s',
    (path) => {
      expect(isOpen(console_, path, 'POST')).toBe(true);
    },
  );
  it('at a counter: its queue, codes and sessions, and nothing of another body', () => {
    const counter = { agency: 'service-centre', powers: ['centre.counter'] };
    expect(isOpen(counter, '/agencies/service-centre/queue/next', 'POST')).toBe(true);
    expect(isOpen(counter, '/agencies/service-centre/sessions', 'POST')).toBe(true);
    for (const path of [
      '/agencies/service-centre/releases',
      '/agencies/service-centre/queues',
      '/agencies/mia/applications',
      '/applications',
    ])
      expect(isOpen(counter, path, 'GET')).toBe(false);
  });
  it('of its own back end, with the declared methods only', () => {
    expect(isOpen(own, '/agencies/mia/calls/records/7', 'GET')).toBe(true);
    expect(isOpen(own, '/agencies/mia/calls/records/7', 'DELETE')).toBe(false);
    expect(isOpen(own, '/agencies/mia/calls/recordsmia/7', 'GET')).toBe(false);
    expect(isOpen(own, '/agencies/mia/records/7', 'GET')).toBe(false);
    const anothers = { ...own, calls: [{ scope: 'justice.records', methods: ['GET'] }] };
    expect(isOpen(anothers, '/agencies/justice/calls/records/7', 'GET')).toBe(false);
  });
  it.each([
    '//evil.example/releases',
    '/releases/../who',
    '/releases\\..',
    '/agencies/mia/calls/records/..%2f..',
    '/agencies/mia/calls/records/../../releases',
    'releases',
    '/who',
    '/recordsmia',
  ])('never %s', (path) => {
    expect(isOpen({ ...console_, ...own, powers: ['releases.review'] }, path, 'GET')).toBe(false);
  });
});

it('another attempt moves the release to other addresses and leaves the libraries where they are', () => {
  const scripts = { '/bundles/mia/1.0.0/app.js': 'sha384-a', '/assets/react-1.js': 'sha384-b' };
  const plugin = { agency: 'mia', version: '1.0.0', entry: '/bundles/mia/1.0.0/app.js', scripts };
  expect(atAttempt(plugin, 2)).toEqual({
    entry: '/bundles/mia/1.0.0/~2/app.js',
    scripts: { '/bundles/mia/1.0.0/~2/app.js': 'sha384-a', '/assets/react-1.js': 'sha384-b' },
  });
});

it('takes only a section for a section', () => {
  expect(sectionOf({ default: { start: () => ({}) } }, 'default')).toBeDefined();
  for (const wrong of [undefined, {}, { default: {} }, { default: () => ({}) }, { other: { start: () => ({}) } }]) {
    expect(() => sectionOf(wrong, 'default')).toThrow(expect.objectContaining({ kind: 'refused', reason: 'shape' }));
  }
  expect(isFailure(new Error('x'))).toBe(false);
});

it('says a plugin’s words, in Tajik where the language lacks them', () => {
  const t = createTranslator('ru', { hello: 'Здравствуйте, {name}' }, { bye: 'Хайр' });
  expect([t('hello', { name: 'Далер' }), t('bye'), t('none'), t('toString'), t('hello'), t.lang]).toEqual([
    'Здравствуйте, Далер',
    'Хайр',
    'none',
    'toString',
    'Здравствуйте, {name}',
    'ru',
  ]);
});

it('carries declared events only, as copies, until the plugin ends', () => {
  const events = new EventTarget();
  const end = new AbortController();
  const speaker = scopedBus(events, ['mia.done'], [], end.signal);
  const listener = scopedBus(events, [], ['mia.done'], end.signal);
  const heard: unknown[] = [];
  listener.on('mia.done', (detail) => heard.push(detail));
  const detail = { id: 1 };
  speaker.emit('mia.done', detail);
  expect(heard).toEqual([{ id: 1 }]);
  expect(heard[0]).not.toBe(detail);
  expect(() => speaker.emit('tax.done', 1)).toThrow();
  expect(() => listener.on('tax.done', () => {})).toThrow();
  end.abort();
  speaker.emit('mia.done', detail);
  expect(heard).toHaveLength(1);
});

it('tells a live value at once and at every change', () => {
  const { live, set } = createLive(1);
  const seen: number[] = [];
  const stop = live.subscribe((value) => seen.push(value));
  set(2);
  stop();
  set(3);
  expect([seen, live.value]).toEqual([[1, 2], 3]);
});

it('takes pages of the portal for pages, and nothing else', () => {
  const at = (address: string) => pageAt(new URL(address, 'https://hukumat.tj'), 'https://hukumat.tj');
  expect(at('/tg/services?q=1')).toEqual({ lang: 'tg', fragment: '/_fragment/tg/services?q=1' });
  for (const other of ['/auth/sign-in', '/tg/account/documents/1.pdf', 'https://evil.example/tg/', '/tgx/', '/api/v1/who'])
    expect(at(other)).toBeUndefined();
});

it('guesses nothing on a poor or metered network', () => {
  expect([mayGuess(undefined), mayGuess({ effectiveType: '4g' })]).toEqual([true, true]);
  expect([mayGuess({ saveData: true }), mayGuess({ effectiveType: 'slow-2g' }), mayGuess({ effectiveType: '2g' })]).toEqual([
    false,
    false,
    false,
  ]);
});

it('reads a message from other tabs strictly', () => {
  expect(changeOf({ agency: 'mia', version: null, more: 1 })).toEqual({ agency: 'mia', version: null });
  for (const wrong of [null, 'x', {}, { agency: 'mia' }, { agency: '../x', version: null }, { agency: 'mia', version: 1 }])
    expect(changeOf(wrong)).toBeUndefined();
});

it('has the same words in three languages', () => {
  expect(Object.keys(words.ru)).toEqual(Object.keys(words.tg));
  expect(Object.keys(words.en)).toEqual(Object.keys(words.tg));
  for (const text of Object.values(words).flatMap((one) => Object.values(one))) expect(text.trim()).not.toBe('');
});
