import { defineConfig } from '@playwright/test';
import { browserLaunch } from './browser.ts';

/** Journeys share one portal per worker; one worker, since two cores also run PostgreSQL and the portal. */
export default defineConfig({
  testDir: './journeys',
  testMatch: '**/*.journey.ts',
  outputDir: '../test-results',
  globalSetup: './portal-setup.ts',
  workers: 1,
  retries: 0,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['json', { outputFile: process.env.PLAYWRIGHT_JSON_OUTPUT_NAME ?? '../test-results/report.json' }]],
  use: {
    browserName: 'chromium',
    launchOptions: await browserLaunch(),
    locale: 'tg',
    timezoneId: 'Asia/Dushanbe',
    viewport: { width: 1280, height: 900 },
  },
});
