import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from '@playwright/test';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openBrowser } from './testing/visitor.ts';

// What the browser of the tests can do. When a line changes, the design may lean on something new, or a proof proves less.

let browser: Browser;
const server = createServer((request, response) => {
  if (request.url === '/module.js') response.writeHead(200, { 'content-type': 'text/javascript' }).end('globalThis.ran = true;');
  else {
    response.writeHead(200, {
      'content-type': 'text/html',
      'integrity-policy': 'blocked-destinations=(script)',
      'connection-allowlist': '(response-origin)',
    });
    response.end('<!doctype html><title>abilities</title>');
  }
});

beforeAll(async () => {
  browser = await openBrowser();
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
});
afterAll(async () => {
  await browser.close();
  server.closeAllConnections();
  server.close();
});

it('is what the design counts on', async () => {
  const page = await browser.newPage();
  await page.goto(`http://localhost:${(server.address() as AddressInfo).port}/`);
  const abilities = await page.evaluate(async () => {
    const ran = await import(/* @vite-ignore */ `${location.origin}/module.js`).then(
      () => true,
      () => false,
    );
    const elsewhere = await fetch('http://127.0.0.1:9/', { mode: 'no-cors' }).then(
      () => 'answered',
      (error: Error) => error.message,
    );
    return {
      integrityPolicyBlocksUnlistedModules: !ran,
      connectionElsewhere: elsewhere,
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
  expect(abilities).toEqual({
    integrityPolicyBlocksUnlistedModules: true,
    connectionElsewhere: 'Failed to fetch',
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
  await page.close();
});
