import type { Lang } from '@hukumat/contract';

/** The language a text is written in, told by letters and small words; undefined where it says too little. */
export function languageOf(text: string): Lang | undefined {
  const sample = text.slice(0, 20_000).toLowerCase();
  const count = (pattern: RegExp) => (sample.match(pattern) ?? []).length;
  const cyrillic = count(/\p{Script=Cyrillic}/gu);
  const latin = count(/[a-z]/g);
  if (cyrillic + latin < 20) return undefined;
  if (latin > cyrillic * 2) return count(/(?<!\p{L})(the|of|and|to|in|is|for|by)(?!\p{L})/gu) > 0 ? 'en' : undefined;
  const tajik = count(/[ғӣқӯҳҷ]/g) + 2 * count(/(?<!\p{L})(ва|аз|дар|ба|барои|ки|бо|ин)(?!\p{L})/gu);
  const russian = count(/[ыщьц]/g) + 2 * count(/(?<!\p{L})(и|в|на|по|для|от|не|что|с)(?!\p{L})/gu);
  if (tajik === russian) return undefined;
  return tajik > russian ? 'tg' : 'ru';
}
