import { html, nothing, type TemplateResult } from 'lit';

export interface TimelineEntry {
  title: string | TemplateResult;
  /** For people: `23.11.2026, 14:30`; `at` for machines (ISO). */
  when?: string;
  at?: string;
  note?: string | TemplateResult;
  state: 'done' | 'now' | 'ahead';
}

/** What has happened, what is happening and what comes, in order. */
export function timeline(entries: readonly TimelineEntry[]): TemplateResult {
  return html`<ol class="hk-timeline">${entries.map(
    (entry) =>
      html`<li class=${entry.state === 'ahead' ? nothing : `hk-${entry.state}`} aria-current=${entry.state === 'now' ? 'step' : nothing}><strong>${entry.title}</strong>${
        entry.when ? html`<time datetime=${entry.at ?? nothing}>${entry.when}</time>` : nothing
      }${entry.note ? html`<small>${entry.note}</small>` : nothing}</li>`,
  )}</ol>`;
}
