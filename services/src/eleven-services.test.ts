import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AgencyDeclaration } from '@hukumat/contract';
import { beforeAll, expect, test } from 'vitest';
import { SHIPPED } from './first-start.ts';

const root = join(import.meta.dirname, '../..');

/** Which agency provides a service, and what the register of state services calls it, where its wording is known. */
const ELEVEN: readonly [agency: string, id: string, register?: string][] = [
  ['justice', 'vehicle-power-of-attorney'],
  ['mia', 'tinted-windows-permit', 'Иҷозат (талон) барои истифодабарии воситаи нақлиёт бо шишаҳои сиёҳу хира'],
  ['mia', 'criminal-record-certificate', 'Маълумотнома оид ба доштан ё надоштани доғи судӣ'],
  ['religion-ceremonies', 'wedding-registration', 'Баҳисобгирии тӯйҳои домодиву арӯсӣ'],
  ['religion-ceremonies', 'mourning-registration', 'Баҳисобгирии маросими азодорӣ'],
  ['tax-committee', 'excise-stamps', 'Хулоса барои гирифтани тамғаҳои аксизӣ'],
  ['tax-committee', 'vehicle-tax'],
  ['architecture-construction', 'construction-start-permit', 'Иҷозат барои оғоз намудани корҳои сохтмонӣ'],
  ['architecture-construction', 'postal-address'],
  ['dushanbe', 'family-composition-certificate', 'Маълумотнома дар бораи ҳайати оила'],
  ['justice', 'birth-registration', 'Бақайдгирии давлатии таваллуд (Шаҳодатномаи таваллуд)'],
];

const declarations = new Map<string, AgencyDeclaration>();
const serviceOf = (agency: string, id: string) => declarations.get(agency)?.services?.find((service) => service.id === id);

beforeAll(async () => {
  for (const { agency, folder } of SHIPPED) {
    const file = join(root, folder, 'src/agency.ts');
    if (!existsSync(file)) throw new Error(`${agency} has no declaration`);
    const { default: declaration } = (await import(pathToFileURL(file).href)) as { default: AgencyDeclaration };
    declarations.set(agency, declaration);
  }
});

test.each(ELEVEN)('%s provides %s', (agency, id, register) => {
  const service = serviceOf(agency, id);
  expect(service).toBeDefined();
  if (register) expect(service?.title.tg).toBe(register);
});

test('a shipped service that is not among the eleven is none', () => {
  const shipped = [...declarations.values()].flatMap(({ services }) => services ?? []).map(({ id }) => id);
  expect(shipped.sort()).toEqual(ELEVEN.map(([, id]) => id).sort());
});

test('every service says in Tajik without letters that Tajik does not have', () => {
  for (const [agency, id] of ELEVEN) {
    const tajik: string[] = [];
    JSON.stringify(serviceOf(agency, id), (key, value) => {
      if (key === 'tg' && typeof value === 'string') tajik.push(value);
      return value;
    });
    expect(tajik.length, id).toBeGreaterThan(20);
    for (const text of tajik) expect(text, `${id}: ${text}`).not.toMatch(/[цщыь]/i);
  }
});

test('what is unconfirmed in a service is labelled, and every refusal an officer may give has words in three languages', () => {
  for (const [agency, id] of ELEVEN) {
    const service = serviceOf(agency, id);
    expect(service?.checkedOn, id).toMatch(/^2026-/);
    expect(
      service?.searchWords?.some((word) => /^[a-z ]+$/.test(word)),
      `${id} is found by Latin letters`,
    ).toBe(true);
    if (service?.workflow.kind !== 'review') continue;
    expect(service.workflow.sample, `${id}: the time is a sample`).toBe(true);
    expect(
      service.workflow.letters?.map((letter) => letter.for),
      `${id} has letters`,
    ).toEqual(expect.arrayContaining(['send-back', 'refusal']));
    for (const { label } of service.workflow.refusals ?? []) expect(Object.keys(label)).toEqual(['tg', 'ru', 'en']);
  }
});

test('a mandate of the power of attorney names services that accept one', () => {
  const named = serviceOf('justice', 'vehicle-power-of-attorney')?.output?.mandate?.services ?? [];
  expect(named).toEqual(['tinted-windows-permit', 'vehicle-tax']);
  for (const id of named) {
    const agency = ELEVEN.find(([, service]) => service === id)?.[0] ?? '';
    expect(serviceOf(agency, id)?.onBehalf, id).toBe(true);
  }
});
