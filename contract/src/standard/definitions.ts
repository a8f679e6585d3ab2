import { fieldsOf } from '../holds.ts';
import type { Manifest } from '../manifest.ts';
import { listedOptions, rowItems } from '../rows.ts';
import type { Rule } from '../rule.ts';
import type { AnswerSchema, Field, FieldKind, RowField, ServiceDefinition } from '../service.ts';
import { error, type Finding, pointer, warning } from './finding.ts';
import { checkFormulas } from './formulas.ts';

/** What a document may name beside answers. */
const DOCUMENT_FACTS = ['number', 'issuedOn', 'validUntil'] as const;

const TYPES: Readonly<Partial<Record<FieldKind, readonly AnswerSchema['type'][]>>> = {
  number: ['integer', 'number'],
  checkbox: ['boolean'],
  checkboxes: ['array'],
  file: ['array'],
  date: ['string'],
  time: ['string'],
  phone: ['string'],
  email: ['string'],
  text: ['string'],
  textarea: ['string'],
  name: ['string'],
  group: ['array'],
  computed: ['integer', 'number'],
  appointment: ['string'],
  document: ['string'],
};
const FORMAT_OF: Readonly<Partial<Record<FieldKind, AnswerSchema['format']>>> = {
  date: 'date',
  time: 'time',
  phone: 'tj-phone',
  email: 'email',
  appointment: 'slot',
  document: 'document',
};

function checkField(field: RowField, schema: AnswerSchema | undefined, at: string): Finding[] {
  const findings: Finding[] = [];
  if (!schema) return [error('field-without-schema', at, `${field.name} has no schema`, 'Add it under form.schema.properties.')];
  const types = TYPES[field.kind];
  if (types && !types.includes(schema.type)) {
    findings.push(
      error('field-type', at, `A ${field.kind} field gives ${types.join(' or ')}, not ${schema.type}`, 'Change the kind or the type.'),
    );
  }
  const format = FORMAT_OF[field.kind];
  if (format && schema.format !== format) {
    findings.push(error('field-type', at, `A ${field.kind} field needs the format ${format}`, `Set format: '${format}'.`));
  }
  const chooses = field.kind === 'select' || field.kind === 'radio' || field.kind === 'checkboxes';
  if (chooses && !field.options) findings.push(error('options-missing', at, `${field.name} offers nothing to choose`, 'Add options.'));
  const allowed = schema.enum ?? listedOptions(schema);
  for (const option of chooses ? (field.options ?? []) : []) {
    if (allowed && !allowed.map(String).includes(option.value)) {
      findings.push(error('option-refused', at, `The schema refuses the option ${option.value}`, 'Add it to the enum or drop it.'));
    }
  }
  if (chooses && schema.type !== 'boolean' && !allowed) {
    findings.push(error('options-open', at, `${field.name} accepts more than it offers`, 'List the options in the schema as enum.'));
  }
  if (field.kind === 'file' && !field.accept) findings.push(error('accept-missing', at, 'Any file would be taken', 'Say what it accepts.'));
  return [...findings, ...checkParts(field, at)];
}

/** What a kind of field cannot do without, and what belongs to that kind alone. */
const PARTS: readonly { part: 'compute' | 'resource' | 'from'; kind: FieldKind; code: string; advice: string }[] = [
  { part: 'compute', kind: 'computed', code: 'formula-missing', advice: 'Say in compute how it comes about.' },
  { part: 'resource', kind: 'appointment', code: 'resource-missing', advice: 'Name in resource whose appointments are offered.' },
  { part: 'from', kind: 'document', code: 'documents-missing', advice: 'Name in from the services whose documents are taken.' },
];

function checkParts(field: RowField, at: string): Finding[] {
  const findings = PARTS.flatMap(({ part, kind, code, advice }) => {
    if (field.kind === kind && field[part] === undefined) return [error(code, at, `A field of the kind ${kind} without ${part}`, advice)];
    if (field.kind !== kind && field[part] !== undefined)
      return [error('part-foreign', `${at}/${part}`, `${part} belongs to a field of the kind ${kind}`, 'Change the kind or drop it.')];
    return [];
  });
  if (field.money && field.kind !== 'computed')
    findings.push(error('part-foreign', `${at}/money`, 'money belongs to a field of the kind computed', 'Change the kind or drop it.'));
  return findings;
}

function checkUsual({ kind, usual }: Field, at: string): Finding[] {
  if (!usual || kind === 'date') return [];
  return [error('part-foreign', `${at}/usual`, 'usual belongs to a field of the kind date', 'Change the kind or drop it.')];
}

/** Kinds that live outside of rows: they need a place of their own in the answers. */
const NOT_IN_ROWS: readonly FieldKind[] = ['group', 'file', 'checkboxes', 'appointment', 'document'];

function checkGroup(field: Field, schema: AnswerSchema | undefined, path: PropertyKey[], outside: ReadonlySet<string>): Finding[] {
  const at = pointer(...path);
  if (field.kind !== 'group') {
    return (['fields', 'itemLabel', 'assertions'] as const)
      .filter((part) => field[part] !== undefined)
      .map((part) => error('part-foreign', `${at}/${part}`, `${part} belongs to a field of the kind group`, 'Change the kind or drop it.'));
  }
  const items = rowItems(schema);
  if (!field.fields) return [error('group-empty', at, `A row of ${field.name} asks nothing`, 'Add fields.')];
  if (!items) return [error('field-type', at, 'A group gives rows', "Give its schema items of the type 'object'.")];
  const findings: Finding[] = [];
  if (!field.itemLabel) findings.push(error('group-unnamed', at, `A row of ${field.name} has no name`, 'Add itemLabel.'));
  const names = new Set<string>();
  for (const [f, cell] of field.fields.entries()) {
    const place = pointer(...path, 'fields', f);
    if (names.has(cell.name)) findings.push(error('name-twice', place, `${cell.name} is asked twice in a row`, 'Rename one.'));
    names.add(cell.name);
    if (NOT_IN_ROWS.includes(cell.kind) || cell.place)
      findings.push(error('row-kind', place, `A ${cell.place ? 'place' : cell.kind} cannot stand in a row`, 'Move it out of the group.'));
    else findings.push(...checkField(cell, Object.hasOwn(items.properties, cell.name) ? items.properties[cell.name] : undefined, place));
  }
  const known = new Set([...outside, ...names]);
  const unknown = (where: PropertyKey[], list: readonly string[], among: ReadonlySet<string>): Finding[] =>
    list
      .filter((name) => !among.has(name))
      .map((name) =>
        error('answer-unknown', pointer(...where), `It looks at ${name}, which nobody is asked`, 'Name a question of the row.'),
      );
  const places = ['form', 'schema', 'properties', field.name, 'items'];
  const schemaAt = [...path.slice(0, 2), ...places];
  for (const name of Object.keys(items.properties)) {
    if (!names.has(name))
      findings.push(
        error('schema-without-field', pointer(...schemaAt, 'properties', name), `${name} is asked in no row`, 'Add a field or drop it.'),
      );
  }
  findings.push(...(items.required ?? []).flatMap((name, r) => unknown([...schemaAt, 'required', r], [name], names)));
  for (const [f, cell] of field.fields.entries())
    findings.push(...unknown([...path, 'fields', f, 'showWhen'], cell.showWhen ? fieldsOf(cell.showWhen) : [], known));
  for (const [a, assertion] of (field.assertions ?? []).entries()) {
    findings.push(...unknown([...path, 'assertions', a, 'field'], [assertion.field], names));
    findings.push(...unknown([...path, 'assertions', a, 'rule'], fieldsOf(assertion.rule), known));
  }
  return findings;
}

function checkRules(service: ServiceDefinition, base: PropertyKey[], known: ReadonlySet<string>): Finding[] {
  const rules: [PropertyKey[], Rule | undefined][] = [
    ...service.form.steps.flatMap((step, s): [PropertyKey[], Rule | undefined][] => [
      [['form', 'steps', s, 'showWhen'], step.showWhen],
      ...step.fields.map((field, f): [PropertyKey[], Rule | undefined] => [['form', 'steps', s, 'fields', f, 'showWhen'], field.showWhen]),
    ]),
    ...(service.form.assertions ?? []).map((assertion, a): [PropertyKey[], Rule | undefined] => [
      ['form', 'assertions', a, 'rule'],
      assertion.rule,
    ]),
    ...service.fees.map((fee, f): [PropertyKey[], Rule | undefined] => [['fees', f, 'showWhen'], fee.showWhen]),
    ...service.evidence.map((item, e): [PropertyKey[], Rule | undefined] => [['evidence', e, 'showWhen'], item.showWhen]),
  ];
  return rules.flatMap(([path, rule]) =>
    (rule ? fieldsOf(rule) : [])
      .filter((name) => !known.has(name))
      .map((name) =>
        error('answer-unknown', pointer(...base, ...path), `It looks at ${name}, which nobody is asked`, 'Name a field of the form.'),
      ),
  );
}

/** A step whose condition looks only at later answers can never come up when it is its turn. */
function checkOrder(service: ServiceDefinition, base: PropertyKey[]): Finding[] {
  const asked = new Set<string>();
  const findings: Finding[] = [];
  for (const [index, step] of service.form.steps.entries()) {
    const looksAt = step.showWhen ? fieldsOf(step.showWhen) : [];
    if (looksAt.length > 0 && looksAt.every((name) => !asked.has(name))) {
      const at = pointer(...base, 'form', 'steps', index, 'showWhen');
      findings.push(error('step-unreachable', at, `${step.name} depends only on what is asked later`, 'Ask first, then show.'));
    }
    for (const field of step.fields) asked.add(field.name);
  }
  return findings;
}

function checkForm(service: ServiceDefinition, base: PropertyKey[]): Finding[] {
  const { form } = service;
  const findings: Finding[] = [];
  const names = new Set<string>();
  const steps = new Set<string>();
  const asked = new Set(form.steps.flatMap(({ fields }) => fields.map(({ name }) => name)));
  for (const [s, step] of form.steps.entries()) {
    if (steps.has(step.name))
      findings.push(error('name-twice', pointer(...base, 'form', 'steps', s), `Two steps ${step.name}`, 'Rename one.'));
    steps.add(step.name);
    for (const [f, field] of step.fields.entries()) {
      const at = pointer(...base, 'form', 'steps', s, 'fields', f);
      if (names.has(field.name)) findings.push(error('name-twice', at, `${field.name} is asked twice`, 'Rename one.'));
      names.add(field.name);
      const schema = Object.hasOwn(form.schema.properties, field.name) ? form.schema.properties[field.name] : undefined;
      findings.push(...checkField(field, schema, at));
      findings.push(...checkUsual(field, at), ...checkGroup(field, schema, [...base, 'form', 'steps', s, 'fields', f], asked));
    }
  }
  for (const name of Object.keys(form.schema.properties)) {
    const at = pointer(...base, 'form', 'schema', 'properties', name);
    if (!names.has(name)) findings.push(error('schema-without-field', at, `${name} is asked in no step`, 'Add a field or drop it.'));
  }
  for (const [index, name] of (form.schema.required ?? []).entries()) {
    const at = pointer(...base, 'form', 'schema', 'required', index);
    if (!names.has(name)) findings.push(error('answer-unknown', at, `${name} is required but asked nowhere`, 'Name a field of the form.'));
  }
  for (const [index, assertion] of (form.assertions ?? []).entries()) {
    const at = pointer(...base, 'form', 'assertions', index, 'field');
    if (!names.has(assertion.field))
      findings.push(error('answer-unknown', at, `There is no field ${assertion.field}`, 'Name a field of the form.'));
  }
  return [...findings, ...checkRules(service, base, names), ...checkOrder(service, base), ...checkFormulas(service, base)];
}

function checkLife(service: ServiceDefinition, base: PropertyKey[], agency: string): Finding[] {
  const { workflow, output } = service;
  const findings: Finding[] = [];
  if (workflow.kind === 'review') {
    const at = pointer(...base, 'workflow');
    if (workflow.role !== 'officer' && workflow.role !== 'supervisor') {
      findings.push(error('role-unknown', `${at}/role`, 'Nobody decides', "Set role: 'officer' or 'supervisor'."));
    }
    if (!workflow.refusals?.length)
      findings.push(error('dead-end', `${at}/refusals`, 'An officer could not refuse', 'List the reasons for refusing.'));
    if (workflow.workingDays === 0)
      findings.push(warning('no-time', `${at}/workingDays`, 'A review in no time', 'Say how many working days it takes.'));
  }
  if (!output) findings.push(warning('no-result', pointer(...base, 'output'), 'The citizen gets no document', 'Declare an output.'));
  const known = new Set<string>([...Object.keys(service.form.schema.properties), ...DOCUMENT_FACTS]);
  for (const [index, paragraph] of (output?.body ?? []).entries()) {
    for (const [lang, text] of Object.entries(paragraph)) {
      for (const [, name = ''] of (text ?? '').matchAll(/\{([^{}]*)\}/g)) {
        if (known.has(name)) continue;
        const at = pointer(...base, 'output', 'body', index, lang);
        findings.push(
          error('answer-unknown', at, `{${name}} stands for nothing`, `Name an answer or one of ${DOCUMENT_FACTS.join(', ')}.`),
        );
      }
    }
  }
  return [...findings, ...checkParties(service, base, agency), ...checkUnique(service, base)];
}

/** What tells two requests apart is a question of one value that every applicant of their own is asked. */
function checkUnique({ unique = [], form, onBehalf }: ServiceDefinition, base: PropertyKey[]): Finding[] {
  const single = new Set(form.steps.flatMap((step) => step.fields.filter(({ kind }) => !MANY.has(kind)).map(({ name }) => name)));
  return [
    ...unique.flatMap((name, index) => {
      const at = pointer(...base, 'unique', index);
      if (unique.indexOf(name) < index) return [error('name-twice', at, `${name} stands twice`, 'Name it once.')];
      return single.has(name) ? [] : [error('answer-unknown', at, `${name} is no field of one value`, 'Name a field of the form.')];
    }),
    ...(unique.length > 0 && onBehalf
      ? [
          error(
            'unique-on-behalf',
            pointer(...base, 'unique'),
            'An agent does not see what the principal has handed in',
            'Leave one of the two out.',
          ),
        ]
      : []),
  ];
}

/** Kinds whose answer is a list. */
const MANY: ReadonlySet<string> = new Set(['checkboxes', 'file', 'group']);

/** Everybody else who takes part: the second person, the holder of a mandate, other agencies, and the letters sent to the first. */
function checkParties({ workflow, output, form }: ServiceDefinition, base: PropertyKey[], agency: string): Finding[] {
  const fields = new Set(form.steps.flatMap((step) => step.fields.map(({ name }) => name)));
  const named = (where: PropertyKey[], named: Readonly<Record<string, string>> | undefined): Finding[] =>
    Object.entries(named ?? {})
      .filter(([, name]) => !fields.has(name))
      .map(([part, name]) =>
        error('answer-unknown', pointer(...base, ...where, part), `There is no field ${name}`, 'Name a field of the form.'),
      );
  const { acceptance, opinions = [], letters = [] } = workflow;
  const mandate = output?.mandate;
  return [
    ...named(['workflow', 'acceptance'], acceptance && { passport: acceptance.passport, surname: acceptance.surname }),
    ...named(['output', 'mandate'], mandate && { passport: mandate.passport, surname: mandate.surname, until: mandate.until }),
    ...opinions.flatMap((opinion, index) => {
      const at = pointer(...base, 'workflow', 'opinions', index, 'agency');
      if (opinion.agency === agency) return [error('opinion-own', at, 'An agency cannot ask itself', 'Name another agency.')];
      const twice = opinions.slice(0, index).some((other) => other.agency === opinion.agency);
      return twice ? [error('name-twice', at, `${opinion.agency} is asked twice`, 'Ask each agency once.')] : [];
    }),
    ...letters.flatMap((letter, index) => {
      const twice = letters.slice(0, index).some(({ code }) => code === letter.code);
      return twice
        ? [error('name-twice', pointer(...base, 'workflow', 'letters', index, 'code'), `Two letters ${letter.code}`, 'Rename one.')]
        : [];
    }),
  ];
}

/** Service definitions: every name leads somewhere, every answer can be given, nobody is left without a way on. */
export function checkDefinitions(manifest: Manifest): Finding[] {
  const ids = new Set<string>();
  return (manifest.services ?? []).flatMap((service, index) => {
    const base = ['services', index];
    const twice = ids.has(service.id) ? [error('name-twice', pointer(...base, 'id'), `Two services ${service.id}`, 'Rename one.')] : [];
    ids.add(service.id);
    return [...twice, ...checkForm(service, base), ...checkLife(service, base, manifest.agency)];
  });
}
