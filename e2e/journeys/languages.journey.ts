import type { Page } from '@playwright/test';
import { CERTIFICATE } from '../actors/citizen.ts';
import { expect, test } from '../world.ts';

const LANGS = ['tg', 'ru', 'en'] as const;

/** Every kind of page that anybody may open. */
const PAGES = [
  '/',
  '/services',
  '/services/criminal-record-certificate',
  '/services/wedding-registration',
  '/services/vehicle-power-of-attorney',
  '/agencies',
  '/mia/',
  ...'about leadership structure regulation reception-hours documents news vacancies services open-data contacts appeals accessibility privacy'
    .split(' ')
    .map((page) => `/mia/${page}`),
  '/religion-ceremonies/limits',
  '/vacancies',
  '/news',
  '/centres',
  '/standard',
  '/accessibility',
  '/privacy',
  '/search?q=паспорт',
  '/verify',
  '/verify/00000000000000000000000000',
  '/no-such-page',
];
const OWN = ['/account/', '/account/applications', '/account/inbox', '/account/documents', `/${CERTIFICATE}/apply`];

/** What a page says about itself, and names of texts that nobody translated. */
const said = (page: Page) =>
  page.evaluate(() => {
    const shown = document.body.innerText;
    return {
      lang: document.documentElement.lang,
      title: document.title,
      headings: document.querySelectorAll('h1').length,
      keys: (shown.match(/\b[a-z][A-Za-z]+(?:\.[a-z][A-Za-z-]+)+\b/g) ?? []).filter(
        (word) => !/\.(?:tj|pdf|json|csv|example|ru|com|org)$/.test(word),
      ),
      holes: shown.match(/\{[a-z]+\}|undefined|\[object/gi) ?? [],
    };
  });

test('every kind of page speaks three languages, each in full', async ({ world }) => {
  const citizen = await world.citizen('citizen-2');
  const wrong: string[] = [];
  for (const path of [...PAGES, ...OWN]) {
    const titles = new Set<string>();
    for (const lang of LANGS) {
      await citizen.page.goto(`/${lang}${path}`);
      const page = await said(citizen.page);
      titles.add(page.title);
      if (page.lang !== lang) wrong.push(`${lang}${path}: lang is ${page.lang}`);
      if (page.headings !== 1) wrong.push(`${lang}${path}: ${page.headings} h1`);
      for (const text of [...page.keys, ...page.holes]) wrong.push(`${lang}${path}: ${text}`);
    }
    if (titles.size !== LANGS.length && !path.startsWith('/search')) wrong.push(`${path}: the title is not translated`);
  }
  expect(wrong).toEqual([]);
});

test('the language switch keeps the address, and what was typed into a form', async ({ world }) => {
  const citizen = await world.citizen('citizen-2');
  const to = (lang: string) => citizen.page.locator(`header a[hreflang="${lang}"]`);
  await citizen.opens('/search?q=тӯй');
  await to('ru').click();
  await citizen.page.waitForURL((url) => url.pathname === '/ru/search' && url.searchParams.get('q') === 'тӯй');
  await expect(citizen.page.locator('html')).toHaveAttribute('lang', 'ru');

  citizen.lang = 'ru';
  await citizen.appliesFor(CERTIFICATE);
  await citizen.fills('person');
  await citizen.sees('fingerprint');
  await citizen.types({ fingerprintNumber: 'ДШ-909' });
  await to('en').click();
  await citizen.page.waitForURL('**/en/**/fingerprint');
  await expect(citizen.field('fingerprintNumber')).toHaveValue('ДШ-909');
});
