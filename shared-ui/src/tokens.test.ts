import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const css = readFileSync(new URL('tokens.css', import.meta.url), 'utf8');
const both = new Map(
  [...css.matchAll(/--hk-([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map(([, name, light, dark]) => [
    name,
    { light, dark },
  ]),
);

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const c = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
function contrast(a: string, b: string): number {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

const SURFACES = ['ground', 'raised', 'tint', 'tint-strong'];
const TINTS = ['gold-tint', 'danger-tint', 'info-tint', 'good-tint'];
const TEXT: [string, string[]][] = [
  ['ink', [...SURFACES, ...TINTS]],
  ['ink-soft', [...SURFACES, ...TINTS]],
  ['action', [...SURFACES, ...TINTS]],
  ['action-strong', [...SURFACES, ...TINTS]],
  ['gold', ['ground', 'raised', 'tint', 'gold-tint']],
  ['danger', ['ground', 'raised', 'tint', 'danger-tint']],
  ['info', ['ground', 'raised', 'tint', 'info-tint']],
  ['good', ['ground', 'raised', 'tint', 'good-tint']],
  ['on-action', ['action', 'action-strong']],
  ['on-danger', ['danger']],
];
/** Borders of controls and the focus ring: not text, but they must be seen. */
const SEEN: [string, string[]][] = [
  ['line-strong', ['ground', 'raised', 'tint']],
  ['focus', SURFACES],
];

test.each(['light', 'dark'] as const)('every pair of the %s ramp is legible', (ramp) => {
  const colour = (name: string): string => {
    const found = both.get(name)?.[ramp];
    if (!found) throw new Error(`tokens.css has no --hk-${name}`);
    return found;
  };
  const poor = [...TEXT.map((pair) => [...pair, 4.5] as const), ...SEEN.map((pair) => [...pair, 3] as const)].flatMap(
    ([fore, backs, least]) =>
      backs
        .map((back) => ({ pair: `${fore} on ${back}`, ratio: contrast(colour(fore), colour(back)), least }))
        .filter(({ ratio }) => ratio < least),
  );
  expect(poor).toEqual([]);
});

test('every colour that carries text is among the checked pairs', () => {
  const checked = new Set([...TEXT, ...SEEN].flatMap(([fore, backs]) => [fore, ...backs]));
  const decoration = ['line', 'ornament', 'ornament-bright'];
  expect([...both.keys()].filter((name) => !checked.has(name ?? '') && !decoration.includes(name ?? ''))).toEqual([]);
});

test('low-vision modes use two colours only, and override every colour of the ramps', () => {
  const modes = [...css.matchAll(/--hk-fore: (#[0-9a-f]{6});\s*--hk-back: (#[0-9a-f]{6})/g)];
  expect(modes).toHaveLength(3);
  for (const [, fore = '', back = ''] of modes) expect(contrast(fore, back)).toBeGreaterThan(15);
  const block = css.match(/:root\[data-vision\] \{([^}]*)\}/)?.[1] ?? '';
  expect([...both.keys()].filter((name) => !block.includes(`--hk-${name}:`))).toEqual([]);
});
