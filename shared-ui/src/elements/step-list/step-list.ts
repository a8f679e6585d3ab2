import { html, nothing, type TemplateResult } from 'lit';

/** Numbered steps of what happens. */
export function stepList(steps: readonly { title: string | TemplateResult; text?: unknown }[]): TemplateResult {
  return html`<ol class="hk-steps">${steps.map(({ title, text }) => html`<li><h3>${title}</h3>${text ? html`<p>${text}</p>` : nothing}</li>`)}</ol>`;
}
