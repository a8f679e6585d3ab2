/** Takes pictures of the gallery: `node gallery/screenshots.ts <folder> [element…]`. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Lang } from '@hukumat/contract';
import { openBrowser } from './browser.ts';
import { galleryPage } from './render.ts';

const [folder = 'dist/gallery', ...only] = process.argv.slice(2);
const LOOKS = [
  { name: 'light', looks: { theme: 'light' } },
  { name: 'dark', looks: { theme: 'dark' } },
  { name: 'low-vision', looks: { vision: 'yellow-on-black', size: '125' } },
] as const;

await mkdir(folder, { recursive: true });
const browser = await openBrowser();
try {
  for (const lang of ['tg', 'ru'] satisfies Lang[]) {
    for (const { name, looks } of LOOKS) {
      const html = await galleryPage(lang, looks, only.length > 0 ? only : undefined);
      for (const width of [360, 1280]) {
        const page = await browser.newPage({ viewport: { width, height: 800 } });
        await page.setContent(html);
        await page.evaluate(() => document.fonts.ready.then(() => undefined));
        await page.screenshot({ path: join(folder, `${lang}-${name}-${width}.png`), fullPage: true });
        const wide = await page.evaluate(() =>
          [...document.querySelectorAll('body *')]
            .filter(
              (node) =>
                node.getBoundingClientRect().right > document.documentElement.clientWidth + 1 &&
                !node.closest('.hk-table-frame, .hk-hidden'),
            )
            .slice(0, 5)
            .map((node) => `${node.tagName}.${node.className}`),
        );
        if (wide.length > 0) console.log(`${lang} ${name} ${width}: too wide`, wide);
        await page.close();
      }
    }
  }
} finally {
  await browser.close();
}
