// Takes the pictures of the README from a portal started for them: `npm run screenshots`.
import { mkdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { CERTIFICATE, Citizen } from './actors/citizen.ts';
import { Officer } from './actors/officer.ts';
import { browserLaunch } from './browser.ts';
import { newDataDir, removeDataDir, startPortal } from './portal.ts';

const FOLDER = resolve(import.meta.dirname, '../docs/screenshots');
const WIDTHS = { 360: 740, 1280: 900 } as const;
const MOST_BYTES = 150_000;

mkdirSync(FOLDER, { recursive: true });
const dataDir = newDataDir();
const portal = process.env.E2E_ORIGIN ? undefined : await startPortal({ dataDir });
const baseURL = process.env.E2E_ORIGIN ?? portal?.origin ?? '';
const browser = await chromium.launch(await browserLaunch());

async function take(page: Page, name: string): Promise<void> {
  for (const [width, height] of Object.entries(WIDTHS)) {
    await page.setViewportSize({ width: Number(width), height });
    await page.evaluate(() => document.fonts.ready.then(() => scrollTo(0, 0)));
    const path = join(FOLDER, `${name}-${width}.png`);
    await page.screenshot({ path, animations: 'disabled' });
    const { size } = statSync(path);
    if (size > MOST_BYTES) throw new Error(`${path} is ${size} bytes: more than a README should carry`);
    console.log(`${name}-${width}.png  ${Math.round(size / 1000)} KB`);
  }
}

const newPage = async (): Promise<Page> =>
  (await browser.newContext({ baseURL, locale: 'tg', timezoneId: 'Asia/Dushanbe', colorScheme: 'light' })).newPage();

try {
  const citizen = new Citizen(await newPage());
  await citizen.opens('/');
  await take(citizen.page, 'home');
  await citizen.opens('/services/criminal-record-certificate');
  await take(citizen.page, 'service');
  await citizen.signsIn('citizen-1');
  await citizen.appliesFor('dushanbe/family-composition-certificate');
  await citizen.continues();
  await citizen.sees('family');
  await citizen.field('members.0.relation').selectOption('child');
  await citizen.types({ 'members.0.name': 'Намоишӣ Анис', 'members.0.birthDate': '05.05.2018' });
  await take(citizen.page, 'form');
  await citizen.appliesFor(CERTIFICATE);
  await citizen.fillsTheCertificate();
  await citizen.checksTheAnswers();
  await citizen.submits();
  await citizen.opens('/account/');
  await take(citizen.page, 'account');

  const officer = new Officer(await newPage());
  await officer.signsIn('mia-officer');
  await officer.opensDesk('mia');
  await take(officer.page, 'desk');
} finally {
  await browser.close();
  await portal?.stop();
  removeDataDir(dataDir);
}
