import { type BrowserContext, type BrowserContextOptions, test as base, expect, type Page } from '@playwright/test';
import { Citizen } from './actors/citizen.ts';
import { Editor } from './actors/editor.ts';
import { MinistryOfficer } from './actors/ministry-officer.ts';
import { Officer } from './actors/officer.ts';
import { Operator } from './actors/operator.ts';
import { Person } from './actors/person.ts';

export { expect };

export type Ways = Pick<BrowserContextOptions, 'javaScriptEnabled' | 'viewport' | 'colorScheme'>;

interface World {
  /** A citizen at a browser of their own; signed in when a name is given. */
  citizen(name?: string, ways?: Ways): Promise<Citizen>;
  officer(name: string, ways?: Ways): Promise<Officer>;
  /** Works at the editorial desk of a body. */
  editor(name: string, ways?: Ways): Promise<Editor>;
  operator(name: string): Promise<Operator>;
  /** Works at the desk that the ministry's plugin draws. */
  ministryOfficer(name: string): Promise<MinistryOfficer>;
  anyone(ways?: Ways): Promise<Person>;
  /** Names what the journey brings about on purpose and a browser's console calls an error. */
  provokes(line: RegExp): void;
}

/** Every browser of a journey is watched: what the policy blocked, what was thrown, what the console called an error. */
function watch(context: BrowserContext, trouble: string[]): Promise<unknown> {
  const documents = new Set<string>();
  context.on('weberror', (error) => {
    const { message } = error.error();
    // Chromium's own word for a slow page that it showed without the animation; no script of ours is in it.
    if (message.startsWith('Transition was aborted because of invalid state')) return;
    trouble.push(`thrown: ${message}`);
  });
  context.on('response', (response) => {
    if (response.request().isNavigationRequest()) documents.add(response.url());
  });
  context.on('console', (message) => {
    if (message.type() !== 'error') return;
    // A page that answers 404 or 422 is seen by the person as a page; Chromium also writes a line about it.
    if (message.text().startsWith('Failed to load resource') && documents.has(message.location().url)) return;
    trouble.push(`console: ${message.text()} ${message.location().url}`);
  });
  return context
    .exposeBinding('sawViolation', (_source, text: string) => void trouble.push(`policy: ${text}`))
    .then(() =>
      context.addInitScript(() => {
        addEventListener('securitypolicyviolation', (event) => {
          const { sawViolation } = globalThis as unknown as { sawViolation(text: string): void };
          sawViolation(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`);
        });
      }),
    );
}

export const test = base.extend<{ world: World }>({
  world: async ({ browser }, use) => {
    const contexts: BrowserContext[] = [];
    const trouble: string[] = [];
    const provoked: RegExp[] = [];
    const open = async (ways: Ways = {}): Promise<Page> => {
      const context = await browser.newContext({
        baseURL: process.env.E2E_ORIGIN ?? 'http://localhost:4000',
        locale: 'tg',
        timezoneId: 'Asia/Dushanbe',
        viewport: { width: 1280, height: 900 },
        ...ways,
      });
      contexts.push(context);
      await watch(context, trouble);
      return context.newPage();
    };
    await use({
      async citizen(name, ways) {
        const citizen = new Citizen(await open(ways));
        if (name) await citizen.signsIn(name);
        return citizen;
      },
      async officer(name, ways) {
        const officer = new Officer(await open(ways));
        await officer.signsIn(name);
        return officer;
      },
      async ministryOfficer(name) {
        const officer = new MinistryOfficer(await open());
        await officer.signsIn(name);
        return officer;
      },
      async editor(name, ways) {
        const editor = new Editor(await open(ways));
        await editor.signsIn(name);
        return editor;
      },
      async operator(name) {
        const operator = new Operator(await open());
        await operator.signsIn(name);
        return operator;
      },
      provokes: (line) => void provoked.push(line),
      anyone: async (ways) => new Person(await open(ways)),
    });
    await Promise.all(contexts.map((context) => context.close()));
    expect(trouble.filter((line) => !provoked.some((known) => known.test(line)))).toEqual([]);
  },
});
