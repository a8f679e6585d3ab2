import { compareText } from '@hukumat/contract/locale';
import type { Agency } from './agency.ts';

/**
 * The letters under which people look for each body, in Tajik: of its legal name; of what it is about when the name begins with a
 * word that several bodies share («Вазорати корҳои дохилӣ» also under К); of the place it governs.
 */
export function letterIndex(bodies: readonly Agency[]): { letters: string[]; of(agency: string): readonly string[] } {
  const first = (text: string): string => text.match(/\p{L}/u)?.[0]?.toLocaleUpperCase('ru') ?? '';
  const words = (agency: Agency): string[] => agency.names.tg.split(/\s+/);
  const begins = new Map<string, number>();
  for (const body of bodies) begins.set(words(body)[0] ?? '', (begins.get(words(body)[0] ?? '') ?? 0) + 1);
  const index = new Map(
    bodies.map((body) => {
      const [head = '', about = ''] = words(body);
      const shared = (begins.get(head) ?? 0) > 1;
      const own = [first(head), ...(body.place ? [first(body.place.tg)] : shared ? [first(about)] : [])];
      return [body.id, [...new Set(own)].filter(Boolean)] as const;
    }),
  );
  const letters = [...new Set([...index.values()].flat())].sort(compareText);
  return { letters, of: (agency) => index.get(agency) ?? [] };
}
