import { html, nothing, type TemplateResult } from 'lit';

/** Plain strong links, one a line; `two` columns where there is room. */
export function linkList(
  links: readonly { label: string | TemplateResult; href: string; note?: string | TemplateResult }[],
  two = false,
): TemplateResult {
  return html`<ul class="hk-links${two ? ' hk-links-two' : ''}">${links.map(
    ({ label, href, note }) => html`<li><a href=${href}>${label}</a>${note ? html`<small>${note}</small>` : nothing}</li>`,
  )}</ul>`;
}
