#!/usr/bin/env node
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Argument, Command, Option } from 'commander';
import { z } from 'zod';
import { readPlugin } from '../src/build/plugin-package.ts';
import { checkPlugin, hasErrors, report } from '../src/command/check.ts';
import { createPlugin, FRAMEWORKS, type Framework } from '../src/command/create.ts';
import { call, Refusal, releaseSchema } from '../src/command/portal.ts';
import { CONTRACT_VERSION } from '../src/names.ts';
import { digestOf, generateKey, packFiles, signManifest } from '../src/release.ts';

interface BackendOptions {
  portal: string;
  deadline: number;
  places: number;
  tellName?: true;
  withdraw?: true;
}

const program = new Command('hukumat').description("An agency developer's command").version(CONTRACT_VERSION);
const portalOption = () => new Option('--portal <url>', 'address of the portal').env('HUKUMAT_PORTAL').makeOptionMandatory();
const folder = () => new Argument('[dir]', "the plugin's folder").default('.');
const released = (release: z.infer<typeof releaseSchema>) => `${release.agency}@${release.version}  ${release.state}`;

program
  .command('create <agency>')
  .description('a new plugin from the smallest template')
  .addOption(new Option('--framework <name>').choices(FRAMEWORKS).default('lit'))
  .option('--into <dir>', 'where to put it (default: agencies/<agency>)')
  .action((agency: string, options: { framework: Framework; into?: string }) => {
    const made = createPlugin(agency, options.framework, ...(options.into ? [resolve(options.into)] : []));
    console.log(`${made} is ready. Install its packages, then run: hukumat check`);
  });

program
  .command('check')
  .description('build and check a plugin as the gate does')
  .addArgument(folder())
  .action(async (dir: string) => {
    const { findings } = await checkPlugin(resolve(dir));
    console.log(report(findings));
    if (hasErrors(findings)) process.exitCode = 1;
  });

program
  .command('key')
  .description("make the agency's signing key; the registrar registers its public half")
  .option('--out <file>', 'file for the private key', 'agency-key.pem')
  .action(({ out }: { out: string }) => {
    const key = generateKey();
    writeFileSync(out, key.privateKeyPem, { mode: 0o600, flag: 'wx' });
    console.log(`Private key: ${resolve(out)} (keep it off the repository)\nKey id: ${key.keyId}\n${key.publicKeyPem}`);
  });

program
  .command('publish')
  .description('build, check, sign and send a release for review')
  .addArgument(folder())
  .addOption(portalOption())
  .requiredOption('--key <file>', "the agency's private key in PEM")
  .action(async (dir: string, options: { portal: string; key: string }) => {
    const privateKey = readFileSync(options.key, 'utf8');
    const { release, findings } = await checkPlugin(resolve(dir));
    console.log(report(findings));
    if (hasErrors(findings)) {
      process.exitCode = 1;
      return;
    }
    const { agency } = z.object({ agency: z.string() }).parse(release.manifest);
    const body = { manifest: release.manifest, files: packFiles(release.files), signature: signManifest(release.manifest, privateKey) };
    const answer = await call(options.portal, 'POST', `/api/v1/agencies/${agency}/releases`, releaseSchema, body);
    console.log(`${released(answer)}\ndigest sha384-${digestOf(release.manifest)}`);
  });

program
  .command('status')
  .description('every release of this agency and what it waits for')
  .addArgument(folder())
  .addOption(portalOption())
  .action(async (dir: string, { portal }: { portal: string }) => {
    const { declaration } = await readPlugin(resolve(dir));
    const answerSchema = z.object({ releases: z.array(releaseSchema) });
    const { releases } = await call(portal, 'GET', `/api/v1/agencies/${declaration.agency}/releases`, answerSchema);
    for (const release of releases)
      console.log(
        `${released(release)}  sent ${release.submittedAt} by ${release.publisher}${release.reason ? `  (${release.reason})` : ''}`,
      );
    if (releases.length === 0) console.log('No release yet.');
  });

program
  .command('rollback')
  .description('go back to an earlier release')
  .addArgument(folder())
  .addOption(portalOption())
  .option('--to <version>', 'the release to go back to (default: the one before)')
  .requiredOption('--reason <text>', 'why; it stands in the journal')
  .action(async (dir: string, { portal, to, reason }: { portal: string; to?: string; reason: string }) => {
    const { declaration } = await readPlugin(resolve(dir));
    const body = { reason, ...(to ? { to } : {}) };
    console.log(released(await call(portal, 'POST', `/api/v1/agencies/${declaration.agency}/rollback`, releaseSchema, body)));
  });

program
  .command('review <release>')
  .description('decide on a waiting release, given as agency@version')
  .addOption(portalOption())
  .addOption(new Option('--approve').conflicts('reject'))
  .addOption(new Option('--reject').conflicts('approve'))
  .option('--reason <text>', 'required when rejecting')
  .action(async (release: string, options: { portal: string; approve?: true; reject?: true; reason?: string }) => {
    const [agency, version] = release.split('@');
    if (!agency || !version) throw new Refusal('Name the release as agency@version');
    if (!options.approve && !options.reject) throw new Refusal('Say --approve or --reject');
    if (options.reject && !options.reason) throw new Refusal('Say why with --reason');
    const body = { verdict: options.approve ? 'approve' : 'reject', ...(options.reason ? { reason: options.reason } : {}) };
    console.log(released(await call(options.portal, 'POST', `/api/v1/releases/${agency}/${version}/review`, releaseSchema, body)));
  });

program
  .command('backend <scope> [url]')
  .description("for the central Agency's registrar: say where the server behind a declared call stands, given as agency.scope")
  .addOption(portalOption())
  .addOption(new Option('--deadline <ms>', 'how long one call may take').default(5_000).argParser(Number))
  .addOption(new Option('--places <n>', 'calls at once').default(20).argParser(Number))
  .option('--tell-name', "tell it the person's name")
  .addOption(new Option('--withdraw', 'no call goes there any more').conflicts('tellName'))
  .action(async (name: string, url: string | undefined, options: BackendOptions) => {
    const [, agency, scope] = /^([a-z][a-z0-9-]*)\.([a-z0-9.-]+)$/.exec(name) ?? [];
    if (!agency || !scope) throw new Refusal('Name the call as agency.scope');
    const path = `/api/v1/agencies/${agency}/backends/${scope}`;
    const answerSchema = z.object({ agency: z.string(), scope: z.string() });
    if (options.withdraw) await call(options.portal, 'DELETE', path, answerSchema);
    else {
      if (!url) throw new Refusal('Say where the server stands');
      const body = { url, deadlineMs: options.deadline, places: options.places, tellsName: options.tellName === true };
      await call(options.portal, 'PUT', path, answerSchema, body);
    }
    console.log(options.withdraw ? `${name} is withdrawn` : `${name} goes to ${url}`);
  });

try {
  await program.parseAsync();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  if (error instanceof Refusal && error.findings.length > 0) console.error(report(error.findings));
  process.exitCode = 1;
}
