import { html, nothing, type TemplateResult } from 'lit';
import { type IconName, icon } from '../icon/icon.ts';

export interface Button {
  label: string | TemplateResult;
  /** With an address it is a link that looks like a button. */
  href?: string;
  kind?: 'primary' | 'second' | 'danger' | 'plain';
  large?: boolean;
  icon?: IconName;
  /** The icon stands after the label. */
  iconAfter?: boolean;
  name?: string;
  value?: string;
  type?: 'submit' | 'button';
  disabled?: boolean;
}

/** A button, or a link in its dress. Never more than one `primary` in view. */
export function button(b: Button): TemplateResult {
  const className = `hk-button${b.kind && b.kind !== 'primary' ? ` hk-button-${b.kind}` : ''}${b.large ? ' hk-button-large' : ''}`;
  const drawing = b.icon ? icon(b.icon) : nothing;
  const inside = b.iconAfter ? html`${b.label}${drawing}` : html`${drawing}${b.label}`;
  if (b.href !== undefined) return html`<a class=${className} href=${b.href}>${inside}</a>`;
  return html`<button class=${className} type=${b.type ?? 'submit'} name=${b.name ?? nothing} value=${b.value ?? nothing} ?disabled=${b.disabled ?? false}>${inside}</button>`;
}

/** Keeps the page's one button within reach of the thumb on a phone. */
export const stay = (inside: unknown): TemplateResult => html`<div class="hk-stay">${inside}</div>`;
