import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Lang } from '@hukumat/contract';
import { createDirectory } from '../src/modules/directory/index.ts';
import { createSearch } from '../src/modules/search/index.ts';
import { syntheticSource } from '../src/modules/search/testing.ts';
import { testPlatform } from '../src/platform/testing.ts';

// What a question and a suggestion take over many documents, on a database of its own that is thrown away.

const { values } = parseArgs({ options: { documents: { type: 'string', default: '20000' } } });
const documents = Number(values.documents);
const questions = JSON.parse(readFileSync(join(import.meta.dirname, '../src/modules/search/questions.json'), 'utf8')) as {
  lang: Lang;
  question: string;
}[];

const stage = await testPlatform();
try {
  const directory = createDirectory(stage.platform);
  await directory.start();
  const registry = { snapshot: () => ({ releases: new Map() }) as never, onChange: () => () => undefined };
  const search = createSearch(stage.platform, { registry, directory, sources: [syntheticSource(documents, directory.ids())] });
  const began = performance.now();
  await search.start();
  console.log(`${documents} documents brought in: ${((performance.now() - began) / 1000).toFixed(1)} s`);
  for (const { question, lang } of questions.slice(0, 20)) await search.find(question, lang);
  await report('question', (question, lang) => search.find(question, lang));
  await report('suggestion', async (question, lang) => search.suggest(question, lang));
  await report('suggestion while typing', async (question, lang) => search.suggest(question.slice(0, 4), lang));
} finally {
  await stage.stop();
}

async function report(what: string, run: (question: string, lang: Lang) => Promise<unknown>): Promise<void> {
  const took: number[] = [];
  for (const { question, lang } of questions) {
    const began = performance.now();
    await run(question, lang);
    took.push(performance.now() - began);
  }
  took.sort((a, b) => a - b);
  const at = (share: number) => (took[Math.ceil(took.length * share) - 1] ?? 0).toFixed(1);
  console.log(`${what}: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, longest ${at(1)} ms over ${took.length}`);
}
