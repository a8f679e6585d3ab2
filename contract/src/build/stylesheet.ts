import { transform } from 'lightningcss';

/** Rules that name something for the whole document; inside `@scope` they would not take effect. */
const OUTSIDE = new Set(['font-face', 'keyframes', 'property', 'layer-statement', 'namespace', 'counter-style', 'font-palette-values']);

/**
 * Wraps a plugin's styles in `@scope ([data-plugin])`, so that they reach nothing but what the plugin draws,
 * and minifies them. `@import` is refused: a release is a closed set.
 */
export function scopedStylesheet(css: string, filename: string): Uint8Array {
  const { code } = transform({
    filename,
    code: new TextEncoder().encode(css),
    minify: true,
    visitor: {
      Rule: {
        import(rule) {
          throw new Error(`${filename} imports ${rule.value.url}: put the styles into the plugin itself`);
        },
      },
      StyleSheetExit(sheet) {
        const outside = sheet.rules.filter((rule) => OUTSIDE.has(rule.type));
        const rules = sheet.rules.filter((rule) => !OUTSIDE.has(rule.type));
        const scopeStart = [[{ type: 'attribute' as const, name: 'data-plugin' }]];
        const loc = { source_index: 0, line: 1, column: 1 };
        return { ...sheet, rules: [...outside, { type: 'scope', value: { loc, rules, scopeStart } }] };
      },
    },
  });
  return code;
}
