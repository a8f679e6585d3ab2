import { html, nothing, type TemplateResult } from 'lit';
import { type IconName, icon } from '../icon/icon.ts';

export type NoticeKind = 'info' | 'success' | 'warning' | 'error';

const LOOK: Record<NoticeKind, { tone: string; icon: IconName }> = {
  info: { tone: 'info', icon: 'info' },
  success: { tone: 'good', icon: 'circle-check' },
  warning: { tone: 'warning', icon: 'triangle-alert' },
  error: { tone: 'danger', icon: 'circle-alert' },
};

export interface NoticeBox {
  kind: NoticeKind;
  title?: string | TemplateResult;
  text?: unknown;
  /** On quiet pages success wears no green. */
  quiet?: boolean;
}

/** A message about the page. Errors are announced at once, the rest politely. */
export function notice({ kind, title, text, quiet }: NoticeBox): TemplateResult {
  const look = LOOK[kind];
  const tone = quiet && kind === 'success' ? 'plain' : look.tone;
  return html`<div class="hk-notice hk-tone-${tone}" role=${kind === 'error' ? 'alert' : 'status'}>${icon(look.icon)}<div>${
    title ? html`<h2>${title}</h2>` : nothing
  }${typeof text === 'string' ? html`<p>${text}</p>` : (text ?? nothing)}</div></div>`;
}
