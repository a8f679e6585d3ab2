import { html, type TemplateResult } from 'lit';

/** The portal's name in plain letters; no flag, no emblem. */
export const wordmark = (href: string): TemplateResult => html`<a class="hk-wordmark" href=${href}>HUKUMAT<span>.TJ</span></a>`;
