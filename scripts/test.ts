// Every test of the house: units and modules with vitest, then journeys in a real browser with Playwright.
// Ends with one line: `N passed, N failed`.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';

const reports = mkdtempSync(join(tmpdir(), 'hukumat-test-'));

function run(command: string, args: string[], env: Record<string, string> = {}): number {
  return spawnSync(command, args, { stdio: 'inherit', env: { ...process.env, ...env } }).status ?? 1;
}

const vitestReport = join(reports, 'vitest.json');
const e2eReport = join(reports, 'e2e.json');
const codes = [
  run('vitest', ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${vitestReport}`]),
  run('node', ['e2e/node_modules/@playwright/test/cli.js', 'test', '--config', 'e2e/playwright.config.ts'], {
    PLAYWRIGHT_JSON_OUTPUT_NAME: e2eReport,
  }),
];

const units = z
  .object({ numPassedTests: z.int(), numFailedTests: z.int(), numFailedTestSuites: z.int() })
  .parse(JSON.parse(readFileSync(vitestReport, 'utf8')));
const journeys = z
  .object({ stats: z.object({ expected: z.int(), unexpected: z.int(), flaky: z.int() }) })
  .parse(JSON.parse(readFileSync(e2eReport, 'utf8'))).stats;
rmSync(reports, { recursive: true });

const passed = units.numPassedTests + journeys.expected;
// A suite that could not be collected has no failed test of its own; it counts as one all the same.
const failed = Math.max(units.numFailedTests + journeys.unexpected + journeys.flaky, codes.some((code) => code !== 0) ? 1 : 0);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
