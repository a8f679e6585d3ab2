import {
  type AnswerError,
  type Answers,
  answerText,
  cellTexts,
  type Form,
  type Lang,
  labelled,
  pruneAnswers,
  rowLabel,
  rowsOf,
  type Step,
  visibleFields,
} from '@hukumat/contract';
import { html, nothing, type TemplateResult } from 'lit';
import { said } from '../said.ts';
import { word } from '../words.ts';
import { renderErrorSummary } from './error-summary.ts';
import { refreshed, scanMark } from './file-control.ts';
import type { Choices, UploadView } from './view.ts';

export interface CheckView {
  form: Form;
  answers: Answers;
  lang: Lang;
  today: string;
  action: string;
  /** Address of a step, for “Change”. */
  hrefOf: (step: Step) => string;
  errors?: readonly AnswerError[];
  uploads?: readonly UploadView[];
  /** Labels of what only the server knows: appointments, documents. */
  choices?: Choices;
  back?: string;
  hidden?: Readonly<Record<string, string>>;
  caption?: string;
  /** What else must be known before sending, above the declaration: what it costs. */
  before?: TemplateResult;
  /** What the person agrees to by sending; from the definition when absent. */
  declaration?: string | TemplateResult;
}

/** Every answer as it will be sent, with a way back to each, the declaration and the one button that sends. */
export function renderCheckAnswers(sent: CheckView): TemplateResult {
  const { form, lang } = sent;
  const view = { ...sent, answers: pruneAnswers(form, sent.answers, sent.today) };
  const rows = visibleFields(form, view.answers, view.today);
  const steps = [...new Set(rows.map(({ step }) => step))];
  const declaration = view.declaration ?? (form.declaration ? said(form.declaration, lang) : undefined);
  const hrefOfError = (error: AnswerError): string => {
    const step = form.steps.find(({ name }) => name === error.step);
    return step ? `${view.hrefOf(step)}#f-${error.field}` : '#';
  };
  return html`${renderErrorSummary({ errors: view.errors ?? [], lang, hrefOf: hrefOfError })}
    <form class="hk-form" method="post" action=${view.action} novalidate>
      ${view.caption ? html`<p class="hk-step-of">${view.caption}</p>` : nothing}
      <h1>${word(lang, 'checkTitle')}</h1>
      ${Object.entries(view.hidden ?? {}).map(([name, value]) => html`<input type="hidden" name=${name} value=${value}>`)}
      ${steps.map(
        (step) => html`<div class="hk-summary-head"><h2>${said(step.title, lang)}</h2></div>
        <dl class="hk-summary">${rows
          .filter((row) => row.step === step)
          .map(
            ({ field }) => html`<div><dt>${said(field.label, lang)}</dt><dd>${answer(view, field)}</dd>
            <dd class="hk-summary-change">${field.kind === 'computed' ? nothing : html`<a href="${view.hrefOf(step)}#f-${field.name}">${word(lang, 'change')}<span class="hk-hidden"> ${said(field.label, lang)}</span></a>`}</dd></div>`,
          )}</dl>`,
      )}
      ${view.before ?? nothing}
      ${declaration ? html`<p>${declaration}</p>` : nothing}
      <div class="hk-actions">
        <button class="hk-button hk-button-large" name="_submit" value="1">${word(lang, 'submit')}</button>
        ${view.back ? html`<a href=${view.back}>${word(lang, 'back')}</a>` : nothing}
      </div>
    </form>`;
}

function answer(view: CheckView, field: Parameters<typeof answerText>[1]): unknown {
  const given = Object.hasOwn(view.answers, field.name) ? view.answers[field.name] : undefined;
  if (field.kind === 'group') {
    const rows = rowsOf(given);
    if (rows.length > 0)
      return rows.map((row, at) => {
        const cells = cellTexts(view.form, field, row, view.lang);
        return html`<div class="hk-row-summary"><strong>${rowLabel(field, at, view.lang)}</strong>${cells.map(
          ({ label, value }) => html`<span>${labelled(label, value)}</span>`,
        )}</div>`;
      });
  }
  if (field.kind === 'file') {
    const uploads = (view.uploads ?? []).filter((upload) => upload.field === field.name);
    if (uploads.length > 0)
      return html`${uploads.map((upload, at) => html`${at > 0 ? '\n' : ''}${upload.name}${scanMark(view.lang, upload)}`)}${refreshed(view, uploads)}`;
  }
  const choices = Object.fromEntries((view.choices?.[field.name] ?? []).map(({ value, label }) => [value, label]));
  return answerText(view.form, field, given, view.lang, { choices }) || html`<span class="hk-soft">${word(view.lang, 'notGiven')}</span>`;
}
