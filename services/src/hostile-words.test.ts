import { deflateRawSync, gzipSync } from 'node:zlib';
import { LANGS, type ServiceDefinition } from '@hukumat/contract';
import { generateKey, packFiles, signManifest } from '@hukumat/contract/release';
import { Parser } from 'n3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { breaks, WORDS } from './hostile.ts';
import { PNG, residenceNote } from './modules/applications/testing.ts';
import type { Browser } from './modules/identity/testing.ts';
import { makeRelease, person, reviewer } from './modules/registry/testing.ts';
import { type WholePortal, wholePortal } from './testing.ts';

// Words of a hostile agency and of a hostile citizen, through every page that shows them.

let portal: WholePortal;
let citizen: Browser;
let token = '';
const key = generateKey();

/** The same thing with every text for people turned into the payloads. */
function poisoned<T>(value: T): T {
  if (Array.isArray(value)) return value.map(poisoned) as T;
  if (typeof value !== 'object' || value === null) return value;
  if ('tg' in value && typeof value.tg === 'string') return { tg: WORDS, ru: WORDS, en: WORDS } as T;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, poisoned(one)])) as T;
}

/** Two hundred megabytes of nothing, packed. */
const NOTHING = deflateRawSync(Buffer.alloc(200_000_000));
/** One file in a zip archive, as far as its first record goes. */
function archive(name: string, packed: Uint8Array, size: number): Buffer {
  const head = Buffer.alloc(30);
  head.writeUInt32LE(0x04034b50, 0);
  head.writeUInt16LE(20, 4);
  head.writeUInt16LE(packed.length === size ? 0 : 8, 8);
  head.writeUInt32LE(packed.length, 18);
  head.writeUInt32LE(size, 22);
  head.writeUInt16LE(Buffer.byteLength(name), 26);
  return Buffer.concat([head, Buffer.from(name), packed]);
}

beforeAll(async () => {
  portal = await wholePortal();
  const { registry } = portal.modules;
  await registry.registerAgencyKey(person('innovation-agency', 'registrar'), { agency: 'customs', publicKey: key.publicKeyPem });
  const line = { what: WORDS.slice(0, 390), phone: '+992 00 000 0000', address: WORDS.slice(0, 290), hours: WORDS.slice(0, 190) };
  const evil: ServiceDefinition = { ...poisoned(residenceNote), id: 'customs-note', searchWords: [WORDS.slice(0, 60)] };
  const text = { tg: WORDS, ru: WORDS, en: WORDS };
  const release = makeRelease(key, 'customs', '1.0.0', {
    declaration: {
      services: [evil],
      routes: [{ name: 'start', path: 'start', title: text, needs: 'none' }],
      nav: [{ route: 'start', under: 'section' }],
      fills: [{ slot: 'home.card', export: 'card', title: text }],
      fallback: { tg: line, ru: line, en: line },
    },
  });
  await registry.setTier(person('innovation-agency', 'release-manager'), 'customs', { tier: 'page' });
  await registry.publishRelease(person('customs', 'developer'), 'customs', release);
  await registry.review(reviewer, 'customs', '1.0.0', { verdict: 'approve' });
  citizen = await portal.signedIn('citizen-1');
  const developer = await portal.signedIn('customs-developer');
  const made = await developer.send('/api/v1/tokens', {
    form: { agency: 'customs', name: 'laptop' },
    headers: { accept: 'application/json' },
  });
  token = ((await made.json()) as { token: string }).token;
});
afterAll(() => portal?.stop());

const fields = (html: string, action: string): Record<string, string> => {
  const form = html.split('<form').find((part) => part.includes(`action="${action}"`)) ?? '';
  return Object.fromEntries(
    [...form.matchAll(/<input[^>]*type="hidden"[^>]*>/g)].map(([tag]) => [
      /name="([^"]*)"/.exec(tag)?.[1] ?? '',
      /value="([^"]*)"/.exec(tag)?.[1] ?? '',
    ]),
  );
};

describe('words of an agency', () => {
  test('stand escaped on every page and fragment that shows them, in three languages', async () => {
    const paths = [
      '/',
      '/services',
      '/services/customs-note',
      '/customs/',
      '/customs/services',
      '/customs/contacts',
      '/customs/start',
      '/search?q=zz',
      '/customs/customs-note/apply',
    ];
    for (const lang of LANGS) {
      for (const path of paths) {
        const html = await (await citizen.send(`/${lang}${path}`)).text();
        if (!/search|contacts/.test(path)) expect(html, path).toContain('zz');
        expect(breaks(html), `${lang}${path}`).toEqual([]);
        const fragment = (await (await citizen.send(`/_fragment/${lang}${path}`)).json()) as { page?: string };
        expect(breaks(fragment.page ?? ''), path).toEqual([]);
      }
    }
    expect(await (await citizen.send('/api/v1/suggest?q=zz')).json()).toBeDefined();
  });

  test('are one literal each in open data, and nothing else of it', async () => {
    const turtle = await (await fetch(`${portal.origin}/api/v1/catalogue.ttl`)).text();
    const quads = new Parser().parse(turtle);
    const ours = quads.filter(({ subject }) => subject.value.endsWith('/services/customs-note'));
    const titles = ours.filter(({ predicate }) => predicate.value === 'http://purl.org/dc/terms/title');
    expect(titles.map(({ object }) => object.value)).toEqual([WORDS, WORDS, WORDS]);
    for (const { subject, predicate, object } of quads)
      for (const term of [subject, predicate, object]) if (term.termType === 'NamedNode') expect(term.value).not.toContain('zz');
    const linked = await fetch(`${portal.origin}/api/v1/services/customs-note`, { headers: { accept: 'application/ld+json' } });
    expect(JSON.stringify(await linked.json())).toContain(JSON.stringify(WORDS).slice(1, -1));
    const page = await (await citizen.send('/tg/services/customs-note')).text();
    const [, data = ''] = /<script type="application\/ld\+json">([\s\S]*?)<\/script>/.exec(page) ?? [];
    expect(data).not.toContain('<');
    expect(JSON.parse(data)).toMatchObject({ name: WORDS });
  });
});

describe('words of a citizen', () => {
  test('stand escaped wherever they are shown: refused, at the check, on the application, to the officer', async () => {
    const start = '/tg/mia/residence-note/apply';
    const first = await (await citizen.send(start)).text();
    const refused = await citizen.send(start, {
      form: {
        ...fields(first, start),
        surname: WORDS,
        givenName: WORDS,
        patronymic: WORDS,
        birthDate: WORDS,
        [WORDS]: WORDS,
        _shown: WORDS,
      },
    });
    expect(refused.status).toBe(422);
    const again = await refused.text();
    expect(again).toContain('zz');
    expect(breaks(again)).toEqual([]);

    const good = await citizen.send(start, {
      form: { ...fields(first, start), surname: 'Раҳимзода', givenName: 'Фирӯза', birthDate: '14.03.1990' },
    });
    const second = good.headers.get('location') ?? '';
    const form = new FormData();
    for (const [name, value] of Object.entries(fields(await (await citizen.send(second)).text(), second))) form.set(name, value);
    form.set('purpose', 'other');
    form.set('_shown', 'purposeOther');
    form.set('purposeOther', WORDS.slice(0, 290));
    form.set(
      'proof',
      new Blob([new Uint8Array(PNG)], { type: 'image/png' }),
      'a"\r\nset-cookie: zz=1\u202Egpj.<img src=x onerror=zz()>.png',
    );
    const cookie = [...citizen.cookies].map(([name, { value }]) => `${name.split(' ')[1]}=${value}`).join('; ');
    const sent = await fetch(new URL(second, portal.origin), {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie, origin: portal.origin },
      body: form,
    });
    expect(sent.status, await sent.text()).toBe(303);
    const check = sent.headers.get('location') ?? '';
    const page = await (await citizen.send(check)).text();
    expect(page).toContain('onerror=zz');
    expect(breaks(page)).toEqual([]);
    const done = await citizen.send(check, { form: fields(page, check) });
    expect(done.status, await done.clone().text()).toBe(303);
    const address = (done.headers.get('location') ?? '').split('?')[0] ?? '';
    const shown = await (await citizen.send(`${address}?submitted=1`)).text();
    expect(shown).toContain('onerror=zz');
    expect(breaks(shown)).toEqual([]);

    const { applications } = portal.modules;
    const officer = { ...person('mia', 'officer'), subject: 'mia-officer' };
    const [queued] = (await applications.queue(officer, 'mia')).items;
    const [file] = (await applications.inspect(officer, 'mia', queued?.id ?? '')).uploads;
    expect(file?.name).not.toMatch(/[\r\n\u202E\0]/);
    const kept = await citizen.send(`/api/v1/applications/uploads/${file?.id}`);
    expect(kept.status).toBe(200);
    expect(kept.headers.getSetCookie()).toEqual([]);
    expect(kept.headers.get('content-disposition')).toMatch(/^attachment; filename\*=UTF-8''[\w%.~!-]+$/);
    expect(kept.headers.get('content-security-policy')).toContain('sandbox');
    await applications.claim(officer, 'mia', queued?.id ?? '', 1);
    await applications.sendBack(officer, 'mia', queued?.id ?? '', 2, { fields: ['patronymic'], message: WORDS.slice(0, 1900) });
    expect(breaks(await (await citizen.send(address)).text())).toEqual([]);
  });

  test.each([
    ['HTML that calls itself PDF', 'a.pdf', 'application/pdf', Buffer.from('<html>%PDF-1.7 zz')],
    ['SVG that calls itself PNG', 'a.png', 'image/png', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="zz()"/>')],
    ['a picture that is named HTML', 'a.html', 'text/html', Buffer.from('<script>zz()</script>')],
    ['a path for a name', '../../../etc/passwd', 'image/png', Buffer.from('x')],
    ['nothing', 'a.png', 'image/png', Buffer.alloc(0)],
    ['a byte too many', 'a.png', 'image/png', Buffer.concat([PNG, Buffer.alloc(200_001 - PNG.length)])],
    ['a picture that says it is PDF', 'a.pdf', 'application/pdf', PNG],
    ['an archive that calls itself PNG', 'a.png', 'image/png', archive('a.png', deflateRawSync(PNG), PNG.length)],
    ['an archive of 200 MB of nothing', 'a.pdf', 'application/pdf', archive('[Content_Types].xml', NOTHING, 200_000_000)],
    ['an archive that says what kind it is, without end', 'a.pdf', 'application/pdf', archive('mimetype', NOTHING, 200_000_000)],
    [
      'five thousand archives in one',
      'a.pdf',
      'application/pdf',
      Buffer.concat(Array.from({ length: 5_000 }, () => archive('a', Buffer.alloc(0), 0))),
    ],
    ['200 MB of nothing by gzip', 'a.pdf', 'application/pdf', gzipSync(Buffer.alloc(200_000_000))],
    [
      'a film whose parts have no length',
      'a.png',
      'image/png',
      Buffer.concat([Buffer.from('3026b2758e66cf11a6d9', 'hex'), Buffer.alloc(5_000)]),
    ],
    ['a program', 'a.pdf', 'application/pdf', Buffer.concat([Buffer.from('7f454c46', 'hex'), Buffer.alloc(100)])],
  ])('%s is refused', async (_what, name, declaredType, bytes) => {
    const { applications } = portal.modules;
    const me = { ...person('mia', 'editor'), subject: 'citizen-2' };
    const draft = await applications.startDraft(me, 'residence-note', {});
    const attached = applications.attachUpload(me, { draft: draft.id, field: 'proof', name, declaredType, bytes });
    await expect(attached).rejects.toMatchObject({ status: 422 });
  });

  test('a picture that is something else besides is a picture: found out if it carries what does harm, else a file that may do nothing', async () => {
    const { applications } = portal.modules;
    const me = { ...person('mia', 'editor'), subject: 'citizen-1' };
    const { id: draft } = await applications.startDraft(me, 'residence-note', {});
    const attach = (name: string, ...tail: Buffer[]) =>
      applications.attachUpload(me, { draft, field: 'proof', name, declaredType: 'image/png', bytes: Buffer.concat([PNG, ...tail]) });
    const harm = Buffer.from(['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD', '-ANTIVIRUS-TEST-FILE!$H+H*'].join(''));
    const inside = await attach('a.png', archive('a.com', harm, harm.length));
    expect(inside.scan).toBe('infected');
    expect((await citizen.send(`/api/v1/applications/uploads/${inside.id}`)).status).toBe(404);
    await applications.removeUpload(me, inside.id);
    const page = await attach('b.png', Buffer.from('<html><script>zz()</script></html>%PDF-1.7 /OpenAction'));
    const answer = await citizen.send(`/api/v1/applications/uploads/${page.id}`);
    expect(answer.headers.get('content-type')).toBe('image/png');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment;/);
    expect(answer.headers.get('content-security-policy')).toContain('sandbox');
  });

  test('answers of other shapes than the form has are refused or left out, never kept', async () => {
    const { applications } = portal.modules;
    const me = { ...person('mia', 'editor'), subject: 'citizen-3' };
    for (const answers of [
      { surname: ['a', 'b'], givenName: 'Ҷамила', birthDate: '1990-01-01', purpose: 'work' },
      { surname: 'Қ'.repeat(9_000), givenName: 'Ҷ', birthDate: '1990-01-01', purpose: 'work' },
      { surname: 'А\nБ', givenName: 'Ҷ\u202EА', birthDate: '1990-01-01', purpose: 'work' },
      { surname: 'А', givenName: 'Ҷ', birthDate: '1990-02-31', purpose: 'work' },
      { surname: 'А', givenName: 'Ҷ', birthDate: '1990-01-01', purpose: 'constructor' },
      { surname: 'А', givenName: 'Ҷ', birthDate: '1990-01-01', purpose: 'work', proof: ['01980000-0000-7000-8000-000000000000'] },
    ])
      await expect(
        applications.submit(me, { key: 'a-hostile-key', service: 'residence-note', lang: 'tg', answers }),
        JSON.stringify(answers).slice(0, 60),
      ).rejects.toMatchObject({ status: 422, code: 'answers-invalid' });
    const draft = await applications.startDraft(
      me,
      'residence-note',
      JSON.parse('{"__proto__":{"admin":true},"constructor":"x","unknown":"y"}'),
    );
    expect(({} as Record<string, unknown>).admin).toBeUndefined();
    expect((await applications.draft(me, draft.id)).answers).not.toHaveProperty('admin');
  });
});

describe('a release through the real API', () => {
  let attempt = 0;
  const publish = async (
    change: (upload: { manifest: Record<string, unknown>; files: Record<string, string> }) => unknown,
    agency = 'customs',
  ) => {
    const { manifest, files } = makeRelease(key, agency, '2.0.0');
    attempt += 1;
    const own = { ...JSON.parse(JSON.stringify(manifest)), version: `2.0.${attempt}` } as Record<string, unknown>;
    const upload = { manifest: own, files: packFiles(files) };
    const changed = change(upload) ?? upload;
    const body =
      typeof changed === 'string'
        ? changed
        : JSON.stringify({ ...(changed as object), signature: signManifest((changed as typeof upload).manifest, key.privateKeyPem) });
    const answer = await fetch(`${portal.origin}/api/v1/agencies/${agency}/releases`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, origin: portal.origin, 'content-type': 'application/json' },
      body,
    });
    const text = await answer.text();
    return { status: answer.status, text };
  };
  const unsigned = (upload: object) => JSON.stringify({ ...upload, signature: { keyId: key.keyId, value: `${'A'.repeat(86)}==` } });
  const set = (path: string, value: unknown) => (upload: { manifest: Record<string, unknown> }) => {
    const parts = path.split('/');
    const last = parts.pop() ?? '';
    let at = upload.manifest as Record<string, unknown>;
    for (const part of parts) at = at[part] as Record<string, unknown>;
    at[last] = value;
  };
  const listed = (path: string) => (upload: { manifest: Record<string, unknown>; files: Record<string, string> }) => {
    (upload.manifest.files as Record<string, unknown>)[path] = { sha384: 'A'.repeat(64), bytes: 1 };
    upload.files[path] = 'eA==';
  };

  test.each<[string, Parameters<typeof publish>[0]]>([
    ['a file above the release', listed('../evil.js')],
    ['a file at the root', listed('/etc/passwd')],
    ['a file by an encoded way', listed('%2e%2e/evil.js')],
    ['a file by a backslash', listed('..\\evil.js')],
    ['a file called __proto__', (upload) => unsigned(upload).replace('"section.js"', '"__proto__"')],
    ['a file with a zero byte', listed('a\0.js')],
    ['a file in another script', listed('sеction.js')],
    ['another agency', set('agency', 'mia')],
    ['an agency in look-alike letters', set('agency', 'сustoms')],
    ['an agency called __proto__', set('agency', '__proto__')],
    ['a version with a way out', set('version', '2.0.0-../../mia')],
    ['a version beyond numbers', set('version', '9999999.0.0')],
    ['a key it does not know', set('unknown', 1)],
    ['a route outside its section', set('routes', [{ name: 'start', path: '../mia/desk', title: { tg: 'x' }, needs: 'none' }])],
    ['a route with a host', set('routes', [{ name: 'start', path: '/evil.example', title: { tg: 'x' }, needs: 'none' }])],
    ['a standard page', set('routes', [{ name: 'start', path: 'contacts', title: { tg: 'x', ru: 'x', en: 'x' }, needs: 'none' }])],
    ['a role of another agency', set('routes', [{ name: 'start', path: 'start', title: { tg: 'x' }, needs: 'constructor' }])],
    ["another's element", set('elements', ['mia-desk'])],
    ["another's event", set('events', { emits: { 'mia.decided': {} } })],
    ["another's slot", set('slots', [{ name: 'mia.card', schema: {}, max: 1 }])],
    ["another's call", set('calls', [{ scope: 'mia.applications', methods: ['GET'] }])],
    ["another's service", set('services', [residenceNote])],
    ['a pattern in a schema', set('config', { schema: { type: 'string', pattern: '(a+)+$' }, defaults: 'a' })],
    ['a reference outside', set('config', { schema: { $ref: 'https://evil.example/s.json' }, defaults: 'a' })],
    ['a schema without end', set('config', { schema: JSON.parse(`${'{"a":'.repeat(4000)}{}${'}'.repeat(4000)}`), defaults: 'a' })],
    ['defaults without end', set('config', { schema: {}, defaults: JSON.parse('['.repeat(4000) + ']'.repeat(4000)) })],
    ['a hundred thousand keys', set('links', Object.fromEntries(Array.from({ length: 100_000 }, (_, n) => [`k${n}`, 1])))],
    ['a text of a megabyte', set('routes', [{ name: 'start', path: 'start', title: { tg: 'x'.repeat(1_000_000) }, needs: 'none' }])],
    ['a text with a zero byte', set('fallback', { tg: { what: 'a\0b', phone: '1', address: 'a', hours: 'a' } })],
    ['a lone surrogate', (upload) => unsigned(upload).replace('"Намуна"', '"\\ud800"')],
    ['a file that is not listed', (upload) => void Object.assign(upload.files, { 'extra.js': 'eA==' })],
    ['other bytes than listed', (upload) => void Object.assign(upload.files, { 'section.js': 'eA==' })],
    ['nothing', () => '{}'],
    ['nesting without end', () => `{"manifest":${'['.repeat(200_000)}${']'.repeat(200_000)},"files":{},"signature":{}}`],
    ['a poisoned manifest', () => '{"manifest":{"__proto__":{"admin":1}},"files":{},"signature":{}}'],
  ])('with %s is refused with its place and fails nothing', async (_what, change) => {
    const { status, text } = await publish(change);
    expect(status, text.slice(0, 300)).toBeGreaterThanOrEqual(400);
    expect(status, text.slice(0, 300)).toBeLessThan(500);
    expect(({} as Record<string, unknown>).admin).toBeUndefined();
  });

  test('to another agency by a token of one is refused', async () => {
    expect((await publish(() => undefined, 'justice')).status).toBe(403);
  });

  test('with pages inside shows none of them: they come as files that may do nothing', async () => {
    const { registry } = portal.modules;
    const page = new TextEncoder().encode('<html><script>zz()</script></html>');
    const { files } = makeRelease(key, 'customs', '3.0.0');
    const all = new Map([...files, ['page.html', page], ['drawing.svg', page], ['data.xml', page], ['noext', page]] as [
      string,
      Uint8Array,
    ][]);
    const { manifestOf } = await import('@hukumat/contract/release');
    const { declare } = await import('./modules/registry/testing.ts');
    const manifest = manifestOf(declare('customs'), {
      version: '3.0.0',
      entry: { format: 'module', path: 'section.js' },
      files: all,
      styles: ['section.css'],
      texts: { tg: 'text/tg.json', ru: 'text/ru.json', en: 'text/en.json' },
    });
    const upload = { manifest, files: all, signature: signManifest(manifest, key.privateKeyPem) };
    const taken = await registry
      .publishRelease(person('customs', 'developer'), 'customs', upload)
      .catch((error: { status: number }) => error);
    if ('status' in taken) return expect(taken.status).toBe(422);
    // Two reviewers at the same moment: one verdict stands.
    const second = person('innovation-agency', 'reviewer', '-2');
    const verdicts = await Promise.allSettled([
      registry.review(reviewer, 'customs', '3.0.0', { verdict: 'approve' }),
      registry.review(second, 'customs', '3.0.0', { verdict: 'reject', reason: 'не' }),
      registry.review(second, 'customs', '3.0.0', { verdict: 'approve' }),
    ]);
    expect(verdicts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const path of ['page.html', 'drawing.svg', 'data.xml', 'noext']) {
      const answer = await fetch(`${portal.origin}/bundles/customs/3.0.0/${path}`);
      if (answer.status === 404) continue;
      expect(answer.headers.get('content-type'), path).not.toMatch(/html|xml;|text\/xml/);
      expect(answer.headers.get('content-security-policy'), path).toMatch(/default-src 'none'.*; sandbox$/);
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    }
  });

  test('whoever publishes cannot review it, by whatever other role they hold', async () => {
    const { registry } = portal.modules;
    const both = {
      ...person('customs', 'developer'),
      subject: 'two-hats',
      roles: [
        { agency: 'customs', role: 'developer' as const },
        { agency: 'innovation-agency', role: 'reviewer' as const },
      ],
    };
    await registry.publishRelease(both, 'customs', makeRelease(key, 'customs', '4.0.0'));
    await expect(registry.review(both, 'customs', '4.0.0', { verdict: 'approve' })).rejects.toMatchObject({ status: 403 });
    const oneHat = { ...both, roles: [{ agency: 'innovation-agency', role: 'reviewer' as const }] };
    await expect(registry.review(oneHat, 'customs', '4.0.0', { verdict: 'approve' })).rejects.toMatchObject({ status: 403 });
  });
});
