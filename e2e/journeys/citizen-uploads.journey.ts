import { createHash } from 'node:crypto';
import type { Page, Route } from '@playwright/test';
import { CERTIFICATE, type Citizen } from '../actors/citizen.ts';
import { smallPdf } from '../actors/papers.ts';
import { expect, test } from '../world.ts';

const PIECES = '**/api/v1/uploads/*';
const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** A real PDF of several pieces: what follows its end is a remark. */
function largePdf(bytes: number) {
  const { name, mimeType, buffer } = smallPdf('kalon.pdf');
  const rest = Buffer.alloc(bytes - buffer.length, 'а');
  return { name, mimeType, buffer: Buffer.concat([buffer, rest]) };
}

async function comesToThePapers(citizen: Citizen): Promise<void> {
  await citizen.appliesFor(CERTIFICATE);
  await citizen.fills('person', { address: 'ш. Душанбе, кӯчаи Айнӣ, 5' });
  await citizen.fills('fingerprint', { fingerprintNumber: 'ДШ-001234', fingerprintDate: '15.02.2025' });
  await citizen.fills('purpose', { purpose: 'other', purposeOther: 'Барои ҳуҷҷатҳои оилавӣ' });
  await citizen.sees('papers');
}

const linkOf = (page: Page) => page.locator('[data-field="identityCopy"] .hk-uploads [data-upload] a');

async function bytesOf(page: Page): Promise<Buffer> {
  const href = await linkOf(page).getAttribute('href');
  return (await page.context().request.get(href ?? '')).body();
}

test('a large file goes on from where a lost connection has stopped it, and arrives whole', async ({ world }) => {
  world.provokes(/net::ERR_INTERNET_DISCONNECTED/);
  const citizen = await world.citizen('citizen-2');
  const { page } = citizen;
  await comesToThePapers(citizen);
  const paper = largePdf(1_500_000);
  const sent: number[] = [];
  let broken = false;
  await page.route(PIECES, async (route: Route) => {
    const request = route.request();
    if (request.method() !== 'PATCH') return route.continue();
    const offset = Number(request.headers()['upload-offset']);
    if (!broken && offset > 500_000) {
      broken = true;
      await page.context().setOffline(true);
      return route.abort('internetdisconnected');
    }
    sent.push(offset);
    return route.continue();
  });
  const input = page.locator('#f-identityCopy');
  await input.focus();
  await input.setInputFiles(paper);
  await expect(page.locator('.hk-uploads').getByText('Пайваст канда шуд')).toBeVisible();
  expect(sent).toEqual([0, 262_144]);
  await page.context().setOffline(false);
  await expect(linkOf(page)).toHaveText(paper.name);
  // Not one byte twice.
  expect(sent).toEqual([0, 262_144, 524_288, 786_432, 1_048_576, 1_310_720]);
  expect(digest(await bytesOf(page))).toBe(digest(paper.buffer));

  await test.step('it is there after a reload, and is removed like any other', async () => {
    await page.reload();
    await expect(linkOf(page)).toHaveText(paper.name);
    await page.locator('[data-field="identityCopy"] button[name="_remove"]').click();
    await expect(linkOf(page)).toHaveCount(0);
  });
});

test('an upload is stopped from the keyboard, and the form waits for one that is under way', async ({ world }) => {
  const citizen = await world.citizen('citizen-2');
  const { page } = citizen;
  await comesToThePapers(citizen);
  const held: (() => void)[] = [];
  await page.route(PIECES, async (route: Route) => {
    if (route.request().method() === 'PATCH')
      await new Promise<void>((resolve) => {
        held.push(resolve);
      });
    await route.continue().catch(() => undefined);
  });
  const input = page.locator('#f-identityCopy');
  await input.focus();
  await input.setInputFiles(smallPdf());
  const cancel = page.locator('.hk-uploads').getByRole('button', { name: 'Бекор кардан shinosnoma.pdf' });
  await expect(page.locator('.hk-uploads progress')).toHaveAccessibleName('shinosnoma.pdf');
  await expect.poll(() => held.length).toBe(1);
  await page.keyboard.press('Shift+Tab');
  await expect(cancel).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(cancel).toHaveCount(0);
  await expect(input).toBeFocused();
  await expect(page.getByText('Боркунии файл бекор шуд.')).toBeAttached();
  held[0]?.();

  held.length = 0;
  await input.setInputFiles(smallPdf());
  await expect.poll(() => held.length).toBe(1);
  await citizen.types({ nameChanged: 'no' });
  await citizen.continues();
  await expect(page.getByText('Аввал файл то охир бор мешавад.')).toBeAttached();
  await citizen.sees('papers');
  held[0]?.();
  await citizen.sees('contact');
});

test('a picture larger than needed is made smaller and stays upright; a check that takes long is told when it ends', async ({ world }) => {
  const citizen = await world.citizen('citizen-2');
  const { page } = citizen;
  await comesToThePapers(citizen);
  const buffer = Buffer.from(await page.evaluate(photograph), 'base64');
  let checked = false;
  await page.route(PIECES, async (route: Route) => {
    const answer = await route.fetch();
    if (route.request().method() !== 'PATCH' || answer.status() !== 200) return route.fulfill({ response: answer });
    return route.fulfill({ response: answer, json: { ...(await answer.json()), scan: 'pending' } });
  });
  await page.route('**/api/v1/uploads?draft=*', async (route: Route) => {
    const answer = await route.fetch();
    const files = (await answer.json()) as object[];
    return route.fulfill({ response: answer, json: checked ? files : files.map((file) => ({ ...file, scan: 'pending' })) });
  });
  const input = page.locator('#f-identityCopy');
  await input.focus();
  await input.setInputFiles({ name: 'акс.jpeg', mimeType: 'image/jpeg', buffer });
  await expect(linkOf(page)).toHaveText('акс.jpg');
  await expect(page.locator('.hk-scan')).toHaveText('Санҷида мешавад');
  checked = true;
  await expect(page.locator('.hk-scan')).toHaveText('Файл санҷида шуд', { timeout: 10_000 });
  const bytes = await bytesOf(page);
  expect(bytes.length).toBeLessThan(5_000_001);
  // Taken lying on its side: 3600 by 2400, of which the left half is red. Upright the upper half is.
  expect(await page.evaluate(look, bytes.toString('base64'))).toEqual({ width: 2000, height: 3000, above: 'red', below: 'blue' });
});

/** A photograph as a camera on its side writes it: the picture lies, and a mark says how to turn it. */
async function photograph(): Promise<string> {
  const canvas = new OffscreenCanvas(3600, 2400);
  const paper = canvas.getContext('2d');
  if (!paper) throw new Error('no canvas');
  paper.fillStyle = '#f00';
  paper.fillRect(0, 0, 1800, 2400);
  paper.fillStyle = '#00f';
  paper.fillRect(1800, 0, 1800, 2400);
  const blob = await canvas.convertToBlob({ type: 'image/jpeg' });
  const jpeg = new Uint8Array(await blob.arrayBuffer());
  // “Turn a quarter to the right” (6), as an Exif segment behind the first mark.
  const exif = [
    0xff, 0xe1, 0, 34, 0x45, 0x78, 0x69, 0x66, 0, 0, 0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0,
  ];
  const whole = [...jpeg.subarray(0, 2), ...exif, ...jpeg.subarray(2)];
  let text = '';
  for (const byte of whole) text += String.fromCharCode(byte);
  return btoa(text);
}

async function look(base64: string) {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const picture = await createImageBitmap(new Blob([bytes], { type: 'image/jpeg' }), { imageOrientation: 'none' });
  const paper = new OffscreenCanvas(picture.width, picture.height).getContext('2d');
  if (!paper) throw new Error('no canvas');
  paper.drawImage(picture, 0, 0);
  const colourAt = (y: number): string => {
    const [red = 0, , blue = 0] = paper.getImageData(picture.width / 2, y, 1, 1).data;
    return red > blue ? 'red' : 'blue';
  };
  return { width: picture.width, height: picture.height, above: colourAt(100), below: colourAt(picture.height - 100) };
}
