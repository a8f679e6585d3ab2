import { expect, type Locator } from '@playwright/test';
import { Person } from './person.ts';

/** Writes at the editorial desk of a body, or lets what others wrote become public. */
export class Editor extends Person {
  get desk(): Locator {
    return this.page.locator('main');
  }

  private path(agency: string, rest = ''): string {
    return `/${this.lang}/account/editorial/${agency}/${rest}`;
  }

  /** Comes to the desk, through the stronger sign-in that it asks for. */
  async opensDesk(agency: string): Promise<void> {
    await this.page.goto(this.path(agency));
    if (await this.page.locator('input[name="code"]').isVisible()) await this.givesTheCode();
    await expect(this.heading).toHaveText('Матнҳои бахш');
  }

  async begins(agency: string, type: string): Promise<void> {
    await this.opensDesk(agency);
    await this.desk.getByRole('link', { name: 'Матни нав' }).click();
    // The desk itself has links of the same names: they narrow its list.
    await this.page.waitForURL('**/new');
    await expect(this.heading).not.toHaveText('Матнҳои бахш');
    await this.desk.getByRole('link', { name: type, exact: true }).click();
    await expect(this.desk.locator('form.hk-editorial')).toBeVisible();
  }

  async presses(button: string): Promise<void> {
    await this.desk.getByRole('button', { name: button, exact: true }).click();
  }

  /** The address of the item whose page or form is open. */
  get item(): string {
    return new URL(this.page.url()).pathname.replace(/\/edit$/, '');
  }

  async isTold(words: string): Promise<void> {
    await expect(this.desk.locator('.hk-notice', { hasText: words })).toBeVisible();
  }

  /** Opens what waits for this person on top of the desk. */
  async opensWaiting(agency: string, name: string): Promise<void> {
    await this.opensDesk(agency);
    await this.desk.locator('.hk-editorial-waiting').getByRole('link', { name, exact: true }).click();
    await expect(this.heading).toHaveText(name);
  }
}
