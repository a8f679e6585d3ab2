import { html, type TemplateResult } from 'lit';

/** Holds the height of what comes. The words tell voices to wait. */
export const skeleton = (words: string, block = false): TemplateResult =>
  html`<div role="status"><span class="hk-hidden">${words}</span><span class="hk-skeleton${block ? ' hk-skeleton-block' : ''}"></span></div>`;
