import { createReadStream } from 'node:fs';
import { LANGS, type Lang } from '@hukumat/contract';
import { SaxesParser } from 'saxes';
import { readText } from './read-text.ts';
import { type Entry, type Finding, LIMITS, type OldPage } from './source.ts';

/** The fields of one item that are read; everything else in it is passed over. */
const FIELDS = new Set([
  'title',
  'link',
  'guid',
  'content:encoded',
  'wp:post_id',
  'wp:post_date',
  'wp:post_name',
  'wp:status',
  'wp:post_type',
  'wp:post_password',
  'wp:attachment_url',
]);
/** So much without a single tag is no export any more. */
const SILENCE_BYTES = 64 * 1024 * 1024;

interface Item {
  fields: Map<string, string>;
  categories: { domain: string; nicename: string; text: string }[];
  meta: Map<string, string>;
  findings: Finding[];
  tooLarge: boolean;
}

/**
 * The pages of a WordPress export, read as a stream. It is parsed as bytes: every text is decoded by itself, because a site that
 * has moved servers holds texts of several encodings in one file. Entities that the file declares are refused unread.
 */
export async function* readWxr(file: string): AsyncIterable<Entry> {
  const pictures = new Map<string, string>();
  for await (const found of itemsOf(file)) {
    if (!('item' in found) || one(found.item, 'wp:post_type') !== 'attachment') continue;
    const address = one(found.item, 'wp:attachment_url');
    if (address) pictures.set(one(found.item, 'wp:post_id'), address);
  }
  for await (const found of itemsOf(file)) {
    if ('refused' in found) yield found;
    else {
      const entry = entryOf(found.item, pictures);
      if (entry) yield entry;
    }
  }
}

async function* itemsOf(file: string): AsyncIterable<{ item: Item } | Extract<Entry, { refused: unknown }>> {
  const parser = new SaxesParser({ xmlns: false });
  const ready: Item[] = [];
  let item: Item | undefined;
  let field: { name: string; text: string; category?: { domain: string; nicename: string } } | undefined;
  let metaKey = '';
  let silent = 0;
  let declares = false;
  let broken: string | undefined;

  parser.on('error', (error) => {
    if (item && item.findings.length === 0) item.findings.push({ reason: 'markup-broken', detail: short(error.message) });
    else if (!item) broken ??= short(error.message);
  });
  parser.on('doctype', (text) => {
    declares ||= /<!ENTITY/i.test(text);
  });
  parser.on('opentag', ({ name, attributes }) => {
    silent = 0;
    if (name === 'item') item = { fields: new Map(), categories: [], meta: new Map(), findings: [], tooLarge: false };
    else if (item && name === 'category')
      field = { name, text: '', category: { domain: attributes.domain ?? '', nicename: attributes.nicename ?? '' } };
    else if (item && (FIELDS.has(name) || name === 'wp:meta_key' || name === 'wp:meta_value')) field = { name, text: '' };
  });
  const add = (text: string) => {
    if (!item || !field) return;
    if (field.text.length + text.length > LIMITS.page) item.tooLarge = true;
    else field.text += text;
  };
  parser.on('text', add);
  parser.on('cdata', add);
  parser.on('closetag', ({ name }) => {
    silent = 0;
    if (!item) return;
    if (name === 'item') {
      ready.push(item);
      item = undefined;
    } else if (field?.name === name) {
      const text = decode(field.text, item.findings);
      if (field.category) item.categories.push({ ...field.category, nicename: decode(field.category.nicename, []), text });
      else if (name === 'wp:meta_key') metaKey = text;
      else if (name === 'wp:meta_value') item.meta.set(metaKey, text);
      else item.fields.set(name, text);
      field = undefined;
    }
  });

  let bytes = 0;
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    silent += chunk.length;
    parser.write(chunk.toString('latin1'));
    if (declares) return void (yield refused(file, 'entities-declared'));
    while (ready.length > 0) yield { item: ready.shift() as Item };
    if (silent > SILENCE_BYTES) return void (yield refused(file, 'source-broken', `${bytes}`));
  }
  parser.close();
  if (declares) return void (yield refused(file, 'entities-declared'));
  while (ready.length > 0) yield { item: ready.shift() as Item };
  if (item || broken) yield refused(file, 'source-broken', broken ?? `${bytes}`);
}

const short = (message: string) => message.slice(0, 120);
const nameOf = (file: string) => file.split(/[\\/]/).at(-1) ?? file;
const refused = (file: string, reason: Finding['reason'], detail?: string): Extract<Entry, { refused: unknown }> => ({
  refused: { address: nameOf(file), finding: { reason, ...(detail ? { detail } : {}) } },
});
const one = (item: Item, name: string): string => (item.fields.get(name) ?? '').trim();

/** Bytes as text; letters that came by number (`&#1203;`) are letters already. */
function decode(text: string, findings: Finding[]): string {
  if (!/[\u0080-\u00ff]/.test(text)) return text;
  return text.replace(/[^\u0100-\u{10ffff}]+/gu, (bytes) => {
    const read = readText(Buffer.from(bytes, 'latin1'), 'utf-8');
    if (!findings.some(({ reason }) => reason === 'charset-wrong')) findings.push(...read.findings);
    return read.text;
  });
}

function entryOf(item: Item, pictures: ReadonlyMap<string, string>): Entry | undefined {
  const type = one(item, 'wp:post_type');
  if (type !== 'post' && type !== 'page') return undefined;
  const id = one(item, 'wp:post_id');
  const guid = one(item, 'guid');
  const address = one(item, 'link') || guid || `/?p=${id}`;
  const refuse = (reason: Finding['reason'], detail?: string): Entry => ({
    refused: { address, finding: { reason, ...(detail ? { detail } : {}) } },
  });
  if (item.tooLarge) return refuse('too-large');
  if (one(item, 'wp:status') !== 'publish') return refuse('unpublished', one(item, 'wp:status'));
  if (one(item, 'wp:post_password') !== '') return refuse('protected');
  const shortAddress = URL.canParse(address) ? new URL(`/?${type === 'page' ? 'page_id' : 'p'}=${id}`, address).href : undefined;
  const galleries = (_: string, ids: string) =>
    ids
      .split(',')
      .map((one) => pictures.get(one.trim()))
      .flatMap((src) => (src ? [`<p><img src="${src.replaceAll('"', '%22')}"></p>`] : []))
      .join('');
  const lang = langOf(item);
  const group = groupOf(item);
  const image = pictures.get(item.meta.get('_thumbnail_id') ?? '');
  const slug = slugOf(one(item, 'wp:post_name'));
  const page: OldPage = {
    address,
    also: [shortAddress, guid].filter((other): other is string => !!other && other !== address),
    kind: type === 'page' ? 'page' : 'news',
    form: 'content',
    html: asParagraphs(
      withoutShortcodes((item.fields.get('content:encoded') ?? '').replace(/\[gallery\b[^\]]*ids=["']?([\d, ]+)[^\]]*\]/g, galleries)),
    ),
    title: one(item, 'title'),
    published: one(item, 'wp:post_date'),
    categories: item.categories.filter(({ domain }) => domain === 'category' || domain === 'post_tag').map(({ text }) => text),
    findings: item.findings,
    ...(slug ? { slug } : {}),
    ...(lang ? { lang } : {}),
    ...(group ? { group } : {}),
    ...(image ? { image } : {}),
  };
  return { page };
}

/** Polylang writes a term of `language`, WPML's export a field. Many sites of the country call Tajik `tj`. */
function langOf(item: Item): Lang | undefined {
  const said = item.categories.find(({ domain }) => domain === 'language')?.nicename ?? item.meta.get('_wpml_import_language_code');
  return languageNamed(said);
}

/** The language that a code on an old site means. */
export function languageNamed(code: string | undefined): Lang | undefined {
  const said = code?.toLowerCase().split(/[-_]/)[0] ?? '';
  return LANGS.find((lang) => lang === (said === 'tj' ? 'tg' : said));
}

const groupOf = (item: Item): string | undefined =>
  item.categories.find(({ domain }) => domain === 'post_translations')?.nicename ?? item.meta.get('_wpml_import_translation_group');

/** WordPress keeps letters beyond Latin as percent signs. */
function slugOf(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** Captions keep what they frame; any other instruction to a plugin of the old site says nothing here. */
const withoutShortcodes = (html: string): string =>
  html
    .replace(/\[\/?(caption|wp_caption|embed|quote)\b[^\]]*\]/g, '')
    .replace(/\[\/?[a-z][a-z0-9_-]{2,40}(\s[^\][]*=[^\][]*)?\](?!\()/g, '');

/** WordPress keeps empty lines where a page shows paragraphs. */
function asParagraphs(html: string): string {
  if (/<p[\s>]|<!-- wp:/i.test(html)) return html;
  return html
    .split(/\r?\n\s*\r?\n/)
    .map((part) => part.trim())
    .filter(Boolean)
    .map((part) => (/^<(h[1-6]|ul|ol|table|div|blockquote|pre|figure|section)\b/i.test(part) ? part : `<p>${part}</p>`))
    .join('\n');
}
