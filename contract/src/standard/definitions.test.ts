import { describe, expect, it } from 'vitest';
import { exampleService } from '../../examples/service.ts';
import { workingRelease } from '../../examples/zoo.ts';
import type { Fee, Field, Formula, ServiceDefinition } from '../index.ts';
import { checkRelease } from '../standard.ts';

const t = (tg: string) => ({ tg, ru: tg, en: tg });
const check = (change: (service: ServiceDefinition) => void): string[] => {
  const { manifest, files } = workingRelease();
  const service = exampleService();
  change(service);
  manifest.services = [service];
  return checkRelease({ manifest, files, directory: ['zoo', 'mia'] }).map(({ code, place }) => `${code} ${place}`);
};
const BOAT = '/services/0/form/steps/1/fields';

/** The example with a group `crew` of one question and a sum over it, then changed. */
function withCrew(change: (crew: Field, sum: Field, service: ServiceDefinition) => void = () => {}) {
  return (service: ServiceDefinition): void => {
    const crew: Field = {
      name: 'crew',
      kind: 'group',
      label: t('Экипаж'),
      itemLabel: t('Узв'),
      fields: [{ name: 'weight', kind: 'number', label: t('Вазн') }],
    };
    const sum: Field = { name: 'load', kind: 'computed', label: t('Бор'), compute: { sum: 'crew', of: 'weight' } };
    service.form.schema.properties.crew = {
      type: 'array',
      maxItems: 5,
      items: { type: 'object', required: ['weight'], properties: { weight: { type: 'integer', minimum: 1 } } },
    };
    service.form.schema.properties.load = { type: 'integer' };
    service.form.steps[1]?.fields.push(crew, sum);
    change(crew, sum, service);
  };
}
const computes = (compute: Formula) => withCrew((_, sum) => void Object.assign(sum, { compute }));
const rows = (service: ServiceDefinition) => {
  const items = service.form.schema.properties.crew?.items;
  if (items?.type !== 'object') throw new Error('crew has rows');
  return items;
};

describe('groups and sums', () => {
  it('finds a right group with a sum right', () => {
    expect(check(withCrew())).toEqual(['unconfirmed-values /services/0/legalBasis/0']);
  });

  it.each<[string, (service: ServiceDefinition) => void, string]>([
    ['a group without questions', withCrew((crew) => void delete crew.fields), `group-empty ${BOAT}/2`],
    ['rows without a name', withCrew((crew) => void delete crew.itemLabel), `group-unnamed ${BOAT}/2`],
    [
      'a group whose schema has no rows',
      withCrew((_, __, s) => {
        s.form.schema.properties.crew = { type: 'array', items: { type: 'string' } };
      }),
      `field-type ${BOAT}/2`,
    ],
    [
      'a group in a group',
      withCrew((crew) => void crew.fields?.push({ name: 'inner', kind: 'group', label: t('х') })),
      `row-kind ${BOAT}/2/fields/1`,
    ],
    [
      'a file in a row',
      withCrew((crew) => void crew.fields?.push({ name: 'scan', kind: 'file', label: t('х'), accept: ['application/pdf'] })),
      `row-kind ${BOAT}/2/fields/1`,
    ],
    [
      'a question of a row asked twice',
      withCrew((crew) => void crew.fields?.push({ name: 'weight', kind: 'number', label: t('х') })),
      `name-twice ${BOAT}/2/fields/1`,
    ],
    [
      'a question of a row without a schema',
      withCrew((crew) => void crew.fields?.push({ name: 'role', kind: 'text', label: t('х') })),
      `field-without-schema ${BOAT}/2/fields/1`,
    ],
    [
      'a column nobody asks for',
      withCrew((_, __, s) => {
        rows(s).properties.ghost = { type: 'string' };
      }),
      'schema-without-field /services/0/form/schema/properties/crew/items/properties/ghost',
    ],
    [
      'a required ghost in a row',
      withCrew((_, __, s) => void rows(s).required?.push('ghost')),
      'answer-unknown /services/0/form/schema/properties/crew/items/required/1',
    ],
    [
      'a condition of a row on nothing',
      withCrew((crew) => void Object.assign(crew.fields?.[0] ?? {}, { showWhen: { field: 'ghost', present: true } })),
      `answer-unknown ${BOAT}/2/fields/0/showWhen`,
    ],
    [
      'an assertion of a row at nothing',
      withCrew((crew) => {
        crew.assertions = [{ code: 'x', field: 'ghost', rule: { field: 'weight', atMost: 9 }, message: t('х') }];
      }),
      `answer-unknown ${BOAT}/2/assertions/0/field`,
    ],
    [
      'an assertion of a row on nothing',
      withCrew((crew) => {
        crew.assertions = [{ code: 'x', field: 'weight', rule: { field: 'ghost', atMost: 9 }, message: t('х') }];
      }),
      `answer-unknown ${BOAT}/2/assertions/0/rule`,
    ],
    [
      'questions in a field that has no rows',
      withCrew((_, sum) => {
        sum.fields = [{ name: 'x', kind: 'text', label: t('х') }];
      }),
      `part-foreign ${BOAT}/3/fields`,
    ],
    ['a sum without a formula', withCrew((_, sum) => void delete sum.compute), `formula-missing ${BOAT}/3`],
    [
      'a sum that is text',
      withCrew((_, __, s) => {
        s.form.schema.properties.load = { type: 'string' };
      }),
      `field-type ${BOAT}/3`,
    ],
    [
      'a formula in a plain field',
      withCrew((crew) => {
        crew.compute = 1;
      }),
      `part-foreign ${BOAT}/2/compute`,
    ],
    [
      'a usual day of what is no day',
      withCrew((crew) => {
        crew.usual = { yearsAhead: 1 };
      }),
      `part-foreign ${BOAT}/2/usual`,
    ],
    [
      'money that nobody computes',
      withCrew((crew) => {
        crew.money = true;
      }),
      `part-foreign ${BOAT}/2/money`,
    ],
    ['a formula over nothing', computes({ add: [{ field: 'ghost' }, 1] }), `answer-unknown ${BOAT}/3/compute`],
    ['a sum over a column that is not there', computes({ sum: 'crew', of: 'ghost' }), `answer-unknown ${BOAT}/3/compute`],
    ['a count of what has no rows', computes({ count: 'power' }), `formula-group ${BOAT}/3/compute`],
    ['a sum of itself', computes({ add: [{ field: 'load' }, 1] }), `formula-circle ${BOAT}/3/compute`],
    [
      'a circle of two sums',
      withCrew((_, sum, s) => {
        sum.compute = { field: 'other' };
        s.form.schema.properties.other = { type: 'number' };
        s.form.steps[1]?.fields.push({ name: 'other', kind: 'computed', label: t('х'), compute: { field: 'load' } });
      }),
      `formula-circle ${BOAT}/4/compute`,
    ],
    [
      'a circle through a row',
      withCrew((crew, __, s) => {
        crew.fields?.push({ name: 'share', kind: 'computed', label: t('х'), compute: { field: 'load' } });
        rows(s).properties.share = { type: 'number' };
        Object.assign(s.form.steps[1]?.fields[3] ?? {}, { compute: { sum: 'crew', of: 'share' } });
      }),
      `formula-circle ${BOAT}/3/compute`,
    ],
  ])('%s', (_, change, finding) => {
    expect(check(change)).toContain(finding);
  });
});

describe('what the server offers', () => {
  const offering = (field: Field, format: 'slot' | 'document') => (service: ServiceDefinition) => {
    service.form.steps[1]?.fields.push(field);
    service.form.schema.properties[field.name] = { type: 'string', format };
  };
  it('takes an appointment with its resource and a document with its services', () => {
    expect(check(offering({ name: 'visit', kind: 'appointment', label: t('х'), resource: 'dock' }, 'slot'))).toHaveLength(1);
    expect(check(offering({ name: 'proof', kind: 'document', label: t('х'), from: ['boat-permit'] }, 'document'))).toHaveLength(1);
  });
  it.each<[string, (service: ServiceDefinition) => void, string]>([
    ['an appointment with nobody', offering({ name: 'visit', kind: 'appointment', label: t('х') }, 'slot'), `resource-missing ${BOAT}/2`],
    ['a document of no service', offering({ name: 'proof', kind: 'document', label: t('х') }, 'document'), `documents-missing ${BOAT}/2`],
    [
      'an appointment that is a document',
      offering({ name: 'visit', kind: 'appointment', label: t('х'), resource: 'dock' }, 'document'),
      `field-type ${BOAT}/2`,
    ],
  ])('%s', (_, change, finding) => {
    expect(check(change)).toContain(finding);
  });
});

describe('prices', () => {
  const priced =
    (...fees: Partial<Fee>[]) =>
    (service: ServiceDefinition) => {
      service.fees = fees.map((parts) => ({ kind: 'tax', payer: 'applicant', when: 'before-issue', ...parts }));
    };
  it('takes dated prices that follow each other, and one for each condition', () => {
    const motor = { showWhen: { field: 'kind', is: 'motor' as const } };
    const found = check(
      priced(
        { fixedDiram: 100, from: '2025-01-01', until: '2025-12-31' },
        { fixedDiram: 110, from: '2026-01-01', until: '2026-12-31' },
        { fixedDiram: 90, from: '2026-01-01', until: '2026-12-31', ...motor },
        { amount: { times: [{ field: 'power' }, 10] } },
      ),
    );
    expect(found).toEqual(['unconfirmed-values /services/0/legalBasis/0']);
  });
  it.each<[string, (service: ServiceDefinition) => void, string]>([
    ['two ways to price one fee', priced({ fixedDiram: 100, amount: 5 }), 'fee-twice /services/0/fees/0'],
    ['a multiple and a formula', priced({ indicators: 1, amount: 5 }), 'fee-twice /services/0/fees/0'],
    ['a price that ends before it begins', priced({ amount: 5, from: '2026-02-01', until: '2026-01-01' }), 'fee-dates /services/0/fees/0'],
    [
      'two prices on one day',
      priced({ amount: 5, from: '2026-01-01' }, { amount: 6, from: '2026-06-01', until: '2026-12-31' }),
      'fee-overlap /services/0/fees/1',
    ],
    ['a price over nothing', priced({ amount: { field: 'ghost' } }), 'answer-unknown /services/0/fees/0/amount'],
  ])('%s', (_, change, finding) => {
    expect(check(change)).toContain(finding);
  });
});

describe('what tells two requests of one person apart', () => {
  const by =
    (...unique: string[]) =>
    (service: ServiceDefinition): void => {
      service.unique = unique;
    };
  it('is a question of one value', () => {
    expect(check(by('kind', 'power')).filter((finding) => finding.includes('unique'))).toEqual([]);
  });
  it.each<[string, (service: ServiceDefinition) => void, string]>([
    ['a question that nobody asks', by('ghost'), 'answer-unknown /services/0/unique/0'],
    ['one question twice', by('kind', 'kind'), 'name-twice /services/0/unique/1'],
    [
      'rows of a group',
      (service) => [withCrew(), by('crew')].forEach((change) => void change(service)),
      'answer-unknown /services/0/unique/0',
    ],
    ['requests of an agent', (service) => by('kind')(Object.assign(service, { onBehalf: true })), 'unique-on-behalf /services/0/unique'],
  ])('%s', (_, change, finding) => {
    expect(check(change)).toContain(finding);
  });
});

describe('everybody else who takes part', () => {
  const acceptance = { passport: 'surname', surname: 'surname', days: 3, title: t('х'), text: t('х') };
  const letter = { code: 'papers', for: 'send-back' as const, title: t('х'), body: t('х') };
  it.each<[string, (service: ServiceDefinition) => void, string]>([
    [
      'a second person whom nobody names',
      (s) => {
        s.workflow.acceptance = { ...acceptance, passport: 'ghost' };
      },
      'answer-unknown /services/0/workflow/acceptance/passport',
    ],
    [
      'a mandate that ends never',
      (s) =>
        void Object.assign(s.output ?? {}, {
          mandate: { passport: 'surname', surname: 'surname', services: ['boat-permit'], until: 'ghost' },
        }),
      'answer-unknown /services/0/output/mandate/until',
    ],
    [
      'an agency that asks itself',
      (s) => {
        s.workflow.opinions = [{ agency: 'zoo', workingDays: 3, title: t('х') }];
      },
      'opinion-own /services/0/workflow/opinions/0/agency',
    ],
    [
      'an agency that is asked twice',
      (s) => {
        s.workflow.opinions = [1, 2].map((workingDays) => ({ agency: 'mia', workingDays, title: t('х') }));
      },
      'name-twice /services/0/workflow/opinions/1/agency',
    ],
    [
      'two letters of one name',
      (s) => {
        s.workflow.letters = [letter, letter];
      },
      'name-twice /services/0/workflow/letters/1/code',
    ],
    [
      'a letter without Russian',
      (s) => {
        s.workflow.letters = [{ ...letter, body: { tg: 'х', en: 'x' } }];
      },
      'language-missing /services/0/workflow/letters/0/body/ru',
    ],
  ])('%s', (_, change, finding) => {
    expect(check(change)).toContain(finding);
  });
});
