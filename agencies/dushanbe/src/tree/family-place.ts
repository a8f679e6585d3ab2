import type { Drawn } from '@hukumat/contract/lit';
import type { View } from '@hukumat/contract/plugin';
import { html } from 'lit';
import { tree } from './tree.ts';

/** Views whose rows are already followed: a drawing function is called many times for one view. */
const followed = new WeakSet<View>();

/** Over the portal's own list of the family: the same people as a tree, drawn while the list is written. */
export function familyPlace({ host, view, redraw }: Drawn) {
  const rows = view.field?.rows;
  if (!rows) return undefined;
  if (!followed.has(view)) {
    followed.add(view);
    const stop = rows.subscribe(() => queueMicrotask(redraw));
    view.signal.addEventListener('abort', stop);
  }
  const members = rows.value.map(({ relation = '', name = '', birthDate = '' }) => ({ relation, name, birthDate }));
  return html`${tree(members, host.text)}`;
}
