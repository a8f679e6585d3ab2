import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test';
import npmChromium from '@sparticuz/chromium';

/** Starts the Chromium that comes from npm, or the one in CHROMIUM_PATH. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = process.env.CHROMIUM_PATH ?? (await npmChromium.executablePath());
  const quiet = ['--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
  return chromium.launch({ executablePath, headless: true, args: ['--no-sandbox', '--disable-gpu', ...quiet] });
}

/** One person at one browser, and everything the policy had to refuse meanwhile. */
export interface Visitor {
  page: Page;
  context: BrowserContext;
  /** Violations of the content security policy, with directive and what was blocked. */
  violations(): Promise<string[]>;
}

export async function visit(browser: Browser): Promise<Visitor> {
  const context = await browser.newContext();
  const seen: string[] = [];
  await context.exposeFunction('sawViolation', (text: string) => seen.push(text));
  await context.addInitScript(() => {
    addEventListener('securitypolicyviolation', (event) => {
      (globalThis as unknown as { sawViolation(text: string): void }).sawViolation(
        `${event.effectiveDirective} ${event.blockedURI} ${event.sample}`,
      );
    });
  });
  const page = await context.newPage();
  return { page, context, violations: async () => [...seen] };
}
