/** Longest side of a picture that is sent, and its most bytes: enough to read every letter of a page. */
const SIDE = 3000;
const BYTES = 5_000_000;
const QUALITIES = [0.88, 0.78, 0.65];

/**
 * A picture made smaller where it is larger than needed, upright as the camera meant it; everything else as it is.
 * `types` are those the field accepts, `most` its bytes.
 */
export async function shrunk(file: File, types: string, most: number): Promise<File> {
  if (!/^image\/(jpeg|png)$/.test(file.type) || !types.includes('image/jpeg')) return file;
  const limit = Math.min(BYTES, most);
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => undefined);
  // What cannot be read as a picture is the server's to judge.
  if (!picture) return file;
  try {
    let scale = Math.min(1, SIDE / Math.max(picture.width, picture.height));
    if (scale === 1 && file.size <= limit) return file;
    for (; ; scale *= 0.75) {
      const canvas = new OffscreenCanvas(Math.round(picture.width * scale), Math.round(picture.height * scale));
      const paper = canvas.getContext('2d');
      if (!paper) return file;
      // A picture may be see-through; paper is white.
      paper.fillStyle = '#fff';
      paper.fillRect(0, 0, canvas.width, canvas.height);
      paper.drawImage(picture, 0, 0, canvas.width, canvas.height);
      for (const quality of QUALITIES) {
        const made = await canvas.convertToBlob({ type: 'image/jpeg', quality });
        if (made.size <= limit) return new File([made], `${file.name.replace(/\.[^.]*$/, '')}.jpg`, { type: 'image/jpeg' });
      }
    }
  } finally {
    picture.close();
  }
}
