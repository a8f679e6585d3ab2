import { html, type TemplateResult } from 'lit';

/** A thin band of atlas and suzani geometry. Decoration: no voice reads it. */
export const ornament = (): TemplateResult => html`<div class="hk-ornament" aria-hidden="true"></div>`;
