import type { ApplicationState } from '@hukumat/contract';
import { html, type TemplateResult } from 'lit';
import { type IconName, icon } from '../icon/icon.ts';

export type Tone = 'good' | 'warning' | 'danger' | 'info' | 'plain';

const STATES: Record<ApplicationState, { tone: Tone; icon: IconName }> = {
  draft: { tone: 'plain', icon: 'pencil' },
  awaiting_party: { tone: 'warning', icon: 'clock' },
  awaiting_payment: { tone: 'warning', icon: 'clock' },
  submitted: { tone: 'info', icon: 'send' },
  in_review: { tone: 'info', icon: 'clock' },
  sent_back: { tone: 'warning', icon: 'undo-2' },
  consulting: { tone: 'info', icon: 'building-2' },
  approved: { tone: 'good', icon: 'check' },
  rejected: { tone: 'danger', icon: 'circle-x' },
  closed_without_action: { tone: 'plain', icon: 'x' },
  withdrawn: { tone: 'plain', icon: 'x' },
  expired: { tone: 'plain', icon: 'clock' },
  issued: { tone: 'good', icon: 'badge-check' },
  revoked: { tone: 'danger', icon: 'circle-x' },
};

/** A state by icon, word and colour together. `quiet` pages wear no colour. */
export const statusTag = (state: ApplicationState, label: string, quiet = false): TemplateResult =>
  toneTag(quiet ? 'plain' : STATES[state].tone, STATES[state].icon, label);

export const toneTag = (tone: Tone, drawing: IconName, label: string): TemplateResult =>
  html`<span class="hk-status hk-tone-${tone}">${icon(drawing)}${label}</span>`;

/** A neutral word: a category, a kind. `sample` marks a value nobody has confirmed. */
export const tag = (label: string, sample = false): TemplateResult =>
  html`<span class="hk-tag${sample ? ' hk-tag-sample' : ''}">${label}</span>`;
