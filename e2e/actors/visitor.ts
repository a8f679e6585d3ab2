import { type Browser, type BrowserContext, expect, type Page } from '@playwright/test';

/** A person at a browser: pages, and everything the policy had to block in them. */
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

/** Signs in on the portal's own page, as a person does. */
export async function signIn(page: Page, name: string): Promise<void> {
  await page.goto('/auth/sign-in?return=%2Ftg%2Faccount%2F');
  await page.locator('input[type="password"]').fill('demo');
  await page.locator('main form input:not([type="hidden"]):not([type="password"]):not([type="radio"])').first().fill(name);
  await page.locator('main form button[type="submit"], main form button:not([type])').first().click();
  await page.waitForURL('**/tg/account/');
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
