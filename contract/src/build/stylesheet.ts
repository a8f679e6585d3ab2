import { transform } from 'lightningcss';

/** Rules that name something for the whole document; inside `@scope` they would not take effect. */
const OUTSIDE = /^@(font-face|(-webkit-)?keyframes|property|layer[^{]*;|namespace|counter-style|font-palette-values)/;

const minified = (css: string, filename: string): string =>
  new TextDecoder().decode(transform({ filename, code: new TextEncoder().encode(css), minify: true }).code);

/** Where a string beginning at `from` ends. */
function stringEnd(css: string, from: number): number {
  for (let at = from + 1; at < css.length; at++) {
    if (css[at] === '\\') at++;
    else if (css[at] === css[from]) return at;
  }
  return css.length;
}

/** The top-level rules of minified CSS, which has no comments left. */
function rulesOf(css: string): string[] {
  const rules: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < css.length; at++) {
    const sign = css[at];
    if (sign === '"' || sign === "'") at = stringEnd(css, at);
    else if (sign === '\\') at++;
    else if (sign === '{') depth++;
    else if (sign === '}') depth--;
    if (depth === 0 && (sign === '}' || sign === ';')) {
      rules.push(css.slice(start, at + 1).trim());
      start = at + 1;
    }
  }
  return rules;
}

/**
 * Wraps a plugin's styles in `@scope ([data-plugin])`, so that they reach nothing but what the plugin draws,
 * and minifies them. `@import` is refused: a release is a closed set.
 */
export function scopedStylesheet(css: string, filename: string): Uint8Array {
  const rules = rulesOf(minified(css, filename));
  const foreign = rules.find((rule) => rule.startsWith('@import'));
  if (foreign) throw new Error(`${filename} has ${foreign} Put the styles into the plugin itself`);
  const outside = rules.filter((rule) => OUTSIDE.test(rule));
  const inside = rules.filter((rule) => !OUTSIDE.test(rule));
  return new TextEncoder().encode(minified(`${outside.join('')}@scope ([data-plugin]){${inside.join('')}}`, filename));
}
