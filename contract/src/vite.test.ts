import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, createServer } from 'vite';
import { afterAll, describe, expect, it } from 'vitest';
import { scopedStylesheet } from './build/stylesheet.ts';
import { checkPlugin } from './command/check.ts';
import { createPlugin, FRAMEWORKS } from './command/create.ts';
import { manifestSchema } from './manifest.ts';
import { readScripts } from './standard.ts';
import { hukumatPlugin } from './vite.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), 'hukumat-vite-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** A plugin made by `hukumat create`, with its template's packages beside it. */
function created(agency: string, framework: (typeof FRAMEWORKS)[number]): string {
  const folder = createPlugin(agency, framework, join(scratch, agency));
  symlinkSync(join(root, 'agencies', 'template', framework, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

describe.each(FRAMEWORKS)('a plugin made from the %s template', (framework) => {
  const agency = `lake-${framework}`;
  it('passes every check, builds to the same bytes twice, and imports only what the portal offers', { timeout: 60_000 }, async () => {
    const { release, findings } = await checkPlugin(created(agency, framework));
    expect(findings).toEqual([]);
    const manifest = manifestSchema.parse(release.manifest);
    expect(manifest.agency).toBe(agency);
    expect(JSON.stringify(manifest)).not.toContain('template-');
    const entry = readScripts(release.files).scripts.get(manifest.entry?.path ?? '');
    expect(entry?.imports.filter((name) => !name.startsWith('.')).every((name) => name.startsWith(framework))).toBe(true);
  });
});

describe('the federation format', () => {
  it('gives a container without a copy of what the portal shares, and no style injection', { timeout: 60_000 }, async () => {
    const folder = created('lake-federated', 'react');
    const config =
      "import { hukumatPlugin } from '@hukumat/contract/vite';\nexport default hukumatPlugin({ framework: 'react', format: 'federation' });\n";
    writeFileSync(join(folder, 'vite.config.ts'), config);
    const { release, findings } = await checkPlugin(folder);
    expect(findings).toEqual([]);
    const { files } = release;
    const manifest = manifestSchema.parse(release.manifest);
    expect(manifest.entry).toEqual({ format: 'federation', path: 'remoteEntry.js', export: './section' });
    expect(manifest.shared).toMatchObject({ react: '^19.0.0', 'react-dom': '^19.0.0' });
    expect([...files.keys()].some((path) => path.startsWith('mf-'))).toBe(false);
    const code = [...files].filter(([path]) => path.endsWith('.js')).map(([, bytes]) => new TextDecoder().decode(bytes));
    expect(code.join('').length).toBeLessThan(80_000);
    expect(code.some((text) => text.includes('onUncaughtError'))).toBe(false);
    expect(manifest.styles).toHaveLength(1);
    expect(code.some((text) => text.includes(manifest.styles?.[0] ?? '?'))).toBe(false);
  });
});

describe('vite dev', () => {
  it.each(FRAMEWORKS)('serves a %s section to a shell elsewhere', async (framework) => {
    const folder = created(`lake-dev-${framework}`, framework);
    const config = await hukumatPlugin({ framework, root: folder })({ command: 'serve', mode: 'development' });
    const cacheDir = join(folder, '.vite');
    const server = await createServer({
      ...config,
      cacheDir,
      configFile: false,
      logLevel: 'silent',
      server: { port: 0, cors: true, ws: false },
    });
    try {
      await server.listen();
      const { port } = server.config.server;
      const address = server.httpServer?.address();
      const at = typeof address === 'object' && address !== null ? address.port : port;
      const entry = await fetch(`http://localhost:${at}/@dev-entry.js`);
      expect(entry.status).toBe(200);
      const text = await entry.text();
      expect(text).toContain('/src/section.ts');
      expect(text.includes('@react-refresh')).toBe(framework === 'react');
      const section = await fetch(`http://localhost:${at}/src/section.ts${framework === 'react' ? 'x' : ''}`);
      expect(section.status).toBe(200);
    } finally {
      await server.close();
    }
  });
});

describe('what the build refuses', () => {
  const pluginWith = async (source: string) => {
    const folder = join(scratch, 'refused');
    rmSync(folder, { recursive: true, force: true });
    created('refused', 'lit');
    writeFileSync(join(folder, 'src', 'section.ts'), source);
    const config = await hukumatPlugin({ root: folder })({ command: 'build', mode: 'production' });
    return build({ ...config, configFile: false, logLevel: 'silent' });
  };

  it('names a subpath of a governed library that the import map does not offer', async () => {
    await expect(pluginWith("export { staticHtml } from 'lit/static-html.js';")).rejects.toThrow(/lit\/static-html\.js .* not offered/);
  });

  it('refuses a style that fetches another', async () => {
    writeFileSync(join(scratch, 'foreign.css'), "@import 'https://example.com/x.css';");
    const source = `import '${join(scratch, 'foreign.css')}'; export default {};`;
    await expect(pluginWith(source)).rejects.toThrow(/Put the styles into the plugin itself/);
  });
});

describe('scoped styles', () => {
  it('reach only what the plugin draws, while names for the whole page stay outside', () => {
    const css =
      "@font-face{font-family:'x';src:url(data:,)}@keyframes turn{to{rotate:1turn}}p::before{content:'}'}@media (width>1px){p{color:red}}";
    const scoped = new TextDecoder().decode(scopedStylesheet(css, 'x.css'));
    expect(scoped.indexOf('@scope')).toBeGreaterThan(scoped.indexOf('@keyframes'));
    const inside = scoped.slice(scoped.indexOf('@scope'));
    expect(inside.startsWith('@scope([data-plugin]){')).toBe(true);
    expect(inside).toContain('content:"}"');
    expect(inside).toContain('color:red');
    expect(inside).not.toContain('@font-face');
  });
});
