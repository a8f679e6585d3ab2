import fc from 'fast-check';
import { expect, test } from 'vitest';
import { richText } from './rich-text.ts';

test('Markdown becomes plain, safe HTML below the page’s own heading', () => {
  expect(richText('# Сарлавҳа\n\nМатни **муҳим** бо [пайванд](/mia/about).')).toBe(
    '<h2>Сарлавҳа</h2>\n<p>Матни <strong>муҳим</strong> бо <a href="/mia/about">пайванд</a>.</p>',
  );
  expect(richText('| А | Б |\n|---|--:|\n| 1 | 2 |')).toContain('<table class="hk-table"><thead>'.replace('><thead', '>\n<thead'));
  expect(richText('![Сурат](/content/files/abc/x.webp)')).toBe('<p><img src="/content/files/abc/x.webp" alt="Сурат" loading="lazy" /></p>');
});

test.each([
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '[x](javascript:alert(1))',
  '[x](data:text/html,<script>alert(1)</script>)',
  '![x](https://elsewhere.example/pixel.gif)',
  '<svg onload=alert(1)>',
  '[x](//elsewhere.example)',
])('nothing of %s acts', (text) => {
  expect(richText(text)).not.toMatch(/<script|<svg|<img|<[^>]+on\w+=|href="(javascript|data|\/\/)/i);
});

test('no text whatever makes an element that we do not know', () => {
  fc.assert(
    fc.property(
      fc.string({
        unit: fc.constantFrom('<', '>', '"', '&', '[', ']', '(', ')', '!', '`', '\n', '|', '-', 'a', 'on', 'script', ' ', '=', ':'),
      }),
      (text) => {
        const names = [...richText(text).matchAll(/<\/?([a-z0-9]+)/gi)].map(([, name]) => name);
        expect(
          names.filter(
            (name) => !/^(p|br|h[2-6]|strong|em|s|ul|ol|li|blockquote|a|code|pre|hr|table|thead|tbody|tr|th|td|img)$/.test(name ?? ''),
          ),
        ).toEqual([]);
      },
    ),
  );
});
