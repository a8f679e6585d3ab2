import { html, nothing, type TemplateResult } from 'lit';

export interface Card {
  title: string | TemplateResult;
  href?: string;
  text?: string | TemplateResult;
  foot?: unknown;
}

/** One thing with its title; with an address the whole card is the link. */
export function card({ title, href, text, foot }: Card): TemplateResult {
  return html`<article class="hk-card"><h3>${href ? html`<a href=${href}>${title}</a>` : title}</h3>${text ? html`<p>${text}</p>` : nothing}${foot ?? nothing}</article>`;
}
