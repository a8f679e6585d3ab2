import { type Formula, namesOf } from '../formula.ts';
import type { Fee, Field, RowField, ServiceDefinition } from '../service.ts';
import { error, type Finding, pointer } from './finding.ts';

/** Every sum of a service: it looks at answers that exist, at columns of groups that exist, and never at itself. */
export function checkFormulas(service: ServiceDefinition, base: PropertyKey[]): Finding[] {
  const fields = service.form.steps.flatMap((step, s) =>
    step.fields.map((field, f) => ({ field, at: [...base, 'form', 'steps', s, 'fields', f] })),
  );
  const groups = new Map(fields.filter(({ field }) => field.kind === 'group').map(({ field }) => [field.name, field]));
  const names = new Set(fields.map(({ field }) => field.name));
  const ofForm = fields.flatMap(({ field, at }) =>
    field.compute === undefined ? [] : faultsOf(field.compute, names, groups, [...at, 'compute']),
  );
  const ofRows = fields.flatMap(({ field: group, at }) =>
    (group.fields ?? []).flatMap((field, f) => {
      const seen = new Set([...names, ...(group.fields ?? []).map(({ name }) => name)]);
      return field.compute === undefined ? [] : faultsOf(field.compute, seen, groups, [...at, 'fields', f, 'compute']);
    }),
  );
  return [
    ...ofForm,
    ...ofRows,
    ...circlesOf(fields.map((entry) => entry)),
    ...fields.flatMap(({ field, at }) => circlesOf((field.fields ?? []).map((cell, f) => ({ field: cell, at: [...at, 'fields', f] })))),
    ...service.fees.flatMap((fee, f) =>
      fee.amount === undefined ? [] : faultsOf(fee.amount, names, groups, [...base, 'fees', f, 'amount']),
    ),
    ...checkPrices(service.fees, base),
  ];
}

function faultsOf(formula: Formula, names: ReadonlySet<string>, groups: ReadonlyMap<string, Field>, at: PropertyKey[]): Finding[] {
  const place = pointer(...at);
  const unknown = [...new Set(namesOf(formula))]
    .filter((name) => !names.has(name))
    .map((name) => error('answer-unknown', place, `It counts with ${name}, which nobody is asked`, 'Name a field of the form.'));
  const tables = columnsOf(formula).flatMap(({ group, column }) => {
    const known = groups.get(group);
    if (!known)
      return names.has(group) ? [error('formula-group', place, `${group} has no rows to count`, 'Name a field of the kind group.')] : [];
    if (column === undefined || known.fields?.some(({ name }) => name === column)) return [];
    return [error('answer-unknown', place, `Rows of ${group} have no ${column}`, 'Name a question of the group.')];
  });
  return [...unknown, ...tables];
}

/** The groups a formula counts, and the columns it adds up. */
function columnsOf(formula: Formula): { group: string; column?: string }[] {
  if (typeof formula === 'number' || 'field' in formula || 'indicator' in formula) return [];
  if ('add' in formula) return formula.add.flatMap(columnsOf);
  if ('times' in formula) return formula.times.flatMap(columnsOf);
  if ('minus' in formula) return formula.minus.flatMap(columnsOf);
  if ('count' in formula) return [{ group: formula.count }];
  if ('sum' in formula) return [{ group: formula.sum, column: formula.of }];
  if ('bands' in formula) return [formula.bands.of, ...formula.bands.bands.map(({ value }) => value)].flatMap(columnsOf);
  if ('choose' in formula) {
    const { cases, otherwise } = formula.choose;
    return [...Object.values(cases), ...(otherwise === undefined ? [] : [otherwise])].flatMap(columnsOf);
  }
  return columnsOf(formula.round);
}

/** Sums that look at each other in a circle would never be worked out. A sum over a group looks at the sums in its rows. */
function circlesOf(fields: readonly { field: RowField | Field; at: PropertyKey[] }[]): Finding[] {
  const looksAt = new Map(
    fields.flatMap(({ field }): [string, string[]][] => {
      const inRows =
        'fields' in field ? (field.fields ?? []).flatMap((cell) => (cell.compute === undefined ? [] : namesOf(cell.compute))) : [];
      const own = field.compute === undefined ? [] : namesOf(field.compute);
      return own.length + inRows.length > 0 ? [[field.name, [...own, ...inRows]]] : [];
    }),
  );
  const reaches = (from: string, goal: string, been = new Set<string>()): boolean =>
    (looksAt.get(from) ?? []).some((name) => {
      if (name === goal) return true;
      if (been.has(name)) return false;
      been.add(name);
      return reaches(name, goal, been);
    });
  return fields
    .filter(({ field }) => field.compute !== undefined && reaches(field.name, field.name))
    .map(({ field, at }) =>
      error('formula-circle', pointer(...at, 'compute'), `${field.name} is worked out from itself`, 'Break the circle of sums.'),
    );
}

/** One price a fee, one price a day. */
function checkPrices(fees: readonly Fee[], base: PropertyKey[]): Finding[] {
  return fees.flatMap((fee, index) => {
    const at = pointer(...base, 'fees', index);
    const findings: Finding[] = [];
    if ([fee.indicators, fee.fixedDiram, fee.amount].filter((price) => price !== undefined).length > 1)
      findings.push(error('fee-twice', at, 'A fee is a multiple, a fixed sum or a formula, one of them', 'Drop the others.'));
    if (fee.from !== undefined && fee.until !== undefined && fee.until < fee.from)
      findings.push(error('fee-dates', at, 'It ends before it begins', 'Put the dates in order.'));
    const twin = fees.slice(0, index).find((other) => isSamePrice(fee, other) && overlap(fee, other));
    if (twin)
      findings.push(
        error('fee-overlap', at, `Two prices of the kind ${fee.kind} on one day`, 'Let the dates of one end before the other begins.'),
      );
    return findings;
  });
}

const isDated = ({ from, until }: Fee): boolean => from !== undefined || until !== undefined;
const isSamePrice = (a: Fee, b: Fee): boolean =>
  isDated(a) && isDated(b) && a.kind === b.kind && JSON.stringify(a.showWhen) === JSON.stringify(b.showWhen);
const overlap = (a: Fee, b: Fee): boolean => (a.from ?? '') <= (b.until ?? '9999') && (b.from ?? '') <= (a.until ?? '9999');
