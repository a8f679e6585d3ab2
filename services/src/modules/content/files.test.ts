import type { ContentFile } from '@hukumat/contract/content';
import Fastify, { type FastifyInstance } from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Actor, ANONYMOUS, system } from '../../platform/actor.ts';
import { fixedClock } from '../../platform/clock.ts';
import { type TestPlatform, testPlatform } from '../../platform/testing.ts';
import { type Content, createContent, fileHref, measuresOf, richText } from './index.ts';

let stage: TestPlatform;
let content: Content;
let app: FastifyInstance;
let scannerIsAway = false;
const people = new Map<string, Actor>();
const person = (subject: string, role: 'editor' | 'approver' | 'officer', agency = 'mia'): Actor => {
  const actor: Actor = { kind: 'person', subject, name: subject, loa: 'high', roles: [{ role, agency }] };
  people.set(subject, actor);
  return actor;
};
const editor = person('mia-editor', 'editor');
const approver = person('mia-approver', 'approver');
const stranger = person('justice-editor', 'editor', 'justice');
const officer = person('mia-officer', 'officer');

beforeAll(async () => {
  stage = await testPlatform({ clock: fixedClock('2026-11-02T05:00:00Z') });
  content = createContent(stage.platform, {
    agencies: () => ['mia', 'justice'],
    holdersOf: async () => [],
    claimed: () => false,
    actorOf: ({ headers }) => people.get(String(headers.who)) ?? ANONYMOUS,
    scanner: {
      scan: async (bytes) => {
        if (scannerIsAway) throw new Error('away');
        return Buffer.from(bytes).includes('A VIRUS') ? 'infected' : 'clean';
      },
    },
  });
  app = Fastify();
  app.setValidatorCompiler(validatorCompiler).setSerializerCompiler(serializerCompiler);
  content.routes(app);
});
afterAll(async () => {
  await app?.close();
  await stage?.stop();
});

const PDF = Buffer.from('%PDF-1.7\n%\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n');
const photo = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#0B5D3B', noise: { type: 'gaussian', mean: 120, sigma: 15 } } });
const ask = (href: string, who = '') => app.inject({ url: href, headers: { who } });
const NEWS = { title: { tg: 'Маркази нав' }, body: { tg: 'Матн' }, topic: 'services' };
let serial = 0;
async function publish(values: Record<string, unknown>) {
  const { item, revision } = await content.draft(editor, 'mia', { type: 'news', slug: `item-${++serial}`, values });
  return {
    item,
    async open() {
      await content.submit(editor, item, revision);
      await content.approve(approver, item, { revision });
    },
  };
}

test('a picture is drawn anew: small enough, upright, without where it was taken, its measures in its name', async () => {
  const taken = await photo(2400, 1600)
    .jpeg()
    .withExif({ IFD0: { Copyright: 'secret place' } })
    .withMetadata({ orientation: 6 })
    .toBuffer();
  const file = await content.storeFile(editor, 'mia', { name: 'Бинои нав (1).JPG', bytes: taken });
  expect(file).toMatchObject({ mediaType: 'image/webp' });
  expect(file.size).toBeLessThanOrEqual(200_000);
  const kept = await stage.platform.objects.get(file.file);
  const drawn = await sharp(kept).metadata();
  expect([drawn.format, drawn.exif, drawn.orientation, drawn.width && drawn.height && drawn.height > drawn.width]).toEqual([
    'webp',
    undefined,
    undefined,
    true,
  ]);
  expect(file.name).toBe(`Бинои-нав-1-${drawn.width}x${drawn.height}.webp`);
  expect(measuresOf(file.name)).toEqual({ width: drawn.width, height: drawn.height });
  expect(richText(`![Бино](${fileHref(file)})`)).toContain(`width="${drawn.width}" height="${drawn.height}"`);
  // The same once more is the same file.
  expect(await content.storeFile(editor, 'mia', { name: 'Бинои нав (1).JPG', bytes: taken })).toEqual(file);
});

test('a small picture stays as wide as it is', async () => {
  const file = await content.storeFile(editor, 'mia', { name: 'a.png', bytes: await photo(40, 30).png().toBuffer() });
  expect(file.name).toBe('a-40x30.webp');
});

test('documents are kept byte for byte under the kind that their bytes have', async () => {
  expect(await content.storeFile(editor, 'mia', { name: 'Қарор № 7.txt', bytes: PDF })).toEqual({
    file: expect.stringMatching(/^[0-9a-f]{64}$/),
    name: 'Қарор-7.pdf',
    mediaType: 'application/pdf',
    size: PDF.byteLength,
  });
  const table = Buffer.from('\uFEFFсол;шумора\n2026;5\n');
  expect(await content.storeFile(editor, 'mia', { name: 'data.CSV', bytes: table })).toMatchObject({
    name: 'data.csv',
    mediaType: 'text/csv',
  });
});

test.each<[string, string, Buffer, string]>([
  ['a drawing that is a program', 'a.svg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'), 'upload-type'],
  ['a page', 'a.html', Buffer.from('<!doctype html><script>1</script>'), 'upload-type'],
  ['a page that calls itself a picture', 'a.png', Buffer.from('<!doctype html>'), 'upload-type'],
  ['a table that is no text', 'a.csv', Buffer.from([0xff, 0x00, 0x81]), 'upload-type'],
  ['a program', 'a.pdf', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)]), 'upload-type'],
  ['half a picture', 'a.png', Buffer.from('89504e470d0a1a0a0000000d49484452000000280000001e0802', 'hex'), 'upload-type'],
  ['nothing', 'a.pdf', Buffer.alloc(0), 'upload-empty'],
  ['too much', 'a.pdf', Buffer.concat([PDF, Buffer.alloc(20 * 1024 * 1024)]), 'upload-too-large'],
  ['a virus', 'a.pdf', Buffer.concat([PDF, Buffer.from('A VIRUS')]), 'upload-infected'],
])('%s is refused', async (_what, name, bytes, code) => {
  await expect(content.storeFile(editor, 'mia', { name, bytes })).rejects.toMatchObject({ status: 422, code });
});

test('nothing is kept while the scanner does not answer', async () => {
  scannerIsAway = true;
  await expect(content.storeFile(editor, 'mia', { name: 'a.pdf', bytes: PDF })).rejects.toMatchObject({
    status: 503,
    code: 'upload-pending',
  });
  scannerIsAway = false;
});

test('only who writes for the body stores files, and an import', async () => {
  const upload = { name: 'a.pdf', bytes: PDF };
  await expect(content.storeFile(stranger, 'mia', upload)).rejects.toMatchObject({ status: 404 });
  await expect(content.storeFile(officer, 'mia', upload)).rejects.toMatchObject({ status: 404 });
  await expect(content.storeFile(ANONYMOUS, 'mia', upload)).rejects.toMatchObject({ status: 401 });
  await expect(content.storeFile(editor, 'no-such-body', upload)).rejects.toMatchObject({ status: 404 });
  const { file } = await content.storeFile(system('migration'), 'justice', upload);
  expect([await content.names(file), await content.names('0'.repeat(64))]).toEqual([true, false]);
});

test.each<[string, (file: ContentFile) => Record<string, unknown>]>([
  ['a field', (file) => ({ ...NEWS, image: { ...file, alt: { tg: 'Бино' } } })],
  ['a long text', (file) => ({ ...NEWS, body: { tg: `![Бино](${fileHref(file)})` } })],
])(
  'a file that %s names is seen by the desk alone until it is published, and by nobody else once that has ended',
  async (_where, valuesOf) => {
    const bytes = await photo(40, 30 + serial)
      .png()
      .toBuffer();
    const file = await content.storeFile(editor, 'mia', { name: 'bino.png', bytes });
    const href = fileHref(file);
    const { item, open } = await publish(valuesOf(file));
    for (const who of ['', 'justice-editor', 'mia-officer']) expect((await ask(href, who)).statusCode, who).toBe(404);
    for (const who of ['mia-editor', 'mia-approver']) {
      const seen = await ask(href, who);
      expect([seen.statusCode, seen.headers['cache-control']], who).toEqual([200, 'private, no-store']);
    }
    await open();
    const shown = await ask(href);
    expect(shown.headers).toMatchObject({
      'content-type': 'image/webp',
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
      'content-disposition': `inline; filename*=UTF-8''${file.name}`,
    });
    expect(shown.rawPayload.equals(Buffer.from((await stage.platform.objects.get(file.file)) ?? []))).toBe(true);
    expect((await ask(href.replace('bino', 'other'))).statusCode).toBe(404);
    await content.unpublish(approver, item, { kind: 'withdrawn', reason: { tg: 'Хато' } });
    expect((await ask(href)).statusCode).toBe(404);
    expect((await ask(href, 'mia-editor')).statusCode).toBe(200);
  },
);

test('what one body has not shown does not become public by another that names it', async () => {
  const bytes = Buffer.concat([PDF, Buffer.from('justice')]);
  const hidden = await content.storeFile(stranger, 'justice', { name: 'hidden.pdf', bytes });
  await (await publish({ ...NEWS, body: { tg: `[Файл](${fileHref(hidden)})` } })).open();
  expect((await ask(fileHref(hidden))).statusCode).toBe(404);
  expect((await ask(fileHref(hidden), 'mia-editor')).statusCode).toBe(404);
});

test('documents open in the browser only when they are PDF; everything else is downloaded', async () => {
  const pdf = await content.storeFile(editor, 'mia', { name: 'hisobot.pdf', bytes: PDF });
  const table = await content.storeFile(editor, 'mia', { name: 'data.csv', bytes: Buffer.from('a,b\n1,2\n') });
  await (await publish({ ...NEWS, body: { tg: `[А](${fileHref(pdf)}) [Б](${fileHref(table)})` } })).open();
  expect((await ask(fileHref(pdf))).headers).toMatchObject({
    'content-disposition': "inline; filename*=UTF-8''hisobot.pdf",
    'content-security-policy': expect.stringContaining("default-src 'none'"),
  });
  expect((await ask(fileHref(table))).headers).toMatchObject({
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': "attachment; filename*=UTF-8''data.csv",
  });
});

test.each(['x/a.pdf', `${'0'.repeat(64)}/a.pdf`, `${'A'.repeat(64)}/a.pdf`, `${'0'.repeat(64)}/%00`, `${'0'.repeat(64)}/..%2fa`])(
  '%s is not there',
  async (address) => {
    expect((await ask(`/content/files/${address}`, 'mia-editor')).statusCode).toBe(404);
  },
);
