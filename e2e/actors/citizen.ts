import { expect, type Locator, type Page } from '@playwright/test';
import { smallPdf } from './papers.ts';
import { Person } from './person.ts';

export type Values = Readonly<Record<string, string>>;
type Paper = ReturnType<typeof smallPdf>;

export const CERTIFICATE = 'mia/criminal-record-certificate';
export const WEDDING = 'religion-ceremonies/wedding-registration';

/** Somebody who wants something from the state. */
export class Citizen extends Person {
  get form(): Locator {
    return this.page.locator('main form[data-step]');
  }
  get errorSummary(): Locator {
    return this.page.locator('.hk-errors');
  }
  get receiptNumber(): Locator {
    return this.page.locator('main hk-copy, main .hk-receipt').first();
  }

  field(name: string, page: Page = this.page): Locator {
    return page.locator(`main form [name="${name}"]:not([type="hidden"])`);
  }

  /** Goes straight to the form of a service; whoever is not signed in meets the sign-in. */
  async appliesFor(service: string): Promise<void> {
    await this.page.goto(`/${this.lang}/${service}/apply`);
  }

  async searchesFor(words: string): Promise<void> {
    await this.page.locator('main input[name="q"]').fill(words);
    await this.page.locator('main input[name="q"]').press('Enter');
    await this.page.waitForURL('**/search?**');
  }

  async sees(step: string): Promise<void> {
    await expect(this.page.locator(`main form[data-step="${step}"]`)).toBeVisible();
  }

  async types(values: Values): Promise<void> {
    for (const [name, value] of Object.entries(values)) {
      const choice = this.page.locator(`main form input[name="${name}"][value="${value}"]`);
      const control = this.field(name).or(choice).first();
      await expect(control).toBeAttached();
      if ((await control.getAttribute('type')) === 'radio') await choice.check();
      else await control.fill(value);
    }
  }

  async attaches(field: string, paper: Paper = smallPdf()): Promise<void> {
    const input = this.page.locator(`#f-${field}`);
    // A person presses the control, and what sends the file arrives meanwhile. Without scripts the button does.
    await input.focus();
    await input.setInputFiles(paper);
    const scripted = await input.evaluate(() => matchMedia('(scripting: enabled)').matches);
    if (!scripted) await this.page.locator(`button[name="_upload"][value="${field}"]`).click();
    await expect(this.page.locator(`[data-field="${field}"]`).getByText(paper.name).first()).toBeVisible();
  }

  async continues(): Promise<void> {
    await this.page.locator('main .hk-actions button[name="_continue"]').click();
  }

  /** Waits for the step, types into it and goes on. */
  async fills(step: string, values: Values = {}): Promise<void> {
    await this.sees(step);
    await this.types(values);
    await this.continues();
  }

  async checksTheAnswers(...texts: (string | RegExp)[]): Promise<void> {
    await this.page.waitForURL('**/check*');
    for (const text of texts) await expect(this.page.locator('main .hk-summary').getByText(text).first()).toBeVisible();
  }

  get submitButton(): Locator {
    return this.page.locator('button[name="_submit"]');
  }

  /** Sends what was checked. Answers the number on the receipt and the application's address. */
  async submits(): Promise<{ number: string; path: string }> {
    await this.submitButton.click();
    return this.getsReceipt();
  }

  async getsReceipt(): Promise<{ number: string; path: string }> {
    await this.page.waitForURL('**/account/applications/*?submitted=1');
    const number = (await this.receiptNumber.textContent()) ?? '';
    return { number: /[A-Z0-9]+(?:-[A-Z0-9]+)+/.exec(number)?.[0] ?? '', path: new URL(this.page.url()).pathname };
  }

  /** The whole certificate for an adult, from the form's first page to the page of answers. */
  async fillsTheCertificate(): Promise<void> {
    await this.fills('person');
    await this.fills('fingerprint', { fingerprintNumber: 'ДШ-001234', fingerprintDate: '15.02.2025' });
    await this.fills('purpose', { purpose: 'work' });
    await this.sees('papers');
    await this.attaches('identityCopy');
    await this.fills('papers', { nameChanged: 'no' });
    await this.fills('contact');
  }

  async opensApplication(path: string): Promise<void> {
    await this.asks(path);
    await expect(this.heading).toHaveCount(1);
  }
}
