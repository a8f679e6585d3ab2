import { expect, type Locator } from '@playwright/test';
import { Citizen } from './citizen.ts';

/** Receives people at a service centre; fills in the portal's form for those who have given a code. */
export class Operator extends Citizen {
  get counter(): Locator {
    return this.page.locator('main');
  }

  async opensCounter(): Promise<void> {
    await this.page.goto(`/${this.lang}/service-centre/desk`);
    await expect(this.button('Даъвати навбатӣ').or(this.counter.getByRole('article')).first()).toBeVisible();
  }

  button(words: string): Locator {
    return this.counter.getByRole('button', { name: words, exact: true });
  }

  /** Answers the number that the desk has given out. */
  async checksIn(code: string): Promise<string> {
    await this.counter.getByLabel('Рамзи қабул').fill(code);
    await this.button('Қайд кардан').click();
    return this.givenNumber();
  }

  async givesANumber(group: string): Promise<string> {
    await this.counter.getByRole('radio', { name: group }).check();
    await this.button('Додани рақам').click();
    return this.givenNumber();
  }

  async givenNumber(): Promise<string> {
    const said = this.page.getByText(/Рақам: [A-Z]-\d{3}/).last();
    await expect(said).toBeVisible();
    return /[A-Z]-\d{3}/.exec((await said.textContent()) ?? '')?.[0] ?? '';
  }

  /** Finishes with whoever is at the desk, so that the next can be called. */
  async callsUntil(number: string): Promise<void> {
    const card = this.counter.getByRole('article').filter({ has: this.page.getByRole('heading', { name: /^[A-Z]-\d{3}/ }) });
    for (let turns = 0; turns < 20; turns++) {
      await expect(this.button('Даъвати навбатӣ').or(card)).toBeVisible();
      if (await card.isVisible()) {
        if ((await card.textContent())?.includes(number)) return;
        if (await this.button('Қабул кардан').isVisible()) await this.button('Қабул кардан').click();
        await this.button('Анҷом').click();
        await expect(card).toBeHidden();
      }
      await this.button('Даъвати навбатӣ').click();
      await expect(card).toBeVisible();
    }
    throw new Error(`${number} was not called`);
  }

  async serves(): Promise<void> {
    await this.button('Қабул кардан').click();
    await expect(this.button('Анҷом')).toBeVisible();
  }

  /** Types the citizen's code and is led to the form. Answers the address of the session. */
  async beginsWith(code: string): Promise<string> {
    await this.counter.getByLabel('Рамзи шаҳрванд').fill(code);
    await this.button('Оғоз').click();
    await this.page.waitForURL('**/centres/assist/*');
    await expect(this.page.locator('[data-hk="assisted-session"]')).toBeVisible();
    return new URL(this.page.url()).pathname;
  }
}
