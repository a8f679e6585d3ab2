import type { Role } from '@hukumat/contract';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Actor } from '../../platform/actor.ts';
import { fixedClock } from '../../platform/clock.ts';
import { type TestPlatform, testPlatform } from '../../platform/testing.ts';
import { AGREEMENT_STATES, type AgreementState, type Check } from './agreement.ts';
import { createDirectory, type Directory, transitionLines } from './index.ts';

const clock = fixedClock('2026-06-15T06:00:00Z');
const known: { audit: Check; coverage: Check } = { audit: { verdict: 'unknown' }, coverage: { verdict: 'unknown' } };
let stage: TestPlatform;
let directory: Directory;
beforeAll(async () => {
  stage = await testPlatform({ clock, env: { HUKUMAT_DEMO: '1' } });
  directory = createDirectory(stage.platform, { audit: async () => known.audit, coverage: async () => known.coverage });
  await directory.start();
});
afterAll(() => stage?.stop());

const person = (subject: string, agency?: string, role?: Role): Actor => ({
  kind: 'person',
  subject,
  name: subject,
  loa: 'substantial',
  roles: agency && role ? [{ agency, role }] : [],
});
const registrar = person('registrar', 'innovation-agency', 'registrar');
const step = (to: AgreementState, change: object = {}) => ({ to, on: '2026-06-15', note: '', number: '', ...change });
const refused = (code: string, status = 422) => ({ code, status });

describe('the demonstration', () => {
  test('has the three public totals, counted from its rows, each row marked as a sample with its source', () => {
    expect(directory.agreements.figures()).toEqual({
      united: 56,
      signed: 22,
      inspected: 129,
      byState: { invited: 34, signed: 14, building: 8, audited: 0, switched: 0, closed: 0 },
      sample: true,
    });
    const all = directory.agreements.all();
    expect(all.every(({ sample, source, since }) => sample && source && since === undefined)).toBe(true);
    const inspected = directory.agencies().filter(({ id }) => directory.agreements.inspected(id));
    expect(inspected.filter(({ level }) => level === 'local')).toHaveLength(72);
    expect(inspected.filter(({ level }) => level === 'central')).toHaveLength(57);
  });

  test('figures are the sum of what stands in the open register', () => {
    const { figures, all } = directory.agreements;
    const lines = transitionLines(directory.agencies(), directory.agreements);
    expect(lines).toHaveLength(146);
    expect(lines.filter(({ state }) => state)).toHaveLength(figures().united);
    expect(lines.filter(({ inspected }) => inspected)).toHaveLength(figures().inspected);
    for (const state of AGREEMENT_STATES) expect(all().filter((one) => one.state === state)).toHaveLength(figures().byState[state]);
  });

  test('a second start adds nothing and takes no move back', async () => {
    await directory.agreements.move(registrar, 'health', directory.agreements.of('health')?.state, step('building'));
    const again = createDirectory(stage.platform);
    await again.start();
    expect(again.agreements.of('health')).toMatchObject({ state: 'building', since: '2026-06-15', sample: false });
    expect(again.agreements.figures().united).toBe(56);
  });
});

describe('the registrar', () => {
  test('leads a body that nobody has invited from the invitation to the end, with evidence where it is asked for', async () => {
    const agency = 'varzob';
    expect(directory.agreements.of(agency)).toBeUndefined();
    const go = (from: AgreementState | undefined, to: AgreementState, change: object = {}) =>
      directory.agreements.move(registrar, agency, from, step(to, change));
    await go(undefined, 'invited', { on: '2026-05-01' });
    await expect(go('invited', 'signed')).rejects.toMatchObject(refused('agreement-number'));
    await go('invited', 'signed', { number: '7/2026', on: '2026-05-20' });
    await go('signed', 'building');
    await expect(go('building', 'audited')).rejects.toMatchObject(refused('agreement-audit-unknown'));
    known.audit = { verdict: 'failed', source: 'audit 17' };
    await expect(go('building', 'audited')).rejects.toMatchObject(refused('agreement-audit-failed'));
    known.audit = { verdict: 'passed', source: 'audit 18' };
    await go('building', 'audited');
    await expect(go('audited', 'switched')).rejects.toMatchObject(refused('agreement-coverage-unknown'));
    known.coverage = { verdict: 'passed', source: '99.1 %' };
    await go('audited', 'switched');
    await go('switched', 'closed');
    expect(directory.agreements.of(agency)).toEqual({ agency, state: 'closed', since: '2026-06-15', number: '7/2026', sample: false });
    const moves = await directory.agreements.moves(registrar, agency);
    expect(moves.map(({ to }) => to).reverse()).toEqual([...AGREEMENT_STATES]);
    expect(moves.find(({ to }) => to === 'audited')).toMatchObject({ from: 'building', evidence: 'audit 18', by: 'registrar' });
    const { rows } = await sql<{ actor: string; data: object }>`select actor, data from platform.journal
      where type = 'directory.agreement-moved' and agency = ${agency} order by seq`.execute(stage.platform.db.owner);
    expect(rows).toHaveLength(6);
    expect(rows[3]).toEqual({
      actor: 'person:registrar',
      data: { from: 'building', to: 'audited', on: '2026-06-15', evidence: 'audit 18' },
    });
  });

  test('a double click moves once; what has moved meanwhile is not moved by whoever saw the old state', async () => {
    const move = () => directory.agreements.move(registrar, 'hisor', undefined, step('invited'));
    await Promise.all([move(), move()]);
    expect(await directory.agreements.moves(registrar, 'hisor')).toHaveLength(1);
    const other = person('other', 'innovation-agency', 'registrar');
    await directory.agreements.move(other, 'hisor', 'invited', step('signed', { number: '1' }));
    await expect(directory.agreements.move(registrar, 'hisor', 'invited', step('signed', { number: '2' }))).rejects.toMatchObject(
      refused('agreement-changed', 409),
    );
  });

  test('nobody else moves anything, and a body that is not there moves nowhere', async () => {
    for (const who of [
      person('c'),
      person('h', 'mia', 'head'),
      person('a', 'innovation-agency', 'auditor'),
      person('r', 'mia', 'registrar'),
    ])
      await expect(directory.agreements.move(who, 'rasht', undefined, step('invited'))).rejects.toMatchObject({ status: 403 });
    for (const id of ['no-such-body', 'service-centre'])
      await expect(directory.agreements.move(registrar, id, undefined, step('invited'))).rejects.toMatchObject({ status: 404 });
  });

  test('notes are read by the central Agency and by the head of the body; the database holds them back from others', async () => {
    for (const who of [registrar, person('a', 'innovation-agency', 'auditor'), person('h', 'varzob', 'head')])
      expect(await directory.agreements.moves(who, 'varzob')).toHaveLength(6);
    await expect(directory.agreements.moves(person('h', 'mia', 'head'), 'varzob')).rejects.toMatchObject({ status: 403 });
    const count = (who: Actor) =>
      stage.platform.db.read<never, number>(
        who,
        async (tx) => (await sql<{ n: number }>`select count(*)::int as n from directory.agreement_moves`.execute(tx)).rows[0]?.n ?? -1,
      );
    expect(await count(person('c'))).toBe(0);
    expect(await count(person('h', 'varzob', 'head'))).toBe(6);
  });
});

test('another instance learns of a move', async () => {
  const other = createDirectory(stage.platform);
  await other.start();
  await directory.agreements.move(registrar, 'rasht', undefined, step('invited'));
  await vi.waitFor(() => expect(other.agreements.of('rasht')?.state).toBe('invited'), { timeout: 10_000 });
});

test('a portal without a demonstration begins with an empty register', async () => {
  const empty = await testPlatform();
  const own = createDirectory(empty.platform);
  await own.start();
  expect(own.agreements.figures()).toMatchObject({ united: 0, signed: 0, inspected: 0, sample: false });
  await empty.stop();
});
