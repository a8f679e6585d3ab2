import { expect, type Locator } from '@playwright/test';
import { Person } from './person.ts';

/** Works at the portal's desk of a body. */
export class Officer extends Person {
  get desk(): Locator {
    return this.page.locator('main');
  }

  async opensDesk(agency: string): Promise<void> {
    await this.page.goto(`/${this.lang}/account/desk/${agency}`);
    await expect(this.desk.locator('form[role="search"]')).toBeVisible();
  }

  /** Looks for a number among all files and opens the one that is found. */
  async opensCase(number: string): Promise<void> {
    await this.desk.getByRole('link', { name: 'Ҳама', exact: true }).click();
    await expect(this.desk.locator('a[aria-current="page"]')).toHaveText('Ҳама');
    await this.desk.locator('#desk-q').fill(number);
    await this.desk.locator('#desk-q').press('Enter');
    await this.page.waitForURL('**q=*');
    await this.desk.locator('tbody').getByRole('link', { name: number }).click();
    await expect(this.heading).toContainText(number);
  }

  async takes(number: string): Promise<void> {
    await this.opensCase(number);
    await this.desk.getByRole('button', { name: 'Ба зимма гирифтан' }).click();
    await this.isTold('Ариза дар дасти Шумост.');
  }

  /** The form of one act, unfolded. */
  async act(name: string): Promise<Locator> {
    const fold = this.desk.locator(`#act-${name}`);
    if ((await fold.getAttribute('open')) === null) await fold.locator('summary').click();
    await expect(fold.locator('form')).toBeVisible();
    return fold;
  }

  async isTold(words: string): Promise<void> {
    await expect(this.desk.locator('.hk-notice').filter({ hasText: words }).first()).toBeVisible();
  }

  /** Asks for corrections of the fields with these labels. */
  async sendsBack(labels: readonly string[], message: string): Promise<void> {
    const form = await this.act('send-back');
    for (const label of labels) await form.getByRole('checkbox', { name: label, exact: true }).check();
    await form.getByRole('textbox').fill(message);
    await form.getByRole('button').click();
    await this.isTold('Ба аризадиҳанда барои ислоҳ фиристода шуд.');
  }

  /** Asks the first body that the service names, and shares one answer for it. */
  async asksForAnOpinion(question: string): Promise<void> {
    const form = await this.act('consult');
    await form.getByRole('checkbox').first().check();
    await form.getByRole('textbox').fill(question);
    await form.getByRole('button').click();
    await this.isTold('Хулоса пурсида шуд.');
  }

  async approves(): Promise<void> {
    await this.decides('Тасдиқ кардан');
  }

  /** Chooses by the words of a decision; where four eyes look it is proposed first and confirmed by a second officer. */
  async decides(decision: string, words = ''): Promise<void> {
    const form = await this.act('decide');
    await form.getByRole('radio', { name: decision }).check();
    if (words) await form.getByRole('textbox').fill(words);
    await form.getByRole('button').click();
    await this.isTold('Қарор сабт шуд.');
  }
}
