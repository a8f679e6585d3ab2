import { type Field, type Row, rowLabel, type Step } from '@hukumat/contract';
import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../elements/icon/icon.ts';
import { said } from '../said.ts';
import { word } from '../words.ts';
import { askedInRow, askedOf } from './asked.ts';
import { errorOf, hintOf, place, renderField } from './control.ts';
import { idOf } from './ids.ts';
import { ADD, DROP } from './row-buttons.ts';
import { cellsOnPage, rowsOnPage } from './shown.ts';
import type { FormView } from './view.ts';

/** A group with its rows, each in a fieldset; rows are added and removed by buttons that the server understands as well. */
export function renderGroup(view: FormView, group: Field, shown: boolean): TemplateResult {
  const { form, lang, answers } = view;
  const asked = askedOf(view, group);
  const id = idOf(asked);
  const error = view.errors?.find((found) => found.field === group.name);
  const rows = rowsOnPage(form, group, answers);
  const most = asked.schema?.maxItems ?? Number.POSITIVE_INFINITY;
  const least = rowsOnPage(form, group, {}).length;
  const one = said(group.itemLabel ?? group.label, lang);
  const described = [group.hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ');
  return html`<div class="hk-field hk-group${error ? ' hk-invalid' : ''}" role="group" aria-labelledby=${id} aria-describedby=${described || nothing}
      data-field=${group.name} data-group=${group.name} data-least=${least} data-most=${Number.isFinite(most) ? most : nothing}
      data-added=${word(lang, 'rowAdded')} data-removed=${word(lang, 'rowRemoved')} ?hidden=${!shown}>
    <h2 class="hk-label" id=${id} tabindex="-1">${said(group.label, lang)}${
      asked.required ? nothing : html` <span class="hk-optional">(${word(lang, 'optional')})</span>`
    }</h2>${hintOf(view, group, id)}${errorOf(view, error, id)}${place(group)}
    ${rows.map((row, at) => renderRow(view, group, view.step, row, at, rows.length > least))}
    <button class="hk-button hk-button-second" name=${ADD} value=${group.name} formnovalidate ?hidden=${rows.length >= most}>${word(lang, 'addRow')}: ${one}</button>
  </div>`;
}

function renderRow(view: FormView, group: Field, step: Step, row: Row, at: number, droppable: boolean): TemplateResult {
  const { form, lang, answers, today } = view;
  const rowName = `${group.name}.${at}`;
  const title = rowLabel(group, at, lang);
  return html`<fieldset class="hk-row-item" data-row=${rowName} id="f-${rowName}" tabindex="-1">
    <legend class="hk-row-title">${title}</legend>
    <input type="hidden" name="${rowName}._" value="">
    ${cellsOnPage(group, step, answers, row, today).map(({ field, shown }) => renderField(view, askedInRow(form, group, row, at, field), shown))}
    <button class="hk-button hk-button-plain" name=${DROP} value=${rowName} formnovalidate ?hidden=${!droppable}>${icon('x')}${word(lang, 'removeRow')}<span
      class="hk-hidden">: <span class="hk-row-name">${title}</span></span></button>
  </fieldset>`;
}
