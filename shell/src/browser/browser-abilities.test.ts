import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from '@playwright/test';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openBrowser } from './testing/visitor.ts';

// What the browser of the tests can do. When a line changes, the design may lean on something new, or a proof proves less.

let browser: Browser;
const asked: string[] = [];
const server = createServer((request, response) => {
  asked.push(request.url ?? '');
  if (request.url === '/module.js') response.writeHead(200, { 'content-type': 'text/javascript' }).end('globalThis.ran = true;');
  else {
    const strict = { 'integrity-policy': 'blocked-destinations=(script)', 'connection-allowlist': '(response-origin)' };
    response.writeHead(200, { 'content-type': 'text/html', ...(request.url === '/open' ? {} : strict) });
    response.end('<!doctype html><title>abilities</title>');
  }
});

beforeAll(async () => {
  browser = await openBrowser();
  await new Promise<void>((resolve) => server.listen(0, resolve));
});
afterAll(async () => {
  await browser.close();
  server.closeAllConnections();
  server.close();
});

it('is what the design counts on', async () => {
  const page = await browser.newPage();
  const { port } = server.address() as AddressInfo;
  await page.goto(`http://localhost:${port}/`);
  const reach = (path: string) =>
    page.evaluate(
      (to) =>
        fetch(to, { mode: 'no-cors' }).then(
          () => true,
          () => false,
        ),
      `http://127.0.0.1:${port}${path}`,
    );
  const closed = await reach('/elsewhere');
  const ran = await page.evaluate('import("/module.js").then(() => true, () => false)');
  const abilities = await page.evaluate(() => {
    return {
      trustedTypes: 'trustedTypes' in window,
      viewTransitions: 'startViewTransition' in document,
      crossDocumentViewTransitions: CSS.supports('selector(::view-transition)') && 'onpagereveal' in window,
      speculationRules: HTMLScriptElement.supports('speculationrules'),
      prerender: 'prerendering' in document,
      scopedStyles: 'CSSScopeRule' in window,
      modulePreload: document.createElement('link').relList.supports('modulepreload'),
      webLocks: 'locks' in navigator,
      tajikInIntl: Intl.DateTimeFormat.supportedLocalesOf('tg').length > 0,
    };
  });
  expect({ ...abilities, integrityPolicy: !ran, connectionAllowlist: !closed && !asked.includes('/elsewhere') }).toEqual({
    integrityPolicy: true,
    connectionAllowlist: true,
    trustedTypes: true,
    viewTransitions: true,
    crossDocumentViewTransitions: true,
    speculationRules: true,
    prerender: true,
    scopedStyles: true,
    modulePreload: true,
    webLocks: true,
    tajikInIntl: false,
  });
  await page.goto(`http://localhost:${port}/open`);
  expect([await reach('/control'), asked.includes('/control')]).toEqual([true, true]);
  await page.close();
});
