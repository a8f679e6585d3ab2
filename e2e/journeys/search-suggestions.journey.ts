import { expect, test } from '@playwright/test';
import { awake, isSameDocument, mark, openVisitor, type Visitor } from '../actors/visitor.ts';

let visitor: Visitor;
test.beforeEach(async ({ browser }) => {
  visitor = await openVisitor(browser);
});
test.afterEach(async () => {
  expect(visitor.violations()).toEqual([]);
  await visitor.leave();
});

test('while a person types the portal offers pages, and the keyboard alone chooses one', async () => {
  const { page } = visitor;
  await page.goto('/tg/');
  const box = page.locator('main input[type="search"]');
  await box.focus();
  await awake(page);
  await mark(page);
  await expect(box).toHaveRole('combobox');

  await box.pressSequentially('маълум');
  const list = page.getByRole('listbox');
  await expect(list.getByRole('option').first()).toContainText('Маълумотнома');
  await expect(box).toHaveAttribute('aria-expanded', 'true');

  await page.keyboard.press('Escape');
  await expect(list).toBeHidden();
  await expect(box).toHaveValue('маълум');

  await box.pressSequentially('от');
  await expect(list).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await expect(list.getByRole('option', { selected: true })).toHaveId((await box.getAttribute('aria-activedescendant')) ?? '');
  const chosen = (await list.getByRole('option', { selected: true }).textContent()) ?? '';
  await page.keyboard.press('Enter');
  await page.waitForURL('**/tg/services/*');
  await expect(page.locator('main h1')).toHaveText(chosen);
  expect(await isSameDocument(page)).toBe(true);
});

test('without a chosen offer Enter searches for what was typed', async () => {
  const { page } = visitor;
  await page.goto('/tg/');
  const box = page.locator('main input[type="search"]');
  await box.focus();
  await awake(page);
  await box.pressSequentially('маълумотнома');
  await expect(page.getByRole('listbox')).toBeVisible();
  await page.keyboard.press('Enter');
  await page.waitForURL('**/tg/search?q=**');
  await expect(page.locator('main input[type="search"]')).toHaveValue('маълумотнома');
});
