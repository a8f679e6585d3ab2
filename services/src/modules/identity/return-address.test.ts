import { expect, test } from 'vitest';
import { languageOf, returnAddress } from './return-address.ts';

const ORIGIN = 'https://portal.example';
const HOSTILE = [
  '//evil.example',
  '///evil.example',
  '////evil.example',
  '//evil.example/%2f..',
  '//portal.example@evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '\\/evil.example',
  '/\\/evil.example',
  '/\\\\evil.example',
  '/%5cevil.example',
  '/%5Cevil.example',
  '/%2fevil.example',
  '/%2Fevil.example',
  '/%2f%2fevil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  '/\r/evil.example',
  '/\r\n/evil.example',
  '\t//evil.example',
  ' //evil.example',
  '/ /evil.example',
  '/\u0000/evil.example',
  '/\u007f/evil.example',
  '/.//evil.example',
  '/..//evil.example',
  '/./\\evil.example',
  '/x/..//evil.example',
  '/%2e//evil.example',
  '/%2e%2e//evil.example',
  'https://evil.example',
  'http://evil.example',
  'HTTPS://evil.example',
  'https:evil.example',
  'https:/evil.example',
  'https:///evil.example',
  'https:\\\\evil.example',
  'https://portal.example.evil.example',
  'https://portal.example@evil.example',
  'https://portal.example:x@evil.example',
  'https://evil.example#portal.example',
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'java\nscript:alert(1)',
  'data:text/html,x',
  'vbscript:x',
  'blob:https://evil.example/1',
  'file:///etc/passwd',
  'ftp://evil.example',
  'mailto:a@evil.example',
  'evil.example',
  '@evil.example',
  ':80',
  '?//evil.example',
  '#//evil.example',
  '',
  '.',
  '..',
  '/auth/sign-in?return=//evil.example',
  '/auth/sign-out',
  '/oidc/auth?redirect_uri=https://evil.example',
  '/%',
  '//',
  `/${'a'.repeat(3000)}`,
  '//[::1]',
];

test.each(HOSTILE)('%j leads nowhere else', (wanted) => {
  const address = returnAddress(wanted, ORIGIN);
  // What a browser makes of it.
  expect(new URL(address, ORIGIN).origin).toBe(ORIGIN);
  expect(address).toMatch(/^\/(?![/\\])/);
  expect(address).not.toMatch(/^\/(auth|oidc)/);
});

test('addresses of the portal are kept as they are', () => {
  expect(HOSTILE.length).toBeGreaterThanOrEqual(60);
  for (const own of [
    '/tg/',
    '/ru/mia/criminal-record-certificate/apply?step=2#top',
    '/tg/search?q=%D0%BE',
    '/tg/search?q=https://a.example/',
  ]) {
    expect(returnAddress(own, ORIGIN)).toBe(own);
  }
  expect(returnAddress(['/tg/', '/ru/'], ORIGIN)).toBe('/tg/');
  expect([languageOf('/ru/mia'), languageOf('/en'), languageOf('/english')]).toEqual(['ru', 'en', 'tg']);
});
