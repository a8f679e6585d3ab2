import type { Lang } from '@hukumat/contract';
import fontkit from '@pdf-lib/fontkit';
import { pdflibAddPlaceholder } from '@signpdf/placeholder-pdf-lib';
import { SignPdf } from '@signpdf/signpdf';
import { SUBFILTER_ETSI_CADES_DETACHED } from '@signpdf/utils';
import { PDFDict, PDFDocument, type PDFFont, PDFName, type PDFPage, PDFString, rgb } from 'pdf-lib';
import qrcode from 'qrcode';
import { spacedCode } from './code.ts';
import { documentFonts, drawable } from './fonts.ts';
import type { Seal } from './seal.ts';
import { dateText, WORDS } from './wording.ts';

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
  /** Address behind the QR. */
  address: string;
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
  mark(pdf, printed.code);
  printed.sheets.forEach((sheet, index) => {
    drawSheet(pdf.addPage([...A4]), sheet, printed, { regular, bold }, { n: index + 1, total: printed.sheets.length });
  });
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

/** The name under which the code stands in the file's information. */
export const MARK = 'HukumatCode';
function mark(pdf: PDFDocument, code: string): void {
  pdf.context.lookup(pdf.context.trailerInfo.Info, PDFDict).set(PDFName.of(MARK), PDFString.of(code));
}

interface Pen {
  regular: PDFFont;
  bold: PDFFont;
}

function drawSheet(page: PDFPage, sheet: Sheet, printed: Printed, { regular, bold }: Pen, place: { n: number; total: number }): void {
  const { lang } = sheet;
  const width = A4[0] - 2 * MARGIN;
  let y = A4[1] - MARGIN;
  const write = (text: string, font: PDFFont, size: number, { colour = INK, leading = 1.45, after = 0, x = MARGIN, w = width } = {}) => {
    for (const line of wrap(drawable(text), font, size, w)) {
      y -= size * leading;
      page.drawText(line, { x, y, font, size, color: colour });
    }
    y -= after;
  };
  write('HUKUMAT.TJ', bold, 11, { colour: GREEN });
  y -= 8;
  page.drawLine({ start: { x: MARGIN, y }, end: { x: A4[0] - MARGIN, y }, thickness: 1.2, color: GREEN });
  y -= 10;
  write(sheet.agency, bold, 12, { after: 28 });
  write(sheet.title, bold, 20, { leading: 1.25, after: 14 });
  const facts: [string, string][] = [
    [WORDS.number[lang], printed.number],
    [WORDS.date[lang], dateText(printed.issuedOn, lang)],
    [WORDS.application[lang], printed.application],
  ];
  for (const [label, value] of facts) write(`${label}: ${value}`, regular, 11, { colour: SOFT });
  y -= 18;
  for (const paragraph of sheet.body) write(paragraph, regular, 12.5, { leading: 1.55, after: 10 });
  y -= 6;
  write(printed.validUntil ? `${WORDS.validUntil[lang]} ${dateText(printed.validUntil, lang)}` : WORDS.noEnd[lang], bold, 12);
  if (printed.sample) write(WORDS.sample[lang], regular, 10, { colour: SOFT, leading: 2 });

  const side = 118;
  const foot = MARGIN + 20;
  page.drawSvgPath(qrPath(printed.address, side), { x: MARGIN, y: foot + side, color: INK, borderWidth: 0 });
  y = foot + side + 4;
  const beside = { x: MARGIN + side + 20, w: width - side - 20 };
  write(WORDS.verify[lang], regular, 9.5, { ...beside, colour: SOFT });
  write(printed.address.slice(0, printed.address.lastIndexOf('/')), regular, 9.5, beside);
  write(spacedCode(printed.code), bold, 10, { ...beside, after: 6 });
  write(WORDS.seal[lang], regular, 8.5, { ...beside, colour: SOFT });
  const numbers = WORDS.page[lang].replace('{n}', String(place.n)).replace('{total}', String(place.total));
  page.drawText(numbers, {
    x: A4[0] - MARGIN - regular.widthOfTextAtSize(numbers, 8.5),
    y: MARGIN - 14,
    font: regular,
    size: 8.5,
    color: SOFT,
  });
}

/** One path for all dark squares: sharp at any size and one object in the file. */
function qrPath(text: string, side: number): string {
  const { modules } = qrcode.create(text, { errorCorrectionLevel: 'M' });
  const unit = side / modules.size;
  let path = '';
  for (let row = 0; row < modules.size; row++) {
    for (let column = 0; column < modules.size; column++) {
      if (modules.get(row, column))
        path += `M${(column * unit).toFixed(3)} ${(row * unit).toFixed(3)}h${unit.toFixed(3)}v${unit.toFixed(3)}h-${unit.toFixed(3)}z`;
    }
  }
  return path;
}

/** Lines that fit; a single word that is too long is broken, never cut off. */
function wrap(text: string, font: PDFFont, size: number, width: number): string[] {
  const fits = (line: string) => font.widthOfTextAtSize(line, size) <= width;
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line ? `${line} ${word}` : word;
    if (fits(longer)) {
      line = longer;
      continue;
    }
    if (line) lines.push(line);
    line = '';
    for (const letter of word) {
      if (fits(line + letter)) line += letter;
      else {
        lines.push(line);
        line = letter;
      }
    }
  }
  if (line) lines.push(line);
  return lines;
}
