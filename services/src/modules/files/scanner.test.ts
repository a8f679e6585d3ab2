import { expect, test } from 'vitest';
import { embeddedScanner } from './index.ts';

const text = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD', '-ANTIVIRUS-TEST-FILE!$H+H*'].join('');

test('finds the test text wherever it stands, and only it', async () => {
  const around = Buffer.concat([Buffer.alloc(1000, 1), Buffer.from(text), Buffer.alloc(1000, 2)]);
  expect(await embeddedScanner.scan(around)).toBe('infected');
  expect(await embeddedScanner.scan(around.subarray(5))).toBe('infected');
  expect(await embeddedScanner.scan(around.subarray(0, 1020))).toBe('clean');
  expect(await embeddedScanner.scan(new Uint8Array())).toBe('clean');
});
