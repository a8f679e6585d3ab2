import { type AnswerError, type Field, listOf } from '@hukumat/contract';
import { formatDate, pick } from '@hukumat/contract/locale';
import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../elements/icon/icon.ts';
import { said } from '../said.ts';
import { word } from '../words.ts';
import type { Asked } from './asked.ts';
import { choiceControl } from './choice-control.ts';
import { computedOutput } from './computed-output.ts';
import { fileControl } from './file-control.ts';
import { idOf } from './ids.ts';
import { textarea } from './textarea.ts';
import type { FormView } from './view.ts';

/** How a field's plain input behaves on a phone's keyboard and for autofill. */
const INPUTS: Partial<Record<Field['kind'], { type: string; mode?: string; autocomplete?: string; width?: Field['width'] }>> = {
  text: { type: 'text' },
  name: { type: 'text' },
  identity: { type: 'text', width: 'medium' },
  // `type=number`, `date` and `time` throw away what cannot be read; a person's typing is never thrown away.
  number: { type: 'text', mode: 'decimal', width: 'short' },
  // No numeric keypad for them: some have neither a full stop nor a colon.
  date: { type: 'text', width: 'short' },
  time: { type: 'text', width: 'short' },
  phone: { type: 'tel', autocomplete: 'tel', width: 'medium' },
  email: { type: 'email', autocomplete: 'email' },
};

/** The text of an answer as it stands in its control. */
function typed({ field, answer }: Asked, lang: FormView['lang']): string {
  if (answer === undefined || Array.isArray(answer)) return '';
  if (field.kind === 'date' && typeof answer === 'string' && /^\d{4}-\d\d-\d\d$/.test(answer)) return formatDate(answer, lang);
  if (field.kind === 'number' && typeof answer === 'number') return lang === 'en' ? String(answer) : String(answer).replace('.', ',');
  if (field.kind === 'phone' && typeof answer === 'string') return answer.replace(/^\+992(\d\d)(\d{3})(\d{4})$/, '+992 $1 $2 $3');
  return String(answer);
}

/** One question with its label, hint, error and native control. */
export function renderField(view: FormView, asked: Asked, shown: boolean): TemplateResult {
  const { field, name } = asked;
  const error = view.errors?.find((found) => found.field === name);
  const id = idOf(asked);
  const group = field.kind === 'radio' || field.kind === 'checkboxes';
  const head = [hintOf(view, field, id), errorOf(view, error, id)];
  const describedBy =
    [
      hintText(view, field) ? `${id}-hint` : '',
      error ? `${id}-error` : '',
      field.kind === 'textarea' && asked.schema?.maxLength ? `${id}-count` : '',
    ]
      .filter(Boolean)
      .join(' ') || undefined;
  const body = [place(field), control(view, asked, id, describedBy, Boolean(error))];
  const className = `hk-field${error ? ' hk-invalid' : ''}`;
  if (group)
    return html`<fieldset class=${className} data-field=${name} ?hidden=${!shown} aria-describedby=${describedBy ?? nothing}>
      <legend class="hk-label">${label(view, asked)}</legend>${head}${body}</fieldset>`;
  if (field.kind === 'checkbox') return html`<div class=${className} data-field=${name} ?hidden=${!shown}>${head}${body}</div>`;
  if (field.kind === 'computed')
    return html`<div class="${className} hk-computed" data-field=${name} ?hidden=${!shown}>
      <p class="hk-label" id="${id}-label">${said(field.label, view.lang)}</p>${head}${body}</div>`;
  return html`<div class=${className} data-field=${name} ?hidden=${!shown}>
    <label class="hk-label" for=${id}>${label(view, asked)}</label>${head}${body}</div>`;
}

function label(view: FormView, asked: Asked): unknown[] {
  const { lang } = view;
  return [
    said(asked.field.label, lang),
    asked.required ? nothing : html` <span class="hk-optional">(${word(lang, 'optional')})</span>`,
    prefillMark(view, asked.name),
  ];
}

function hintText({ lang }: FormView, field: Asked['field']): string | TemplateResult | undefined {
  if (field.hint) return said(field.hint, lang);
  if (field.kind === 'date') return word(lang, 'dateExample');
  if (field.kind === 'time') return word(lang, 'timeExample');
  return undefined;
}

export function hintOf(view: FormView, field: Asked['field'], id: string): TemplateResult | typeof nothing {
  const hint = hintText(view, field);
  return hint ? html`<p class="hk-hint" id="${id}-hint">${hint}</p>` : nothing;
}

export function errorOf({ lang }: FormView, error: AnswerError | undefined, id: string): TemplateResult | typeof nothing {
  return error
    ? html`<p class="hk-field-error" id="${id}-error">${icon('circle-alert')}<span><span class="hk-hidden">${word(lang, 'error')}: </span>${error.message}</span></p>`
    : nothing;
}

/** Where a plugin may draw a better control; it stays empty without one. */
export function place(field: Pick<Asked['field'], 'name' | 'place'>): TemplateResult | typeof nothing {
  return field.place ? html`<div class="hk-place" data-place=${field.place} data-for=${field.name}></div>` : nothing;
}

/** Where the value came from: a mark for the person's own record, the number for an earlier application. */
function prefillMark({ prefilled, lang }: FormView, name: string): TemplateResult | typeof nothing {
  const source = prefilled && Object.hasOwn(prefilled, name) ? prefilled[name] : undefined;
  if (source === undefined) return nothing;
  if (source !== 'record')
    return html` <span class="hk-from-record">${icon('badge-check')}<small>${word(lang, 'prefilledFrom', { number: source.application })}</small></span>`;
  return html` <span class="hk-from-record" title=${word(lang, 'prefilledField')}>${icon('badge-check')}<span class="hk-hidden">(${word(lang, 'prefilledField')})</span></span>`;
}

function control(view: FormView, asked: Asked, id: string, describedBy: string | undefined, invalid: boolean): TemplateResult {
  const { lang } = view;
  const { field, name, answer } = asked;
  const value = typed(asked, lang);
  const chosen = (option: string): boolean =>
    Array.isArray(answer)
      ? listOf(answer).includes(option)
      : value === option || (typeof answer === 'boolean' && answer === (option === 'yes'));
  switch (field.kind) {
    case 'textarea': {
      const max = asked.schema?.maxLength;
      return html`${textarea({ id, name, describedBy, invalid, text: value })}${
        max ? html`<hk-count class="hk-count" id="${id}-count" for=${id} max=${max} lang=${lang} aria-live="polite"></hk-count>` : nothing
      }`;
    }
    case 'select':
      return html`<select class="hk-input hk-width-${field.width ?? 'full'}" id=${id} name=${name} autocomplete=${field.autocomplete ?? nothing}
        aria-describedby=${describedBy ?? nothing} aria-invalid=${invalid ? 'true' : nothing}>
        <option value="">${word(lang, 'chooseOne')}</option>
        ${(field.options ?? []).map((option) => html`<option value=${option.value} ?selected=${chosen(option.value)}>${pick(option.label, lang).text}</option>`)}
      </select>`;
    case 'radio':
    case 'checkboxes':
      return html`${(field.options ?? []).map(
        (
          option,
          at,
        ) => html`<label class="hk-choice"><input type=${field.kind === 'radio' ? 'radio' : 'checkbox'} id=${idOf(asked, at === 0 ? undefined : option.value)}
          name=${name} value=${option.value} ?checked=${chosen(option.value)}><span>${said(option.label, lang)}</span>${
            option.hint ? html`<small>${said(option.hint, lang)}</small>` : nothing
          }</label>`,
      )}`;
    case 'checkbox':
      return html`<label class="hk-choice"><input type="checkbox" id=${id} name=${name} value="true" ?checked=${answer === true}
        aria-describedby=${describedBy ?? nothing} aria-invalid=${invalid ? 'true' : nothing}><span>${label(view, asked)}</span></label>`;
    case 'file':
      return fileControl(view, field, id, describedBy);
    case 'computed':
      return computedOutput(view, asked, id);
    case 'appointment':
    case 'document':
      return choiceControl(view, asked, id, describedBy, invalid);
    default:
      return plainInput(view, asked, id, value, describedBy, invalid);
  }
}

function plainInput(
  { lang }: FormView,
  { field, name, schema }: Asked,
  id: string,
  value: string,
  describedBy: string | undefined,
  invalid: boolean,
): TemplateResult {
  const input = INPUTS[field.kind] ?? { type: 'text' };
  const width = field.width ?? input.width ?? 'full';
  const whole = schema?.type === 'integer';
  const plain = field.kind === 'name' || field.kind === 'identity';
  const box = html`<input class="hk-input hk-width-${width}${field.kind === 'identity' ? ' hk-identity' : ''}" type=${input.type} id=${id} name=${name}
    value=${value} inputmode=${(field.kind === 'number' && whole ? 'numeric' : input.mode) ?? nothing}
    autocomplete=${field.autocomplete ?? input.autocomplete ?? (field.kind === 'identity' ? 'off' : nothing)}
    spellcheck=${plain ? 'false' : nothing} autocapitalize=${field.kind === 'identity' ? 'characters' : nothing}
    aria-describedby=${describedBy ?? nothing} aria-invalid=${invalid ? 'true' : nothing}>`;
  return field.unit ? html`<div class="hk-with-unit">${box}<span>${said(field.unit, lang)}</span></div>` : box;
}
