import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { type Answers, normaliseAnswers, validateAnswers } from '@hukumat/contract';
import { render } from '@lit-labs/ssr';
import { collectResult } from '@lit-labs/ssr/lib/render-result.js';
import type { Browser, BrowserContextOptions, Page } from '@playwright/test';
import { build } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser } from '../../gallery/browser.ts';
import { criticalCss, pageCss } from '../styles.ts';
import { everyField, rowsAndSums } from './form.examples.ts';
import { type FormView, newlyAsked, renderStep } from './index.ts';

const [step] = everyField.steps;
if (!step) throw new Error('The example has a step');
const today = '2026-11-23';
const view: FormView = { form: everyField, step, index: 1, total: 2, answers: {}, lang: 'en', action: '/', today };

let browser: Browser;
let server: Server;
let origin: string;
let script: string;

const [ordered] = rowsAndSums.steps;
if (!ordered) throw new Error('The example has a step');
const order: FormView = { ...view, form: rowsAndSums, step: ordered };

async function page(answers: Answers, errors: FormView['errors'] = [], of: FormView = view): Promise<string> {
  const body = await collectResult(render(renderStep({ ...of, answers, errors })));
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>t</title><style>${criticalCss()}${pageCss()}</style><body><main class="hk-page">${body}</main></body></html>`;
}

/** A server of a few lines with the real reading and judging of answers: 422 with everything typed, or “saved”. */
beforeAll(async () => {
  server = createServer(async (request, response) => {
    if (request.url === '/rows' && request.method !== 'POST')
      return response.setHeader('content-type', 'text/html; charset=utf-8').end(await page({}, [], order));
    if (request.method !== 'POST') return response.setHeader('content-type', 'text/html; charset=utf-8').end(await page({}));
    const body = await new Response(await buffer(request), {
      headers: { 'content-type': request.headers['content-type'] ?? '' },
    }).formData();
    const raw: Record<string, string[]> = {};
    for (const [name, value] of body) if (typeof value === 'string') raw[name] = [...(raw[name] ?? []), value];
    const answers = normaliseAnswers({ form: everyField }, raw, step.name);
    const errors = validateAnswers({ form: everyField }, answers, { lang: 'en', today, step: step.name });
    const again = errors.length > 0 || newlyAsked(step, answers, today, raw._shown?.[0]).length > 0;
    response.statusCode = again ? 422 : 200;
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(again ? await page(answers, errors) : `<title>saved</title><pre>${JSON.stringify(answers)}</pre>`);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  origin = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/`;
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      target: 'esnext',
      lib: { entry: fileURLToPath(new URL('../../gallery/wake.ts', import.meta.url)), formats: ['es'], fileName: 'wake' },
    },
  });
  const [output] = Array.isArray(built) ? built : [built];
  if (!output || !('output' in output)) throw new Error('Nothing was built');
  script = output.output[0].code;
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  server?.close();
});

async function open(options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext(options);
  const opened = await context.newPage();
  await opened.goto(origin);
  return opened;
}
const wake = async (at: Page, how: 'wake' | 'hydrateStep', now: FormView): Promise<void> => {
  await at.addScriptTag({ type: 'module', content: `${script}\nwindow.awake = true;` });
  await at.waitForFunction('window.awake');
  await at.evaluate(([name, data]) => void window[name](data), [how, now] as const);
};

const TYPED = {
  surname: 'Раҳимзода',
  passport: 'A1234',
  birthDate: '31.02.1990',
  visitTime: '25:70',
  phone: '91712',
  email: 'nom@',
  guests: 'бисёр',
  address: 'кӯчаи Рӯдакӣ, «1»',
  note: '\nСатри дуюм <b>&amp;</textarea>',
} as const;

async function typeEverything(at: Page): Promise<void> {
  for (const [name, value] of Object.entries(TYPED)) await at.fill(`#f-${name}`, value);
  await at.selectOption('#f-region', 'khatlon');
  await at.check('#f-purpose-study');
  await at.check('#f-languages');
  await at.check('#f-languages-en');
  await at.check('#f-agree');
}
async function expectEverything(at: Page): Promise<void> {
  for (const [name, value] of Object.entries(TYPED)) expect(await at.inputValue(`#f-${name}`), name).toBe(value);
  expect(await at.inputValue('#f-region')).toBe('khatlon');
  for (const id of ['purpose-study', 'languages', 'languages-en', 'agree']) expect(await at.isChecked(`#f-${id}`), id).toBe(true);
  expect(await at.isChecked('#f-languages-ru')).toBe(false);
}

test.each(['wake', 'hydrateStep'] as const)('everything typed before waking is there after %s', async (how) => {
  const at = await open();
  await typeEverything(at);
  await wake(at, how, view);
  await expectEverything(at);
  await at.fill('#f-surname', 'Назарӣ');
  expect(await at.inputValue('#f-note')).toBe(TYPED.note);
});

test('after a refused submit without JavaScript everything typed is there, with errors and a summary', async () => {
  const at = await open({ javaScriptEnabled: false });
  await typeEverything(at);
  await at.click('.hk-actions [name=_continue]');
  await at.waitForSelector('.hk-errors');
  const trimmed = TYPED.note.trim();
  for (const [name, value] of Object.entries(TYPED))
    expect(await at.inputValue(`#f-${name}`), name).toBe(name === 'note' ? trimmed : value);
  expect(await at.isChecked('#f-purpose-study')).toBe(true);
  expect(await at.inputValue('#f-region')).toBe('khatlon');
  await at.click('.hk-errors a[href="#f-birthDate"]');
  expect(await at.locator('#f-birthDate:focus').count()).toBe(1);
});

test('after a refused submit and waking everything is there too, and the summary has the focus', async () => {
  const at = await open();
  await typeEverything(at);
  await at.click('.hk-actions [name=_continue]');
  await at.waitForSelector('.hk-errors');
  await at.fill('#f-surname', 'Назарӣ');
  await wake(at, 'wake', view);
  expect(await at.inputValue('#f-surname')).toBe('Назарӣ');
  expect(await at.inputValue('#f-birthDate')).toBe('31.02.1990');
  expect(await at.locator('.hk-errors:focus').count()).toBe(1);
});

test('without JavaScript a question brought up by an answer is asked on the next page', async () => {
  const at = await open({ javaScriptEnabled: false });
  expect(await at.isVisible('#f-otherPurpose')).toBe(false);
  await at.fill('#f-surname', 'Назарӣ');
  await at.fill('#f-birthDate', '27.03.1990');
  await at.check('#f-purpose-other');
  await at.check('#f-agree');
  await at.press('#f-surname', 'Enter');
  await at.waitForSelector('#f-otherPurpose');
  expect(await at.isVisible('#f-otherPurpose')).toBe(true);
  await at.fill('#f-otherPurpose', 'Раводид');
  await at.click('.hk-actions [name=_continue]');
  await at.waitForSelector('pre');
  expect(await at.textContent('pre')).toContain('"otherPurpose":"Раводид"');
});

test('awake, questions come and go, a field is judged when it is left, and Enter saves', async () => {
  const at = await open();
  await wake(at, 'wake', view);
  await at.check('#f-purpose-other');
  expect(await at.isVisible('#f-otherPurpose')).toBe(true);
  await at.fill('#f-otherPurpose', 'Раводид');
  await at.check('#f-purpose');
  expect(await at.isVisible('#f-otherPurpose')).toBe(false);
  await at.focus('#f-surname');
  await at.press('#f-surname', 'Tab');
  expect(await at.locator('.hk-invalid').count()).toBe(0);
  await at.fill('#f-birthDate', '31.02.1990');
  await at.press('#f-birthDate', 'Tab');
  expect(await at.getAttribute('#f-birthDate', 'aria-invalid')).toBe('true');
  expect(await at.getAttribute('#f-birthDate', 'aria-describedby')).toContain('f-birthDate-error');
  await at.fill('#f-birthDate', '27.03.1990');
  await at.press('#f-birthDate', 'Tab');
  expect(await at.getAttribute('#f-birthDate', 'aria-invalid')).toBe(null);
  expect(await at.locator('.hk-field-error').count()).toBe(0);
  await at.fill('#f-note', 'ғ'.repeat(501));
  expect(await at.textContent('#f-note-count')).toContain('1');
  await at.fill('#f-note', '');
  await at.fill('#f-surname', 'Назарӣ');
  await at.check('#f-agree');
  await at.press('#f-surname', 'Enter');
  await at.waitForSelector('pre');
  expect(await at.textContent('pre')).toContain('"birthDate":"1990-03-27"');
});

test('awake, rows come and go in place, are numbered anew, and sums follow', async () => {
  const at = await open();
  await at.goto(`${origin}rows`);
  await wake(at, 'wake', order);
  expect(await at.isVisible('[name=_drop]')).toBe(false);
  await at.selectOption('[id="f-stamps.0.kind"]', 'wine');
  await at.fill('[id="f-stamps.0.count"]', '1200');
  expect(await at.textContent('[id="f-stamps.0.cost"]')).toBe('TJS 600.00');
  await at.click('[name=_add]');
  expect(await at.locator('[id="f-stamps.1.kind"]:focus').count()).toBe(1);
  expect(await at.inputValue('[id="f-stamps.1.count"]')).toBe('');
  expect(await at.textContent('[id="f-stamps.1"] legend')).toBe('Line\u00a02');
  await at.selectOption('[id="f-stamps.1.kind"]', 'other');
  expect(await at.isVisible('[id="f-stamps.1.note"]')).toBe(true);
  expect(await at.isVisible('[id="f-stamps.0.note"]')).toBe(false);
  await at.fill('[id="f-stamps.1.count"]', 'сад');
  await at.press('[id="f-stamps.1.count"]', 'Tab');
  expect(await at.getAttribute('[id="f-stamps.1.count"]', 'aria-invalid')).toBe('true');
  await at.fill('[id="f-stamps.1.count"]', '100');
  expect(await at.textContent('#f-total')).toBe('TJS 650.00');
  await at.click('[name=_add]');
  expect(await at.isVisible('[name=_add]')).toBe(false);
  await at.click('[name=_drop][value="stamps.0"]');
  expect(await at.locator('[id="f-stamps.0"]:focus').count()).toBe(1);
  expect(await at.inputValue('[id="f-stamps.0.count"]')).toBe('100');
  expect(await at.textContent('[id="f-stamps.0"] legend')).toBe('Line\u00a01');
  expect(await at.textContent('#f-total')).toContain('Worked out once');
  const names = await at.evaluate(() =>
    [...new FormData(document.querySelector('form') ?? undefined).keys()].filter((name) => name.startsWith('stamps.')),
  );
  expect(names.every((name) => /^stamps\.[01]\./.test(name))).toBe(true);
  expect(await at.isVisible('[name=_add]')).toBe(true);
});
