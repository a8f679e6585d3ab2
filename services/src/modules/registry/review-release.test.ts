import { afterAll, beforeAll, expect, test } from 'vitest';
import { manager, person, reviewer, type TestRegistry, testRegistry } from './testing.ts';

let own: TestRegistry;
beforeAll(async () => {
  own = await testRegistry();
});
afterAll(() => own?.stop());

test('the publisher and developers of the agency cannot review, whatever other roles they hold', async () => {
  await own.publish('tax-committee', '1.0.0');
  const both = person('tax-committee', 'developer');
  if (both.kind !== 'person') throw new Error('a person');
  const publisher = { ...both, roles: [{ agency: 'innovation-agency', role: 'reviewer' as const }] };
  const colleague = { ...both, subject: 'somebody-else', roles: [...both.roles, ...publisher.roles] };
  for (const actor of [publisher, colleague, both, manager]) {
    await expect(own.registry.review(actor, 'tax-committee', '1.0.0', { verdict: 'approve' })).rejects.toMatchObject({ status: 403 });
  }
  expect(own.liveVersion('tax-committee')).toBeUndefined();
});

test('a rejection needs a reason, is final and burns the version', async () => {
  await expect(own.registry.review(reviewer, 'tax-committee', '1.0.0', { verdict: 'reject' })).rejects.toMatchObject({
    code: 'reason-missing',
  });
  const rejected = await own.registry.review(reviewer, 'tax-committee', '1.0.0', { verdict: 'reject', reason: 'Матн нопурра аст' });
  expect(rejected).toMatchObject({ state: 'rejected', reason: 'Матн нопурра аст' });
  await expect(own.registry.review(reviewer, 'tax-committee', '1.0.0', { verdict: 'approve' })).rejects.toMatchObject({
    status: 409,
    code: 'release-state',
  });
});

test('an approval made against a version that is no longer live is refused', async () => {
  await own.goLive('finance', '1.0.0');
  await own.publish('finance', '1.1.0');
  await own.publish('finance', '1.2.0');
  await own.registry.review(reviewer, 'finance', '1.1.0', { verdict: 'approve', against: '1.0.0' });
  await expect(own.registry.review(reviewer, 'finance', '1.2.0', { verdict: 'approve', against: '1.0.0' })).rejects.toMatchObject({
    code: 'live-changed',
  });
  expect(own.liveVersion('finance')).toBe('1.1.0');
});

test('new powers are told from the live release', async () => {
  await own.publish('finance', '1.3.0', { declaration: { powers: ['storage'] } });
  const detail = await own.registry.release(reviewer, 'finance', '1.3.0');
  expect(detail).toMatchObject({
    against: '1.1.0',
    powers: { added: ['power storage'], removed: [] },
    routes: { added: [], removed: [] },
  });
});
