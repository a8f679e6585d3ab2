import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { Developer } from '../actors/developer.ts';
import { CentralAgency, Reviewer } from '../actors/reviewer.ts';
import { awake, isSameDocument, mark } from '../actors/visitor.ts';
import { expect, test } from '../world.ts';

const origin = process.env.E2E_ORIGIN ?? '';
const AGENCY = 'template-lit';
const OLD = 'Ин хурдтарин барномаи мақомот аст.';
const NEW = 'Ин версияи нав аст.';

/** Addresses of the shell's own scripts and sheets that a fresh document names. */
async function shellFiles(): Promise<string[]> {
  const html = await (await fetch(`${origin}/tg/${AGENCY}/hello`)).text();
  return [...new Set(html.match(/\/assets\/[\w.-]+\.(?:js|css)/g))].sort();
}

/** Leaves for the section's front page and comes back, by links. */
async function navigates(page: Page): Promise<void> {
  await page.locator(`nav a[href="/tg/${AGENCY}/"], main a[href="/tg/${AGENCY}/"]`).first().click();
  await page.waitForURL(`**/tg/${AGENCY}/`);
  await page.locator(`main a[href="/tg/${AGENCY}/hello"]`).first().click();
  await page.waitForURL(`**/tg/${AGENCY}/hello`);
}

const heard = (page: Page, version: string) =>
  page.waitForFunction(
    (wanted) => (window as unknown as { heard: { version: string }[] }).heard.some((one) => one.version === wanted),
    version,
  );

let developer: Developer;
test.afterAll(() => developer?.cleanUp());

test('an agency publishes 1.1.0 into the open portal and takes it back', async ({ world }) => {
  developer = await Developer.of(origin, AGENCY);
  const central = await CentralAgency.at(origin);
  const key = developer.newKey();
  await central.registersKey(AGENCY, key.publicKeyPem);

  const citizen = await world.anyone();
  const tab = citizen.page;
  await tab.addInitScript(() => {
    const told: unknown[] = [];
    Object.assign(window, { heard: told });
    new BroadcastChannel('hukumat.live').onmessage = ({ data }) => told.push(data);
  });
  await tab.goto(`/tg/${AGENCY}/hello`);
  await expect(tab.getByText(OLD)).toBeVisible();
  await awake(tab);
  await mark(tab);
  const shellBefore = await shellFiles();
  expect(shellBefore.length).toBeGreaterThan(1);

  await test.step('the developer raises the version, changes a text, asks for a power and a route, and publishes', async () => {
    const copy = developer.copyOf('agencies/template/lit');
    developer.raise(copy, '1.1.0');
    developer.edit(copy, 'text/tg.json', (text) => text.replace(OLD, NEW));
    developer.edit(copy, 'src/agency.ts', (text) =>
      text.replace(
        /(routes: \[)/,
        "powers: ['storage'],\n  $1{ name: 'more', path: 'more', title: { tg: 'Боз', ru: 'Ещё', en: 'More' }, needs: 'none' }, ",
      ),
    );
    developer.edit(copy, 'src/section.ts', (text) => text.replace('{ hello, card }', '{ hello, card, more: hello }'));
    const published = await developer.hukumat('publish', copy, '--key', key.file);
    expect(published.text).toContain(`${AGENCY}@1.1.0  pending`);
    expect(published.code).toBe(0);

    const dist = join(copy, 'dist');
    const manifest = JSON.parse(readFileSync(join(dist, 'manifest.json'), 'utf8')) as { files: Record<string, unknown> };
    const files = new Map(Object.keys(manifest.files).map((path) => [path, new Uint8Array(readFileSync(join(dist, path)))]));
    expect((await developer.sends({ manifest, files }, key)).status).toBe(200);

    developer.edit(copy, 'text/tg.json', (text) => text.replace(NEW, `${NEW} Дигар байтҳо.`));
    const other = await developer.hukumat('publish', copy, '--key', key.file);
    expect(other.code).not.toBe(0);
    expect(other.text).toContain('409');
  });

  await test.step('the developer cannot approve it', async () => {
    const refused = await developer.hukumat('review', `${AGENCY}@1.1.0`, '--approve');
    expect(refused.code).not.toBe(0);
    expect(refused.text).toContain('403');
    await expect(tab.getByText(OLD)).toBeVisible();
  });

  const staff = await world.anyone();
  const reviewer = new Reviewer(staff.page);
  await test.step('a reviewer sees findings, new powers and routes at the console, and approves', async () => {
    await reviewer.signsIn();
    await reviewer.opensQueue();
    await reviewer.opens(AGENCY, '1.1.0');
    await expect(staff.page.getByText('asks-for-more', { exact: true })).toBeVisible();
    await expect(staff.page.getByText('power storage', { exact: true })).toBeVisible();
    await expect(staff.page.getByText('more → more, needs none', { exact: true })).toBeVisible();
    await reviewer.approves();
  });

  await test.step('the open tab learns of it, keeps what it shows, and its next navigation runs 1.1.0', async () => {
    await heard(tab, '1.1.0');
    await expect(tab.getByText(OLD)).toBeVisible();
    await navigates(tab);
    await expect(tab.getByText(NEW)).toBeVisible();
    expect(await isSameDocument(tab)).toBe(true);
    expect(await shellFiles()).toEqual(shellBefore);
    expect((await fetch(`${origin}/bundles/${AGENCY}/1.0.0/text/tg.json`)).status).toBe(200);
  });

  await test.step('the reviewer rolls back, and the next navigation runs 1.0.0', async () => {
    await reviewer.opensHistory(AGENCY);
    await reviewer.opens(AGENCY, '1.0.0');
    await reviewer.rollsBackHere('1.0.0', 'Матн нодуруст аст');
    await heard(tab, '1.0.0');
    await navigates(tab);
    await expect(tab.getByText(OLD)).toBeVisible();
    expect(await isSameDocument(tab)).toBe(true);
  });

  await test.step('the same by command: publish, review, status, rollback', async () => {
    const copy = developer.copyOf('agencies/template/lit');
    developer.raise(copy, '1.2.0');
    expect((await developer.hukumat('publish', copy, '--key', key.file)).text).toContain(`${AGENCY}@1.2.0  pending`);
    expect((await central.reviewer.hukumat('review', `${AGENCY}@1.2.0`, '--approve')).text).toContain(`${AGENCY}@1.2.0  live`);
    await heard(tab, '1.2.0');
    const back = await developer.hukumat('rollback', copy, '--to', '1.0.0', '--reason', 'journey');
    expect(back.text).toContain(`${AGENCY}@1.0.0  live`);
    const status = await developer.hukumat('status', copy);
    expect(status.text).toContain(`${AGENCY}@1.2.0  rolled-back`);
    expect(status.text).toContain(`${AGENCY}@1.0.0  live`);
    expect(status.code).toBe(0);
  });
});
