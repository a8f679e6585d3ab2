import type { ContentFile } from '@hukumat/contract/content';

/** Where the files of the texts stand. */
export const FILES = '/content/files/';

/** Where the portal serves a file of a text. */
export const fileHref = ({ file, name }: Pick<ContentFile, 'file' | 'name'>): string => `${FILES}${file}/${encodeURIComponent(name)}`;

/** A picture's name ends in its measures, so that a page which has nothing but its address can leave it room. */
export const pictureName = (stem: string, { width, height }: { width: number; height: number }): string =>
  `${stem}-${width}x${height}.webp`;

/** The measures that a picture's name or address ends in. */
export function measuresOf(name: string): { width: number; height: number } | undefined {
  const [, width, height] = /-([1-9]\d{0,3})x([1-9]\d{0,3})\.webp$/.exec(name) ?? [];
  return width && height ? { width: Number(width), height: Number(height) } : undefined;
}
