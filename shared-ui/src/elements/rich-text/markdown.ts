import {
  schema as basic,
  defaultMarkdownParser,
  defaultMarkdownSerializer,
  MarkdownParser,
  MarkdownSerializer,
  type MarkdownSerializerState,
} from 'prosemirror-markdown';
import { Fragment, type Mark, type MarkSpec, type MarkType, type Node, type NodeSpec, type NodeType, Schema } from 'prosemirror-model';

/** What a link may lead to: a page, a letter, a telephone. Everything else is refused, pasted or typed. */
export const isAddress = (href: string): boolean =>
  /^(https?:\/\/[^\s]+|mailto:[^\s@]+@[^\s]+|tel:\+?[\d-]+|\/(?!\/)[^\s]*|#[^\s]+)$/i.test(href);

const spec = (name: string): NodeSpec => basic.nodes[name]?.spec ?? {};
const mark = (name: string): MarkSpec => basic.marks[name]?.spec ?? {};

/** Weight or slant that a word processor wrote as style; the paste keeps it as `data-style`, since the page's policy refuses styles. */
const styled = (look: RegExp) => ({
  tag: '[data-style]',
  consuming: false,
  getAttrs: (dom: HTMLElement) => look.test(dom.dataset.style ?? '') && null,
});

const cell = (tag: 'th' | 'td'): NodeSpec => ({
  content: 'text*',
  attrs: { align: { default: null } },
  isolating: true,
  parseDOM: [{ tag }],
  toDOM: () => [tag, 0],
});

/** CommonMark with tables: what the portal's long texts may hold. Pasted headings become those of a text below its title. */
export const schema = new Schema<string, string>({
  nodes: basic.spec.nodes
    .update('paragraph', { ...spec('paragraph'), parseDOM: [{ tag: 'td > p, th > p', skip: true, priority: 60 }, { tag: 'p' }] })
    .update('heading', {
      ...spec('heading'),
      parseDOM: [
        { tag: 'h1', attrs: { level: 2 } },
        { tag: 'h2', attrs: { level: 2 } },
        { tag: 'h3', attrs: { level: 3 } },
        { tag: 'h4', attrs: { level: 3 } },
        { tag: 'h5', attrs: { level: 3 } },
        { tag: 'h6', attrs: { level: 3 } },
      ],
    })
    // Pictures have a place of their own beside the text; what is pasted brings none along.
    .update('image', { ...spec('image'), parseDOM: [] })
    .append({
      table: {
        content: 'table_row+',
        group: 'block',
        isolating: true,
        parseDOM: [{ tag: 'table' }],
        toDOM: () => ['table', { class: 'hk-table' }, ['tbody', 0]],
      },
      table_row: { content: '(table_header | table_cell)+', parseDOM: [{ tag: 'tr' }], toDOM: () => ['tr', 0] },
      table_header: cell('th'),
      table_cell: cell('td'),
    }),
  marks: basic.spec.marks
    .update('link', {
      ...mark('link'),
      parseDOM: [
        {
          tag: 'a[href]',
          getAttrs: (dom) => {
            const href = dom.getAttribute('href') ?? '';
            return isAddress(href) ? { href, title: dom.getAttribute('title') } : false;
          },
        },
      ],
    })
    .update('strong', {
      ...mark('strong'),
      parseDOM: [
        { tag: 'strong' },
        { tag: 'b', getAttrs: (dom) => !/font-weight:\s*(normal|400)/.test(dom.dataset.style ?? '') && null },
        styled(/font-weight:\s*(bold|[5-9]\d\d)/),
      ],
    })
    .update('em', { ...mark('em'), parseDOM: [{ tag: 'i' }, { tag: 'em' }, styled(/font-style:\s*italic/)] }),
});

/** The kinds of nodes and marks that commands speak of. */
export const nodes = schema.nodes as Record<
  'paragraph' | 'heading' | 'blockquote' | 'bullet_list' | 'ordered_list' | 'list_item' | 'hard_break' | 'table_row' | 'table_cell',
  NodeType
>;
export const marks = schema.marks as Record<'strong' | 'em' | 'link', MarkType>;

const alignOf = (token: { attrGet(name: string): string | null }) => ({
  align: /text-align:(\w+)/.exec(token.attrGet('style') ?? '')?.[1] ?? null,
});

const parser = new MarkdownParser(schema, defaultMarkdownParser.tokenizer.enable('table'), {
  ...defaultMarkdownParser.tokens,
  table: { block: 'table' },
  thead: { ignore: true },
  tbody: { ignore: true },
  th: { block: 'table_header', getAttrs: alignOf },
  td: { block: 'table_cell', getAttrs: alignOf },
  tr: { block: 'table_row' },
});

/** One line of a table: what stands in a cell is written like any text, and its bars do not end it. */
function writeRow(state: MarkdownSerializerState, row: Node): void {
  const written = state as MarkdownSerializerState & { out: string };
  state.write('|');
  row.forEach((one) => {
    const from = written.out.length;
    state.renderInline(one, false);
    const text = written.out.slice(from).trim().replaceAll('|', '\\|');
    written.out = `${written.out.slice(0, from)} ${text} |`;
  });
  state.ensureNewLine();
}

const RULES: Record<string, string> = { left: ':--', right: '--:', center: ':-:' };

const serializer = new MarkdownSerializer(
  {
    ...defaultMarkdownSerializer.nodes,
    bullet_list: (state, node) => state.renderList(node, '  ', () => '- '),
    table(state, node) {
      node.forEach((row, _offset, index) => {
        writeRow(state, row);
        if (index > 0) return;
        state.write(`|${row.children.map((one) => ` ${RULES[String(one.attrs.align)] ?? '---'} |`).join('')}`);
        state.ensureNewLine();
      });
      state.closeBlock(node);
    },
    // A table's rows and cells are written by the table.
    table_row: () => {},
    table_header: () => {},
    table_cell: () => {},
  },
  defaultMarkdownSerializer.marks,
  // Without these a typed `<mailto:…>` would become a link and a typed `&copy;` a sign.
  { escapeExtraCharacters: /<|&(?=#?\w+;)|^=|^\+$|(?<=^|\s)#(?=#*$)|(?<=^\s*\d+)(\)(?=\s|$)|\.$)/g },
);

/**
 * A letter directly after bold or slanted punctuation would leave the signs of Markdown standing in the text: such
 * punctuation gives its weight up. Space around a paragraph goes too: four of them would make it code.
 */
function tidied(node: Node): Node {
  if (node.type.spec.code || node.isLeaf) return node;
  if (!node.isTextblock) return node.copy(Fragment.from(node.children.map(tidied)));
  const pieces = node.children.flatMap((child, index) => lightened(child, node.maybeChild(index - 1), node.maybeChild(index + 1)));
  return node.copy(Fragment.from(trimmed(pieces)));
}

/** A piece of text, with the punctuation at its ends apart where its weight would not survive beside a letter. */
function lightened(node: Node, before: Node | null, after: Node | null): Node[] {
  const [, head = '', middle = '', tail = ''] = /^([\p{P}\p{S}]*)(.*?)([\p{P}\p{S}]*)$/su.exec(node.text ?? '') ?? [];
  if (!middle || !node.marks.some(isWeight)) return [node];
  const freed = (text: string, beside: Node | null, touching: string): Node[] => {
    if (!text) return [];
    const meets = /[\p{L}\p{N}]/u.test(touching);
    return [schema.text(text, meets ? node.marks.filter((one) => !isWeight(one) || one.isInSet(beside?.marks ?? [])) : node.marks)];
  };
  return [
    ...freed(head, before, before?.text?.at(-1) ?? ''),
    schema.text(middle, node.marks),
    ...freed(tail, after, after?.text?.at(0) ?? ''),
  ];
}

const isWeight = ({ type }: Mark): boolean => type.name === 'strong' || type.name === 'em';

function trimmed(pieces: Node[]): Node[] {
  const cut = (at: number, space: RegExp): void => {
    const piece = pieces.at(at);
    if (!piece?.isText) return;
    const text = (piece.text ?? '').replace(space, '');
    if (text) pieces.splice(at, 1, schema.text(text, piece.marks));
    else {
      pieces.splice(at, 1);
      cut(at, space);
    }
  };
  cut(0, /^\s+/);
  cut(-1, /\s+$/);
  return pieces;
}

/** The text as a document of the editor. */
export const fromMarkdown = (markdown: string): Node => parser.parse(markdown) ?? schema.node('doc', null, [schema.node('paragraph')]);

/** The document as Markdown, ready for a field of a form: no space at its ends, nothing for nothing. */
export const toMarkdown = (document: Node): string => serializer.serialize(tidied(document)).trim();
