import { type Browser, type BrowserContext, expect, type Page } from '@playwright/test';

/** A person among plugins that fail on purpose: errors are expected here, so only what the policy had to block is watched. */
export interface Visitor {
  context: BrowserContext;
  page: Page;
  /** Blocked things since the last call: the directive, what was blocked, a sample. */
  violations(): string[];
  /** Opens another tab of the same browser. */
  tab(): Promise<Page>;
  leave(): Promise<void>;
}

const origin = (): string => process.env.E2E_ORIGIN ?? 'http://localhost:4000';

export async function openVisitor(browser: Browser, options: { lang?: string } = {}): Promise<Visitor> {
  const context = await browser.newContext({ baseURL: origin(), locale: options.lang ?? 'tg' });
  let seen: string[] = [];
  await context.exposeFunction('sawViolation', (text: string) => seen.push(text));
  await context.addInitScript(() => {
    addEventListener('securitypolicyviolation', (event) => {
      (globalThis as unknown as { sawViolation(text: string): void }).sawViolation(
        `${event.effectiveDirective} ${event.blockedURI} ${event.sample}`,
      );
    });
  });
  const page = await context.newPage();
  return {
    context,
    page,
    violations() {
      const said = seen;
      seen = [];
      return said;
    },
    tab: () => context.newPage(),
    leave: () => context.close(),
  };
}

/** A mark that a new document does not have. */
export const mark = (page: Page): Promise<void> => page.evaluate(() => void Object.assign(window, { sameDocument: true }));
export const isSameDocument = (page: Page): Promise<boolean> => page.evaluate(() => 'sameDocument' in window);

/** The browser half has taken the page over. */
export const awake = (page: Page): Promise<unknown> => page.waitForSelector('#announcer', { state: 'attached' });

/** Header, language switch and links work, and the page says nothing broken. */
export async function expectUsableFrame(page: Page): Promise<void> {
  await expect(page.locator('header').first()).toBeVisible();
  await expect(page.locator('header a[hreflang="ru"]').first()).toBeVisible();
  await expect(page.locator('main h1')).toBeVisible();
}
