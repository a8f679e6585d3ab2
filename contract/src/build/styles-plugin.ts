import { createHash } from 'node:crypto';
import type { Plugin } from 'vite';
import { scopedStylesheet } from './stylesheet.ts';

const STYLE = /\.(css|scss|sass|less)(\?|$)/;

/**
 * Gathers every imported style into one scoped file. It stands between Vite's compiling of styles and Vite's injecting
 * of them, so neither the framework nor federation has any style left to put into the page.
 */
export function stylesPlugin(emitted: (path: string) => void): Plugin {
  const sheets = new Map<string, string>();
  return {
    name: 'hukumat-styles',
    apply: 'build',
    transform: {
      handler(code, id) {
        if (!STYLE.test(id) || /[?&](raw|url|inline)\b/.test(id)) return null;
        if (code.includes('__VITE_ASSET__')) this.error('A style points at a file: draw it in the page or put it into the style as data');
        sheets.set(id, code);
        return { code: '', map: null, moduleSideEffects: false };
      },
    },
    generateBundle(_options, bundle) {
      for (const [path, file] of Object.entries(bundle)) if (file.type === 'asset' && path.endsWith('.css')) delete bundle[path];
      // By module id: the order in which modules finished compiling is not the same in every build.
      const css = [...sheets.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, code]) => code);
      if (css.length === 0) return;
      const source = scopedStylesheet(css.join('\n'), 'style.css');
      const fileName = `style-${createHash('sha256').update(source).digest('hex').slice(0, 8)}.css`;
      this.emitFile({ type: 'asset', fileName, source });
      emitted(fileName);
    },
  };
}
