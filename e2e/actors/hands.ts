import { expect, type Locator, type Page } from '@playwright/test';

/** How a person works a page: with a finger or a mouse, or with the keyboard alone. */
export interface Hands {
  press(target: Locator): Promise<void>;
  write(target: Locator, text: string): Promise<void>;
  /** Chooses one of the radio buttons of a group, or ticks a box. */
  tick(target: Locator): Promise<void>;
  select(target: Locator, value: string): Promise<void>;
}

/** A finger on a phone or a mouse on a desk. */
export const finger: Hands = {
  press: (target) => target.click(),
  write: (target, text) => target.fill(text),
  tick: (target) => target.check(),
  async select(target, value) {
    await target.selectOption(value);
  },
};

/** Only keys: every control is reached by Tab, and must show that it is reached. */
export function keys(page: Page, most = 120): Hands {
  const reach = async (target: Locator): Promise<void> => {
    await expect(target).toBeVisible();
    for (let presses = 0; presses < most; presses++) {
      if (await target.evaluate((node) => node === document.activeElement)) {
        expect(await focusIsSeen(page), `focus on ${target} is seen`).toBe(true);
        return;
      }
      await page.keyboard.press('Tab');
    }
    throw new Error(`${target} was not reached by ${most} presses of Tab`);
  };
  return {
    async press(target) {
      await reach(target);
      await page.keyboard.press('Enter');
    },
    async write(target, text) {
      await reach(target);
      await page.keyboard.press('ControlOrMeta+a');
      await page.keyboard.type(text);
    },
    async tick(target) {
      if (await target.isChecked()) return;
      if ((await target.getAttribute('type')) === 'checkbox') {
        await reach(target);
        await page.keyboard.press('Space');
      } else await arrowTo(page, target, reach);
      await expect(target).toBeChecked();
    },
    async select(target, value) {
      await reach(target);
      const steps = await target.evaluate((node, wanted) => {
        const { options, selectedIndex } = node as HTMLSelectElement;
        return [...options].findIndex((option) => option.value === wanted) - selectedIndex;
      }, value);
      for (let step = 0; step < Math.abs(steps); step++) await page.keyboard.press(steps > 0 ? 'ArrowDown' : 'ArrowUp');
      await expect(target).toHaveValue(value);
    },
  };
}

/** A group of radio buttons is one stop of Tab; the arrows move in it. */
async function arrowTo(page: Page, target: Locator, reach: (one: Locator) => Promise<void>): Promise<void> {
  const name = await target.getAttribute('name');
  const group = page.locator(`main form input[type="radio"][name="${name}"]`);
  const values = await group.evaluateAll((nodes) => nodes.map((node) => (node as HTMLInputElement).value));
  const wanted = values.indexOf((await target.getAttribute('value')) ?? '');
  const chosen = await group.evaluateAll((nodes) => nodes.findIndex((node) => (node as HTMLInputElement).checked));
  await reach(group.nth(Math.max(chosen, 0)));
  if (chosen < 0) await page.keyboard.press('Space');
  const steps = wanted - Math.max(chosen, 0);
  for (let step = 0; step < Math.abs(steps); step++) await page.keyboard.press(steps > 0 ? 'ArrowDown' : 'ArrowUp');
}

/** The element that has the focus shows it: an outline or a shadow, around its whole line when it is a choice. */
const focusIsSeen = (page: Page): Promise<boolean> =>
  page.evaluate(() => {
    const at = document.activeElement;
    if (!at || at === document.body) return false;
    return [at, at.closest('.hk-choice')].some((node) => {
      if (!node) return false;
      const style = getComputedStyle(node);
      return (style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== 'none';
    });
  });
