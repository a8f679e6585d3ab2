import type { AnswerError, Lang } from '@hukumat/contract';
import { html, nothing, type TemplateResult } from 'lit';
import { word } from '../words.ts';
import { idOf } from './ids.ts';

export interface ErrorSummaryView {
  errors: readonly AnswerError[];
  lang: Lang;
  /** Address of the step that asks for a field, when the error stands on another page. */
  hrefOf?: (error: AnswerError) => string;
}

/** What is wrong, with a link to each field. It takes the focus when the page wakes. Nothing when nothing is wrong. */
export function renderErrorSummary({ errors, lang, hrefOf }: ErrorSummaryView): TemplateResult | typeof nothing {
  if (errors.length === 0) return nothing;
  return html`<hk-error-summary class="hk-errors" tabindex="-1" role="alert" aria-labelledby="hk-errors-title">
    <h2 id="hk-errors-title">${word(lang, 'errorTitle')}</h2>
    <ul class="hk-quiet-list">${errors.map((error) => html`<li><a href=${hrefOf ? hrefOf(error) : `#${idOf({ name: error.field })}`}>${error.message}</a></li>`)}</ul>
  </hk-error-summary>`;
}
