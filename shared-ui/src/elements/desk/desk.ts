import { html, nothing, type TemplateResult } from 'lit';

/** A list beside the thing chosen from it; one above the other on a phone. */
export const splitView = (list: unknown, detail?: unknown): TemplateResult =>
  html`<div class="hk-split"><div>${list}</div>${detail ? html`<div>${detail}</div>` : nothing}</div>`;

/** What can be done with the chosen rows. `chosen` says how many, in words. */
export const bulkBar = (chosen: string, actions: unknown): TemplateResult =>
  html`<div class="hk-bulk" role="group" aria-label=${chosen}><strong role="status">${chosen}</strong>${actions}</div>`;

/** Two texts side by side. */
export const differences = (before: unknown, after: unknown): TemplateResult =>
  html`<div class="hk-differences"><div>${before}</div><div>${after}</div></div>`;
