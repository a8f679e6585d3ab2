// Every test of the house: units and modules with vitest, then journeys in a real browser with Playwright.
// Ends with one line: `N passed, N failed`.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { z } from 'zod';

const unitReport = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string(),
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string(), failureMessages: z.array(z.string()) })),
    }),
  ),
});
const suite = z.object({
  title: z.string(),
  specs: z.array(
    z.object({
      title: z.string(),
      ok: z.boolean(),
      tests: z.array(z.object({ results: z.array(z.object({ errors: z.array(z.object({ message: z.string().optional() })) })) })),
    }),
  ),
  get suites(): z.ZodOptional<z.ZodArray<typeof suite>> {
    return z.array(suite).optional();
  },
});
const journeyReport = z.object({
  stats: z.object({ expected: z.int(), unexpected: z.int(), flaky: z.int() }),
  suites: z.array(suite),
});

const reports = mkdtempSync(join(tmpdir(), 'hukumat-test-'));
const unitFile = join(reports, 'vitest.json');
const journeyFile = join(reports, 'journeys.json');
const codes = [
  run('vitest', ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${unitFile}`]),
  run('node', ['e2e/node_modules/@playwright/test/cli.js', 'test', '--config', 'e2e/playwright.config.ts'], {
    PLAYWRIGHT_JSON_OUTPUT_NAME: journeyFile,
  }),
];
const units = unitReport.parse(JSON.parse(readFileSync(unitFile, 'utf8')));
const journeys = journeyReport.parse(JSON.parse(readFileSync(journeyFile, 'utf8')));
rmSync(reports, { recursive: true });

const passed = units.numPassedTests + journeys.stats.expected;
// A suite that could not be collected has no failed test of its own; it counts as one all the same.
const failed = Math.max(units.numFailedTests + journeys.stats.unexpected + journeys.stats.flaky, codes.some((code) => code !== 0) ? 1 : 0);
// Repeated at the end, because the end is what is kept of a long output.
for (const line of [...failedUnits(), ...journeys.suites.flatMap(failedJourneys)]) console.log(`failed: ${line}`);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

function run(command: string, args: string[], env: Record<string, string> = {}): number {
  return spawnSync(command, args, { stdio: 'inherit', env: { ...process.env, ...env } }).status ?? 1;
}

function failedUnits(): string[] {
  return units.testResults.flatMap(({ name, status, message, assertionResults }) => {
    const file = relative(process.cwd(), name);
    const tests = assertionResults.filter((test) => test.status === 'failed');
    if (tests.length === 0 && status === 'failed') return [`${file} was not collected: ${brief(message)}`];
    return tests.map((test) => `${file}: ${test.fullName}: ${brief(test.failureMessages[0])}`);
  });
}

function failedJourneys({ title, specs, suites = [] }: z.infer<typeof suite>): string[] {
  return [
    ...specs
      .filter((spec) => !spec.ok)
      .map(
        (spec) => `${title}: ${spec.title}: ${brief(spec.tests.flatMap((test) => test.results).flatMap((one) => one.errors)[0]?.message)}`,
      ),
    ...suites.flatMap(failedJourneys),
  ];
}

function brief(message = ''): string {
  return stripVTControlCharacters(message).replace(/\s+/g, ' ').trim().slice(0, 400);
}
