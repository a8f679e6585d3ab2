import { serviceDefinitionSchema } from '@hukumat/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '../../platform/actor.ts';
import { system } from '../../platform/actor.ts';
import { type WholePortal, wholePortal } from '../../testing.ts';
import { eventNotice, residenceNote } from '../applications/testing.ts';
import type { Browser } from '../identity/testing.ts';

// A power of attorney from issue to revocation, as the two people and a stranger see it.

const three = (word: string) => ({ tg: word, ru: word, en: word });
const proxy = serviceDefinitionSchema.parse({
  ...eventNotice,
  id: 'proxy-note',
  form: {
    schema: {
      type: 'object',
      required: ['surname', 'passport', 'agentSurname', 'until'],
      properties: {
        surname: { type: 'string', format: 'person-name' },
        passport: { type: 'string', maxLength: 20 },
        agentSurname: { type: 'string', format: 'person-name' },
        until: { type: 'string', format: 'date' },
      },
    },
    steps: [
      {
        name: 'proxy',
        title: three('Ваколат'),
        fields: [
          { name: 'surname', kind: 'name', label: three('Насаб'), prefill: 'surname' },
          { name: 'passport', kind: 'text', label: three('Шиноснома') },
          { name: 'agentSurname', kind: 'name', label: three('Насаби ваколатдор') },
          { name: 'until', kind: 'date', label: three('То') },
        ],
      },
    ],
  },
  output: {
    kind: 'document',
    title: three('Ваколатнома'),
    body: [three('{surname} ба {agentSurname} ваколат медиҳад.')],
    languages: ['tg', 'ru'],
    revocable: true,
    mandate: { passport: 'passport', surname: 'agentSurname', services: ['residence-note'], until: 'until' },
    sample: true,
  },
});

let portal: WholePortal;
let grantor: Browser;
let grantee: Browser;
let anyone: Browser;
const actor = (subject: string): Actor => ({ kind: 'person', subject, name: subject, loa: 'substantial', roles: [] });
const ids = { document: '', code: '', mandate: '', application: '', draft: '' };

beforeAll(async () => {
  portal = await wholePortal({ services: [{ ...residenceNote, onBehalf: true }, proxy] });
  [grantor, grantee, anyone] = await Promise.all([
    portal.signedIn('citizen-1'),
    portal.signedIn('citizen-2'),
    portal.signedIn('citizen-3'),
  ]);
  const { applications, documents, mandates } = portal.modules;
  const until = `${new Date().getUTCFullYear() + 1}-06-30`;
  const { id } = await applications.submit(actor('citizen-1'), {
    key: 'proxy-of-the-test',
    service: 'proxy-note',
    lang: 'tg',
    answers: { surname: 'Раҳимзода', passport: 'A1234567', agentSurname: 'Каримов', until },
  });
  const document = await documents.ofApplication(actor('citizen-1'), id);
  expect(document).toMatchObject({ mandate: true, validUntil: until });
  Object.assign(ids, { application: id, document: document?.id, code: document?.code });
  const granted = await portal.platform.db.write(system('issue-document'), (tx) =>
    mandates.grant(tx, {
      grantor: 'citizen-1',
      grantorName: 'Раҳимзода Фирӯза',
      grantee: 'citizen-2',
      granteeName: 'Каримов Далер',
      services: ['residence-note'],
      from: document?.issuedOn ?? '',
      to: until,
      agency: 'mia',
      document: ids.document,
      application: id,
    }),
  );
  ids.mandate = granted.id;
});
afterAll(() => portal?.stop());

const text = async (browser: Browser, address: string): Promise<string> => (await browser.send(address)).text();

test('both see it, each from their side; the agent is led into the services it opens', async () => {
  const given = await text(grantor, '/tg/account/mandates');
  expect(given).toContain('Каримов Далер');
  expect(given).toContain(`revoke=${ids.mandate}`);
  const received = await text(grantee, '/tg/account/mandates');
  expect(received).toContain('Раҳимзода Фирӯза');
  expect(received).toContain(`/tg/mia/residence-note/apply?mandate=${ids.mandate}`);
  expect(received).not.toContain(`revoke=${ids.mandate}`);
  expect(await text(anyone, '/tg/account/mandates')).not.toMatch(/Каримов|Раҳимзода Фирӯза/);
});

test('the document has a page with its QR, and the verify page tells what it lets do', async () => {
  const page = await text(grantor, `/ru/account/documents/${ids.document}`);
  expect(page).toMatch(/<svg viewBox="0 0 100 100" role="img"[^>]*>.*<path d="M/s);
  const verify = await text(anyone, `/tg/verify/${ids.code}`);
  expect(verify).toContain('data-result="issued"');
  expect(verify).toContain('К. Д.');
  expect(verify).not.toMatch(/Каримов|Далер|Фирӯза/);
});

test('a statement is checked without scripts too, and a changed one is called so', async () => {
  const statement = (await portal.modules.documents.one(actor('citizen-1'), ids.document)).statement ?? '';
  const check = async (value: string) => {
    const answer = await anyone.send('/tg/verify/offline', { form: { text: value } });
    return /id="offline-result"[^>]* data-result="(\w*)"/.exec(await answer.text())?.[1];
  };
  expect(await check(statement)).toBe('valid');
  expect(await check(statement.replace('/tg/verify/', '/ru/verify/'))).toBe('altered');
  expect(await check('салом')).toBe('unreadable');
});

test('the agent fills in the form of a service for the grantor: said on every page, and nothing of the agent is filled in', async () => {
  const start = '/tg/mia/residence-note/apply';
  const own = await text(grantee, start);
  expect(own).toContain(`href="${start}?mandate=${ids.mandate}"`);
  expect(own).toContain('value="Каримов"');
  const first = await text(grantee, `${start}?mandate=${ids.mandate}`);
  expect(first).toContain('Шумо аз номи Раҳимзода Фирӯза ариза медиҳед.');
  expect(first).not.toContain('value="Каримов"');
  expect(first).toContain(`href="/ru/mia/residence-note/apply?mandate=${ids.mandate}"`);
  const hidden = /name="_mandate" value="([^"]+)"/.exec(first)?.[1] ?? '';
  const form = { _mandate: hidden, _revision: '0', surname: 'Раҳимзода', givenName: 'Фирӯза', birthDate: '14.03.1990', _continue: '1' };
  const saved = await grantee.send(start, { form });
  expect(saved.status).toBe(303);
  ids.draft = (saved.headers.get('location') ?? '').replace(/[^/]*$/, '');
  const [draft] = await portal.modules.applications.drafts(actor('citizen-2'));
  expect(draft).toMatchObject({ mandate: ids.mandate, onBehalfOf: 'citizen-1' });
  expect(await text(grantee, `${ids.draft}purpose`)).toContain('Шумо аз номи Раҳимзода Фирӯза ариза медиҳед.');
  expect(await text(grantee, `${ids.draft}check`)).toContain('Шумо аз номи Раҳимзода Фирӯза ариза медиҳед.');
  // Nobody else comes in by it, and a made-up one is nobody's.
  for (const [who, mandate] of [
    [anyone, ids.mandate],
    [grantee, ids.document],
  ] as const) {
    expect((await who.send(`${start}?mandate=${mandate}`)).status).toBe(403);
    expect((await who.send(start, { form: { ...form, _mandate: mandate } })).status).not.toBe(303);
  }
});

test('taking it back asks twice and for a reason; then it is void everywhere at once', async () => {
  const asked = await text(grantor, `/tg/account/mandates?revoke=${ids.mandate}`);
  expect(asked).toContain(`action="/tg/account/mandates/${ids.mandate}/revoke"`);
  const address = `/tg/account/mandates/${ids.mandate}/revoke`;
  expect((await grantee.send(address, { form: { reason: 'x' } })).status).toBe(404);
  const empty = await grantor.send(address, { form: { reason: '' } });
  expect(empty.status).toBe(422);
  expect(await empty.text()).toContain('Сабабашро нависед.');
  const { modules, platform } = portal;
  const acting = () => platform.db.write(actor('citizen-2'), (tx) => modules.mandates.acting(tx, ids.mandate, 'residence-note'));
  expect((await acting()).id).toBe(ids.mandate);
  expect((await grantor.send(address, { form: { reason: 'мошин фурӯхта шуд' } })).status).toBe(303);

  await expect(acting()).rejects.toMatchObject({ status: 403, code: 'mandate-revoked' });
  expect(await text(anyone, `/tg/verify/${ids.code}`)).toContain('data-result="revoked"');
  expect(await text(grantor, `/tg/account/documents/${ids.document}`)).toContain('мошин фурӯхта шуд');
  expect(await text(grantee, '/tg/account/mandates')).not.toContain('apply?mandate=');
  // A form that was begun under it goes no further.
  for (const step of ['person', 'check']) {
    expect((await grantee.send(`${ids.draft}${step}`)).status, step).toBe(403);
    expect((await grantee.send(`${ids.draft}${step}`, { form: { _revision: '1', surname: 'Раҳимзода' } })).status, step).toBe(403);
  }
  await expect
    .poll(async () => (await modules.applications.open(actor('citizen-1'), ids.application)).state, { timeout: 15_000 })
    .toBe('revoked');
  // A second time it is over, and said so.
  const again = await grantor.send(address, { form: { reason: 'боз' } });
  expect(again.status).toBe(409);
  expect(await again.text()).toContain('аллакай ба охир расидааст');
});

test('revoking the document revokes the mandate in the same command', async () => {
  const { applications, documents, mandates } = portal.modules;
  const owner = actor('citizen-1');
  const { id } = await applications.submit(owner, {
    key: 'second-proxy-of-the-test',
    service: 'proxy-note',
    lang: 'tg',
    answers: { surname: 'Раҳимзода', passport: 'A1234567', agentSurname: 'Каримов', until: `${new Date().getUTCFullYear() + 1}-06-30` },
  });
  const document = await documents.ofApplication(owner, id);
  const grant = (await mandates.mine(owner)).given[0];
  if (!document || !grant) throw new Error('nothing was issued');
  const { id: mandate } = await portal.platform.db.write(system('issue-document'), (tx) =>
    mandates.grant(tx, { ...grant, document: document.id, application: id, agency: 'mia' }),
  );
  const revoked = await grantor.send(`/tg/account/documents/${document.id}/revoke`, { form: { reason: 'хато' } });
  expect(revoked.status).toBe(303);
  expect((await mandates.mine(owner)).given.find((one) => one.id === mandate)).toMatchObject({ state: 'revoked', reason: 'хато' });
  expect(await documents.verify(document.code)).toMatchObject({ result: 'revoked' });
});
