import { html, nothing, type TemplateResult } from 'lit';
import { word } from '../words.ts';
import type { Asked } from './asked.ts';
import type { Choice, FormView } from './view.ts';

/** Posted beside a chosen document: the name of the field whose document may be handed over. */
export const CONSENT = '_consent';

/** A list of what the server offers: free appointments by day, or the person's own documents. An empty one says what to do. */
export function choiceControl(
  { choices = {}, lang }: FormView,
  { field, name, answer }: Asked,
  id: string,
  describedBy: string | undefined,
  invalid: boolean,
): TemplateResult {
  const offered = Object.hasOwn(choices, name) ? (choices[name] ?? []) : [];
  const isDocument = field.kind === 'document';
  if (offered.length === 0)
    return html`<p class="hk-none" id=${id} tabindex="-1">${word(lang, isDocument ? 'noDocuments' : 'noSlots')}</p>`;
  const gone = !isDocument && typeof answer === 'string' && answer !== '' && !offered.some(({ value }) => value === answer);
  const option = ({ value, label }: Choice) => html`<option value=${value} ?selected=${value === answer}>${label}</option>`;
  const groups = [...new Set(offered.map(({ group }) => group))];
  return html`${gone ? html`<p class="hk-hint" id="${id}-gone">${word(lang, 'slotGone')}</p>` : nothing}<select
      class="hk-input hk-width-${field.width ?? 'full'}" id=${id} name=${name}
      aria-describedby=${[gone ? `${id}-gone` : '', describedBy ?? ''].filter(Boolean).join(' ') || nothing} aria-invalid=${invalid ? 'true' : nothing}>
      <option value="">${word(lang, isDocument ? 'noDocument' : 'chooseOne')}</option>
      ${groups.map((group) => {
        const inGroup = offered.filter((choice) => choice.group === group).map(option);
        return group === undefined ? inGroup : html`<optgroup label=${group}>${inGroup}</optgroup>`;
      })}
    </select>${
      isDocument
        ? html`<label class="hk-choice"><input type="checkbox" name=${CONSENT} value=${name} id="${id}-consent"
            ?checked=${offered.some(({ value }) => value === answer)}><span>${word(lang, 'consentDocument')}</span></label>`
        : nothing
    }`;
}
