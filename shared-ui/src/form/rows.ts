import { ADD, DROP } from './row-buttons.ts';

/**
 * The quick way of adding and removing rows: the same nodes as the server would draw, copied and numbered anew. Where
 * there is no row to copy the button posts and the server draws one. `changed` is called after each.
 */
export function enhanceRows(root: HTMLFormElement, signal: AbortSignal, changed: () => void, announce: (text: string) => void): void {
  const patterns = new Map<string, HTMLElement>();
  const rowsIn = (group: Element): HTMLElement[] => [...group.querySelectorAll<HTMLElement>(':scope > [data-row]')];

  const settle = (group: HTMLElement): void => {
    const rows = rowsIn(group);
    const least = Number(group.dataset.least);
    for (const [at, row] of rows.entries()) number(row, `${group.dataset.group}.${at}`, at);
    for (const row of rows) {
      const button = row.querySelector<HTMLElement>(`button[name="${DROP}"]`);
      if (button) button.hidden = rows.length <= least;
    }
    const add = group.querySelector<HTMLElement>(`:scope > button[name="${ADD}"]`);
    if (add) add.hidden = rows.length >= Number(group.dataset.most ?? Number.POSITIVE_INFINITY);
    changed();
  };

  root.addEventListener(
    'click',
    (event) => {
      const button = event.target instanceof Element ? event.target.closest<HTMLButtonElement>('button[name]') : null;
      const group = button?.closest<HTMLElement>('[data-group]');
      if (!button || !group || (button.name !== ADD && button.name !== DROP)) return;
      const rows = rowsIn(group);
      const name = group.dataset.group ?? '';
      const [first] = rows;
      if (first) patterns.set(name, first);
      if (button.name === ADD) {
        const pattern = patterns.get(name);
        if (!pattern) return;
        event.preventDefault();
        const row = emptied(pattern.cloneNode(true) as HTMLElement);
        button.before(row);
        settle(group);
        row.querySelector<HTMLElement>('input:not([type=hidden]), select, textarea')?.focus();
        announce(`${group.dataset.added}: ${titleOf(row)}`);
      } else {
        event.preventDefault();
        const row = button.closest<HTMLElement>('[data-row]');
        const at = row ? rows.indexOf(row) : -1;
        const title = row ? titleOf(row) : '';
        row?.remove();
        settle(group);
        const left = rowsIn(group);
        (left[at] ?? left.at(-1) ?? group.querySelector<HTMLElement>(`:scope > button[name="${ADD}"]`))?.focus();
        announce(`${group.dataset.removed}: ${title}`);
      }
    },
    { signal },
  );
}

const titleOf = (row: HTMLElement): string => row.querySelector('legend')?.textContent?.trim() ?? '';

/** Gives a row its number: every name and id in it begins with `children.0`. */
function number(row: HTMLElement, place: string, at: number): void {
  const before = row.dataset.row ?? '';
  if (before !== place) {
    const moved = (value: string): string =>
      value
        .split(' ')
        .map((part) =>
          part.startsWith(`${before}.`) || part === before ? place + part.slice(before.length) : part.replace(`f-${before}`, `f-${place}`),
        )
        .join(' ');
    for (const node of [row, ...row.querySelectorAll<HTMLElement>('*')]) {
      for (const attribute of ['id', 'name', 'for', 'aria-describedby', 'aria-labelledby', 'data-field', 'data-row']) {
        const value = node.getAttribute(attribute);
        if (value !== null) node.setAttribute(attribute, moved(value));
      }
      if (node instanceof HTMLButtonElement && node.name === DROP) node.value = place;
    }
  }
  for (const title of row.querySelectorAll('legend, .hk-row-name'))
    title.textContent = (title.textContent ?? '').trim().replace(/\d+$/, String(at + 1));
}

/** A copied row without its answers and its errors. */
function emptied(row: HTMLElement): HTMLElement {
  for (const node of row.querySelectorAll('input, select, textarea')) {
    if (node instanceof HTMLInputElement && ['checkbox', 'radio'].includes(node.type)) node.checked = false;
    else if (node instanceof HTMLSelectElement) node.selectedIndex = 0;
    else (node as HTMLInputElement).value = '';
    node.removeAttribute('aria-invalid');
  }
  for (const node of row.querySelectorAll('.hk-field-error, .hk-from-record')) node.remove();
  for (const node of row.querySelectorAll('.hk-invalid')) node.classList.remove('hk-invalid');
  return row;
}
