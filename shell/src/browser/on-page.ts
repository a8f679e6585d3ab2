import { followDeskKeys } from './desk-keys.ts';
import { followFilter } from './filter.ts';
import { checkOffline } from './offline-check.ts';
import { followPulse } from './session.ts';
import type { Shell } from './shell.ts';

/**
 * Improves what only few pages have: the keys of a desk, a check without a network, a page of the account that goes on by itself,
 * a list that follows what is typed, an editor.
 */
export function improvePage(shell: Shell): void {
  const desk = document.querySelector('[data-desk], [data-desk-case]');
  if (desk) followDeskKeys(desk);
  const offline = document.querySelector<HTMLFormElement>('form[data-offline-check]');
  if (offline) checkOffline(offline, shell);
  const filter = document.querySelector<HTMLFormElement>('form[data-filter]');
  if (filter) followFilter(filter, shell);
  if (document.querySelector('hk-rich-text')) void shell.part('rich-text').catch(() => {});
  const pulse = document.querySelector<HTMLAnchorElement>('main a[data-pulse]');
  if (pulse) followPulse(pulse);
}
