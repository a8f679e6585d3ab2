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

test('the directory narrows while a person types, keeps the focus and the address, and goes back', async () => {
  const { page } = visitor;
  await page.goto('/tg/agencies');
  await awake(page);
  await mark(page);
  const box = page.locator('#find');
  const status = page.locator('#found [role="status"]');
  await box.click();
  // Typed without the letters of the Tajik keyboard.
  await box.pressSequentially('корхои дохили');
  await expect(page.locator('#found a[href="/tg/mia/"]')).toBeVisible();
  await expect(page.locator('#found a[href="/tg/justice/"]')).toHaveCount(0);
  await expect(box).toBeFocused();
  await expect(page).toHaveURL(/\?q=/);
  await expect(page.locator('#announcer')).toHaveText((await status.textContent()) ?? '');
  expect(await isSameDocument(page)).toBe(true);

  await page.locator('#found a[href="/tg/mia/"]').click();
  await page.waitForURL('**/tg/mia/');
  await page.goBack();
  await expect(page.locator('#find')).toHaveValue('корхои дохили');
  await expect(page.locator('#found a[href="/tg/mia/"]')).toBeVisible();

  await page.goto('/tg/agencies');
  await page.getByRole('link', { name: 'Ҳ', exact: true }).click();
  await expect(page.locator('#found a[href="/tg/hisor/"]')).toBeVisible();
  await expect(page.locator('#found a[href="/tg/mia/"]')).toHaveCount(0);
});
