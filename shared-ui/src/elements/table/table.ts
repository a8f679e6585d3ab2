import { html, nothing, type TemplateResult } from 'lit';

export interface Column {
  label: string;
  number?: boolean;
}

export interface Table {
  caption: string;
  /** The caption is for voices only. */
  quiet?: boolean;
  columns: readonly Column[];
  rows: readonly (readonly unknown[])[];
  /** Dense, for desks and consoles. */
  desk?: boolean;
  /** On a phone each row becomes a block with its column names instead of scrolling sideways. */
  fold?: boolean;
}

/** A table whose first column names the row. */
export function table(t: Table): TemplateResult {
  return html`<div class="hk-table-frame" tabindex=${t.fold ? nothing : '0'} role="region" aria-label=${t.caption}><table class="hk-table${t.desk ? ' hk-desk' : ''}${t.fold ? ' hk-table-fold' : ''}">
    <caption class=${t.quiet ? 'hk-hidden' : nothing}>${t.caption}</caption>
    <thead><tr>${t.columns.map(({ label, number }) => html`<th scope="col" class=${number ? 'hk-number' : nothing}>${label}</th>`)}</tr></thead>
    <tbody>${t.rows.map(
      (row) =>
        html`<tr>${row.map((cell, i) =>
          i === 0
            ? html`<th scope="row">${cell}</th>`
            : html`<td class=${t.columns[i]?.number ? 'hk-number' : nothing} data-label=${t.columns[i]?.label ?? nothing}>${cell}</td>`,
        )}</tr>`,
    )}</tbody></table></div>`;
}
