import { repairLegacy } from '@hukumat/contract/locale';
import { load } from 'cheerio';
import type { Repaired } from './migration.ts';
import type { Finding } from './source.ts';

/** Letters that only an old encoding of Tajik, or another language, has. */
const ODD = /[љњќїўѓѕі]/i;
/** Texts of one page whose repair is kept for the editor to compare; the rest are repaired all the same. */
const SHOWN = 300;
const SHOWN_LETTERS = 2000;

/** Every text of a page read in the encoding that the page as a whole speaks; what was before is kept beside it. */
export function repairTexts(title: string, html: string): { title: string; html: string; repaired: Repaired[]; findings: Finding[] } {
  const $ = load(html, null, false);
  const nodes = $('*')
    .add($.root())
    .contents()
    .toArray()
    .flatMap((node) => (node.type === 'text' && node.data.trim() !== '' ? [node] : []));
  const alts = $('img[alt]').toArray();
  const lines = [title, ...nodes.map(({ data }) => data), ...alts.map((image) => image.attribs.alt ?? '')].map((text) =>
    text.replace(/\s*\n\s*/g, ' '),
  );
  const read = repairLegacy(lines.join('\n'));
  if (read.encoding === 'clean') return { title, html, repaired: [], findings: [] };
  const mended = read.text.split('\n');
  const repaired: Repaired[] = [];
  for (const [at, before] of lines.entries()) {
    const after = mended[at] ?? before;
    if (repaired.length >= SHOWN) break;
    const pair = { before: before.trim().slice(0, SHOWN_LETTERS), after: after.trim().slice(0, SHOWN_LETTERS) };
    if (after !== before.normalize('NFC')) repaired.push(pair);
    else if (ODD.test(before) && read.encoding === 'undecided') repaired.push({ ...pair, undecided: true });
  }
  for (const [at, node] of nodes.entries()) node.data = mended[at + 1] ?? node.data;
  for (const [at, image] of alts.entries()) image.attribs.alt = mended[at + 1 + nodes.length] ?? image.attribs.alt ?? '';
  const findings: Finding[] = [];
  if (read.changes > 0) findings.push({ reason: 'text-repaired', detail: `${read.encoding}, ${read.changes}` });
  if (read.encoding === 'undecided') findings.push({ reason: 'text-undecided' });
  return { title: mended[0] ?? title, html: $.html(), repaired, findings };
}
