import { spawnSync } from 'node:child_process';
import { createHash, verify, X509Certificate } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import forge from 'node-forge';
import { decodePDFRawStream, PDFArray, PDFDict, PDFDocument, PDFHexString, PDFName, type PDFRawStream, type PDFRef } from 'pdf-lib';
import { extractText, getDocumentProxy } from 'unpdf';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fixedClock } from '../../platform/clock.ts';
import { Problem } from '../../platform/problem.ts';
import { type TestPlatform, testPlatform } from '../../platform/testing.ts';
import { type Applications, createApplications } from '../applications/index.ts';
import { CITIZEN, exampleDeps, FILLED, OFFICER, OTHER, PNG, STRANGER } from '../applications/testing.ts';
import { createMandates } from '../mandates/index.ts';
import { createNotifications, type Notifications } from '../notifications/index.ts';
import { createDocuments, type Documents } from './index.ts';
import { openSeal } from './seal.ts';
import { checkFile } from './verify-seal.ts';

const clock = fixedClock('2026-11-23T06:00:00Z');
let stage: TestPlatform;
let applications: Applications;
let documents: Documents;
let notifications: Notifications;

beforeAll(async () => {
  stage = await testPlatform({ clock });
  notifications = createNotifications(stage.platform, exampleDeps());
  applications = createApplications(stage.platform, exampleDeps());
  documents = createDocuments(stage.platform, {
    applications,
    mandates: createMandates(stage.platform, exampleDeps()),
    identity: exampleDeps().identity,
    agencyName: () => ({ tg: 'Вазорати корҳои дохилии Ҷумҳурии Тоҷикистон', ru: 'Министерство внутренних дел Республики Таджикистан' }),
  });
  await stage.platform.jobs.start();
});
afterAll(() => stage.stop());

let serial = 0;
async function issued() {
  const { id: draft } = await applications.startDraft(CITIZEN, 'residence-note', FILLED);
  await applications.attachUpload(CITIZEN, { draft, field: 'proof', name: 'a.png', declaredType: 'image/png', bytes: PNG });
  const { id } = await applications.submit(CITIZEN, {
    key: `document-test-${++serial}`,
    service: 'residence-note',
    lang: 'tg',
    draft: { id: draft, revision: 1 },
  });
  await applications.claim(OFFICER, 'mia', id, 1);
  await applications.decide(OFFICER, 'mia', id, 2, { approve: true });
  const document = await documents.ofApplication(CITIZEN, id);
  if (!document) throw new Error('no document');
  return { id, document, bytes: Buffer.from((await documents.file(CITIZEN, document.id)).bytes) };
}

/** Reads the signature with node-forge's ASN.1 and checks it with node:crypto: nothing of what made it. */
function signatureOf(pdf: Buffer, authorityPem: string): { ok: boolean; attributes: string[] } {
  const range = /\/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]/.exec(pdf.toString('latin1'))?.slice(1).map(Number) ?? [];
  const [start = 0, first = 0, second = 0, length = 0] = range;
  const covered = Buffer.concat([pdf.subarray(start, start + first), pdf.subarray(second, second + length)]);
  const padded = Buffer.from(pdf.subarray(first + 1, second - 1).toString('latin1'), 'hex');
  // The room that was reserved is filled up with zeros: a SEQUENCE with a two-byte length says where it ends.
  const der = padded.subarray(0, 4 + padded.readUInt16BE(2));
  const info = forge.asn1.fromDer(forge.util.createBuffer(der.toString('latin1')));
  const children = (node: forge.asn1.Asn1 | undefined) => (node && Array.isArray(node.value) ? (node.value as forge.asn1.Asn1[]) : []);
  const raw = (node: forge.asn1.Asn1 | undefined) => Buffer.from(typeof node?.value === 'string' ? node.value : '', 'latin1');
  const signed = children(children(children(info)[1])[0]);
  const context = (node: forge.asn1.Asn1, type: number) => node.tagClass === forge.asn1.Class.CONTEXT_SPECIFIC && node.type === type;
  const certificates = children(signed.find((n) => context(n, 0))).map(
    (n) => new X509Certificate(Buffer.from(forge.asn1.toDer(n).getBytes(), 'latin1')),
  );
  const signer = children(signed.at(-1))[0];
  const parts = children(signer);
  const attributes = parts.find((n) => context(n, 0));
  const byType = new Map(
    children(attributes).map((a) => [forge.asn1.derToOid(raw(children(a)[0]).toString('latin1')), children(children(a)[1])[0]]),
  );
  const signature = raw(parts.find((n) => n.tagClass === forge.asn1.Class.UNIVERSAL && n.type === forge.asn1.Type.OCTETSTRING));
  // The attributes are signed as a SET, not with the tag they carry inside the structure.
  const set = Buffer.from(forge.asn1.toDer(attributes as forge.asn1.Asn1).getBytes(), 'latin1');
  set[0] = 0x31;
  const seal = certificates.find((c) => c.subject.includes('seal'));
  const authority = new X509Certificate(authorityPem);
  const sameDigest = raw(byType.get('1.2.840.113549.1.9.4')).equals(createHash('sha256').update(covered).digest());
  const certificateId = raw(children(children(children(byType.get('1.2.840.113549.1.9.16.2.47'))[0])[0])[0]);
  return {
    ok:
      second + length === pdf.length &&
      sameDigest &&
      seal !== undefined &&
      certificateId.equals(createHash('sha256').update(seal.raw).digest()) &&
      seal.verify(authority.publicKey) &&
      verify('sha256', set, seal.publicKey, signature),
    attributes: [...byType.keys()].sort(),
  };
}

test('an approved application becomes a sealed document that others can check', async () => {
  const { id, document, bytes } = await issued();
  if (process.env.KEEP_PDF) writeFileSync(process.env.KEEP_PDF, bytes);
  expect((await applications.open(CITIZEN, id)).state).toBe('issued');
  expect(document).toMatchObject({
    state: 'issued',
    issuedOn: '2026-11-23',
    validUntil: '2027-02-21',
    number: expect.stringMatching(/^MIA-2026-\d{6}$/),
  });
  expect(document.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
  const { authority } = await documents.seal();
  const signature = signatureOf(bytes, authority);
  expect(signature.ok).toBe(true);
  // content type, message digest, signing-certificate-v2; the subfilter of PAdES.
  expect(signature.attributes).toEqual(['1.2.840.113549.1.9.16.2.47', '1.2.840.113549.1.9.3', '1.2.840.113549.1.9.4']);
  expect(bytes.includes('/ETSI.CAdES.detached')).toBe(true);
});

test('one changed byte breaks the signature and is called altered', async () => {
  const { document, bytes } = await issued();
  const { authority } = await documents.seal();
  expect(await documents.verifyFile(bytes)).toMatchObject({ result: 'issued', number: document.number, initials: 'Қ. Ҷ.' });
  const code = bytes.indexOf(document.code);
  for (const at of [40, Math.floor(bytes.length / 2), code, bytes.length - 20]) {
    const changed = Buffer.from(bytes);
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(await documents.verifyFile(changed), `byte ${at}`).toMatchObject({
      result: 'altered',
      number: document.number,
      ...(at === code ? {} : { sha256: document.sha256 }),
    });
    if (at < bytes.indexOf('/Contents <')) expect(signatureOf(changed, authority).ok).toBe(false);
  }
  expect(await documents.verifyFile(Buffer.from('%PDF-1.7 something else'))).toEqual({ result: 'unknown' });
});

test('a guessed number tells nothing of a person: numbers follow one another, codes do not', async () => {
  const { document } = await issued();
  const guess = Buffer.from(`%PDF-1.7 ${document.number}: demonstration seal`);
  const verdict = await documents.verifyFile(guess);
  expect(verdict).toEqual({
    result: 'altered',
    number: document.number,
    kind: document.kind,
    title: document.title,
    agency: 'mia',
    quiet: document.quiet,
  });
  expect(JSON.stringify(verdict)).not.toContain(document.code);
});

test('without the portal: the file is valid, and every changed byte of it is altered', async () => {
  const { document, bytes } = await issued();
  const published = await documents.published();
  const check = async (file: Uint8Array, keys = published) => (await checkFile(file, keys, clock.now())).result;
  expect(await checkFile(bytes, published, clock.now())).toMatchObject({
    result: 'valid',
    facts: { number: document.number },
    sha256: document.sha256,
  });
  expect(await checkFile(bytes, published, new Date('2027-02-22T00:00:00Z'))).toMatchObject({ result: 'expired' });
  const other = await openSeal(join(stage.platform.config.dataDir, 'elsewhere'), clock.now());
  expect(await check(bytes, { ...published, authority: other.authority })).toBe('altered');
  const hole = bytes.indexOf('/Contents <') + '/Contents '.length;
  const end = bytes.indexOf('>', hole);
  const der = 2 * (4 + Buffer.from(bytes.subarray(hole + 5, hole + 9).toString('latin1'), 'hex').readUInt16BE(0));
  const places = new Set<number>();
  // Each byte of the signature, its borders, some of the zeros behind it, and bytes all over the file.
  for (let at = hole; at <= hole + der; at += 2) places.add(at);
  for (let at = hole + der; at <= end; at += 97) places.add(at);
  for (let at = 8; at < bytes.length; at += 701) places.add(at);
  places
    .add(end)
    .add(bytes.length - 1)
    .add(hole + 1);
  const passed: string[] = [];
  for (const at of places) {
    const changed = Buffer.from(bytes);
    changed[at] = (changed[at] ?? 0) ^ 1;
    const result = await check(changed);
    if (result !== 'altered') passed.push(`${at}: ${result}`);
  }
  expect(passed).toEqual([]);
  expect(await check(Buffer.concat([bytes, Buffer.from(' ')]))).toBe('altered');
  expect(await check(Buffer.from('%PDF-1.7 something else'))).toBe('unreadable');
}, 120_000);

test('the command says the same of a file and of the text of a QR', async () => {
  const { document, bytes } = await issued();
  const folder = stage.platform.config.dataDir;
  const put = (name: string, content: string | Uint8Array) => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  const keys = put('keys.json', JSON.stringify(await documents.published()));
  const run = (file: string) => {
    const { status, stdout } = spawnSync(
      process.execPath,
      [join(import.meta.dirname, '../../../bin/verify-document.ts'), file, '--keys', keys],
      { encoding: 'utf8' },
    );
    return [status, (JSON.parse(stdout) as { result: string }).result];
  };
  // The command asks the real clock, which the fixed one of this test is close to or behind.
  const today = new Date().toISOString().slice(0, 10);
  const right = today <= (document.validUntil ?? '') ? (today < '2026-11-22' ? [1, 'ahead'] : [0, 'valid']) : [1, 'expired'];
  expect(run(put('a.pdf', bytes))).toEqual(right);
  expect(run(put('a.txt', document.statement ?? ''))).toEqual(right);
  expect(run(put('b.txt', (document.statement ?? '').replace('/tg/', '/ru/')))).toEqual([1, 'altered']);
});

test('its text reads as Tajik and Russian, without ligatures and without double spaces', async () => {
  const { bytes, document } = await issued();
  const { text, totalPages } = await extractText(await getDocumentProxy(new Uint8Array(bytes)), { mergePages: false });
  expect(totalPages).toBe(2);
  const [tajik = '', russian = ''] = text.map((page) => page.replace(/\s+/g, ' '));
  expect(tajik).toContain('Вазорати корҳои дохилии Ҷумҳурии Тоҷикистон');
  expect(tajik).toContain('Ба Қодирзода Ҷамила, соли таваллудаш 17.05.1990, дода мешавад. Мақсад: Барои кор.');
  expect(russian).toContain('Выдана: Қодирзода Ҷамила, дата рождения 17.05.1990. Цель: Для работы.');
  expect(tajik).toContain(document.number);
  expect(tajik).toContain('21.02.2027');
});

test('it is tagged: a heading and paragraphs in each language, the QR described, everything else an artifact', async () => {
  const { bytes } = await issued();
  const pdf = await PDFDocument.load(bytes, { updateMetadata: false });
  const { context, catalog } = pdf;
  const dict = (of: unknown) => context.lookup(of as PDFRef, PDFDict);
  const name = (of: PDFDict, key: string) => of.get(PDFName.of(key))?.toString();
  expect(name(dict(catalog.get(PDFName.of('MarkInfo'))), 'Marked')).toBe('true');
  expect(catalog.get(PDFName.of('ViewerPreferences')) && pdf.getTitle()).toMatch(/MIA-2026/);
  const root = dict(catalog.get(PDFName.of('StructTreeRoot')));
  const document = dict(root.get(PDFName.of('K')));
  const sections = context
    .lookup(document.get(PDFName.of('K')), PDFArray)
    .asArray()
    .map(dict);
  const languages = sections.map((section) => context.lookup(section.get(PDFName.of('Lang')), PDFHexString).decodeText());
  expect(languages).toEqual(['tg', 'ru']);
  for (const section of sections) {
    const children = context
      .lookup(section.get(PDFName.of('K')), PDFArray)
      .asArray()
      .map(dict);
    const roles = children.map((child) => name(child, 'S'));
    expect(roles.filter((role) => role === '/H1')).toHaveLength(1);
    expect(roles.filter((role) => role === '/Figure')).toHaveLength(1);
    const figure = children.find((child) => name(child, 'S') === '/Figure');
    expect(context.lookup(figure?.get(PDFName.of('Alt')), PDFHexString).decodeText()).toContain('/tg/verify/');
  }
  const { Nums } = Object.fromEntries(
    dict(root.get(PDFName.of('ParentTree')))
      .entries()
      .map(([key, value]) => [key.decodeText(), value]),
  );
  const numbers = context.lookup(Nums, PDFArray).asArray();
  for (const [index, page] of pdf.getPages().entries()) {
    const streams = context.lookup(page.node.get(PDFName.of('Contents')), PDFArray).asArray();
    const drawn = streams
      .map((ref) => Buffer.from(decodePDFRawStream(context.lookup(ref) as PDFRawStream).decode()).toString('latin1'))
      .join('\n');
    const ids = [...drawn.matchAll(/\/(H1|P|Figure) <<\/MCID (\d+)>> BDC/g)].map(([, , id]) => Number(id));
    // Numbered from 0 on each page, each with its element in the tree of parents, each closed again.
    expect(ids).toEqual(ids.map((_, at) => at));
    expect(context.lookup(numbers[index * 2 + 1] as PDFRef, PDFArray).size()).toBe(ids.length);
    const opened = drawn.match(/\b(BDC|BMC)\b/g)?.length ?? 0;
    expect(drawn.match(/\bEMC\b/g)).toHaveLength(opened);
    // Nothing is drawn outside of a mark.
    expect(drawn.replace(/\b(BDC|BMC)\b[\s\S]*?\bEMC\b/g, '')).not.toMatch(/\bTj\b|\bf\b|\bS\b/);
  }
});

test('anyone may check a code and learns no more than initials', async () => {
  const { document } = await issued();
  const verdict = await documents.verify(` ${document.code.toLowerCase().replace(/(.{5})/g, '$1-')}`);
  expect(verdict).toMatchObject({ result: 'issued', agency: 'mia', initials: 'Қ. Ҷ.', issuedOn: '2026-11-23' });
  expect(JSON.stringify(verdict)).not.toMatch(/Қодирзода|Ҷамила|1990|citizen/);
  expect(await documents.verify('0'.repeat(26))).toEqual({ result: 'unknown' });
  expect(await documents.verify('%00')).toEqual({ result: 'unknown' });
  clock.set('2027-02-21T18:00:00Z');
  expect(await documents.verify(document.code)).toMatchObject({ result: 'issued' });
  clock.set('2027-02-21T19:00:01Z');
  expect(await documents.verify(document.code)).toMatchObject({ result: 'expired' });
  clock.set('2026-11-23T06:00:00Z');
});

test('issuing again and at once by several hands gives one document', async () => {
  const { id, document } = await issued();
  await Promise.all(Array.from({ length: 5 }, () => documents.issue(id)));
  expect(await documents.ofApplication(CITIZEN, id)).toEqual(document);
  const notice = await applications.submit(CITIZEN, {
    key: `document-test-${++serial}`,
    service: 'event-notice',
    lang: 'tg',
    answers: { surname: 'Раҳимзода', guests: 3 },
  });
  expect(notice.state).toBe('issued');
});

test('the file is for its owner and the agency’s desk alone', async () => {
  const { document } = await issued();
  for (const actor of [OTHER, STRANGER, { kind: 'anonymous' } as const]) {
    await expect(documents.file(actor, document.id)).rejects.toMatchObject({ status: 404 });
  }
  await expect(documents.file(CITIZEN, '../../etc/passwd')).rejects.toBeInstanceOf(Problem);
  expect((await documents.mine(OTHER)).length).toBe(0);
});

test('the inbox tells of each step once, to the person alone', async () => {
  const { id } = await issued();
  const link = `/account/applications/${id}`;
  await expect
    .poll(
      async () =>
        (await notifications.inbox(CITIZEN))
          .filter((m) => m.link === link)
          .map((m) => m.code)
          .sort(),
      { timeout: 15_000 },
    )
    .toEqual(['application.approved', 'application.submitted']);
  expect(await notifications.inbox(OTHER)).toEqual([]);
  expect(await notifications.unread(CITIZEN)).toBeGreaterThan(1);
  const [first] = await notifications.inbox(CITIZEN);
  await notifications.markRead(OTHER, 'all');
  await notifications.markRead(CITIZEN, [first?.id ?? '']);
  expect((await notifications.inbox(CITIZEN))[0]?.read).toBe(true);
  await notifications.markRead(CITIZEN, 'all');
  await expect.poll(() => notifications.unread(CITIZEN)).toBe(0);
});
