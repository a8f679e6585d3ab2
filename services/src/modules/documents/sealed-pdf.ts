import type { Lang } from '@hukumat/contract';
import fontkit from '@pdf-lib/fontkit';
import { pdflibAddPlaceholder } from '@signpdf/placeholder-pdf-lib';
import { SignPdf } from '@signpdf/signpdf';
import { SUBFILTER_ETSI_CADES_DETACHED } from '@signpdf/utils';
import { PDFDict, PDFDocument, type PDFFont, PDFName, type PDFPage, PDFString, type RGB, rgb } from 'pdf-lib';
import { spacedCode } from './code.ts';
import type { Signatory } from './document.ts';
import { documentFonts, drawable } from './fonts.ts';
import { qrPath } from './qr.ts';
import type { Seal } from './seal.ts';
import { openStructure, type Role, type TaggedPage } from './tagged.ts';
import { dateText, momentText, WORDS } from './wording.ts';

/** One document in the words of each of its languages. Dates are `yyyy-mm-dd`. */
export interface Sheet {
  lang: Lang;
  agency: string;
  title: string;
  body: string[];
}
export interface Printed {
  sheets: Sheet[];
  number: string;
  application: string;
  issuedOn: string;
  validUntil?: string | undefined;
  code: string;
  /** Address where it is checked; the words beside the QR. */
  address: string;
  /** What the QR holds: the address and the signed statement. */
  statement: string;
  signatories: readonly Signatory[];
  sample: boolean;
  at: Date;
}

const A4 = [595.28, 841.89] as const;
const MARGIN = 62;
const GREEN = rgb(0x0b / 255, 0x5d / 255, 0x3b / 255);
const INK = rgb(0.1, 0.1, 0.1);
const SOFT = rgb(0.35, 0.38, 0.36);

/** Draws one page per language and seals the file (PAdES). */
export async function sealedPdf(printed: Printed, seal: Seal): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  pdf.registerFontkit(fontkit);
  const files = await documentFonts();
  // Without ligatures: `fi` would otherwise be drawn and read back as one odd letter.
  const options = { features: { liga: false } };
  const regular = await pdf.embedFont(files.regular, options);
  const bold = await pdf.embedFont(files.bold, options);
  const main = printed.sheets[0];
  if (!main) throw new Error('a document needs a language');
  pdf.setTitle(`${main.title} ${printed.number}`, { showInWindowTitleBar: true });
  pdf.setAuthor(main.agency);
  pdf.setCreator('HUKUMAT.TJ');
  pdf.setProducer('HUKUMAT.TJ');
  pdf.setLanguage(main.lang);
  pdf.setCreationDate(printed.at);
  pdf.setModificationDate(printed.at);
  // Plain ASCII in the file, so that a changed copy can still be traced to its document.
  mark(pdf, printed);
  const structure = openStructure(pdf);
  const pages: Parameters<typeof numberPages>[0][number][] = [];
  for (const sheet of printed.sheets) {
    const section = structure.section(sheet.lang);
    drawSheet(sheet, printed, { regular, bold }, () => {
      const page = pdf.addPage([...A4]);
      const begun = { page, tags: section(page), lang: sheet.lang };
      pages.push(begun);
      return begun;
    });
  }
  numberPages(pages, regular);
  structure.close();
  pdflibAddPlaceholder({
    pdfDoc: pdf,
    reason: `${printed.number}: demonstration seal`,
    contactInfo: printed.address,
    name: 'HUKUMAT.TJ demonstration seal',
    location: 'Dushanbe',
    signingTime: printed.at,
    signatureLength: 6000,
    subFilter: SUBFILTER_ETSI_CADES_DETACHED,
  });
  const unsigned = await pdf.save({ useObjectStreams: false });
  return new SignPdf().sign(Buffer.from(unsigned), seal.signer, printed.at);
}

/** The names under which the code and the statement stand in the file's information. */
export const MARK = 'HukumatCode';
export const STATEMENT_MARK = 'HukumatStatement';
function mark(pdf: PDFDocument, { code, statement }: Printed): void {
  const information = pdf.context.lookup(pdf.context.trailerInfo.Info, PDFDict);
  information.set(PDFName.of(MARK), PDFString.of(code));
  information.set(PDFName.of(STATEMENT_MARK), PDFString.of(statement));
}

interface Pen {
  regular: PDFFont;
  bold: PDFFont;
}

const WIDTH = A4[0] - 2 * MARGIN;
const QR_SIDE = 150;
const FOOT = MARGIN + 16;
/** Nothing of the text is drawn below: there stands the QR, on every page. */
const FLOOR = FOOT + QR_SIDE + 24;

interface Look {
  colour?: RGB;
  leading?: number;
  after?: number;
  x?: number;
  w?: number;
}

/** Draws one sheet from the top down, over as many pages as its text needs; every page has the head and the QR. */
function drawSheet(sheet: Sheet, printed: Printed, { regular, bold }: Pen, begin: () => { page: PDFPage; tags: TaggedPage }): void {
  const { lang } = sheet;
  let { page, tags } = begin();
  let y = A4[1] - MARGIN;
  const lines = (
    text: string,
    font: PDFFont,
    size: number,
    { colour = INK, leading = 1.45, after = 0, x = MARGIN, w = WIDTH }: Look = {},
  ) => {
    for (const line of wrap(drawable(text), font, size, w)) {
      y -= size * leading;
      page.drawText(line, { x, y, font, size, color: colour });
    }
    y -= after;
  };
  const frame = () => {
    foot(page, tags, sheet, printed, { regular, bold });
    y = A4[1] - MARGIN;
    tags.artifact(() => {
      lines('HUKUMAT.TJ', bold, 11, { colour: GREEN });
      y -= 8;
      page.drawLine({ start: { x: MARGIN, y }, end: { x: A4[0] - MARGIN, y }, thickness: 1.2, color: GREEN });
      y -= 10;
    });
  };
  /** One paragraph of the document; it is never parted between two pages unless it is longer than one. */
  const write = (role: Role, text: string, font: PDFFont, size: number, look: Look = {}) => {
    const height = wrap(drawable(text), font, size, look.w ?? WIDTH).length * size * (look.leading ?? 1.45);
    if (y - height < FLOOR) {
      ({ page, tags } = begin());
      frame();
    }
    tags.tag(role, () => lines(text, font, size, look));
  };
  frame();
  write('P', sheet.agency, bold, 12, { after: 28 });
  write('H1', sheet.title, bold, 20, { leading: 1.25, after: 14 });
  const facts: [string, string][] = [
    [WORDS.number[lang], printed.number],
    [WORDS.date[lang], dateText(printed.issuedOn, lang)],
    [WORDS.application[lang], printed.application],
  ];
  for (const [label, value] of facts) write('P', `${label}: ${value}`, regular, 11, { colour: SOFT });
  y -= 18;
  for (const paragraph of sheet.body) write('P', paragraph, regular, 12.5, { leading: 1.55, after: 10 });
  y -= 6;
  for (const [index, { name, as, at, digest }] of printed.signatories.entries()) {
    const who = as === 'party' ? WORDS.agent[lang] : printed.signatories.length > 1 ? WORDS.principal[lang] : WORDS.signed[lang];
    write('P', `${who}: ${name}`, bold, 11, { leading: index === 0 ? 1.6 : 1.9 });
    write('P', `${WORDS.signedAt[lang]}: ${momentText(at, lang)}. SHA-256: ${digest}`, regular, 8.5, { colour: SOFT });
  }
  y -= 6;
  write('P', printed.validUntil ? `${WORDS.validUntil[lang]} ${dateText(printed.validUntil, lang)}` : WORDS.noEnd[lang], bold, 12);
  if (printed.sample) write('P', WORDS.sample[lang], regular, 10, { colour: SOFT, leading: 2 });
}

/** The QR and how it is checked. */
function foot(page: PDFPage, tags: TaggedPage, { lang }: Sheet, printed: Printed, { regular, bold }: Pen): void {
  const describe = `${WORDS.qr[lang]} ${printed.address}`;
  tags.tag(
    'Figure',
    () => page.drawSvgPath(qrPath(printed.statement, QR_SIDE), { x: MARGIN, y: FOOT + QR_SIDE, color: INK, borderWidth: 0 }),
    describe,
  );
  let y = FOOT + QR_SIDE + 4;
  const x = MARGIN + QR_SIDE + 20;
  const beside: [string, PDFFont, number, RGB][] = [
    [WORDS.verify[lang], regular, 9.5, SOFT],
    [printed.address.slice(0, printed.address.lastIndexOf('/')), regular, 9.5, INK],
    [spacedCode(printed.code), bold, 10, INK],
    [WORDS.offline[lang], regular, 8.5, SOFT],
    [WORDS.seal[lang], regular, 8.5, SOFT],
  ];
  for (const [text, font, size, color] of beside) {
    tags.tag('P', () => {
      for (const line of wrap(drawable(text), font, size, WIDTH - QR_SIDE - 20)) {
        y -= size * 1.4;
        page.drawText(line, { x, y, font, size, color });
      }
    });
    y -= 3;
  }
}

function numberPages(pages: readonly { page: PDFPage; tags: TaggedPage; lang: Lang }[], font: PDFFont): void {
  for (const [index, { page, tags, lang }] of pages.entries()) {
    const text = WORDS.page[lang].replace('{n}', String(index + 1)).replace('{total}', String(pages.length));
    const x = A4[0] - MARGIN - font.widthOfTextAtSize(text, 8.5);
    tags.artifact(() => page.drawText(text, { x, y: MARGIN - 14, font, size: 8.5, color: SOFT }));
  }
}

/** Lines that fit; a single word that is too long is broken, never cut off. Measured word by word: laying out text is what costs. */
function wrap(text: string, font: PDFFont, size: number, width: number): string[] {
  const widthOf = (part: string) => font.widthOfTextAtSize(part, size);
  const space = widthOf(' ');
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const word of text.split(' ')) {
    const own = widthOf(word);
    if (line && used + space + own <= width) {
      line = `${line} ${word}`;
      used += space + own;
      continue;
    }
    if (line) lines.push(line);
    line = word;
    used = own;
    if (own <= width) continue;
    line = '';
    for (const letter of word) {
      if (widthOf(line + letter) <= width) line += letter;
      else {
        lines.push(line);
        line = letter;
      }
    }
    used = widthOf(line);
  }
  if (line) lines.push(line);
  return lines;
}
