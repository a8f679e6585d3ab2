import { html, nothing, type TemplateResult } from 'lit';
import { DRAWINGS } from './drawings.ts';

export type IconName = keyof typeof DRAWINGS;

/** A line icon in the colour of its text. Decoration unless `label` says what it means. */
export function icon(name: IconName, label?: string): TemplateResult {
  return html`<svg class="hk-icon" viewBox="0 0 24 24" role=${label ? 'img' : nothing} aria-label=${label ?? nothing} aria-hidden=${label ? nothing : 'true'}>${DRAWINGS[name]}</svg>`;
}
