import type { Lang } from '@hukumat/contract';
import { html, type TemplateResult } from 'lit';
import { type Word, word } from '../../words.ts';

/** How a person wants pages to look; the server keeps it in a cookie and writes it as `data-…` on `<html>`. */
export interface Settings {
  theme: 'auto' | 'light' | 'dark';
  vision: 'none' | 'black-on-white' | 'white-on-black' | 'yellow-on-black';
  size: '100' | '125' | '150' | '175' | '200';
  spacing: 'normal' | 'wide';
  images: 'on' | 'off';
}

type Choices<K extends keyof Settings> = readonly { value: Settings[K]; label: Word | '' }[];

const GROUPS: { [K in keyof Settings]: { title: Word; choices: Choices<K> } } = {
  theme: {
    title: 'theme',
    choices: [
      { value: 'auto', label: 'themeAuto' },
      { value: 'light', label: 'themeLight' },
      { value: 'dark', label: 'themeDark' },
    ],
  },
  vision: {
    title: 'vision',
    choices: [
      { value: 'none', label: 'visionNone' },
      { value: 'black-on-white', label: 'visionBlack' },
      { value: 'white-on-black', label: 'visionWhite' },
      { value: 'yellow-on-black', label: 'visionYellow' },
    ],
  },
  size: {
    title: 'textSize',
    choices: [
      { value: '100', label: '' },
      { value: '125', label: '' },
      { value: '150', label: '' },
      { value: '175', label: '' },
      { value: '200', label: '' },
    ],
  },
  spacing: {
    title: 'spacing',
    choices: [
      { value: 'normal', label: 'spacingNormal' },
      { value: 'wide', label: 'spacingWide' },
    ],
  },
  images: {
    title: 'images',
    choices: [
      { value: 'on', label: 'imagesOn' },
      { value: 'off', label: 'imagesOff' },
    ],
  },
};

export const USUAL: Settings = { theme: 'auto', vision: 'none', size: '100', spacing: 'normal', images: 'on' };

/** Reads posted or stored values; whatever is not a known choice becomes the usual one. */
export function readSettings(raw: Readonly<Record<string, unknown>>): Settings {
  const known = <K extends keyof Settings>(key: K): Settings[K] =>
    (GROUPS[key].choices as Choices<K>).find(({ value }) => value === raw[key])?.value ?? USUAL[key];
  return { theme: known('theme'), vision: known('vision'), size: known('size'), spacing: known('spacing'), images: known('images') };
}

/** The attributes of `<html>` for these settings; usual ones are left out. */
export function settingsAttributes(settings: Settings): Record<string, string> {
  const keys = Object.keys(GROUPS) as (keyof Settings)[];
  return Object.fromEntries(keys.filter((key) => settings[key] !== USUAL[key]).map((key) => [`data-${key}`, settings[key]]));
}

/** A plain form of choices: theme, low vision, size, spacing, pictures. Works without JavaScript. */
export function settingsMenu(lang: Lang, settings: Settings, action: string, back: string): TemplateResult {
  return html`<form class="hk-settings" method="post" action=${action}><input type="hidden" name="back" value=${back}>
    ${Object.entries(GROUPS).map(
      ([key, { title, choices }]) =>
        html`<fieldset><legend class="hk-label">${word(lang, title)}</legend><div class="hk-settings-options">${choices.map(
          ({ value, label }) =>
            html`<label class="hk-choice"><input type="radio" name=${key} value=${value} ?checked=${settings[key as keyof Settings] === value}><span>${
              label === '' ? `${value} %` : word(lang, label)
            }</span></label>`,
        )}</div></fieldset>`,
    )}<button class="hk-button">${word(lang, 'apply')}</button></form>`;
}
