import { expect, test } from 'vitest';
import { readSettings, settingsAttributes, USUAL } from './settings-menu.ts';

test('known choices are kept, anything else becomes the usual one', () => {
  expect(readSettings({ theme: 'dark', vision: 'yellow-on-black', size: '175', spacing: 'wide', images: 'off' })).toEqual({
    theme: 'dark',
    vision: 'yellow-on-black',
    size: '175',
    spacing: 'wide',
    images: 'off',
  });
  expect(readSettings({ theme: '"><script>', size: 200, __proto__: { spacing: 'tight' } })).toEqual(USUAL);
});

test('the page carries only what differs from the usual look', () => {
  expect(settingsAttributes(USUAL)).toEqual({});
  expect(settingsAttributes({ ...USUAL, theme: 'dark', size: '150' })).toEqual({ 'data-theme': 'dark', 'data-size': '150' });
});
