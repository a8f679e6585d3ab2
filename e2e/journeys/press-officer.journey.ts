import { faults } from '../actors/axe.ts';
import type { Editor } from '../actors/editor.ts';
import type { Person } from '../actors/person.ts';
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

/** Every place that says what bodies publish: it tells of the address, or no longer does. */
async function isSpokenOf({ page }: Person, href: string, { words, there }: { words: string; there: boolean }): Promise<void> {
  const lists = ['/tg/news', '/tg/mia/news', `/tg/search?q=${encodeURIComponent(words)}`];
  for (const list of lists) {
    await expect(async () => {
      expect((await page.goto(list))?.status()).toBe(200);
      expect(await page.locator(`main a[href="/tg${href}"]`).count()).toBe(there ? 1 : 0);
    }, list).toPass();
  }
  for (const file of ['/feeds/tg/news.xml', '/feeds/tg/mia/news.json', '/feeds/ru/mia/news.xml', '/sitemaps/mia.xml']) {
    const said = async () => {
      const answer = await page.context().request.get(file);
      return answer.ok() ? (await answer.text()).includes(href) : answer.status();
    };
    await expect.poll(said, file).toBe(there);
  }
}

test('a press officer writes by keyboard, adds Russian, sends it; another person publishes it and takes it back; every place follows', async ({
  world,
}) => {
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
  const item = approver.page.url();
  const open = approver.desk.getByRole('link', { name: 'Кушодани саҳифа дар портал' });
  const href = ((await open.getAttribute('href')) ?? '').replace(/^\/tg/, '');
  expect(href).toMatch(/^\/mia\/news\/[a-z0-9-]+$/);
  const reader = await world.anyone();

  await test.step('anybody reads it in both languages and finds it wherever texts are listed', async () => {
    await reader.opens(href);
    await expect(reader.heading).toHaveText(title);
    await expect(reader.page.locator('main strong', { hasText: 'душанбе' })).toBeVisible();
    expect(await faults(reader.page)).toEqual([]);
    await isSpokenOf(reader, href, { words: title, there: true });
    await reader.page.goto(`/ru${href}`);
    await expect(reader.heading).toHaveText('Приём граждан');
    await expect(reader.page.locator('main')).toContainText('Каждый понедельник с 9:00.');
  });

  await test.step('it is taken back with a reason: its address says so, and nothing leads there any more', async () => {
    await approver.page.goto(item);
    await approver.desk.locator('summary', { hasText: 'Аз нашр гирифтан' }).click();
    await approver.page.getByLabel('Матн бозпас гирифта шуд').check();
    await approver.page.locator('#why-tg').fill('Дар вақти қабул хато буд.');
    await approver.page.locator('#why-ru').fill('В часах приёма была ошибка.');
    await approver.presses('Аз нашр гирифтан');
    await approver.isTold('Матн аз нашр гирифта шуд.');
    for (const [lang, heading, reason] of [
      ['tg', 'Ин саҳифа бозпас гирифта шуд', 'Дар вақти қабул хато буд.'],
      ['ru', 'Эта страница отозвана', 'В часах приёма была ошибка.'],
    ] as const) {
      const answer = await reader.page.goto(`/${lang}${href}`);
      expect(answer?.status()).toBe(410);
      await expect(reader.heading).toHaveText(heading);
      await expect(reader.page.locator('main')).toContainText(reason);
    }
    await isSpokenOf(reader, href, { words: title, there: false });
  });
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
