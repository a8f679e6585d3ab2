import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestPlatform, testPlatform } from '../../platform/testing.ts';
import { type Applications, createApplications } from './index.ts';
import { CITIZEN, exampleDeps, residenceNote } from './testing.ts';

const unconfirmed = { ...residenceNote, workflow: { ...residenceNote.workflow, sample: true as const } };
const definitions = [residenceNote, { ...unconfirmed, id: 'unconfirmed' }];

describe.each([
  ['a demonstration', '1'],
  ['a portal in use', '0'],
])('in %s', (_name, demo) => {
  let stage: TestPlatform;
  let applications: Applications;
  beforeAll(async () => {
    stage = await testPlatform({ env: { HUKUMAT_DEMO: demo } });
    applications = createApplications(stage.platform, {
      ...exampleDeps(),
      registry: {
        serviceById: (id) => {
          const definition = definitions.find((one) => one.id === id);
          return definition && { release: { agency: 'mia', version: '1.0.0' }, definition };
        },
        definitionAt: (_agency, _version, id) => definitions.find((one) => one.id === id),
      },
    });
  });
  afterAll(() => stage?.stop());

  test('a confirmed service is started', async () => {
    expect((await applications.startDraft(CITIZEN, residenceNote.id, {})).service).toBe(residenceNote.id);
  });

  test(`a service with a sample value is ${demo === '1' ? 'started' : 'refused, by form and by program'}`, async () => {
    const start = () => applications.startDraft(CITIZEN, 'unconfirmed', {});
    const submit = () => applications.submit(CITIZEN, { key: 'a-key-of-its-own', service: 'unconfirmed', lang: 'tg', answers: {} });
    if (demo === '1') {
      expect((await start()).service).toBe('unconfirmed');
      await expect(submit()).rejects.toMatchObject({ status: 422 });
    } else {
      await expect(start()).rejects.toMatchObject({ status: 409, code: 'service-unconfirmed' });
      await expect(submit()).rejects.toMatchObject({ status: 409, code: 'service-unconfirmed' });
    }
  });
});
