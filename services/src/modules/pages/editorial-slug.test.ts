import fc from 'fast-check';
import { expect, test } from 'vitest';
import { slugOf } from './editorial-slug.ts';

test('a title becomes an address', () => {
  expect(slugOf('Қабули шаҳрвандон: рӯзи душанбе')).toBe('qabuli-shahrvandon-ruzi-dushanbe');
  expect(slugOf('Ғамхорӣ ва ҷавонон, 2026')).toBe('ghamkhori-va-javonon-2026');
  expect(slugOf('Объявление «Щит»')).toBe('obyavlenie-shchit');
  expect(slugOf('— —')).toBe('');
});

test('whatever the title, the address is one, and no word is cut when there is another', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (title) => {
      const slug = slugOf(title);
      expect(slug).toMatch(/^([a-z0-9]+(-[a-z0-9]+)*)?$/);
      expect(slug.length).toBeLessThanOrEqual(80);
      expect(slugOf(slug)).toBe(slug);
    }),
  );
});
