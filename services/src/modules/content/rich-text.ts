import MarkdownIt from 'markdown-it';
import sanitizeHtml from 'sanitize-html';
import { FILES, measuresOf } from './file-address.ts';

const markdown = new MarkdownIt({ html: false, linkify: true, typographer: false });

/** Headings of a text stand below the page's own. */
const LOWER: Record<string, string> = { h1: 'h2', h2: 'h2', h3: 'h3', h4: 'h4', h5: 'h5', h6: 'h6' };

/** Markdown of an editor as HTML that may stand in a page: known elements, no scripts, no styles, only safe addresses. */
export function richText(text: string): string {
  return sanitizeHtml(markdown.render(text), {
    allowedTags: [
      'p',
      'br',
      'h2',
      'h3',
      'h4',
      'h5',
      'h6',
      'strong',
      'em',
      's',
      'ul',
      'ol',
      'li',
      'blockquote',
      'a',
      'code',
      'pre',
      'hr',
      'table',
      'thead',
      'tbody',
      'tr',
      'th',
      'td',
      'img',
    ],
    allowedAttributes: {
      a: ['href', 'title'],
      img: ['src', 'alt', 'loading', 'width', 'height'],
      ol: ['start'],
      th: ['scope'],
      table: ['class'],
    },
    allowedSchemes: ['https', 'http', 'mailto', 'tel'],
    allowProtocolRelative: false,
    transformTags: {
      ...LOWER,
      table: (tagName) => ({ tagName, attribs: { class: 'hk-table' } }),
      th: (tagName) => ({ tagName, attribs: { scope: 'col' } }),
      // Only pictures that the portal itself keeps: the policy of its pages would not load others.
      img: (tagName, { src = '', alt = '' }) => ({
        tagName,
        attribs: src.startsWith(FILES) ? { src, alt, loading: 'lazy', ...roomFor(src) } : {},
      }),
    },
    exclusiveFilter: ({ tag, attribs }) => tag === 'img' && !attribs.src,
  }).trim();
}

/** The place that a picture takes, so that the text below it stays where it is. */
function roomFor(src: string): Record<string, string> {
  const measures = measuresOf(src);
  return measures ? { width: String(measures.width), height: String(measures.height) } : {};
}
