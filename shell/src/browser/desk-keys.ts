/** Where a person's wish not to use single keys is kept; absent means that they are on. */
const OFF = 'hukumat.desk-keys';

const improved = new WeakSet<Element>();

/**
 * Keys of the desk: `j` and `k` go through the files, `x` picks one, `o` opens it; a control with `data-key` answers to its
 * letter. They can be switched off, because somebody who dictates would press them by speaking (WCAG 2.1.4).
 */
export function followDeskKeys(desk: Element): void {
  if (improved.has(desk)) return;
  improved.add(desk);
  const help = document.querySelector<HTMLDetailsElement>('details[data-keys]');
  const toggle = document.querySelector<HTMLInputElement>('input[data-keys-on]');
  if (toggle) {
    toggle.checked = localStorage.getItem(OFF) === null;
    toggle.closest('[hidden]')?.removeAttribute('hidden');
    toggle.onchange = () => (toggle.checked ? localStorage.removeItem(OFF) : localStorage.setItem(OFF, '1'));
  }
  const stop = new AbortController();
  const pressed = (event: KeyboardEvent): void => {
    if (!desk.isConnected) {
      stop.abort();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTyping(event.target)) return;
    if (localStorage.getItem(OFF) !== null) return;
    if (answer(event.key, desk, help)) event.preventDefault();
  };
  document.addEventListener('keydown', pressed, { signal: stop.signal });
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches('input:not([type="checkbox"]):not([type="radio"]), textarea, select'));

function answer(key: string, desk: Element, help: HTMLDetailsElement | null): boolean {
  const rows = [...desk.querySelectorAll<HTMLTableRowElement>('tbody tr')];
  const at = rows.findIndex((row) => row.contains(document.activeElement));
  const linkOf = (row: HTMLTableRowElement | undefined) => row?.querySelector<HTMLAnchorElement>('a');
  if (key === 'j' || key === 'k') {
    const next = rows[key === 'j' ? Math.min(at + 1, rows.length - 1) : Math.max(at - 1, 0)];
    linkOf(next)?.focus();
    return next !== undefined;
  }
  if (key === 'x') {
    rows[at]?.querySelector<HTMLInputElement>('input[type="checkbox"]')?.click();
    return at >= 0;
  }
  if (key === 'o') {
    linkOf(rows[at])?.click();
    return at >= 0;
  }
  if (key === '?' && help) {
    help.open = !help.open;
    if (help.open) help.querySelector('summary')?.focus();
    return true;
  }
  const control = [...document.querySelectorAll<HTMLElement>('main [data-key]')].find((one) => one.dataset.key === key);
  if (!control) return false;
  if (control.matches('input')) control.focus();
  else control.click();
  return true;
}
