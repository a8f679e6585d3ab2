import { describe, expect, it } from 'vitest';
import { exampleService } from '../examples/service.ts';
import { workingRelease } from '../examples/zoo.ts';
import type { Manifest, ServiceDefinition } from './index.ts';
import { sha384 } from './release.ts';
import { checkRelease, compareVersions } from './standard.ts';

const directory = ['zoo', 'mia'];
const check = (change: (manifest: Manifest) => void, previous?: Manifest) => {
  const { manifest, files } = workingRelease();
  change(manifest);
  return checkRelease({ manifest, files, directory, ...(previous ? { previous } : {}) }).map(({ code, place }) => `${code} ${place}`);
};
const checkService = (change: (service: ServiceDefinition) => void) =>
  check((manifest) => {
    const service = exampleService();
    change(service);
    manifest.services = [service];
  });
/** Like `check` with another entry, listed with its right hash. */
const checkCode = (code: string, change: (manifest: Manifest) => void = () => {}) => {
  const { manifest, files } = workingRelease();
  const bytes = new TextEncoder().encode(code);
  files.set('section.js', bytes);
  manifest.files['section.js'] = { sha384: sha384(bytes), bytes: bytes.byteLength };
  change(manifest);
  return checkRelease({ manifest, files, directory }).map(({ code: found, place }) => `${found} ${place}`);
};

describe('the schema', () => {
  it('names the path and the rule, and what is not known', () => {
    const { manifest, files } = workingRelease();
    const wrong = { ...manifest, extra: 1, routes: [{ name: 'A B', path: '../x', title: { ru: 'без таджикского' }, needs: 'none' }] };
    const places = checkRelease({ manifest: wrong, files, directory }).map(({ code, place }) => `${code} ${place}`);
    expect(places).toEqual(
      expect.arrayContaining([
        'schema-invalid-format /routes/0/name',
        'schema-invalid-format /routes/0/path',
        'schema-invalid-type /routes/0/title/tg',
        'schema-unrecognized-keys /',
      ]),
    );
  });

  it.each([null, [], 'text', 7, undefined])('refuses %j without throwing', (manifest) => {
    expect(checkRelease({ manifest, files: new Map(), directory })).not.toEqual([]);
  });

  it('refuses a pattern wherever an agency could write one', () => {
    const { manifest, files } = workingRelease();
    const service = exampleService() as unknown as { form: { schema: { properties: Record<string, object> } } };
    Object.assign(service.form.schema.properties.surname ?? {}, { pattern: '(a+)+$' });
    const findings = checkRelease({ manifest: { ...manifest, services: [service] }, files, directory });
    expect(findings.map(({ place }) => place)).toEqual(['/services/0/form/schema/properties/surname']);
  });
});

describe('ownership', () => {
  it.each<[string, (manifest: Manifest) => void, string]>([
    [
      'another agency’s slot',
      (m) => {
        m.slots = [{ name: 'mia.desk', schema: {}, max: 1 }];
      },
      'slot-foreign /slots/0',
    ],
    [
      'another agency’s event',
      (m) => {
        m.events = { emits: { 'mia.done': {} } };
      },
      'event-foreign /events/emits/0',
    ],
    [
      'another agency’s back end',
      (m) => {
        m.calls = [{ scope: 'mia.api', methods: ['GET'] }];
      },
      'call-foreign /calls/0',
    ],
    [
      'another agency’s element',
      (m) => {
        m.elements = ['mia-card'];
      },
      'element-foreign /elements/0',
    ],
    [
      'an agency that does not exist',
      (m) => {
        m.agency = 'nowhere';
      },
      'agency-unknown /agency',
    ],
    [
      'a link to nobody',
      (m) => {
        m.links = { there: { agency: 'nowhere', route: 'x' } };
      },
      'agency-unknown /links/there/agency',
    ],
    [
      'nav to no route',
      (m) => {
        m.nav = [{ route: 'gone', under: 'desk' }];
      },
      'route-unknown /nav/0/route',
    ],
    [
      'one name for two draws',
      (m) => {
        m.places = ['card'];
      },
      'draw-twice /fills',
    ],
    ['routes without code', (m) => void delete m.entry, 'entry-missing /entry'],
  ])('refuses %s', (_what, change, finding) => {
    expect(check(change)).toContain(finding);
  });

  it('keeps a service’s form for the portal', () => {
    const found = check((manifest) => {
      manifest.services = [exampleService()];
      manifest.routes.push({ name: 'form', path: 'boat-permit/apply', title: { tg: 'x', ru: 'x', en: 'x' }, needs: 'none' });
    });
    expect(found).toContain('route-reserved /routes/1/path');
  });
});

describe('scripts', () => {
  it.each([
    ["import 'react'; export default {};", 'import-undeclared section.js'],
    ["import 'left-pad'; export default {};", 'import-foreign section.js'],
    ["import 'https://example.com/x.js'; export default {};", 'import-foreign section.js'],
    ["export * from './gone.js'; export default {};", 'import-unlisted section.js'],
    ['export default { later: (x) => import(x) };', 'import-computed section.js'],
    ['export default { later: () => import(`./gone.js`) };', 'import-unlisted section.js'],
    ['export const section = {};', 'entry-export section.js'],
    ['export default eval("1");', 'code-from-text section.js'],
    ['export default { f: () => Function("return 1") };', 'code-from-text section.js'],
    ["customElements.define('zoo-card', class extends HTMLElement {}); export default {};", 'element-undeclared section.js'],
    ['export default `<input type="password">`;', 'password-field section.js'],
    ['export default {', 'script-unreadable section.js'],
  ])('%s', (code, finding) => {
    expect(checkCode(code)).toContain(finding);
  });

  it('takes a governed name that is declared', () => {
    expect(
      checkCode("import { html } from 'lit'; export default { html };", (manifest) => {
        manifest.shared = { lit: '^3.0.0' };
      }),
    ).toEqual([]);
  });
});

describe('texts', () => {
  it('tells gaps in Russian and English as warnings, but not inside a service', () => {
    const { manifest, files } = workingRelease();
    const route = manifest.routes[0];
    if (route) route.title = { tg: 'Намуна' };
    const service = exampleService();
    service.title = { tg: 'Намуна', en: 'Example' };
    manifest.services = [service];
    const findings = checkRelease({ manifest, files, directory });
    expect(findings.map(({ severity, place }) => `${severity} ${place}`)).toEqual(
      expect.arrayContaining(['warning /routes/0/title/ru', 'warning /routes/0/title/en', 'error /services/0/title/ru']),
    );
  });
});

describe('service definitions', () => {
  it('finds the example right', () => {
    // What nobody has confirmed yet is told to the reviewer and refused by nobody.
    expect(checkService(() => {})).toEqual(['unconfirmed-values /services/0/legalBasis/0']);
  });

  it.each<[string, (service: ServiceDefinition) => void, string]>([
    [
      'a condition on nothing',
      (s) => void Object.assign(s.form.steps[1] ?? {}, { showWhen: { field: 'ghost', present: true } }),
      'answer-unknown /services/0/form/steps/1/showWhen',
    ],
    [
      'a step that comes too early',
      (s) => void Object.assign(s.form.steps[0] ?? {}, { showWhen: { field: 'kind', is: 'row' } }),
      'step-unreachable /services/0/form/steps/0/showWhen',
    ],
    ['a required ghost', (s) => void s.form.schema.required?.push('ghost'), 'answer-unknown /services/0/form/schema/required/2'],
    [
      'a schema nobody asks for',
      (s) => {
        s.form.schema.properties.ghost = { type: 'string' };
      },
      'schema-without-field /services/0/form/schema/properties/ghost',
    ],
    [
      'a field without a schema',
      (s) => void delete s.form.schema.properties.power,
      'field-without-schema /services/0/form/steps/1/fields/1',
    ],
    [
      'a kind that does not fit',
      (s) => {
        s.form.schema.properties.power = { type: 'string' };
      },
      'field-type /services/0/form/steps/1/fields/1',
    ],
    [
      'an option the schema refuses',
      (s) => {
        s.form.schema.properties.kind = { type: 'string', enum: ['row'] };
      },
      'option-refused /services/0/form/steps/1/fields/0',
    ],
    [
      'an open choice',
      (s) => {
        s.form.schema.properties.kind = { type: 'string' };
      },
      'options-open /services/0/form/steps/1/fields/0',
    ],
    [
      'a placeholder for nothing',
      (s) => void Object.assign(s.output?.body[0] ?? {}, { ru: '{ghost}' }),
      'answer-unknown /services/0/output/body/0/ru',
    ],
    [
      'nobody who decides',
      (s) => {
        s.workflow.role = 'auditor';
      },
      'role-unknown /services/0/workflow/role',
    ],
    ['no way to refuse', (s) => void delete s.workflow.refusals, 'dead-end /services/0/workflow/refusals'],
    ['a fee with two prices', (s) => void Object.assign(s.fees[0] ?? {}, { fixedDiram: 100 }), 'fee-twice /services/0/fees/0'],
  ])('names %s', (_what, change, finding) => {
    expect(checkService(change)).toContain(finding);
  });
});

describe('changes', () => {
  it('orders versions', () => {
    const right = ['1.0.0-a', '1.0.0-a.1', '1.0.0-a.2', '1.0.0-a.10', '1.0.0-b', '1.0.0', '1.0.1', '1.2.0', '1.10.0', '2.0.0'];
    expect([...right].reverse().sort(compareVersions)).toEqual(right);
  });

  it('wants a higher version and tells new powers', () => {
    const { manifest: previous } = workingRelease('zoo', '1.1.0');
    expect(
      check((m) => {
        m.version = '1.1.0';
      }, previous),
    ).toEqual(['version-not-higher /version']);
    const more = (m: Manifest) => {
      m.version = '1.2.0';
      m.powers = ['storage'];
      m.calls = [{ scope: 'zoo.api', methods: ['GET', 'POST'] }];
    };
    expect(check(more, previous)).toEqual(['asks-for-more /powers/0', 'asks-for-more /calls/0', 'asks-for-more /calls/0']);
  });
});
