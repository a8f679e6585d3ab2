import { LANGS, type ServiceDefinition } from '@hukumat/contract';
import { generateKey } from '@hukumat/contract/release';
import { sql } from 'kysely';
import { extractText, getDocumentProxy } from 'unpdf';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { breaks, WORDS } from './hostile.ts';
import { FOR_TWO, PNG, residenceNote, variantOf } from './modules/applications/testing.ts';
import type { Browser } from './modules/identity/testing.ts';
import { makeRelease, manager, person, reviewer } from './modules/registry/testing.ts';
import { type Actor, system } from './platform/actor.ts';
import { type WholePortal, wholePortal } from './testing.ts';

// Everything that one person writes and another reads, written by somebody hostile and opened by each who may read it.

const three = (text: string) => ({ tg: text, ru: text, en: text });
const long = (most: number) => WORDS.slice(0, most);
/** Says where it came from, so that a page that leaves it out is found. */
const said = (where: string) => `${where} ${WORDS}`;
const FILE = '"><img src=x onerror=zz()>.png';
/** An answer is never read as the template it is put into. */
const TEMPLATE = '{surname} {birthDate} {number} {{zz}} %s';

/** A form with every kind of free text: lines, long text, rows, files; what is issued repeats them. */
const freeNote: ServiceDefinition = {
  ...residenceNote,
  id: 'free-note',
  onBehalf: true,
  form: {
    schema: {
      type: 'object',
      properties: {
        line: { type: 'string', maxLength: 2000 },
        more: { type: 'string', maxLength: 2000 },
        template: { type: 'string', maxLength: 200 },
        people: {
          type: 'array',
          maxItems: 5,
          items: { type: 'object', required: [], properties: { word: { type: 'string', maxLength: 2000 } } },
        },
        proof: { type: 'array', items: { type: 'string', format: 'upload' }, maxItems: 2 },
      },
    },
    steps: [
      {
        name: 'all',
        title: three('Ҳама'),
        fields: [
          { name: 'line', kind: 'text', label: three('Сатр') },
          { name: 'more', kind: 'textarea', label: three('Матн') },
          { name: 'template', kind: 'text', label: three('Намуна') },
          {
            name: 'people',
            kind: 'group',
            label: three('Одамон'),
            itemLabel: three('Одам'),
            fields: [{ name: 'word', kind: 'text', label: three('Калима') }],
          },
          { name: 'proof', kind: 'file', label: three('Файл'), accept: ['image/png'], maxBytes: 200_000 },
        ],
      },
    ],
  },
  workflow: {
    kind: 'review',
    role: 'officer',
    workingDays: 10,
    sendBackDays: 30,
    fourEyes: true,
    opinions: [{ agency: 'customs', workingDays: 2, title: three('Хулоса') }],
    refusals: [{ code: 'no-record', label: three('Сабт нест') }],
  },
  output: {
    kind: 'certificate',
    title: three('Маълумотнома'),
    body: [three('{line} — {more} — {people} — {template}.')],
    languages: ['tg', 'ru', 'en'],
    revocable: true,
  },
};
const forTwo = variantOf('for-two', {
  form: FOR_TWO,
  workflow: {
    ...residenceNote.workflow,
    acceptance: { passport: 'otherPassport', surname: 'otherSurname', days: 5, title: three('Имзо'), text: three('Имзо кунед') },
  },
  output: undefined,
});

let portal: WholePortal;
const browsers = new Map<string, Browser>();
const READERS = [
  'citizen-1',
  'citizen-2',
  'mia-officer',
  'mia-officer-2',
  'mia-supervisor',
  'mia-head',
  'customs-officer',
  'service-centre-operator',
] as const;
const as = (subject: (typeof READERS)[number]): Browser => browsers.get(subject) as Browser;
/** Somebody whose own name is hostile. */
const evil = (subject: string, role?: 'officer' | 'supervisor' | 'head', agency = 'mia'): Actor => ({
  kind: 'person',
  subject,
  name: `${subject} ${long(150)}`,
  loa: 'high',
  roles: role ? [{ agency, role }] : [],
});
const CITIZEN = evil('citizen-1');
const OTHER = evil('citizen-2');
const OFFICER = evil('mia-officer', 'officer');
const SECOND = evil('mia-officer-2', 'officer');
const HEAD = evil('mia-head', 'head');
const CUSTOMS = evil('customs-officer', 'officer', 'customs');

const ids = { issued: '', refused: '', back: '', closed: '', declined: '', opinion: '', objection: '', session: '', code: '', appeal: '' };
let appealCode = '';
let appealNumber = '';
let places = 0;

/** Opens a page in three languages, whole and as a fragment; what it must say is said, and no word of it runs. */
async function reads(who: (typeof READERS)[number], path: string, says: readonly string[] = []): Promise<void> {
  for (const lang of LANGS) {
    const answer = await as(who).send(`/${lang}${path}`);
    const html = await answer.text();
    expect(answer.status, `${who} ${path}`).toBe(200);
    for (const word of says) expect(html, `${who} ${path} says ${word}`).toContain(word);
    expect(breaks(html), `${who} ${path}`).toEqual([]);
    const fragment = await as(who).send(`/_fragment/${lang}${path}`);
    const { page = '' } = (fragment.headers.get('content-type')?.includes('json') ? await fragment.json() : {}) as { page?: string };
    expect(breaks(page), `${who} fragment ${path}`).toEqual([]);
    places += 2;
  }
}

async function handIn(key: string): Promise<string> {
  const { applications } = portal.modules;
  const draft = await applications.startDraft(CITIZEN, 'free-note', {
    line: said(`line-${key}`),
    more: said(`more-${key}`),
    template: TEMPLATE,
    people: [{ word: said(`row-${key}`) }, { word: WORDS }],
  });
  await applications.attachUpload(CITIZEN, { draft: draft.id, field: 'proof', name: FILE, declaredType: 'image/png', bytes: PNG });
  const sent = await applications.submit(CITIZEN, {
    key: `hostile-${key}`,
    service: 'free-note',
    lang: 'tg',
    draft: { id: draft.id, revision: 1 },
  });
  return sent.id;
}
const claimed = async (key: string) => {
  const id = await handIn(key);
  await portal.modules.applications.claim(OFFICER, 'mia', id, 1);
  return id;
};
const version = async (id: string) => (await portal.modules.applications.inspect(OFFICER, 'mia', id)).version;

beforeAll(async () => {
  portal = await wholePortal({ services: [freeNote, forTwo] });
  const { registry, applications, appeals, centres, documents } = portal.modules;
  const key = generateKey();
  await registry.registerAgencyKey(person('innovation-agency', 'registrar'), { agency: 'service-centre', publicKey: key.publicKeyPem });
  await registry.setTier(manager, 'service-centre', { tier: 'document' });
  const desk = { name: 'counter', path: 'desk', title: three('Миз'), needs: 'low' as const, roles: ['operator'] };
  await registry.publishRelease(
    person('service-centre', 'developer'),
    'service-centre',
    makeRelease(key, 'service-centre', '1.0.0', { declaration: { routes: [desk] } }),
  );
  await registry.review(reviewer, 'service-centre', '1.0.0', { verdict: 'approve' });
  for (const who of READERS) browsers.set(who, await portal.signedIn(who, 'high'));

  ids.issued = await claimed('issued');
  await applications.note(OFFICER, 'mia', ids.issued, said('note'));
  await applications.sendLetter(OFFICER, 'mia', ids.issued, { title: three(long(150)), body: three(said('letter')) });
  await applications.askOpinion(OFFICER, 'mia', ids.issued, await version(ids.issued), {
    agency: 'customs',
    question: said('question'),
    fields: ['line', 'more', 'people', 'proof'],
  });
  ids.opinion = (await applications.opinionsAsked(CUSTOMS, 'customs'))[0]?.id ?? '';
  await applications.answerOpinion(CUSTOMS, 'customs', ids.opinion, { text: said('answer'), favours: true });
  await applications.decide(OFFICER, 'mia', ids.issued, await version(ids.issued), { approve: true, note: said('proposal') });
  await applications.decide(SECOND, 'mia', ids.issued, await version(ids.issued), { approve: true, note: said('decision') });
  await applications.rate(CITIZEN, ids.issued, { stars: 1, comment: said('rating') });

  ids.refused = await claimed('refused');
  const no = { approve: false, reason: 'no-record', note: said('refusal') } as const;
  await applications.decide(OFFICER, 'mia', ids.refused, await version(ids.refused), no);
  await applications.decide(SECOND, 'mia', ids.refused, await version(ids.refused), no);
  ids.objection = (await applications.appeal(CITIZEN, ids.refused, said('objection'))).id;

  ids.back = await claimed('back');
  await applications.sendBack(OFFICER, 'mia', ids.back, await version(ids.back), {
    fields: ['line', 'more', 'people'],
    message: said('sent-back'),
  });
  ids.closed = await claimed('closed');
  await applications.close(OFFICER, 'mia', ids.closed, await version(ids.closed), said('closed'));

  const two = await applications.submit(CITIZEN, {
    key: 'hostile-for-two',
    service: 'for-two',
    lang: 'tg',
    answers: { surname: 'Раҳимзода', otherSurname: 'Каримов', otherPassport: 'A00000002', until: '2099-01-01' },
  });
  ids.declined = two.id;
  await applications.decline(OTHER, two.id, two.version, said('declined'));

  const appeal = {
    agency: 'mia',
    kind: 'complaint',
    reply: 'written',
    lang: 'tg',
    text: said('appeal'),
    senderName: long(150),
    address: long(200),
    phone: long(30),
    email: 'zz@example.tj',
  } as const;
  await appeals.send(CITIZEN, { ...appeal, key: 'a-key-of-a-form-of-its-own', from: 'x' });
  const anonymous = await appeals.send({ kind: 'anonymous' }, { ...appeal, key: 'another-key-of-a-form-of-it', from: 'y' });
  Object.assign(ids, { appeal: (await appeals.mine(CITIZEN))[0]?.id });
  [appealNumber, appealCode] = [anonymous.number, anonymous.code ?? ''];
  for (const { id } of await appeals.desk(OFFICER, 'mia')) {
    await appeals.extend(OFFICER, 'mia', id, (await appeals.open(OFFICER, 'mia', id)).version, 5, said('extended'));
    await appeals.answer(OFFICER, 'mia', id, (await appeals.open(OFFICER, 'mia', id)).version, said('answered'));
  }

  const { code } = await centres.codes.offer(CITIZEN, { centre: 'dushanbe', service: 'free-note' });
  const operator: Actor = { ...evil('service-centre-operator'), roles: [{ agency: 'service-centre', role: 'operator' }] } as Actor;
  ids.session = (await centres.begin(operator, code)).id;
  const helped: Actor = { ...CITIZEN, assisted: { session: ids.session, by: 'service-centre-operator' } } as Actor;
  const draft = await applications.startDraft(helped, 'free-note', {});
  await applications.saveDraft(helped, {
    draft: draft.id,
    step: 'all',
    revision: 1,
    answers: { line: said('typed'), more: said('typed-more'), people: [{ word: said('typed-row') }] },
    lang: 'tg',
  });
  const [document] = await documents.mine(CITIZEN);
  ids.code = document?.code ?? '';
});
afterAll(() => portal?.stop());

describe('the citizen reads', () => {
  test('the application: own answers, letters, opinions’ outcome, notes of the decision, who did what', async () => {
    await reads('citizen-1', `/account/applications/${ids.issued}`, ['line-issued', 'more-issued', 'row-issued', 'letter', 'rating']);
    await reads('citizen-1', `/account/applications/${ids.refused}`, ['refusal', 'objection']);
    await reads('citizen-1', `/account/applications/${ids.closed}`, ['closed']);
    await reads('citizen-1', `/account/applications/${ids.declined}`, ['declined']);
  });
  test('what was sent back, the form to mend it, and the same form refused with what was typed', async () => {
    const path = `/account/applications/${ids.back}`;
    await reads('citizen-1', path, ['sent-back', 'line-back', 'row-back']);
    const typed = {
      line: said('mended'),
      more: 'x'.repeat(2001),
      'people.0.word': said('mended-row'),
      version: String(await version(ids.back)),
    };
    const refused = await as('citizen-1').send(`/tg${path}/mend`, { form: typed });
    const html = await refused.text();
    expect(refused.status).toBe(422);
    for (const word of ['mended', 'mended-row']) expect(html).toContain(word);
    expect(breaks(html)).toEqual([]);
  });
  test('the account, its lists, the inbox, who looked, what is kept', async () => {
    for (const path of [
      '',
      'applications',
      'inbox',
      'accesses',
      'documents',
      'mandates',
      'payments',
      'data',
      'settings',
      'assisted',
      'appointments',
    ])
      await reads('citizen-1', `/account/${path}`);
  });
  test('the answer to an appeal, signed in or by its code', async () => {
    const { appeals } = portal.modules;
    const [own] = await appeals.mine(CITIZEN);
    await reads('citizen-1', `/appeals/${own?.number}`, ['appeal', 'answered', 'extended']);
    const page = await as('citizen-2').send('/tg/appeals', { form: { number: appealNumber, code: appealCode } });
    const html = await page.text();
    expect(html).toContain('answered');
    expect(breaks(html)).toEqual([]);
  });
  test('the record of what was typed at the counter', async () => {
    await reads('citizen-1', `/account/assisted/${ids.session}`, ['typed', 'typed-more', 'typed-row']);
  });
  test('the own data as a file: JSON that no page shows', async () => {
    const answer = await as('citizen-1').send('/tg/account/data/download');
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment;/);
    expect(answer.headers.get('content-type')).toContain('application/json');
    const text = await answer.text();
    for (const word of ['line-issued', 'rating', 'objection']) expect(text).toContain(word);
    JSON.parse(text);
  });
});

describe('the desk reads', () => {
  test('the queue, what it was searched for, the load', async () => {
    await reads('mia-officer', '/account/desk/mia?view=all', [`/account/desk/mia/${ids.back}`]);
    await reads('mia-officer', `/account/desk/mia?text=${encodeURIComponent(WORDS)}`);
    await reads('mia-supervisor', '/account/desk/mia/load');
  });
  test('each application with its answers, files, notes, letters, opinions, objection', async () => {
    await reads('mia-officer', `/account/desk/mia/${ids.issued}`, [
      'line-issued',
      'more-issued',
      'row-issued',
      'note',
      'letter',
      'decision',
      'answer',
      'onerror=zz',
    ]);
    await reads('mia-head', `/account/desk/mia/${ids.refused}`, ['objection', 'refusal']);
    for (const id of [ids.back, ids.closed]) await reads('mia-officer', `/account/desk/mia/${id}`);
  });
  test('the asked agency: what it was asked and what was shared', async () => {
    await reads('customs-officer', '/account/desk/customs/opinions');
    await reads('customs-officer', `/account/desk/customs/opinions/${ids.opinion}`, ['question', 'line-issued', 'row-issued', 'answer']);
  });
  test('the appeals of the body', async () => {
    await reads('mia-officer', '/account/appeals/mia');
    await reads('mia-officer', `/account/appeals/mia/${ids.appeal}`, ['appeal', 'answered', 'extended']);
  });
  test('the plugins’ API: data that no browser shows as a page', async () => {
    const page = await (await as('mia-officer').send('/tg/mia/desk')).text();
    const capability = /"capability":"([^"]+)"/.exec(page)?.[1] ?? '';
    expect(breaks(page)).toEqual([]);
    const base = '/api/v1/agencies/mia/applications';
    for (const path of [
      '',
      `/${ids.issued}`,
      `/${ids.issued}/notes`,
      `/${ids.issued}/letters`,
      `/${ids.issued}/opinions`,
      `/${ids.issued}/changes`,
    ]) {
      const answer = await as('mia-officer').send(base + path, {
        headers: { 'x-hukumat-capability': capability, 'sec-fetch-dest': 'empty' },
      });
      expect(answer.status, path).toBe(200);
      expect(answer.headers.get('content-type')).toContain('application/json');
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
      places += 1;
    }
  });
});

describe('others read', () => {
  test('the operator: the citizen’s name over the form, and what was typed', async () => {
    await reads('service-centre-operator', `/centres/assist/${ids.session}/all`, ['typed', 'typed-row']);
  });
  test('the head answers the objection and the citizen reads it; a reason reopens', async () => {
    await portal.modules.applications.answerObjection(HEAD, 'mia', ids.objection, { text: said('objection-answered'), granted: true });
    await reads('citizen-1', `/account/applications/${ids.refused}`, ['objection-answered']);
    await reads('mia-head', `/account/desk/mia/${ids.refused}`, ['objection-answered']);
  });
  test('a mandate that was taken back: both read why; a case that was reopened: the desk reads why', async () => {
    const { mandates, applications } = portal.modules;
    const { id } = await portal.platform.db.write(system('issue-document'), (tx) =>
      mandates.grant(tx, {
        grantor: 'citizen-1',
        grantorName: `citizen-1 ${long(150)}`,
        grantee: 'citizen-2',
        granteeName: `citizen-2 ${long(150)}`,
        services: ['free-note'],
        from: '2020-01-01',
        to: '2099-12-31',
        agency: 'justice',
        document: crypto.randomUUID(),
        application: crypto.randomUUID(),
      }),
    );
    await reads('citizen-2', '/account/mandates', ['zz()']);
    await reads('citizen-2', `/mia/free-note/apply?mandate=${id}`, ['zz()']);
    await mandates.revoke(CITIZEN, id, said('mandate-revoked'));
    await reads('citizen-1', '/account/mandates', ['mandate-revoked']);
    await reads('citizen-2', '/account/mandates', ['mandate-revoked']);
    await applications.reopen(HEAD, 'mia', ids.closed, await version(ids.closed), said('reopened'));
    await reads('mia-officer', `/account/desk/mia/${ids.closed}`, ['reopened']);
    await reads('citizen-1', `/account/applications/${ids.closed}`);
  });
  test('the document: its text is drawn as it was written, an answer is no template, its page gives no word of it', async () => {
    const { documents } = portal.modules;
    const [document] = await documents.mine(CITIZEN);
    const file = await documents.file(CITIZEN, document?.id ?? '');
    const { text } = await extractText(await getDocumentProxy(new Uint8Array(file.bytes)), { mergePages: true });
    const flat = text.replace(/\s+/g, '');
    for (const word of ['line-issued', 'more-issued', 'row-issued', '<script>zz()</script>']) expect(flat).toContain(word);
    expect(flat).toContain(TEMPLATE.replace(/\s+/g, ''));
    // Nothing of the text became a part of the file that acts.
    expect(Buffer.from(file.bytes).toString('latin1')).not.toMatch(/\/(JavaScript|JS|OpenAction|Launch|AA|URI)\b/);
    await reads('citizen-2', `/verify/${ids.code}`);
  });
  test('a revoked document: the reason stands on the owner’s page and not on the public one', async () => {
    const { documents } = portal.modules;
    const [document] = await documents.mine(CITIZEN);
    await documents.revoke(HEAD, document?.id ?? '', said('revoked'), 'mia');
    await reads('citizen-1', '/account/documents', ['revoked']);
    await reads('citizen-2', `/verify/${ids.code}`);
    await reads('citizen-1', `/account/applications/${ids.issued}`);
  });
  test('whoever is invited to a body by a hostile name', async () => {
    const form = { _key: 'a-hostile-key', surname: long(60), givenName: long(60), passport: 'A00000099', role: 'officer' };
    const made = await as('mia-head').send('/tg/account/staff/mia/invite', { form });
    expect(made.status, await made.clone().text()).toBe(303);
    await reads('mia-head', (made.headers.get('location') ?? '').slice('/tg'.length), ['zz()']);
    await reads('mia-head', '/account/staff/mia/', ['zz()']);
    const refused = await as('mia-head').send('/tg/account/staff/mia/invite', { form: { ...form, surname: WORDS, role: '' } });
    expect(refused.status).toBe(422);
    expect(breaks(await refused.text())).toEqual([]);
  });
  test('a token’s name', async () => {
    const developer = await portal.signedIn('mia-developer');
    const made = await developer.send('/tg/account/tokens', { form: { agency: 'mia', name: WORDS.slice(0, 60) } });
    expect(breaks(await made.text())).toEqual([]);
    const html = await (await developer.send('/tg/account/tokens')).text();
    expect(html).toContain('zz');
    expect(breaks(html)).toEqual([]);
  });
  test('public figures and open data say no word of anybody', async () => {
    for (const path of [
      '/api/v1/statistics.csv',
      '/api/v1/statistics.json',
      '/api/v1/catalogue.ttl',
      '/tg/statistics',
      '/tg/mia/appeals',
      '/api/v1/register.csv',
    ]) {
      const answer = await fetch(portal.origin + path);
      const text = await answer.text();
      expect(answer.status, path).toBe(200);
      expect(text, path).not.toContain('zz()');
      places += 1;
    }
  });
  test('no message that leaves the portal carries a word of anybody', async () => {
    const rows = await sql<{ params: unknown }>`select params from notifications.messages`.execute(portal.platform.db.owner);
    expect(rows.rows.length).toBeGreaterThan(3);
    expect(JSON.stringify(rows.rows)).not.toContain('zz');
  });
  test('every page above was opened', () => {
    expect(places).toBeGreaterThan(150);
  });
});
