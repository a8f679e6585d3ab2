import { faults } from '../actors/axe.ts';
import type { Editor } from '../actors/editor.ts';
import { expect, test } from '../world.ts';

const QUICK = { timeout: 5_000 };

/** Another person's eyes: reads in all languages, then lets it be public. */
async function approves(approver: Editor, name: string): Promise<void> {
  await approver.opensWaiting('mia', name);
  await approver.desk.getByRole('link', { name: 'Пешнамоиш дар се забон' }).click();
  await expect(approver.desk.locator('.hk-editorial-preview')).toHaveCount(3);
  await approver.page.goBack();
  await approver.presses('Тасдиқ ва нашр кардан');
  await approver.isTold('Матн нашр шуд.');
}

test('a press officer writes by keyboard, adds Russian, sends it; another person publishes it', async ({ world }) => {
  const editor = await world.editor('mia-editor');
  const { page, desk } = editor;
  const title = `Қабули шаҳрвандон ${Date.now()}`;
  await editor.begins('mia', 'Хабар');

  await test.step('the text is written and formatted without a mouse', async () => {
    await page.locator('#title-tg').fill(title);
    await page.locator('#topic').selectOption({ label: 'Хизматрасониҳо' });
    await expect(page.locator('#body-tg.hk-rich-field')).toBeVisible();
    await page.getByRole('textbox', { name: 'Матн, тоҷикӣ' }).focus();
    await page.keyboard.type('## Кай қабул мекунем');
    await page.keyboard.press('Enter');
    await page.keyboard.type('Ҳар ');
    await page.keyboard.press('Control+b');
    await page.keyboard.type('душанбе');
    await page.keyboard.press('Control+b');
    await page.keyboard.type(' аз соати 9:00.');
    expect(await page.inputValue('textarea[name="body.tg"]')).toBe('## Кай қабул мекунем\n\nҲар **душанбе** аз соати 9:00.');
    expect(await faults(page)).toEqual([]);
    await editor.presses('Нигоҳ доштани сиёҳнавис');
    await expect(desk.locator('.hk-saved')).toContainText('нигоҳ дошта шуд');
  });

  await test.step('Russian is added, kept by itself, and there after a reload', async () => {
    await page.locator('#title-ru').fill('Приём граждан');
    await expect(page.locator('#body-ru.hk-rich-field')).toBeVisible();
    await page.getByRole('textbox', { name: 'Матн, русӣ' }).click();
    const kept = page.waitForResponse((answer) => answer.url().endsWith('/edit/save') && answer.ok());
    await page.keyboard.type('Каждый понедельник с 9:00.');
    await kept;
    await page.reload();
    await expect(page.getByRole('textbox', { name: 'Матн, русӣ' })).toContainText('Каждый понедельник', QUICK);
    expect(await page.inputValue('#title-ru')).toBe('Приём граждан');
  });

  await test.step('it is sent for approval; the author cannot approve it', async () => {
    await editor.presses('Барои тасдиқ фиристодан');
    await editor.isTold('Матн барои тасдиқ фиристода шуд.');
    await expect(desk.getByRole('button', { name: 'Тасдиқ ва нашр кардан' })).toHaveCount(0);
  });

  const approver = await world.editor('mia-approver');
  await approves(approver, title);
  await expect(approver.desk.getByRole('link', { name: 'Кушодани саҳифа дар портал' })).toBeVisible();
});

test('without JavaScript: what is missing is said, a remark comes back, the text is mended and published', async ({ world }) => {
  const editor = await world.editor('mia-editor', { javaScriptEnabled: false, viewport: { width: 360, height: 740 } });
  const { page, desk } = editor;
  const title = `Эълони озмоишӣ ${Date.now()}`;
  await editor.begins('mia', 'Эълон');
  await page.locator('#title-tg').fill(title);
  await page.locator('#validUntil').fill('31.12.2099');
  await editor.presses('Барои тасдиқ фиристодан');
  await expect(desk.locator('.hk-errors')).toContainText('Пур кунед: Матн (тоҷикӣ)');
  await expect(page.locator('#title-tg')).toHaveValue(title);
  await page.locator('#body-tg').fill('Қабулгоҳ кор намекунад.');
  await editor.presses('Барои тасдиқ фиристодан');
  await editor.isTold('Матн барои тасдиқ фиристода шуд.');

  const approver = await world.editor('mia-approver', { javaScriptEnabled: false });
  await approver.opensWaiting('mia', title);
  await approver.desk.getByText('Ба муаллиф баргардондан').first().click();
  await approver.page.locator('#reason').fill('Нависед, ки аз кай.');
  await approver.presses('Ба муаллиф баргардондан');
  await approver.isTold('Матн ба муаллиф баргардонида шуд.');

  await editor.opensWaiting('mia', title);
  await editor.isTold('Нависед, ки аз кай.');
  await desk.getByRole('link', { name: 'Тағйир додани матн' }).click();
  await page.locator('#body-tg').fill('Қабулгоҳ аз **якуми** моҳ кор намекунад.');
  await editor.presses('Барои тасдиқ фиристодан');
  await approves(approver, title);
});
