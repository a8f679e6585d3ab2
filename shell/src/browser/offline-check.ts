import { formatDate } from '@hukumat/contract/locale';
import { checkStatement, type PublishedStatements } from '@hukumat/contract/statement';
import type { Shell } from './shell.ts';

/** Checks statements in the page itself, with the keys that came with it: works on after the network has gone. */
export function checkOffline(form: HTMLFormElement, shell: Shell): void {
  const text = document.querySelector('main #statement-keys')?.textContent;
  const input = form.querySelector<HTMLInputElement>('input[name="text"]');
  const box = document.getElementById('offline-result');
  if (!text || !input || !box || form.dataset.ready) return;
  form.dataset.ready = 'true';
  const published = JSON.parse(text) as PublishedStatements;
  const { lang } = shell.route;

  async function check(typed: string): Promise<void> {
    const { result, facts } = await checkStatement(typed, published, new Date());
    if (!box) return;
    box.dataset.result = result;
    for (const one of box.querySelectorAll<HTMLElement>('[data-is]')) one.hidden = one.dataset.is !== result;
    const list = box.querySelector<HTMLElement>('dl');
    if (list) list.hidden = !facts;
    for (const place of box.querySelectorAll<HTMLElement>('[data-fact]')) {
      const name = place.dataset.fact as 'number' | 'initials' | 'issuedOn' | 'validUntil';
      const value = facts?.[name];
      place.textContent = value === undefined ? '' : name === 'issuedOn' || name === 'validUntil' ? formatDate(value, lang) : value;
      if (place.parentElement) place.parentElement.hidden = value === undefined;
    }
    const said = box.querySelector(`[data-is="${result}"] h2`)?.textContent;
    if (said) shell.announce(said);
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void check(input.value);
  });
}
