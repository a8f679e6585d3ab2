import { type BrowserContext, expect, type Locator, type Page } from '@playwright/test';

export type Lang = 'tg' | 'ru' | 'en';

/** Somebody at a browser of their own. Verbs wait for what the person would see. */
export class Person {
  readonly context: BrowserContext;
  page: Page;
  lang: Lang = 'tg';

  constructor(page: Page) {
    this.page = page;
    this.context = page.context();
  }

  get heading(): Locator {
    return this.page.locator('main h1');
  }

  /** An address below the language: `/services`. */
  async opens(path: string): Promise<void> {
    await this.asks(path.startsWith('/auth/') ? path : `/${this.lang}${path}`);
    await expect(this.heading).toHaveCount(1);
  }

  /** A page that shows news renews itself; when it does so at this very moment its navigation ends ours, and the person asks again. */
  protected async asks(address: string): Promise<void> {
    await this.page.goto(address).catch((error: Error) => {
      if (!error.message.includes('net::ERR_ABORTED')) throw error;
      return this.page.goto(address);
    });
  }

  /** Opens a second tab of the same browser. */
  async opensAnotherTab(): Promise<Page> {
    return this.context.newPage();
  }

  /** Fills the sign-in page that is open, with a one-time code when it is asked for. */
  async signsInHere(name: string): Promise<void> {
    const field = this.page.locator('#name');
    await expect(field).toBeVisible();
    if (await field.isEditable()) await field.fill(name);
    await this.page.locator('input[type="password"]').fill('demo');
    await this.page.locator('main form button').click();
  }

  /** The second step of a stronger sign-in: the demonstration shows the code it would have sent. */
  async givesTheCode(): Promise<void> {
    const code = await this.page.locator('output[name="demo-code"]').textContent();
    await this.page.locator('input[name="code"]').fill((code ?? '').replace(/\D/g, ''));
    await this.page.locator('main form button').click();
  }

  async signsIn(name: string): Promise<void> {
    await this.page.goto(`/auth/sign-in?return=${encodeURIComponent(`/${this.lang}/account/`)}`);
    await this.signsInHere(name);
    await this.page.waitForURL(`**/${this.lang}/account/`);
  }

  /** The browser forgets who is signed in, here and at the provider, while a page stays open. */
  async losesTheSession(): Promise<void> {
    await this.context.clearCookies();
  }
}
