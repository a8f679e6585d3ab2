import type { Plugin } from 'vite';

const ADDRESS = '/@dev-entry.js';

/**
 * In `vite dev`, offers the plugin's section at `/@dev-entry.js` to a shell that runs elsewhere. React's refresh needs
 * its preamble first, which a page served by Vite itself would carry.
 */
export function devEntryPlugin(entry: string, framework: string | undefined): Plugin {
  const preamble = `import R from '/@react-refresh';
R.injectIntoGlobalHook(window);
window.$RefreshReg$ = () => {};
window.$RefreshSig$ = () => (type) => type;`;
  return {
    name: 'hukumat-dev-entry',
    apply: 'serve',
    resolveId: (id) => (id === ADDRESS ? '\0dev-entry' : undefined),
    load(id) {
      if (id !== '\0dev-entry') return undefined;
      const start = framework === 'react' ? preamble : '';
      return `import '/@vite/client';\n${start}\nconst section = await import('/${entry}');\nexport default section.default;`;
    },
  };
}
