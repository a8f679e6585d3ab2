import { html, type TemplateResult } from 'lit';

/** The facts of a service at a glance: who, how much, how long, what you get. */
export function facts(rows: readonly { label: string; value: unknown }[]): TemplateResult {
  return html`<dl class="hk-facts">${rows.map(({ label, value }) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`)}</dl>`;
}
