// @vitest-environment happy-dom
import { html } from 'lit';
import { createElement, useState } from 'react';
import { describe, expect, it } from 'vitest';
import { h } from 'vue';
import { brokenReleases, workingRelease } from '../examples/zoo.ts';
import { litSection } from './adapters/lit.ts';
import { reactSection } from './adapters/react.ts';
import { sectionFromLifecycles } from './adapters/single-spa.ts';
import { vueSection } from './adapters/vue.ts';
import type { Section } from './plugin.ts';
import { conformance, fakeHost } from './testing.ts';

const texts = { tg: { hello: 'Салом, {name}' }, ru: { hello: 'Здравствуйте, {name}' } };
const host = () => fakeHost({ texts });
const draws = [{ export: 'hello' }];
const sections: Record<string, () => Section> = {
  react: () => reactSection({ hello: ({ host }) => createElement('p', null, host.text('hello', { name: 'React' })) }),
  vue: () => vueSection({ hello: { props: ['host', 'view'], setup: (props) => () => h('p', props.host.text('hello', { name: 'Vue' })) } }),
  lit: () => litSection({ hello: ({ host }) => html`<p>${host.text('hello', { name: 'Lit' })}</p>` }),
  'single-spa': () =>
    sectionFromLifecycles({
      mount: async ({ domElement, host }) => domElement.append(host.text('hello', { name: 'single-spa' })),
      unmount: async ({ domElement }) => domElement.replaceChildren(),
    }),
};

describe.each(Object.entries(sections))('a section drawn by %s', (name, make) => {
  it('keeps to the contract, in the page and in a shadow root', async () => {
    expect(await conformance({ load: async () => ({ default: make() }), host: host(), draws })).toEqual([]);
  });

  it('draws with the host it was given', async () => {
    const running = await make().start(host());
    const root = document.createElement('div');
    await running.mount({ root, export: 'hello', params: {}, signal: new AbortController().signal });
    expect(root.textContent?.toLowerCase()).toContain(`салом, ${name}`);
  });
});

describe('errors while drawing', () => {
  const view = (root: Element) => ({ root, export: 'hello', params: {}, signal: new AbortController().signal });

  it.each([
    [
      'react',
      () =>
        reactSection({
          hello: () => {
            throw new Error('zoo');
          },
        }),
    ],
    [
      'vue',
      () =>
        vueSection({
          hello: {
            render: () => {
              throw new Error('zoo');
            },
          },
        }),
    ],
    [
      'lit',
      () =>
        litSection({
          hello: () => {
            throw new Error('zoo');
          },
        }),
    ],
  ] as const)('%s: a first drawing that throws refuses the mount', async (_name, make) => {
    const running = await make().start(host());
    await expect((async () => running.mount(view(document.createElement('div'))))()).rejects.toThrow('zoo');
  });

  it('react: a later one is reported once, as fatal', async () => {
    const watched = host();
    let fail = () => {};
    const Hello = () => {
      const [broken, setBroken] = useState(false);
      fail = () => setBroken(true);
      if (broken) throw new Error('zoo: later');
      return createElement('p', null, 'fine');
    };
    const running = await reactSection({ hello: Hello }).start(watched);
    await running.mount(view(document.createElement('div')));
    fail();
    await expect.poll(() => watched.reports.length).toBe(1);
    expect(watched.reports[0]?.context).toEqual({ export: 'hello', fatal: true });
  });
});

describe('the zoo under the conformance suite', () => {
  const from = (bytes: Uint8Array | undefined) => () =>
    import(/* @vite-ignore */ `data:text/javascript;base64,${Buffer.from(bytes ?? []).toString('base64')}`) as Promise<{
      default: Section;
    }>;
  const run = async (name: string) => {
    const release = brokenReleases().find((one) => one.name === name);
    const load = from(release?.files.get('section.js'));
    const findings = await conformance({ load, host: host(), draws: [{ export: 'broken' }], deadline: 100 });
    return findings.map(({ code, message }) => `${code}: ${message}`).join('\n');
  };

  it('finds nothing in the working release', async () => {
    const load = from(workingRelease().files.get('section.js'));
    expect(await conformance({ load, host: host(), draws: [{ export: 'broken' }] })).toEqual([]);
  });

  it.each([
    ['throws-on-import', 'import-failed: zoo: thrown on import'],
    ['throws-on-mount', 'mount-failed: zoo: thrown on mount'],
    ['never-mounts', 'mount-failed: unfinished after 100 ms'],
    ['hangs-on-unmount', 'unmount-failed: unfinished after 100 ms'],
    ['leaks', 'unmount-left: 1 node(s) stay in the root'],
  ])('%s: %s', async (name, code) => {
    expect(await run(name)).toContain(code);
  });

  it('names every kind of thing left behind', async () => {
    const leaky: Section = {
      start: () => {
        let round = 0;
        return {
          mount({ root }) {
            round += 1;
            root.append('drawn');
            document.addEventListener('click', () => {});
            setInterval(() => {}, 60_000);
            document.head.append(document.createElement('style'));
            document.body.append(document.createElement('aside'));
            localStorage.setItem(`zoo-${round}`, 'kept');
            Object.assign(globalThis, { [`zooLeft${round}`]: true });
          },
          unmount: ({ root }) => root.replaceChildren(),
        };
      },
    };
    const findings = await conformance({ load: async () => ({ default: leaky }), host: host(), draws });
    const codes = new Set(findings.map(({ code }) => code));
    expect([...codes].sort()).toEqual(['leak-dom', 'leak-global', 'leak-listener', 'leak-storage', 'leak-style', 'leak-timer']);
  });
});
