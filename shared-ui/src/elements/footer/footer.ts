import { html, type TemplateResult } from 'lit';
import { ornament } from '../ornament/ornament.ts';

export interface Footer {
  columns: readonly { title: string; links: readonly { label: string; href: string }[] }[];
  /** The last line: who keeps the portal, when the page was checked. */
  foot: string | TemplateResult;
}

export function footer(f: Footer): TemplateResult {
  return html`<footer class="hk-footer">${ornament()}<div class="hk-page">
    <div class="hk-footer-columns">${f.columns.map(
      (column) =>
        html`<section><h2>${column.title}</h2><ul class="hk-quiet-list">${column.links.map(
          ({ label, href }) => html`<li><a href=${href}>${label}</a></li>`,
        )}</ul></section>`,
    )}</div>
    <div class="hk-footer-foot">${f.foot}</div>
  </div></footer>`;
}
