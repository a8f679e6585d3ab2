import { crc32, deflateSync } from 'node:zlib';

/** A small real PDF of one empty page. */
export function smallPdf(name = 'shinosnoma.pdf') {
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Resources<<>>>>',
  ];
  let text = '%PDF-1.4\n';
  const offsets = objects.map((body, at) => {
    const offset = text.length;
    text += `${at + 1} 0 obj${body}endobj\n`;
    return offset;
  });
  const table = text.length;
  const lines = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  text += `xref\n0 4\n0000000000 65535 f \n${lines}trailer<</Size 4/Root 1 0 R>>\nstartxref\n${table}\n%%EOF\n`;
  return { name, mimeType: 'application/pdf', buffer: Buffer.from(text, 'latin1') };
}

/** Says that it is a PDF and is not. */
export const falsePdf = () => ({ name: 'matn.pdf', mimeType: 'application/pdf', buffer: Buffer.from('Ин файл PDF нест.') });

/** A drawing of two rooms, as a real PNG. */
export function planPng(name = 'naqsha.png', width = 900, height = 600) {
  const wall = (x: number, y: number): boolean => {
    const outside = x < 40 || y < 40 || x >= width - 40 || y >= height - 40;
    const edge = x < 52 || y < 52 || x >= width - 52 || y >= height - 52;
    const between = Math.abs(x - width / 2) < 6 && Math.abs(y - height / 2) > 60;
    return !outside && (edge || between);
  };
  const rows = Buffer.alloc((width + 1) * height, 0xff);
  for (let y = 0; y < height; y++) {
    rows[y * (width + 1)] = 0;
    for (let x = 0; x < width; x++) if (wall(x, y)) rows[y * (width + 1) + 1 + x] = 0x22;
  }
  const chunk = (type: string, data: Buffer): Buffer => {
    const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.byteLength);
    const sum = Buffer.alloc(4);
    sum.writeUInt32BE(crc32(named));
    return Buffer.concat([length, named, sum]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  // Eight bits of grey.
  head.set([8, 0, 0, 0, 0], 8);
  const buffer = Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
  return { name, mimeType: 'image/png', buffer };
}
