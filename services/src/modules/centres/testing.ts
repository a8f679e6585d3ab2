import type { Loa, Role } from '@hukumat/contract';
import type { Actor } from '../../platform/actor.ts';
import { fixedClock } from '../../platform/clock.ts';
import { testPlatform } from '../../platform/testing.ts';
import { createNotifications } from '../notifications/index.ts';
import { createCentres } from './index.ts';

/** Monday, 23 November 2026, 09:00 in Dushanbe. */
export const MONDAY = '2026-11-23T04:00:00Z';

export const someone = (subject: string, role?: Role, agency = 'service-centre', loa: Loa = 'substantial'): Actor & { kind: 'person' } => ({
  kind: 'person',
  subject,
  name: subject,
  loa,
  roles: role ? [{ role, agency }] : [],
});
export const OPERATOR = someone('service-centre-operator', 'operator');
/** Works in Khujand. */
export const OTHER_OPERATOR = someone('service-centre-operator-2', 'operator');
export const SUPERVISOR = someone('service-centre-supervisor', 'supervisor');

/** The demonstration's centres on a clock that stands still, with one citizen whom a passport finds. */
export async function testCentres() {
  const clock = fixedClock(MONDAY);
  const stage = await testPlatform({ clock, env: { HUKUMAT_DEMO: '1' } });
  const deps = {
    identity: {
      actorOf: () => ({ kind: 'anonymous' }) as const,
      capability: { check: () => undefined },
      findPerson: async ({ passport }: { passport: string }) =>
        passport === 'A00000001' ? { subject: 'citizen-1', name: 'Раҳимзода Фирӯза' } : undefined,
    },
    registry: { serviceById: (id: string) => (id === 'nothing' ? undefined : { definition: { id, title: { tg: id } } }) },
  };
  const centres = createCentres(stage.platform, deps);
  createNotifications(stage.platform, deps);
  await centres.start();
  await stage.platform.jobs.start();
  return { ...stage, clock, centres, deps };
}
