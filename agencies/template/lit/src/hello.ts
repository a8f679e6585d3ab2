import type { Drawn } from '@hukumat/contract/lit';
import { html } from 'lit';

const counts = new WeakMap<object, number>();

/** How often each view was pressed lives beside the view, so that two views never share it. */
export const hello = ({ host, view, redraw }: Drawn) => {
  const count = counts.get(view.root) ?? 0;
  const press = () => {
    counts.set(view.root, count + 1);
    redraw();
  };
  return html`<div class="template-lit">
    <p>${host.text('hello.lead')}</p>
    <button type="button" class="hk-button" @click=${press}>${host.text('hello.press')}</button>
    <p role="status">${host.text('hello.count', { count })}</p>
  </div>`;
};
