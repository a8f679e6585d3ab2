#!/usr/bin/env node
// Moves an old site into the portal, also beside one that runs:
//   migrate.ts add HOST AGENCY [--archive URL]
//   migrate.ts wordpress HOST EXPORT.xml [--uploads FOLDER]    FOLDER holds a copy of the site's files, as /wp-content/uploads/…
//   migrate.ts mirror HOST FOLDER
//   migrate.ts crawl HOST https://HOST/
//   migrate.ts visits HOST ACCESS.log
// Run again it goes on where it stopped and changes only drafts of its own. Nothing is published. Exit 0: done. Exit 2: refused.
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { createApp } from '../src/app.ts';
import {
  createAskOutside,
  type Migration,
  oldHostOf,
  readCrawl,
  readMirror,
  readWxr,
  type Source,
  type SourceKind,
} from '../src/modules/migration/index.ts';
import { system } from '../src/platform/actor.ts';
import { type Config, ConfigError, readConfig } from '../src/platform/config.ts';
import type { Connection } from '../src/platform/connection.ts';
import { createLog } from '../src/platform/log.ts';
import { embeddedDatabase, startPostgres } from '../src/platform/postgres-server.ts';
import { Problem } from '../src/platform/problem.ts';
import { StartError } from '../src/platform/start-error.ts';

const MOVER = system('migrate');
await using opened = new AsyncDisposableStack();
try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { archive: { type: 'string' }, uploads: { type: 'string' } },
  });
  const [act = '', host = '', what = ''] = positionals;
  if (!['add', 'wordpress', 'mirror', 'crawl', 'visits'].includes(act) || !host || !what)
    throw new StartError(
      'write: migrate.ts add | wordpress | mirror | crawl | visits, then the host of the old site, then the body, file, folder or first address',
    );
  const config = readConfig(process.env);
  const app = await createApp(config, { connection: await database(config), log: createLog('warn') });
  opened.defer(() => app.stop());
  const { migration } = app.modules;
  if (act === 'add') {
    const site = await migration.addSite(MOVER, { host, agency: what, archive: values.archive });
    console.log(`${site.host} is moved to the section of ${site.agency}.`);
  } else if (act === 'visits') {
    const lines = createInterface({ input: createReadStream(what), crlfDelay: Number.POSITIVE_INFINITY });
    const { hits, addresses } = await migration.readVisits(MOVER, host, lines);
    const { coverage } = await migration.report(MOVER, host);
    console.log(`${hits} visits to ${addresses} addresses; ${coverage.mapped} of them find their page.`);
  } else if (act === 'wordpress') await take(migration, host, 'wordpress', await wordpress(host, what, values.uploads));
  else if (act === 'mirror') await take(migration, host, 'mirror', await readMirror(what, host));
  else {
    if (!URL.canParse(what) || oldHostOf(new URL(what).host) !== oldHostOf(host))
      throw new StartError(`write an address of ${host}, like https://${host}/`);
    const outside = createAskOutside();
    opened.defer(() => outside.close());
    await take(migration, host, 'crawl', readCrawl(what, outside.ask));
  }
  console.log(`Report: ${config.origin}/tg/account/migration/${host}`);
} catch (error) {
  const expected = error instanceof StartError || error instanceof ConfigError || error instanceof Problem;
  console.error(expected || (error as NodeJS.ErrnoException).code === 'ENOENT' ? (error as Error).message : error);
  process.exitCode = 2;
}

async function wordpress(host: string, file: string, uploads: string | undefined): Promise<Source> {
  const folder = uploads === undefined ? undefined : await readMirror(uploads, host);
  return { entries: () => readWxr(file), file: async (address) => folder?.file(address) };
}

async function take(migration: Migration, host: string, kind: SourceKind, source: Source): Promise<void> {
  const { reasons, ...counts } = await migration.takeIn(MOVER, host, kind, source);
  for (const [name, count] of Object.entries(counts)) console.log(`${String(count).padStart(8)}  ${name}`);
  if (Object.keys(reasons).length > 0) console.log('Repaired or refused:');
  for (const [reason, count] of Object.entries(reasons)) console.log(`${String(count).padStart(8)}  ${reason}`);
}

async function database(config: Config): Promise<Connection> {
  if (config.databaseUrl) return { connectionString: config.databaseUrl };
  const server = await startPostgres({ dataDir: config.dataDir });
  // One that was running already belongs to a portal and stays.
  if (server.started) opened.defer(() => server.stop());
  return embeddedDatabase(server);
}
