import { gfm } from '@joplin/turndown-plugin-gfm';
import { load } from 'cheerio';
import TurndownService from 'turndown';

/** Where an old address leads now. `undefined`: nowhere, and only its words stay. */
export interface Moved {
  link(address: string): string | undefined;
  image(address: string): string | undefined;
}

const service = new TurndownService({ headingStyle: 'atx', bulletListMarker: '-', codeBlockStyle: 'fenced', emDelimiter: '*', hr: '---' });
service.use(gfm);
// A sign that opens HTML is a letter here: no Markdown of ours holds HTML.
const escapeMarkdown = service.escape.bind(service);
service.escape = (text) => escapeMarkdown(text).replace(/</g, '\\<');

/** What stands in a cell of Markdown's tables; with anything else a table only arranges a page, and is taken apart. */
const NO_CELL = 'table, ul, ol, h1, h2, h3, h4, h5, h6, blockquote, pre, hr';

/** Harmless HTML (`cleanPage`) as CommonMark with tables, without any HTML, its links leading to new addresses. */
export function toMarkdown(html: string, moved: Moved): string {
  const $ = load(html, null, false);
  $('a').each((_, element) => {
    const href = moved.link(element.attribs.href ?? '');
    if (href) element.attribs.href = href;
    else $(element).replaceWith($(element).contents());
  });
  $('img').each((_, element) => {
    const src = moved.image(element.attribs.src ?? '');
    if (src) element.attribs.src = src;
    else $(element).replaceWith($('<p>').text(element.attribs.alt ?? ''));
  });
  for (const table of $('table').toArray().reverse()) {
    const rows = $(table).find('tr').toArray();
    const wide = rows.some((row) => $(row).children('td, th').length > 1);
    if (wide && $(table).find(NO_CELL).length === 0) {
      $(table).find('br').replaceWith(' ');
      $(table)
        .find('p, div')
        .each((_, part) => void $(part).replaceWith($(part).contents().add($('<span> </span>'))));
    } else {
      $(table)
        .find('td, th, caption')
        .each((_, cell) => void $(cell).replaceWith($('<div>').append($(cell).contents())));
      $(table)
        .find('tbody, thead, tfoot, tr, colgroup')
        .each((_, part) => void $(part).replaceWith($(part).contents()));
      $(table).replaceWith($('<div>').append($(table).contents()));
    }
  }
  // A page has one h1, and the portal writes it.
  $('h1').each((_, element) => {
    element.tagName = 'h2';
  });
  return service
    .turndown($.html())
    .replace(/\u00a0/g, ' ')
    .replace(/^( *)(-|\d+\.) {2,3}(?=\S)/gm, '$1$2 ')
    .replace(/[ \t]+\n/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
