import type { ContentFile } from '@hukumat/contract/content';
import { fileTypeFromBuffer } from 'file-type';
import type { Actor } from '../../platform/actor.ts';
import type { Platform } from '../../platform/platform.ts';
import { notFound, Problem, unprocessable } from '../../platform/problem.ts';
import { embeddedScanner } from '../files/index.ts';
import { drawPicture, isPicture } from './draw-picture.ts';
import type { ContentDeps, NewFile } from './edition.ts';
import { pictureName } from './file-address.ts';
import type { Tables } from './tables.ts';
import { signed, writerOf } from './writer.ts';

/** A document that people open and a table that they count with; nothing that brings a program along. */
const DOCUMENTS: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf',
  'application/rtf': 'rtf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'pptx',
  'application/vnd.oasis.opendocument.text': 'odt',
  'application/vnd.oasis.opendocument.spreadsheet': 'ods',
};
/** Word, Excel and PowerPoint of before 2007 begin alike, and text has no beginning of its own: these are told by their ending. */
const BEFORE_2007: Readonly<Record<string, string>> = {
  doc: 'application/msword',
  xls: 'application/vnd.ms-excel',
  ppt: 'application/vnd.ms-powerpoint',
};
const TEXTS: Readonly<Record<string, string>> = { csv: 'text/csv', json: 'application/json' };
const MOST_BYTES = 20 * 1024 * 1024;

/** Keeps a file for the texts of a body: looked over, its kind told by its bytes, a picture drawn anew. Twice the same is once. */
export const storeFile =
  ({ db, clock, objects }: Platform, { agencies, scanner = embeddedScanner }: ContentDeps) =>
  async (actor: Actor, agency: string, { name, bytes }: NewFile): Promise<ContentFile> => {
    if (!agencies().includes(agency)) throw notFound('The body');
    const writer = writerOf(actor, agency);
    if (bytes.byteLength === 0) throw unprocessable('upload-empty', 'The file is empty', { name });
    if (bytes.byteLength > MOST_BYTES)
      throw unprocessable('upload-too-large', 'The file is too large', { name, size: MOST_BYTES / 1024 / 1024 });
    const verdict = await scanner.scan(bytes).catch(() => {
      throw new Problem(503, 'upload-pending', 'The scanner does not answer', { name, retryAfter: 30 });
    });
    if (verdict === 'infected') throw unprocessable('upload-infected', 'There is a virus in the file', { name });
    const ready = await prepared(name, bytes);
    const { sha256, bytes: size } = await objects.put(ready.bytes);
    const file: ContentFile = { file: sha256, name: ready.name, mediaType: ready.mediaType, size };
    await db.write<Tables, void>(actor, async (tx) => {
      const added = await tx.sql
        .insertInto('content.files')
        .values({
          agency,
          file: sha256,
          name: file.name,
          media_type: file.mediaType,
          size,
          author: signed(writer).id,
          stored_at: clock.now(),
        })
        .onConflict((on) => on.doNothing())
        .executeTakeFirst();
      if (added.numInsertedOrUpdatedRows === 0n) return;
      await tx.journal({
        type: 'content.file-stored',
        agency,
        entity: `content-file:${sha256}`,
        data: { mediaType: file.mediaType, size },
      });
    });
    return file;
  };

async function prepared(name: string, bytes: Uint8Array): Promise<{ name: string; mediaType: string; bytes: Uint8Array }> {
  const refuse = (types: string) => unprocessable('upload-type', 'The file is of no kind that may stand in a text', { name, types });
  const found = (await fileTypeFromBuffer(bytes))?.mime ?? '';
  const [, stem = '', ending = ''] = /^(.*?)(?:\.([a-z0-9]{1,5}))?$/isu.exec(name.normalize('NFC').toWellFormed()) ?? [];
  const plain =
    stem
      .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 80) || 'file';
  if (isPicture(found)) {
    const drawn = await drawPicture(bytes);
    if (!drawn) throw refuse('JPEG, PNG, WebP');
    return { name: pictureName(plain, drawn), mediaType: 'image/webp', bytes: drawn.bytes };
  }
  const [mediaType, as] = documentOf(found, ending.toLowerCase(), bytes) ?? [];
  if (!mediaType) throw refuse('JPEG, PNG, WebP, PDF, DOCX, XLSX, ODT, ODS, CSV');
  return { name: `${plain}.${as}`, mediaType, bytes };
}

function documentOf(found: string, ending: string, bytes: Uint8Array): [mediaType: string, ending: string] | undefined {
  const known = DOCUMENTS[found];
  if (known) return [found, known];
  const old = found === 'application/x-cfb' ? BEFORE_2007[ending] : undefined;
  const text = found === '' && isText(bytes) ? TEXTS[ending] : undefined;
  const mediaType = old ?? text;
  return mediaType === undefined ? undefined : [mediaType, ending];
}

function isText(bytes: Uint8Array): boolean {
  try {
    return !new TextDecoder('utf-8', { fatal: true }).decode(bytes).includes('\0');
  } catch {
    return false;
  }
}
