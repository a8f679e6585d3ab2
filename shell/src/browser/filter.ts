import type { Shell } from './shell.ts';

const PAUSE_MS = 150;
const improved = new WeakSet<HTMLFormElement>();

/** Narrows the list that the form names while a person types; without this code, or without an answer, the form is sent as it is. */
export function followFilter(form: HTMLFormElement, shell: Shell): void {
  const box = form.querySelector<HTMLInputElement>('input[type="search"]');
  const place = form.dataset.filter;
  if (!box || !place || improved.has(form)) return;
  improved.add(form);
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let asking: AbortController | undefined;

  const show = async (): Promise<void> => {
    asking?.abort();
    const mine = new AbortController();
    asking = mine;
    const address = new URL(form.action);
    for (const [name, value] of new FormData(form))
      if (typeof value === 'string' && value.trim()) address.searchParams.set(name, value.trim());
    const done = await shell.follow(address, place, mine.signal).catch(() => false);
    if (done) shell.announce(document.querySelector(`#${place} [role="status"]`)?.textContent ?? '');
  };
  box.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => void show(), PAUSE_MS);
  });
  // Sent by hand, the form goes its own way: what is still on its way may not come after it.
  form.addEventListener('submit', () => {
    clearTimeout(waiting);
    asking?.abort();
  });
}
