import { expect, test } from 'vitest';
import { agreementChecks } from './agreement-checks.ts';
import type { OldSite } from './modules/migration/index.ts';
import type { SectionAudit } from './modules/standard/index.ts';

const checks = (state: SectionAudit['state'] | undefined, sites: Partial<OldSite>[]) =>
  agreementChecks(() => ({
    standard: { section: async () => (state ? ({ state, day: '2026-11-25' } as SectionAudit) : undefined) },
    migration: { sites: async () => sites.map((site) => ({ agency: 'mia', host: 'old.example', refusals: [], ...site })) },
  }));
const DAY = new Date('2026-11-25T06:00:00Z');

test.each([
  [undefined, { verdict: 'unknown' }],
  ['green', { verdict: 'passed', source: '25.11.2026: green' }],
  ['amber', { verdict: 'failed', source: '25.11.2026: amber' }],
  ['red', { verdict: 'failed', source: '25.11.2026: red' }],
  ['inactive', { verdict: 'failed', source: '25.11.2026: inactive' }],
] as const)('an audit that says %s', async (state, verdict) => {
  expect(await checks(state, []).audit('mia')).toEqual(verdict);
});

test.each<[string, Partial<OldSite>[], object]>([
  ['no old host is known', [], { verdict: 'unknown' }],
  ['it is another body’s', [{ agency: 'justice', switchedAt: DAY }], { verdict: 'unknown' }],
  ['nobody has checked it', [{}], { verdict: 'unknown' }],
  ['it is checked and not switched', [{ checkedAt: DAY }], { verdict: 'failed', source: 'old.example' }],
  ['one of two is switched', [{ switchedAt: DAY }, { host: 'two.example', checkedAt: DAY }], { verdict: 'failed', source: 'two.example' }],
  ['it is switched', [{ switchedAt: DAY, checkedAt: DAY }], { verdict: 'passed', source: 'old.example, 25.11.2026' }],
])('old addresses: %s', async (_name, sites, verdict) => {
  expect(await checks(undefined, sites).coverage('mia')).toEqual(verdict);
});
