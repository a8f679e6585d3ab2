#!/usr/bin/env node
// Begins a new key for the statements of documents: `rotate-document-key.ts [--distrust]`. With --distrust nothing that the key
// before it signed is believed any more. A running portal takes the new key up with the next document.
import { parseArgs } from 'node:util';
import { rotateStatementKey } from '../src/modules/documents/statement-keys.ts';
import { readConfig } from '../src/platform/config.ts';

const { values } = parseArgs({ options: { distrust: { type: 'boolean', default: false } } });
const kid = await rotateStatementKey(readConfig(process.env).dataDir, new Date(), values.distrust);
console.log(`New key: ${kid}`);
