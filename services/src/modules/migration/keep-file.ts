import type { ContentFile } from '@hukumat/contract/content';
import { fileTypeFromBuffer } from 'file-type';
import sharp from 'sharp';
import type { ObjectStore } from '../../platform/platform.ts';
import type { Scanner } from '../files/index.ts';
import { type Finding, LIMITS } from './source.ts';

const PICTURES = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/avif', 'image/gif', 'image/tiff', 'image/bmp']);
/** Documents that people can open, by their first bytes, and the ending that each gets. */
const DOCUMENTS: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf',
  'application/rtf': 'rtf',
  'application/x-cfb': '',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'pptx',
  'application/vnd.oasis.opendocument.text': 'odt',
  'application/vnd.oasis.opendocument.spreadsheet': 'ods',
};
/** Word, Excel and PowerPoint of before 2007 begin alike. */
const BEFORE_2007: Readonly<Record<string, string>> = {
  doc: 'application/msword',
  xls: 'application/vnd.ms-excel',
  ppt: 'application/vnd.ms-powerpoint',
};
const WIDEST = 1600;
const MOST_PIXELS = 50_000_000;

/**
 * Puts a file of the old site into the store: looked over, its kind told by its bytes and not by its name. A picture is drawn anew
 * in a size for pages, so that nothing else which was in its file comes along.
 */
export async function keepFile(
  { objects, scanner }: { objects: ObjectStore; scanner: Scanner },
  name: string,
  bytes: Uint8Array,
): Promise<ContentFile | Finding> {
  const refuse = (why: string): Finding => ({ reason: 'file-refused', detail: `${name.slice(-80)}: ${why}` });
  if (bytes.byteLength > LIMITS.file) return refuse('too large');
  if ((await scanner.scan(bytes)) === 'infected') return refuse('infected');
  const found = (await fileTypeFromBuffer(bytes))?.mime ?? '';
  const [, stem = 'file', ending = ''] = /^(.*?)(?:\.([a-z0-9]{1,5}))?$/.exec(name) ?? [];
  const plain = stem.replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '') || 'file';
  if (PICTURES.has(found)) {
    const drawn = await sharp(bytes, { limitInputPixels: MOST_PIXELS })
      .rotate()
      .resize({ width: WIDEST, withoutEnlargement: true })
      .webp({ quality: 80 })
      .toBuffer()
      .catch(() => undefined);
    return drawn ? kept(drawn, `${plain}.webp`, 'image/webp') : refuse('no picture can be drawn from it');
  }
  const mediaType = found === 'application/x-cfb' ? BEFORE_2007[ending] : found in DOCUMENTS ? found : undefined;
  if (!mediaType) return refuse(found || 'unknown kind');
  return kept(bytes, `${plain}.${DOCUMENTS[found] || ending}`, mediaType);

  async function kept(content: Uint8Array, as: string, type: string): Promise<ContentFile> {
    const { sha256, bytes: size } = await objects.put(content);
    return { file: sha256, name: as, mediaType: type, size };
  }
}

/** Where the portal serves it. */
export const fileHref = ({ file, name }: ContentFile): string => `/content/files/${file}/${name}`;
