import sharp from 'sharp';

const PICTURES = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/avif', 'image/gif', 'image/tiff']);
const MOST_PIXELS = 50_000_000;
const WIDEST = 1600;
const HIGHEST = 2400;
const MOST_BYTES = 200_000;
/** Tried in this order until a picture is small enough for a phone on a slow line; the last one is taken in any case. */
const WAYS = [
  { width: WIDEST, quality: 80 },
  { width: WIDEST, quality: 60 },
  { width: 1200, quality: 60 },
  { width: 1200, quality: 40 },
  { width: 800, quality: 40 },
] as const;

/** Whether a file of this kind is a picture that can be drawn anew. A drawing that is a program (SVG) is none. */
export const isPicture = (mediaType: string): boolean => PICTURES.has(mediaType);

export interface Drawn {
  bytes: Uint8Array;
  width: number;
  height: number;
}

/**
 * A picture drawn anew as WebP in a size for pages, upright: nothing else that was in its file comes along, neither the place
 * where it was taken nor what hides behind its last pixel. Nothing when no picture can be drawn from the bytes.
 */
export async function drawPicture(bytes: Uint8Array): Promise<Drawn | undefined> {
  const upright = await sharp(bytes, { limitInputPixels: MOST_PIXELS })
    .rotate()
    .resize({ width: WIDEST, height: HIGHEST, fit: 'inside', withoutEnlargement: true })
    .raw()
    .toBuffer({ resolveWithObject: true })
    .catch(() => undefined);
  if (!upright) return undefined;
  const { width, height, channels } = upright.info;
  let drawn: Drawn | undefined;
  for (const way of WAYS) {
    const { data, info } = await sharp(upright.data, { raw: { width, height, channels } })
      .resize({ width: way.width, withoutEnlargement: true })
      .webp({ quality: way.quality })
      .toBuffer({ resolveWithObject: true });
    drawn = { bytes: data, width: info.width, height: info.height };
    if (data.byteLength <= MOST_BYTES) break;
  }
  return drawn;
}
