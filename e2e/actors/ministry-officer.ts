import { expect, type Locator } from '@playwright/test';
import { Person } from './person.ts';

/** Decides at the desk that the ministry draws itself, in its own plugin. */
export class MinistryOfficer extends Person {
  get desk(): Locator {
    return this.page.locator('main');
  }

  async opensDesk(): Promise<void> {
    await this.page.goto('/tg/mia/desk');
    await expect(this.page.getByRole('table')).toBeVisible();
  }

  async takes(number: string): Promise<void> {
    await this.opensCase(number);
    await this.desk.getByRole('button', { name: 'Ба зимма гирифтан' }).click();
    await expect(this.desk.getByText('Чӣ қарор мекунед?')).toBeVisible();
  }

  async opensCase(number: string): Promise<void> {
    await this.desk.getByRole('button', { name: number }).click();
    await expect(this.desk.getByRole('heading', { name: number })).toBeVisible();
  }

  /** Asks for corrections of the fields with these labels. */
  async sendsBack(labels: readonly string[], message: string): Promise<void> {
    await this.desk.getByRole('radio', { name: 'Барои ислоҳ баргардонидан' }).check();
    for (const label of labels) await this.desk.getByRole('checkbox', { name: label, exact: true }).check();
    await this.desk.getByRole('textbox').fill(message);
    await this.desk.getByRole('button', { name: 'Қарорро сабт кардан' }).click();
    await expect(this.desk.getByText('Барои ислоҳ баргардонида шуд', { exact: true }).first()).toBeVisible();
  }

  async approves(): Promise<void> {
    await this.desk.getByRole('radio', { name: 'Тасдиқ кардан' }).check();
    await this.desk.getByRole('button', { name: 'Қарорро сабт кардан' }).click();
    await expect(this.desk.getByRole('radio')).toHaveCount(0);
  }
}
