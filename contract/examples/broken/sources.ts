/** Code of plugins that fail, as a browser gets it. Each draws one route, `broken`, and one card, `card`. */
const section = (mount: string, unmount = 'view.root.replaceChildren();', before = ''): string => `${before}export default {
  start(host) {
    return {
      async mount(view) { ${mount} },
      async unmount(view) { ${unmount} },
    };
  },
};
`;
const DRAW = "const p = document.createElement('p'); p.textContent = 'zoo'; view.root.append(p);";
const NEVER = 'await new Promise(() => {});';

export const WORKS = section(DRAW);
export const THROWS_ON_IMPORT = `throw new Error('zoo: thrown on import');\n${WORKS}`;
export const THROWS_ON_MOUNT = section("throw new Error('zoo: thrown on mount');");
export const NEVER_MOUNTS = section(NEVER);
export const HANGS_ON_UNMOUNT = section(DRAW, NEVER);
export const HTML = '<!doctype html><title>Not found</title><h1>Not found</h1>\n';
export const WITH_LATE_CHUNK = section("await import('./late.js');");
export const LATE_CHUNK = "document.body.dataset.zoo = 'late';\nexport {};\n";
export const MAKES_CODE = section("new Function('return 1')();");
export const ASKS_PASSWORD = section(
  "const input = document.createElement('input'); Object.assign(input, { type: 'password' }); view.root.append(input);",
);
export const foreignElement = (tag: string): string => `customElements.define('${tag}', class extends HTMLElement {});\n${WORKS}`;
export const LEAKS = section(
  `${DRAW} globalThis.zooLeak = view; document.head.append(document.createElement('style')); document.addEventListener('click', () => {}); setInterval(() => {}, 1000);`,
  '',
);

/** Does not compress: forty kilobytes and more stay that on the wire. Equal in every run. */
export function heavy(): string {
  let seed = 1;
  let text = '';
  while (text.length < 90_000) {
    seed = (seed * 48_271) % 2_147_483_647;
    text += seed.toString(36);
  }
  return `export const weight = '${text}';\n${WORKS}`;
}
