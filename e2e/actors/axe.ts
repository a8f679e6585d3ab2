import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/** What axe holds against the page that stands, as `page: rule where`. */
export async function faults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).analyze();
  const here = new URL(page.url()).pathname;
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${here}: ${id} ${target.join(' ')}`));
}
