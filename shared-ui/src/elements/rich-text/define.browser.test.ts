import { fileURLToPath } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from '@playwright/test';
import { build } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser } from '../../../gallery/browser.ts';
import { galleryPage } from '../../../gallery/render.ts';

let browser: Browser;
let script: string;
beforeAll(async () => {
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    build: { write: false, lib: { entry: fileURLToPath(new URL('define.ts', import.meta.url)), formats: ['es'], fileName: 'define' } },
  });
  const [output] = Array.isArray(built) ? built : [built];
  if (!output || !('output' in output)) throw new Error('Nothing was built');
  script = output.output[0].code;
  browser = await openBrowser();
});
afterAll(() => browser?.close());

/** The policy of an editor's page, but for the gallery's own inline style sheet. */
const POLICY = (css: string): string =>
  `default-src 'none'; script-src 'self'; style-src '${css}'; font-src data:; img-src 'self' data:; require-trusted-types-for 'script'; trusted-types ProseMirrorClipboard`;

/** The gallery's page with its editors awake, under the portal's policy. What the policy refuses is kept. */
async function open({ asleep = false } = {}): Promise<Page> {
  const context = await browser.newContext();
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: 'https://hukumat.test' });
  const html = await galleryPage('en', {}, ['rich-text']);
  const style = /<style>([\s\S]*?)<\/style>/.exec(html)?.[1] ?? '';
  const hash = Buffer.from(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(style))).toString('base64');
  await context.route('https://hukumat.test/', (route) =>
    route.fulfill({
      contentType: 'text/html',
      headers: { 'content-security-policy': POLICY(`sha256-${hash}`) },
      body: html.replace('</head>', '<script type="module" src="/start.js"></script></head>'),
    }),
  );
  await context.route('https://hukumat.test/define.js', (route) => route.fulfill({ contentType: 'text/javascript', body: script }));
  await context.route('https://hukumat.test/start.js', (route) =>
    route.fulfill({
      contentType: 'text/javascript',
      body: `window.refused = []; document.addEventListener('securitypolicyviolation', (e) => refused.push(e.violatedDirective + ' ' + e.sample));
        const { defineRichText } = await import('/define.js');
        window.wake = () => { defineRichText(); defineRichText(); };
        document.documentElement.dataset.ready = ''; ${asleep ? '' : 'wake();'}`,
    }),
  );
  const page = await context.newPage();
  await page.goto('https://hukumat.test/');
  if (asleep) await page.waitForSelector('html[data-ready]');
  else await page.waitForSelector('[role="textbox"]');
  return page;
}

const markdown = (page: Page, name: string): Promise<string> => page.inputValue(`textarea[name="${name}"]`);
const refused = (page: Page): Promise<unknown> => page.evaluate('window.refused');

test('the text area gives its place to the editor, keeps its name and its text untouched', async () => {
  const page = await open();
  expect(await page.isVisible('textarea')).toBe(false);
  expect(await page.textContent('#body h2')).toBe('Reception of citizens');
  expect(await markdown(page, 'body')).toContain('- Bring your passport\n- Call ahead');
  expect(await page.getByRole('textbox', { name: 'Answer' }).getAttribute('aria-multiline')).toBe('true');
  expect(await refused(page)).toEqual([]);
});

test('one types, formats by keyboard and reads the Markdown back', async () => {
  const page = await open();
  await page.focus('#answer');
  await page.keyboard.type('## Қабул');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Ҳар ');
  await page.keyboard.press('Control+b');
  await page.keyboard.type('душанбе');
  await page.keyboard.press('Control+b');
  await page.keyboard.type(' аз 9:00');
  await page.keyboard.press('Enter');
  await page.keyboard.type('- якум');
  await page.keyboard.press('Enter');
  await page.keyboard.type('дуюм');
  expect(await markdown(page, 'answer')).toBe('## Қабул\n\nҲар **душанбе** аз 9:00\n\n- якум\n- дуюм');
  await page.keyboard.press('Control+z');
  expect(await markdown(page, 'answer')).not.toContain('дуюм');
  await page.keyboard.press('Control+Shift+z');
  expect(await markdown(page, 'answer')).toContain('дуюм');
  expect(await refused(page)).toEqual([]);
});

test('the bar is one stop of Tab, is walked by arrows and says what is on', async () => {
  const page = await open();
  await page.focus('#answer');
  await page.keyboard.type('Матн');
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Alt+F10');
  expect(await page.getAttribute(':focus', 'data-act')).toBe('heading2');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  expect(await page.getAttribute(':focus', 'data-act')).toBe('strong');
  await page.keyboard.press('Enter');
  expect(await markdown(page, 'answer')).toBe('**Матн**');
  const bar = page.getByRole('toolbar').nth(1);
  expect(await bar.getByRole('button', { name: 'Bold' }).getAttribute('aria-pressed')).toBe('true');
  await bar.getByRole('button', { name: 'Bold' }).click();
  await bar.getByRole('button', { name: 'Quote' }).click();
  expect(await markdown(page, 'answer')).toBe('> Матн');
  await bar.getByRole('button', { name: 'Quote' }).click();
  await bar.getByRole('button', { name: 'Numbered list' }).click();
  await bar.getByRole('button', { name: 'List', exact: true }).click();
  expect(await markdown(page, 'answer')).toBe('- Матн');
  // Tab leaves the text, Shift+Tab leads to the bar.
  await page.keyboard.press('Shift+Tab');
  expect(await page.getAttribute(':focus', 'data-act')).toBe('strong');
});

test('a link is set, refused when it leads nowhere good, and taken away', async () => {
  const page = await open();
  await page.focus('#answer');
  await page.keyboard.type('сайт');
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Control+k');
  await page.fill('#answer-link', 'javascript:alert(1)');
  await page.keyboard.press('Enter');
  expect(await page.isVisible('#answer-link-error')).toBe(true);
  await page.fill('#answer-link', 'https://example.tj/a');
  await page.keyboard.press('Enter');
  expect(await markdown(page, 'answer')).toBe('[сайт](https://example.tj/a)');
  expect(await page.locator('#answer:focus').count()).toBe(1);
  await page.keyboard.press('Control+k');
  await page.getByRole('button', { name: 'Remove the link' }).click();
  expect(await markdown(page, 'answer')).toBe('сайт');
});

test('what is pasted keeps its meaning and nothing else', async () => {
  const page = await open();
  await page.focus('#answer');
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.setData(
      'text/html',
      `<style>p{color:red}</style><h1 style="color:red">Сарлавҳа</h1><p class="MsoNormal" style="margin:0" onclick="alert(1)"><span style="font-weight:700">Ғафс</span> ва <i>моил</i>
       <a href="javascript:alert(1)">бад</a> <a href="https://example.tj/">хуб</a><img src="https://evil.example/p.gif" onerror="alert(1)"></p><script>alert(1)</script>
       <table><tr><td><p>Ном</p></td><td><p>Сол</p></td></tr><tr><td>А|Б</td><td>2026</td></tr></table>`,
    );
    document.querySelector('#answer')?.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  });
  const text = await markdown(page, 'answer');
  expect(text).toContain('## Сарлавҳа');
  expect(text).toContain('**Ғафс** ва *моил* бад [хуб](https://example.tj/)');
  expect(text).toContain('| Ном | Сол |\n| --- | --- |\n| А\\|Б | 2026 |');
  expect(text).not.toMatch(/evil|alert|style|script/);
  expect(await refused(page)).toEqual([]);
});

test('a table has its own keys: Enter begins a line, Backspace takes an empty one away', async () => {
  const page = await open();
  await page.focus('#answer');
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.setData('text/html', '<table><tr><th>Ном</th><th>Сол</th></tr><tr><td>Якум</td><td>2026</td></tr></table>');
    document.querySelector('#answer')?.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  });
  await page.click('#answer td:first-child');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Дуюм');
  expect(await markdown(page, 'answer')).toContain('| Якум | 2026 |\n| Дуюм |  |');
  for (const _letter of 'Дуюм') await page.keyboard.press('Backspace');
  await page.keyboard.press('Backspace');
  expect(await markdown(page, 'answer')).toMatch(/\| Якум \| 2026 \|$/);
});

test('Back brings the text back into the editor', async () => {
  const page = await open();
  await page.evaluate(() => {
    const area = document.querySelector<HTMLTextAreaElement>('textarea[name="answer"]');
    if (area) area.value = '## Аз пештара';
    dispatchEvent(new PageTransitionEvent('pageshow'));
  });
  expect(await page.textContent('#answer h2')).toBe('Аз пештара');
  expect(await markdown(page, 'answer')).toBe('## Аз пештара');
});

test('whoever types before the editor wakes is not disturbed; it comes when they leave, with all they wrote', async () => {
  const page = await open({ asleep: true });
  await page.focus('#answer');
  await page.keyboard.type('## Пеш аз');
  await page.evaluate('window.wake()');
  await page.waitForSelector('#body[role="textbox"]');
  await page.keyboard.type(' бедорӣ');
  expect(await page.isVisible('textarea[name="answer"]')).toBe(true);
  await page.keyboard.press('Tab');
  await page.waitForSelector('#answer[role="textbox"]');
  expect(await page.textContent('#answer h2')).toBe('Пеш аз бедорӣ');
  expect(await markdown(page, 'answer')).toBe('## Пеш аз бедорӣ');
});

test('axe finds nothing while the editors are awake', async () => {
  const page = await open();
  const { violations } = await new AxeBuilder({ page }).disableRules('page-has-heading-one').analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`)).toEqual([]);
});
