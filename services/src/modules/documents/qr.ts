import qrcode from 'qrcode';

/** A QR as one path for all dark squares: sharp at any size and one object in a file. */
export function qrPath(text: string, side: number): string {
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
