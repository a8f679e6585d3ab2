import { html, nothing, type TemplateResult } from 'lit';
import { type IconName, icon } from '../icon/icon.ts';

/** Nothing here yet: why, and what to do next. */
export function emptyState(e: { icon?: IconName; title: string; text?: string | TemplateResult; action?: unknown }): TemplateResult {
  return html`<div class="hk-empty">${icon(e.icon ?? 'inbox')}<h2>${e.title}</h2>${e.text ? html`<p>${e.text}</p>` : nothing}${e.action ?? nothing}</div>`;
}
