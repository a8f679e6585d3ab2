import type { Shell } from './shell.ts';
import { element, word } from './words.ts';

interface Suggestion {
  label: string;
  href: string;
}

const PAUSE_MS = 150;
const LEAST = 2;
const improved = new WeakSet<HTMLInputElement>();

/**
 * Offers pages while a person types into the search box: the combobox pattern with a list below it. Arrows choose, Enter
 * opens, Escape closes and keeps what was typed. Without an offer Enter searches, as it does without this code.
 */
export function offerSuggestions(box: HTMLInputElement, shell: Shell): void {
  if (improved.has(box)) return;
  improved.add(box);
  const list = element('ul', 'hk-suggestions');
  list.id = `${box.id}-suggestions`;
  list.role = 'listbox';
  list.ariaLabel = word('suggestions');
  list.hidden = true;
  box.after(list);
  box.role = 'combobox';
  box.setAttribute('aria-autocomplete', 'list');
  box.setAttribute('aria-controls', list.id);
  box.ariaExpanded = 'false';

  let offered: Suggestion[] = [];
  let chosen = -1;
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let asking: AbortController | undefined;

  const choose = (at: number): void => {
    chosen = at;
    for (const [i, option] of [...list.children].entries()) option.ariaSelected = String(i === at);
    const option = list.children[at];
    if (option) box.setAttribute('aria-activedescendant', option.id);
    else box.removeAttribute('aria-activedescendant');
    option?.scrollIntoView({ block: 'nearest' });
  };
  const show = (found: Suggestion[]): void => {
    offered = found;
    list.replaceChildren(...found.map(({ label }, i) => optionOf(label, `${list.id}-${i}`)));
    list.hidden = found.length === 0;
    box.ariaExpanded = String(found.length > 0);
    choose(-1);
  };
  const close = (): void => {
    clearTimeout(waiting);
    asking?.abort();
    show([]);
  };
  const open = (at: number): void => {
    const target = offered[at];
    close();
    if (target) void shell.go(target.href);
  };
  const ask = async (): Promise<void> => {
    asking?.abort();
    const mine = new AbortController();
    asking = mine;
    const about = new URLSearchParams({ q: box.value.trim(), lang: shell.route.lang });
    try {
      const answer = await fetch(`/api/v1/suggest?${about}`, { signal: mine.signal });
      const { suggestions } = (await answer.json()) as { suggestions: Suggestion[] };
      if (mine.signal.aborted || document.activeElement !== box) return;
      show(suggestions);
      if (suggestions.length > 0) shell.announce(word('suggested').replace('{n}', String(suggestions.length)));
    } catch {
      // Offers are a courtesy: without an answer the box stays what it was.
      if (!mine.signal.aborted) show([]);
    }
  };

  box.addEventListener('input', () => {
    clearTimeout(waiting);
    if (box.value.trim().length < LEAST) close();
    else waiting = setTimeout(ask, PAUSE_MS);
  });
  box.addEventListener('keydown', (event) => {
    if (list.hidden) return;
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };
    const step = steps[event.key];
    if (step !== undefined) choose(((chosen + 1 + step + offered.length + 1) % (offered.length + 1)) - 1);
    else if (event.key === 'Enter' && chosen >= 0) open(chosen);
    else if (event.key === 'Escape') close();
    else return;
    event.preventDefault();
  });
  // A press on the list must not take the focus away before it is a click.
  list.addEventListener('pointerdown', (event) => event.preventDefault());
  list.addEventListener('click', ({ target }) => open([...list.children].indexOf((target as Element).closest('li') as Element)));
  box.addEventListener('blur', close);
}

function optionOf(label: string, id: string): HTMLLIElement {
  const option = element('li', '', label);
  option.id = id;
  option.role = 'option';
  return option;
}
