import fc from 'fast-check';
import { CompiledQuery, sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '../../platform/actor.ts';
import { system } from '../../platform/actor.ts';
import { fixedClock } from '../../platform/clock.ts';
import { verifyJournal } from '../../platform/journal.ts';
import { type TestPlatform, testPlatform } from '../../platform/testing.ts';
import { createNotifications } from '../notifications/index.ts';
import { createMandates, type Mandates } from './index.ts';
import { refusal, revocable, stateOn } from './mandate.ts';

const clock = fixedClock('2026-11-23T06:00:00Z');
const person = (subject: string, roles: { role: 'supervisor' | 'officer'; agency: string }[] = []): Actor => ({
  kind: 'person',
  subject,
  name: subject,
  loa: 'substantial',
  roles,
});
const GRANTOR = person('citizen-1');
const GRANTEE = person('citizen-2');
const THIRD = person('citizen-3');

let stage: TestPlatform;
let mandates: Mandates;
beforeAll(async () => {
  stage = await testPlatform({ clock });
  mandates = createMandates(stage.platform, { identity: { actorOf: () => ({ kind: 'anonymous' }) } });
  createNotifications(stage.platform, { identity: { actorOf: () => ({ kind: 'anonymous' }) } });
  await stage.platform.jobs.start();
});
afterAll(() => stage.stop());
beforeEach(() => clock.set('2026-11-23T06:00:00Z'));

let serial = 0;
const uuid = () => `01980000-0000-7000-8000-${String(++serial).padStart(12, '0')}`;
const granted = async (services = ['tinted-windows-permit'], from = '2026-11-23', to = '2027-11-22') => {
  const ids = { document: uuid(), application: uuid() };
  const { id } = await stage.platform.db.write(system('issue-document'), (tx) =>
    mandates.grant(tx, {
      grantor: 'citizen-1',
      grantorName: 'Раҳимзода Фирӯза',
      grantee: 'citizen-2',
      granteeName: 'Каримов Далер',
      services,
      from,
      to,
      agency: 'justice',
      ...ids,
    }),
  );
  return { id, ...ids };
};
const acting = (actor: Actor, id: string, service: string) => stage.platform.db.write(actor, (tx) => mandates.acting(tx, id, service));

describe('the state of a mandate', () => {
  const day = fc
    .date({ min: new Date('2026-01-01'), max: new Date('2029-12-31'), noInvalidDate: true })
    .map((d) => d.toISOString().slice(0, 10));

  test('opens a service exactly between its days, for its services, until it is revoked', () => {
    fc.assert(
      fc.property(day, day, day, fc.boolean(), fc.boolean(), (a, b, now, revoked, named) => {
        const [from, to] = [a, b].sort() as [string, string];
        const mandate = { from, to, services: named ? ['x'] : ['y'], ...(revoked ? { revokedAt: new Date() } : {}) };
        const opens = !revoked && named && from <= now && now <= to;
        expect(refusal(mandate, 'x', now) === undefined).toBe(opens);
        expect(revocable(stateOn(mandate, now))).toBe(!revoked && now <= to);
      }),
    );
  });
});

test('opens the services it names to the one it was given to, and no other service', async () => {
  const { id } = await granted(['tinted-windows-permit']);
  expect(await mandates.mayAct(GRANTEE, 'citizen-1', 'tinted-windows-permit')).toMatchObject({ id, state: 'active' });
  expect(await mandates.mayAct(GRANTEE, 'citizen-1', 'vehicle-tax')).toBeUndefined();
  expect(await mandates.mayAct(GRANTEE, 'citizen-3', 'tinted-windows-permit')).toBeUndefined();
  expect(await mandates.mayAct(THIRD, 'citizen-1', 'tinted-windows-permit')).toBeUndefined();
  expect(await mandates.mayAct(GRANTOR, 'citizen-1', 'tinted-windows-permit')).toBeUndefined();
  expect(await mandates.mayAct({ kind: 'anonymous' }, 'citizen-1', 'tinted-windows-permit')).toBeUndefined();
  expect(await acting(GRANTEE, id, 'tinted-windows-permit')).toMatchObject({ grantorName: 'Раҳимзода Фирӯза' });
  await expect(acting(GRANTEE, id, 'vehicle-tax')).rejects.toMatchObject({ status: 403, code: 'mandate-other-service' });
  for (const actor of [THIRD, GRANTOR]) await expect(acting(actor, id, 'tinted-windows-permit')).rejects.toMatchObject({ status: 404 });
  await expect(acting(GRANTEE, uuid(), 'tinted-windows-permit')).rejects.toMatchObject({ status: 404 });
});

test('a mandate that is ahead, expired or revoked is a 403 at the very next act', async () => {
  const { id } = await granted(['a-service'], '2026-11-24', '2026-11-30');
  await expect(acting(GRANTEE, id, 'a-service')).rejects.toMatchObject({ status: 403, code: 'mandate-ahead' });
  clock.set('2026-11-30T18:59:59Z');
  expect((await acting(GRANTEE, id, 'a-service')).state).toBe('active');
  clock.set('2026-11-30T19:00:00Z');
  await expect(acting(GRANTEE, id, 'a-service')).rejects.toMatchObject({ status: 403, code: 'mandate-expired' });
  expect(await mandates.forService(GRANTEE, 'a-service')).toEqual([]);
  await expect(mandates.revoke(GRANTOR, id, 'дигар лозим нест')).rejects.toMatchObject({ status: 409, code: 'mandate-ended' });

  clock.set('2026-11-23T06:00:00Z');
  const other = await granted(['b-service']);
  expect(await mandates.forService(GRANTEE, 'b-service')).toHaveLength(1);
  await mandates.revoke(GRANTOR, other.id, 'мошин фурӯхта шуд');
  await expect(acting(GRANTEE, other.id, 'b-service')).rejects.toMatchObject({ status: 403, code: 'mandate-revoked' });
  expect(await mandates.forService(GRANTEE, 'b-service')).toEqual([]);
  expect((await mandates.mine(GRANTEE)).received.find(({ id: one }) => one === other.id)).toMatchObject({ state: 'revoked' });
});

test('only the one who gave it takes it back, once and with a reason', async () => {
  const { id } = await granted();
  for (const actor of [GRANTEE, THIRD, person('x', [{ role: 'supervisor', agency: 'mia' }])])
    await expect(mandates.revoke(actor, id, 'x')).rejects.toMatchObject({ status: 404 });
  await expect(mandates.revoke({ kind: 'anonymous' }, id, 'x')).rejects.toMatchObject({ status: 401 });
  await expect(mandates.revoke(GRANTOR, id, '  ')).rejects.toMatchObject({ status: 422, code: 'reason-needed' });
  await expect(mandates.revoke(GRANTOR, 'no-id', 'x')).rejects.toMatchObject({ status: 404 });
  const all = await Promise.allSettled(Array.from({ length: 8 }, () => mandates.revoke(GRANTOR, id, 'сабаб')));
  expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  const { rows } = await journalOf(id);
  expect(rows.map(({ type }) => type)).toEqual(['mandate.granted', 'mandate.revoked']);
  expect(await verifyJournal(stage.platform.db)).toMatchObject({ ok: true });
});

test('granting the same application again changes nothing', async () => {
  const ids = { document: uuid(), application: uuid() };
  const grant = { grantor: 'a', grantorName: 'A', grantee: 'b', granteeName: 'B', services: ['x'], from: '2026-11-23', to: '2026-11-24' };
  const once = () => stage.platform.db.write(system('issue-document'), (tx) => mandates.grant(tx, { ...grant, agency: 'justice', ...ids }));
  const first = await once();
  expect(await once()).toEqual(first);
  const { rows } = await journalOf(first.id);
  expect(rows).toHaveLength(1);
});

test('the revocation waits for an act that has begun, and the next act sees it', async () => {
  const { id } = await granted(['c-service']);
  const order: string[] = [];
  let go = () => {};
  const begun = new Promise<void>((resolve) => {
    go = resolve;
  });
  let finish = () => {};
  const acted = stage.platform.db.write(GRANTEE, async (tx) => {
    await mandates.acting(tx, id, 'c-service');
    go();
    await new Promise<void>((resolve) => {
      finish = resolve;
    });
    order.push('acted');
  });
  await begun;
  const revoked = mandates.revoke(GRANTOR, id, 'сабаб').then(() => order.push('revoked'));
  await expect.poll(async () => (await stage.platform.db.owner.executeQuery(waiting)).rows.length, { timeout: 5000 }).toBeGreaterThan(0);
  finish();
  await Promise.all([acted, revoked]);
  expect(order).toEqual(['acted', 'revoked']);
  await expect(acting(GRANTEE, id, 'c-service')).rejects.toMatchObject({ code: 'mandate-revoked' });
});

test('a listener that fails keeps the mandate in force', async () => {
  const own = createMandates(stage.platform, { identity: { actorOf: () => ({ kind: 'anonymous' }) } });
  const { id } = await granted(['d-service']);
  own.onRevoked(async () => {
    throw new Error('the document could not be revoked');
  });
  await expect(own.revoke(GRANTOR, id, 'сабаб')).rejects.toThrow('could not be revoked');
  expect((await acting(GRANTEE, id, 'd-service')).state).toBe('active');
});

const waiting = CompiledQuery.raw(`select 1 from pg_locks where locktype = 'advisory' and not granted`);
const journalOf = (id: string) =>
  sql<{ type: string }>`select type from platform.journal where entity = ${`mandate:${id}`} order by seq`.execute(stage.platform.db.owner);
