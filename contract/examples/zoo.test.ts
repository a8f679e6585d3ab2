import { describe, expect, it } from 'vitest';
import { checkRelease } from '../src/standard.ts';
import { brokenReleases, workingRelease } from './zoo.ts';

const directory = ['zoo'];

describe('the zoo at the gate', () => {
  it('lets the working release through without a word', () => {
    expect(checkRelease({ ...workingRelease(), directory })).toEqual([]);
  });

  it.each(brokenReleases().map((release) => [release.name, release] as const))('%s', (_name, { manifest, files, previous, stoppedAt }) => {
    const findings = checkRelease({ manifest, files, directory, ...(previous ? { previous } : {}) });
    if ('run' in stoppedAt) expect(findings).toEqual([]);
    else
      expect(findings.map(({ code, severity }) => ({ code, severity }))).toContainEqual({
        code: stoppedAt.gate,
        severity: stoppedAt.severity,
      });
  });

  it('bakes the same bytes every time', () => {
    expect(brokenReleases()).toEqual(brokenReleases());
  });
});
