import { afterAll, beforeAll, expect, test } from 'vitest';
import { ANONYMOUS } from '../../platform/actor.ts';
import { type TestPlatform, testPlatform } from '../../platform/testing.ts';
import { createDirectory, type Directory, GROUPS } from './index.ts';

let stage: TestPlatform;
let directory: Directory;
beforeAll(async () => {
  stage = await testPlatform();
  directory = createDirectory(stage.platform);
  await directory.start();
});
afterAll(() => stage?.stop());

test('holds the 146 bodies, 74 central and 72 local, each in one group', () => {
  const all = directory.agencies();
  expect(all).toHaveLength(146);
  expect(all.filter((agency) => agency.level === 'central')).toHaveLength(74);
  expect(GROUPS.reduce((sum, group) => sum + directory.byKind(group.id).length, 0)).toBe(146);
  expect(directory.agency('mia')).toMatchObject({
    names: { tg: 'Вазорати корҳои дохилии Ҷумҳурии Тоҷикистон' },
    shortNames: { en: 'MIA' },
    parent: 'government',
    verified: { names: true },
  });
  expect(directory.agency('service-centre')?.level).toBe('platform');
  expect(directory.agency('no-such-body')).toBeUndefined();
});

test('lists stand in the order of the Tajik alphabet', () => {
  const cities = directory.byKind('city').map((agency) => agency.place?.tg ?? '');
  const [khujand, hisor, kulob] = ['Хуҷанд', 'Ҳисор', 'Кӯлоб'].map((place) => cities.indexOf(place));
  expect(kulob).toBeGreaterThanOrEqual(0);
  expect(Number(kulob)).toBeLessThan(Number(khujand));
  expect(Number(khujand)).toBeLessThan(Number(hisor));
});

test('a body is found under the letter of its name, of what it is about and of its place, in the order of the Tajik alphabet', () => {
  const { letters, of } = directory.letters();
  expect(of('mia')).toEqual(['В', 'К']);
  expect(of('hisor')).toContain('Ҳ');
  expect(directory.agencies().filter(({ id }) => of(id).length === 0)).toEqual([]);
  const place = (letter: string) => letters.indexOf(letter);
  expect(place('К')).toBeLessThan(place('Қ'));
  expect(place('Қ')).toBeLessThan(place('Л'));
  expect(place('Х')).toBeLessThan(place('Ҳ'));
  expect(letters.every((letter) => /^[А-ЯЁӢӮҒҚҲҶ]$/.test(letter))).toBe(true);
});

test('regions hold their bodies', () => {
  expect(directory.byRegion('TJ-KT')).toHaveLength(26);
  expect(directory.regions().map((region) => region.id)).toContain('TJ-SU');
});

test('a second start changes nothing and writes no second entry', async () => {
  const entries = () =>
    stage.platform.db.owner.executeQuery<{ n: number }>({
      sql: "select count(*)::int as n from platform.journal where type = 'directory.seeded'",
      parameters: [],
      query: { kind: 'RawNode' },
    } as never);
  const before = (await entries()).rows[0]?.n;
  await createDirectory(stage.platform).start();
  expect((await entries()).rows[0]?.n).toBe(before);
  expect(before).toBe(1);
  await expect(
    stage.platform.db.read(ANONYMOUS, (db) =>
      db
        .selectFrom('directory.agencies' as never)
        .selectAll()
        .execute(),
    ),
  ).resolves.toHaveLength(147);
});
