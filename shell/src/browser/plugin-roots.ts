import style from 'shell:plugin-style';
import type { FieldControl, View } from '@hukumat/contract/plugin';
import { createLive } from './live.ts';
import type { RoutePlugin } from './route.ts';
import { element } from './words.ts';

/** One place on the page where one plugin draws. */
export interface Spot {
  plugin: RoutePlugin;
  /** What the server put there: an outline, a card, the empty place in a form. */
  container: HTMLElement;
  export: string;
  params: Readonly<Record<string, string>>;
  kind: 'route' | 'card' | 'place';
  /** The name of the form field a place stands for. */
  field?: string;
}

/** A slot that the shell made for one mount and takes away after it. */
export interface Slot {
  element: HTMLElement;
  /** Empty, and marked `data-plugin`: the root of the plugin's scoped styles. */
  root: Element;
  /** Takes the slot and everything in it off the page. */
  remove(): void;
}

const find = (selector: string): HTMLElement[] => [...document.querySelectorAll<HTMLElement>(selector)];

/** Where the route's plugin and cards are to be drawn, by what the server's HTML says. */
export function spotsOf(plugin: RoutePlugin | undefined, cards: readonly RoutePlugin[]): Spot[] {
  const spots: Spot[] = [];
  for (const card of cards) {
    const container = document.querySelector<HTMLElement>(`[data-card="${card.agency}/${card.export}"] [data-hk="plugin-root"]`);
    if (container) spots.push({ plugin: card, container, export: card.export, params: card.params, kind: 'card' });
  }
  if (!plugin) return spots;
  const own = find('[data-hk="plugin-root"]').find((one) => !one.closest('[data-card]'));
  if (own) spots.push({ plugin, container: own, export: plugin.export, params: plugin.params, kind: 'route' });
  for (const place of find('main [data-place]')) {
    const { place: name = '', for: field = '' } = place.dataset;
    spots.push({ plugin, container: place, export: name, params: plugin.params, kind: 'place', field });
  }
  return spots;
}

let sheet: Promise<CSSStyleSheet> | undefined;
function pluginSheet(): Promise<CSSStyleSheet> {
  sheet ??= fetch(style.url, { integrity: style.integrity }).then(async (answer) => {
    const made = new CSSStyleSheet();
    made.replaceSync(answer.ok ? await answer.text() : '');
    return made;
  });
  sheet.catch(() => {
    sheet = undefined;
  });
  return sheet;
}

/**
 * Makes the empty root of one mount. Cards and plugins of tier `page` get a shadow root with the portal's sheet;
 * a route of tier `document` and a place in a form get an element of the page, so that labels and autofill work.
 */
export async function openSlot(spot: Spot): Promise<Slot> {
  const host = element('div');
  host.dataset.slot = spot.plugin.agency;
  const isolated = spot.kind === 'card' || (spot.kind === 'route' && spot.plugin.tier === 'page');
  const root = isolated ? host.attachShadow({ mode: 'open' }) : host;
  const links = Object.entries(spot.plugin.styles).map(([href, integrity]) => linkOf(href, integrity));
  spot.container.append(host);
  root.append(...links.map(({ link }) => link));
  await Promise.all([
    ...links.map(({ loaded }) => loaded),
    isolated
      ? pluginSheet().then(
          (one) => adopt(root, one),
          () => {},
        )
      : undefined,
  ]);
  const inner = element('div');
  inner.dataset.plugin = spot.plugin.agency;
  root.append(inner);
  return { element: host, root: inner, remove: () => host.remove() };
}

function adopt(root: Element | ShadowRoot, one: CSSStyleSheet): void {
  if (root instanceof ShadowRoot) root.adoptedStyleSheets = [one];
}

/** A stylesheet under its hash. A sheet that fails leaves the plugin plain; it is no reason to show nothing. */
function linkOf(href: string, integrity: string): { link: HTMLLinkElement; loaded: Promise<void> } {
  const link = element('link');
  link.rel = 'stylesheet';
  link.integrity = integrity;
  link.href = href;
  const loaded = new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, 3000);
    link.onload = link.onerror = () => {
      clearTimeout(timer);
      resolve();
    };
  });
  return { link, loaded };
}

/** The value of the form field that a place stands for. The native control keeps it and posts it. */
function fieldControl(place: HTMLElement, name: string, signal: AbortSignal): FieldControl | undefined {
  const form = place.closest('form');
  const control = form?.elements.namedItem(name);
  if (!form) return undefined;
  if (!control) return groupControl(form, name, signal);
  const read = (): string => (control as HTMLInputElement | RadioNodeList).value;
  const errorLine = (): string | undefined => form.querySelector(`#f-${CSS.escape(name)}-error`)?.textContent?.trim() || undefined;
  const value = createLive(read());
  const invalid = createLive(errorLine());
  const look = (): void => {
    if (value.live.value !== read()) value.set(read());
    if (invalid.live.value !== errorLine()) invalid.set(errorLine());
  };
  for (const type of ['input', 'change', 'focusout']) form.addEventListener(type, look, { signal });
  return Object.freeze<FieldControl>({
    name,
    value: value.live,
    invalid: invalid.live,
    options: Object.freeze(optionsOf(control)),
    set(fresh) {
      (control as HTMLInputElement | RadioNodeList).value = fresh;
      const target = control instanceof RadioNodeList ? control[0] : control;
      target?.dispatchEvent(new Event('input', { bubbles: true }));
      target?.dispatchEvent(new Event('change', { bubbles: true }));
    },
  });
}

/** A repeated group has no control of its own: its cells are named `children.0.surname`. */
function groupControl(form: HTMLFormElement, name: string, signal: AbortSignal): FieldControl | undefined {
  const cells = (): [string, FormDataEntryValue][] => [...new FormData(form)].filter(([key]) => key.startsWith(`${name}.`));
  if (cells().length === 0 && !form.querySelector(`[name="_add"][value="${CSS.escape(name)}"]`)) return undefined;
  const read = (): Record<string, string>[] => {
    const rows = new Map<string, Record<string, string>>();
    for (const [key, value] of cells()) {
      const [, row = '', cell = ''] = key.split('.');
      if (typeof value === 'string') rows.set(row, { ...rows.get(row), [cell]: value });
    }
    return [...rows.values()];
  };
  const rows = createLive<readonly Readonly<Record<string, string>>[]>(read());
  const none = createLive<string | undefined>(undefined);
  for (const type of ['input', 'change']) form.addEventListener(type, () => rows.set(read()), { signal });
  // A row comes and goes by a press; it is there once the form has answered it.
  form.addEventListener('click', () => setTimeout(() => rows.set(read())), { signal });
  return Object.freeze<FieldControl>({
    name,
    value: createLive('').live,
    invalid: none.live,
    options: [],
    rows: rows.live,
    set() {
      throw new TypeError(`${name} is a group: its rows are written in the form`);
    },
  });
}

/** The choices a list or a group of buttons offers; the empty choice of a list is none. */
function optionsOf(control: Element | RadioNodeList): { value: string; label: string }[] {
  if (control instanceof HTMLSelectElement)
    return [...control.options].filter(({ value, disabled }) => value !== '' && !disabled).map(({ value, label }) => ({ value, label }));
  if (!(control instanceof RadioNodeList)) return [];
  return [...control]
    .filter((node) => node instanceof HTMLInputElement && node.type === 'radio')
    .map((node) => ({ value: (node as HTMLInputElement).value, label: (node as HTMLInputElement).labels?.[0]?.textContent?.trim() ?? '' }));
}

/** What the plugin is handed for one mount. */
export function viewOf(spot: Spot, slot: Slot, signal: AbortSignal): View {
  const field = spot.field ? fieldControl(spot.container, spot.field, signal) : undefined;
  return Object.freeze<View>({
    root: slot.root,
    export: spot.export,
    params: Object.freeze({ ...spot.params }),
    signal,
    ...(field ? { field } : {}),
  });
}
