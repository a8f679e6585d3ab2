import fc from 'fast-check';
import { defaultMarkdownParser } from 'prosemirror-markdown';
import type { Mark, Node } from 'prosemirror-model';
import { expect, test } from 'vitest';
import { fromMarkdown, isAddress, marks, schema, toMarkdown } from './markdown.ts';

/** What a reader would see, by the parser that the portal's pages are drawn with. */
const seen = (markdown: string): string => defaultMarkdownParser.tokenizer.render(markdown).replace(/\s+/g, ' ').trim();

const SAMPLES = [
  '## Тартиби қабул\n\nШаҳрвандон **ҳар душанбе** аз соати *9:00* қабул мешаванд.',
  '- якум\n- дуюм\n  - зердуюм\n\n1. як\n2. ду',
  '> Иқтибос аз қонун\n>\n> сархати дуюм',
  'Ба [сайт](https://example.tj/a_(b)?c=1&d=2 "ном") гузаред ё ба <mailto:info@example.tj> нависед.',
  '| Ном | Маблағ |\n| --- | --: |\n| Хироҷ | 12\\|5 |\n| **Андоз** | 7 |',
  '```js\nlet a = 1;\n```\n\n---\n\nсатри якум\\\nсатри дуюм',
  '![Бинои вазорат](/files/abc.webp "Бино")',
  '5\\. не рӯйхат, \\# не сарлавҳа, 2\\*3\\*4 ва \\_хат\\_',
];

test.each(SAMPLES)('the editor gives back what a reader sees: %s', (markdown) => {
  expect(seen(toMarkdown(fromMarkdown(markdown)))).toBe(seen(markdown));
});

test('nothing stays nothing', () => {
  expect(toMarkdown(fromMarkdown(''))).toBe('');
});

test('raw HTML stays text', () => {
  const markdown = toMarkdown(fromMarkdown('<script>alert(1)</script> ва <b>матн</b>'));
  expect(seen(markdown)).toContain('&lt;script&gt;');
});

test('a link leads to a page, a letter or a telephone, to nothing else', () => {
  for (const good of ['https://example.tj/a', '/mia/news', 'mailto:a@b.tj', 'tel:+992372210000', '#part'])
    expect(isAddress(good)).toBe(true);
  for (const bad of ['javascript:alert(1)', ' javascript:x', 'data:text/html,x', '//evil.example', 'vbscript:x', '', 'https://'])
    expect(isAddress(bad)).toBe(false);
});

const word = fc.oneof(
  fc.stringMatching(/^[а-яӣӯҳқғҷa-z0-9]{1,8}$/),
  fc.constantFrom(
    '«Садо»',
    '1.',
    '2)',
    '#',
    '##',
    '-',
    '+',
    '*',
    '>',
    '**',
    '_a_',
    '~~~',
    '`',
    '[x](y)',
    '![',
    '<b>',
    '&copy;',
    '|',
    '===',
    '---',
    '\\',
    'a*b',
    '!',
    '(ҳа)',
  ),
);
const weight = fc.subarray(['strong', 'em'] as const).map((names): Mark[] => names.map((name) => schema.mark(name)));
const link = fc.constantFrom([] as Mark[], [], [], [schema.mark('link', { href: '/mia/news' })]);
const inline = fc
  .array(fc.tuple(fc.array(word, { minLength: 1, maxLength: 3 }), weight, link), { minLength: 1, maxLength: 4 })
  .map((pieces) => pieces.map(([words, set, linked], at) => schema.text(`${at > 0 ? ' ' : ''}${words.join(' ')}`, [...set, ...linked])));
const paragraph = inline.map((content) => schema.node('paragraph', null, content));
const heading = fc.tuple(fc.constantFrom(2, 3), inline).map(([level, content]) => schema.node('heading', { level }, content));
const item = fc.array(paragraph, { minLength: 1, maxLength: 2 }).map((content) => schema.node('list_item', null, content));
const list = fc
  .tuple(fc.constantFrom('bullet_list', 'ordered_list'), fc.array(item, { minLength: 1, maxLength: 3 }))
  .map(([type, items]) => schema.node(type, { tight: items.every((one) => one.childCount === 1) }, items));
const quote = fc.array(paragraph, { minLength: 1, maxLength: 2 }).map((content) => schema.node('blockquote', null, content));
const row = (type: string, cells: readonly (readonly Node[])[]): Node =>
  schema.node(
    'table_row',
    null,
    cells.map((content) => schema.node(type, null, content)),
  );
const table = fc
  .tuple(fc.tuple(inline, inline), fc.array(fc.tuple(inline, inline), { maxLength: 2 }))
  .map(([head, rows]) => schema.node('table', null, [row('table_header', head), ...rows.map((cells) => row('table_cell', cells))]));
const written = fc
  .array(fc.oneof(paragraph, heading, list, quote, table), { minLength: 1, maxLength: 4 })
  .map((blocks) => schema.node('doc', null, blocks));

/** Words with their weight, block by block: what a reader would notice if it changed. */
function meaning(document: Node): unknown[] {
  const found: unknown[] = [];
  document.descendants((node, _at, parent) => {
    if (node.isTextblock) found.push([node.type.name, node.attrs.level, parent?.type.name, node.textContent.replace(/\s+/g, ' ').trim()]);
    if (node.isText && /[а-яӣӯҳқғҷa-z0-9]/.test(node.text ?? ''))
      for (const each of (node.text ?? '').match(/[а-яӣӯҳқғҷa-z0-9]+/g) ?? [])
        found.push([
          each,
          node.marks
            .map(({ type }) => type.name)
            .sort()
            .join(),
        ]);
  });
  return found;
}

test('whatever is written in the editor means the same after it was kept as Markdown', () => {
  fc.assert(
    fc.property(written, (document) => {
      const markdown = toMarkdown(document);
      const again = fromMarkdown(markdown);
      expect(meaning(again), markdown).toEqual(meaning(document));
      expect(meaning(fromMarkdown(toMarkdown(again)))).toEqual(meaning(document));
    }),
    { numRuns: 500 },
  );
});

test('a letter directly after bold punctuation leaves no signs behind', () => {
  const bold = [schema.mark('strong')];
  const paragraph = schema.node('paragraph', null, [schema.text('«Садо»', bold), schema.text('и мардум')]);
  const again = fromMarkdown(toMarkdown(schema.node('doc', null, [paragraph])));
  expect(again.textContent).toBe('«Садо»и мардум');
  expect(again.rangeHasMark(2, 4, marks.strong)).toBe(true);
});
