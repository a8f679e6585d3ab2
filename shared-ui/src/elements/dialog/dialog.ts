import { html, type TemplateResult } from 'lit';

export interface Dialog {
  id: string;
  title: string;
  /** Words of the button that opens it. */
  open: string;
  close: string;
  body: unknown;
  actions?: unknown;
}

/** A native `<dialog>` with the button that opens it; `<hk-dialog>` joins the two. */
export function dialog(d: Dialog): TemplateResult {
  return html`<hk-dialog><button class="hk-button hk-button-second" type="button" data-open aria-haspopup="dialog">${d.open}</button>
    <dialog class="hk-dialog" id=${d.id} aria-labelledby="${d.id}-title"><h2 id="${d.id}-title">${d.title}</h2>${d.body}
    <form class="hk-actions" method="dialog">${d.actions ?? ''}<button class="hk-button hk-button-second" value="close" autofocus>${d.close}</button></form></dialog></hk-dialog>`;
}
