// Proof: each of the eleven services in three languages, without JavaScript on a phone and by the keyboard alone, to the
// receipt; every page on the way is kept as a picture to be looked at. `npm run prove:services -- --only vehicle-tax` for one.
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { Citizen } from '../actors/citizen.ts';
import { appliesFor } from '../actors/form-walk.ts';
import { finger, type Hands, keys } from '../actors/hands.ts';
import type { Lang } from '../actors/person.ts';
import { REQUESTS, walkOf } from '../actors/requests.ts';
import { browserLaunch } from '../browser.ts';
import { newDataDir, removeDataDir, startPortal } from '../portal.ts';

const only = process.argv[process.argv.indexOf('--only') + 1];
const requests = process.argv.includes('--only') ? REQUESTS.filter(({ service }) => service === only) : REQUESTS;
const pictures = resolve(process.env.PICTURES ?? 'test-results/services');
mkdirSync(pictures, { recursive: true });

const dataDir = newDataDir();
const portal = process.env.E2E_ORIGIN ? undefined : await startPortal({ dataDir });
const browser = await chromium.launch(await browserLaunch());
const failed: string[] = [];
let received = 0;

/** Hands that keep a picture of each page as it stands when its button is about to be pressed: finished, filled in, nothing under way. */
function photographing(hands: Hands, page: Page, name: string): Hands & { picture(): Promise<void> } {
  let at = 0;
  const picture = async () => {
    const path = join(pictures, `${name}-${String(at++).padStart(2, '0')}.png`);
    await page.screenshot({ path, fullPage: true, animations: 'disabled' });
  };
  return {
    ...hands,
    picture,
    async press(target) {
      await target.waitFor();
      await picture();
      await hands.press(target);
    },
  };
}

for (const request of requests) {
  let walk = 0;
  for (const lang of ['tg', 'ru', 'en'] satisfies Lang[]) {
    for (const by of ['touch', 'keyboard'] as const) {
      const context = await browser.newContext({
        baseURL: process.env.E2E_ORIGIN ?? portal?.origin ?? '',
        locale: lang,
        timezoneId: 'Asia/Dushanbe',
        javaScriptEnabled: by === 'keyboard',
        viewport: by === 'touch' ? { width: 360, height: 740 } : { width: 1280, height: 900 },
      });
      const citizen = new Citizen(await context.newPage());
      citizen.lang = lang;
      const name = `${request.service}-${lang}-${by}`;
      const turn = walk++;
      try {
        const walked = walkOf(request, turn);
        await citizen.signsIn(walked.as);
        const hands = photographing(by === 'touch' ? finger : keys(citizen.page), citizen.page, name);
        const number = await appliesFor(citizen, hands, walked);
        await hands.picture();
        received += 1;
        console.log(`ok     ${name}  ${number}`);
      } catch (error) {
        failed.push(name);
        console.log(`FAILED ${name}  ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`);
      }
      await context.close();
    }
  }
}
await browser.close();
await portal?.stop();
removeDataDir(dataDir);
console.log(`${received} of ${requests.length * 6} receipts; pictures in ${pictures}`);
process.exit(failed.length === 0 ? 0 : 1);
