import { withSums } from '@hukumat/contract';
import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../elements/icon/icon.ts';
import { said } from '../said.ts';
import { word } from '../words.ts';
import { askedOf } from './asked.ts';
import { renderField } from './control.ts';
import { renderErrorSummary } from './error-summary.ts';
import { renderGroup } from './group-control.ts';
import { changes, fieldsOnPage, SHOWN, shownNames } from './shown.ts';
import type { FormView } from './view.ts';

/** One step: error summary, “Step 2 of 5”, title, questions, buttons. The same nodes with and without JavaScript. */
export function renderStep(sent: FormView): TemplateResult {
  const { step, lang, today } = sent;
  const answers = withSums(sent.form, sent.answers, today);
  const view = { ...sent, answers };
  const fields = fieldsOnPage(step, answers, today);
  const files = fields.some(({ field }) => field.kind === 'file');
  return html`${renderErrorSummary({ errors: view.errors ?? [], lang })}
    <form class="hk-form" method="post" action=${view.action} enctype=${files ? 'multipart/form-data' : nothing} novalidate data-step=${step.name}>
      ${files || fields.some(({ field }) => field.kind === 'group') ? defaultButton() : nothing}
      ${stepHead(view)}
      ${Object.entries(view.hidden ?? {}).map(([name, value]) => html`<input type="hidden" name=${name} value=${value}>`)}
      ${changes(step, answers, today) ? html`<input type="hidden" name=${SHOWN} value=${shownNames(step, answers, today)}>` : nothing}
      ${fields.some(({ field, shown }) => shown && view.prefilled && Object.hasOwn(view.prefilled, field.name)) ? prefilledNote(view) : nothing}
      ${fields.map(({ field, shown }) => (field.kind === 'group' ? renderGroup(view, field, shown) : renderField(view, askedOf(view, field), shown)))}
      <div class="hk-actions">
        <button class="hk-button" name="_continue" value="1">${view.submit ?? word(lang, 'continue')}</button>
        ${view.back ? html`<a href=${view.back}>${word(lang, 'back')}</a>` : nothing}
      </div>
      ${view.savedAt ? html`<p class="hk-saved" role="status">${icon('save')}${word(lang, 'savedAt', { time: view.savedAt })}</p>` : nothing}
    </form>`;
}

/** Said once a step; at each field that came from the record only the mark stands. */
const prefilledNote = ({ lang }: FormView): TemplateResult =>
  html`<p class="hk-prefilled">${icon('badge-check')}<span>${word(lang, 'prefilled')}</span></p>`;

/** Enter presses a form's first button; it must go on, not upload or remove a file. */
const defaultButton = (): TemplateResult =>
  html`<button class="hk-hidden" name="_continue" value="1" tabindex="-1" aria-hidden="true"></button>`;

function stepHead({ caption, index, total, lang, step, untitled }: FormView): TemplateResult | typeof nothing {
  if (untitled) return nothing;
  const place = html`<strong>${word(lang, 'stepOf', { n: index, total })}</strong>`;
  return html`${caption || total > 1 ? html`<p class="hk-step-of">${caption ? html`${caption}<br>` : nothing}${total > 1 ? place : nothing}</p>` : nothing}
    ${
      total > 1
        ? html`<ol class="hk-progress" aria-hidden="true">${Array.from({ length: total }, (_, i) => html`<li class=${i < index ? 'hk-done' : ''}></li>`)}</ol>`
        : nothing
    }
    <h1>${said(step.title, lang)}</h1>
    ${step.lead ? html`<p class="hk-lead">${said(step.lead, lang)}</p>` : nothing}`;
}
