import { describe, expect, it } from 'vitest';
import { readScript } from './module-graph.ts';

const read = (code: string) => readScript('x.js', new TextEncoder().encode(code));

describe('scripts made to break the reader', () => {
  it.each<[string, string]>([
    ['brackets', `export default ${'['.repeat(100_000)}${']'.repeat(100_000)};`],
    ['unclosed', '('.repeat(200_000)],
    ['negations', `export default ${'!'.repeat(200_000)}1;`],
    ['sums', `export default ${'1+'.repeat(200_000)}1;`],
    ['templates', '`${'.repeat(100_000)],
    ['arrows', `export default ${'a=>'.repeat(100_000)}1;`],
    ['branches', `${'if(1)'.repeat(100_000)};`],
  ])('%s end in an answer, never in an exception', (_what, code) => {
    expect(read(code)).toSatisfy((script: object) => 'fault' in script || 'program' in script);
  });

  it('reads every way to import and export', () => {
    const script = read(
      "import a from './a.js'; import './b.js'; export * from './c.js'; export * as d from './d.js'; export { e as default, f as 'g' } from './e.js';" +
        'export const h = 1, i = 2; export function j() {} export class K {} export const l = () => [import(`./m.js`), import("./n.js"), import(a)];',
    );
    expect(script).toMatchObject({ imports: expect.arrayContaining(['./a.js', './b.js', './c.js', './d.js', './e.js']) });
    expect('exports' in script && [...script.exports].sort()).toEqual(['K', 'd', 'default', 'g', 'h', 'i', 'j', 'l']);
    expect('dynamic' in script && new Set(script.dynamic)).toEqual(new Set(['./m.js', './n.js', undefined]));
  });
});
