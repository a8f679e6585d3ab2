#!/usr/bin/env node
// Checks a document without the portal: `verify-document.ts FILE --keys KEYS`. FILE is a PDF or the text of a QR; KEYS is what
// the portal publishes at /.well-known/hukumat-documents.json. Exit 0: valid. Exit 1: anything else, named. Exit 2: not asked rightly.
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { checkStatement, type PublishedStatements } from '@hukumat/contract/statement';
import { checkFile } from '../src/modules/documents/verify-seal.ts';

try {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { keys: { type: 'string' } } });
  const [path] = positionals;
  if (!path || !values.keys) throw new Error('usage: verify-document.ts FILE --keys KEYS');
  const published = JSON.parse(await readFile(values.keys, 'utf8')) as PublishedStatements;
  const bytes = await readFile(path);
  const now = new Date();
  const checked =
    bytes.subarray(0, 5).toString('latin1') === '%PDF-'
      ? await checkFile(bytes, published, now)
      : await checkStatement(bytes.toString('utf8'), published, now);
  console.log(JSON.stringify({ ...checked, revocationsAsOf: published.at }, null, 2));
  process.exitCode = checked.result === 'valid' ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
