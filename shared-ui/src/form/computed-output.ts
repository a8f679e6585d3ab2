import { answerText } from '@hukumat/contract';
import { html, type TemplateResult } from 'lit';
import { word } from '../words.ts';
import type { Asked } from './asked.ts';
import type { FormView } from './view.ts';

/** A sum that is worked out, never typed. The browser half writes it anew while somebody types. */
export function computedOutput({ form, lang }: FormView, { field, answer }: Asked, id: string): TemplateResult {
  const later = word(lang, 'computedLater');
  const text = answerText(form, field, answer, lang);
  return html`<output class="hk-sum${text ? '' : ' hk-soft'}" id=${id} aria-labelledby="${id}-label" aria-live="polite" data-later=${later}>${text || later}</output>`;
}
