import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type AgencyDeclaration, LANGS, type Lang } from '@hukumat/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SHIPPED } from './first-start.ts';
import { createDirectory } from './modules/directory/index.ts';
import { createSearch, type Search } from './modules/search/index.ts';
import { syntheticSource } from './modules/search/testing.ts';
import { type TestPlatform, testPlatform } from './platform/testing.ts';

// What people ask, and the page that answers: in three languages, on every keyboard, mistyped, in both legacy encodings.

interface Question {
  lang: Lang;
  kind: string;
  question: string;
  /** Address of the right answer without the language. */
  right: string;
}
const QUESTIONS = JSON.parse(readFileSync(join(import.meta.dirname, 'modules/search/questions.json'), 'utf8')) as Question[];
/** Documents that use the same words. */
const NOISE = 1_500;

let stage: TestPlatform;
let search: Search;
beforeAll(async () => {
  stage = await testPlatform();
  const directory = createDirectory(stage.platform);
  await directory.start();
  const root = join(import.meta.dirname, '../..');
  const releases = new Map<string, unknown>();
  for (const { agency, folder } of SHIPPED) {
    const { default: declared } = (await import(pathToFileURL(join(root, folder, 'src/agency.ts')).href)) as { default: AgencyDeclaration };
    releases.set(agency, { agency, manifest: { services: declared.services } });
  }
  const registry = { snapshot: () => ({ releases }) as never, onChange: () => () => undefined };
  search = createSearch(stage.platform, { registry, directory, sources: [syntheticSource(NOISE, directory.ids())] });
  await search.start();
});
afterAll(() => stage?.stop());

/** From 1; 0 when it is not among the first twenty. */
async function place({ question, lang, right }: Question): Promise<number> {
  const { found } = await search.find(question, lang);
  return found.findIndex(({ href }) => href === `/${lang}${right}`) + 1;
}

test.each(LANGS)('nine of ten questions in %s have the right answer among the first three', async (lang) => {
  const own = QUESTIONS.filter((one) => one.lang === lang);
  expect(own.length).toBeGreaterThanOrEqual(20);
  const missed: string[] = [];
  for (const one of own) {
    const at = await place(one);
    if (at === 0 || at > 3) missed.push(`${one.kind}: «${one.question}» → ${at || 'not found'}`);
  }
  const score = (100 * (own.length - missed.length)) / own.length;
  console.log(`search ${lang}: ${score.toFixed(1)} % of ${own.length} questions${missed.map((line) => `\n  ${line}`).join('')}`);
  expect(score).toBeGreaterThanOrEqual(90);
});

test('every kind of question is asked', () => {
  const kinds = (lang: Lang) => [...new Set(QUESTIONS.filter((one) => one.lang === lang).map(({ kind }) => kind))];
  expect(kinds('tg')).toEqual(['plain', 'Russian keyboard', 'suffix', 'Latin', 'typo', 'legacy']);
  expect(kinds('ru')).toEqual(['plain', 'everyday', 'endings', 'typo', 'Latin', 'other keyboard']);
  expect(kinds('en')).toEqual(['plain', 'everyday', 'typo']);
  expect(QUESTIONS.length).toBeGreaterThanOrEqual(60);
});
