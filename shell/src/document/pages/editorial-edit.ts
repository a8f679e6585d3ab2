import type { Lang, Text } from '@hukumat/contract';
import { LANGS } from '@hukumat/contract';
import type { ContentField } from '@hukumat/contract/content';
import { icon, notice, richText, said } from '@hukumat/ui';
import { renderErrorSummary, textarea } from '@hukumat/ui/form';
import { type Html, html, nothing, type Part } from '../render.ts';
import { type Difference, differencesOf } from './editorial.ts';
import { type Context, content } from './parts.ts';

/** A field with what stands in it, as text. */
export interface EditorialField {
  field: ContentField;
  /** Of a translated field in each language, else under `tg`. */
  typed: Partial<Record<Lang, string | undefined>>;
  /** What is wrong, by language. */
  errors: Partial<Record<Lang, string>>;
  options?: readonly { value: string; label: Text | string }[];
}

export interface EditorialEditModel {
  action: string;
  back: string;
  title: string;
  type: Text;
  fields: EditorialField[];
  /** Filled and all texts of each language. */
  counts: Record<Lang, { done: number; of: number }>;
  revision: number;
  /** Only for what is new: its address, or why it cannot be that. */
  slug?: { typed: string; hint: string; error?: string };
  /** When it was kept last, when that was just now. */
  saved?: string;
  /** Where it is kept while it is typed, and what proves that this page asks. */
  autosave?: string;
  pass?: string;
  /** What the approver asked for. */
  remark?: string;
  /** Somebody else saved meanwhile: their text beside one's own. */
  clash?: { by: string; differences: Difference[] };
  errors: { field: string; message: string }[];
}

/** The id of a control: `title-tg`, `date`. */
export const fieldId = (name: string, lang?: Lang): string => (lang ? `${name}-${lang}` : name);

/** Where an item is written: fields of its type, three languages side by side, one at a time on a phone. */
export function editorialEditPage(model: EditorialEditModel, context: Context): Html {
  const { t, lang } = context;
  const wrong = model.errors.length > 0;
  return content({
    title: model.title,
    lead: html`${said(model.type, lang)}`,
    wide: true,
    body: html`<p><a href=${model.back}>${t('editorial.back')}</a></p>${
      wrong
        ? renderErrorSummary({
            lang,
            errors: model.errors.map(({ field, message }) => ({ field, message, step: '', code: '' })),
            hrefOf: ({ field }) => `#${field}`,
          })
        : ''
    }${model.remark ? notice({ kind: 'warning', title: t('editorial.remark'), text: html`<p class="hk-wrap">${model.remark}</p>` }) : ''}${
      model.clash
        ? notice({
            kind: 'warning',
            title: t('editorial.clash', { who: model.clash.by }),
            text: html`<p>${t('editorial.clashText')}</p>${differencesOf([t('editorial.theirs'), t('editorial.yours')], model.clash.differences, context)}`,
          })
        : ''
    }<form class=${`hk-editorial${wrong ? ' hk-editorial-wrong' : ''}`} method="post" action=${model.action} enctype="multipart/form-data" data-save=${model.autosave ?? nothing}><input type="hidden" name="_revision" value=${model.revision}>${model.pass ? html`<input type="hidden" name="_desk" value=${model.pass}>` : ''}${
      model.slug ? slugField(model.slug, context) : ''
    }<fieldset class="hk-editorial-tabs"><legend class="hk-hidden">${t('editorial.language')}</legend>${LANGS.map(
      (one) =>
        html`<label><input type="radio" name="_shown" value=${one} ?checked=${one === 'tg'}>${t(`editorial.lang.${one}`)} <span class="hk-soft">${model.counts[one].done}/${model.counts[one].of}</span></label>`,
    )}</fieldset>${model.fields.map((field) => (field.field.translated ? inThree(field, context) : single(field, context)))}<div class="hk-actions hk-editorial-actions"><button class="hk-button" name="_act" value="submit">${icon('send')}${t('editorial.submit')}</button><button class="hk-button hk-button-second" name="_act" value="save">${t('editorial.save')}</button><button class="hk-button hk-button-plain" name="_act" value="preview">${t('editorial.preview')}</button></div><p class="hk-saved" role="status">${model.saved ? html`${icon('check')}<span>${t('editorial.savedAt', { time: model.saved })}</span>` : ''}</p></form>`,
  });
}

function slugField(slug: NonNullable<EditorialEditModel['slug']>, { t }: Context): Html {
  return html`<div class=${`hk-field${slug.error ? ' hk-invalid' : ''}`}><label class="hk-label" for="_slug">${t('editorial.slug')} <span class="hk-optional">(${t('editorial.optional')})</span></label><p class="hk-hint" id="_slug-hint">${slug.hint}</p>${
    slug.error ? html`<p class="hk-field-error" id="_slug-error">${icon('circle-alert')}${slug.error}</p>` : ''
  }<input class="hk-input hk-width-medium" id="_slug" name="_slug" value=${slug.typed} maxlength="120" autocomplete="off" autocapitalize="none" spellcheck="false" aria-describedby=${slug.error ? '_slug-error _slug-hint' : '_slug-hint'} aria-invalid=${slug.error ? 'true' : nothing}></div>`;
}

/** A text in three languages: the same line, so that a translator sees the original. */
function inThree(one: EditorialField, context: Context): Html {
  const { t, lang } = context;
  const { field } = one;
  return html`<fieldset class="hk-editorial-field"><legend class="hk-label">${said(field.label, lang)}${optional(field, context)}</legend>${field.hint ? html`<p class="hk-hint">${said(field.hint, lang)}</p>` : ''}<div class="hk-editorial-columns">${LANGS.map(
    (each) => {
      const id = fieldId(field.name, each);
      const wrong = one.errors[each];
      const state = {
        id,
        name: `${field.name}.${each}`,
        text: one.typed[each] ?? '',
        describedBy: wrong ? `${id}-error` : undefined,
        invalid: Boolean(wrong),
      };
      return html`<div class=${`hk-editorial-column hk-field${wrong ? ' hk-invalid' : ''}`} data-lang=${each}><label class="hk-label hk-editorial-label" id=${`${id}-label`} for=${id}><span class="hk-hidden">${said(field.label, lang)}, </span>${t(`editorial.lang.${each}`)}</label>${error(id, wrong)}${
        field.kind === 'markdown'
          ? richText({ ...state, lang, textLang: each })
          : (field.max ?? 500) > 250
            ? html`<div lang=${each} class="hk-editorial-short">${textarea(state)}</div>`
            : html`<input class="hk-input" id=${id} name=${state.name} value=${state.text} lang=${each} maxlength=${field.max ?? 500} aria-describedby=${state.describedBy ?? nothing} aria-invalid=${wrong ? 'true' : nothing}>`
      }</div>`;
    },
  )}</div></fieldset>`;
}

const optional = (field: ContentField, { t }: Context): Part =>
  field.required && !field.filled
    ? ''
    : html` <span class="hk-optional">(${t(field.filled ? 'editorial.filled' : 'editorial.optional')})</span>`;
const error = (id: string, text: string | undefined): Part =>
  text ? html`<p class="hk-field-error" id=${`${id}-error`}>${icon('circle-alert')}${text}</p>` : '';

const MODES: Partial<Record<ContentField['kind'], string>> = {
  number: 'decimal',
  money: 'decimal',
  phone: 'tel',
  phones: 'tel',
  email: 'email',
};

function single(one: EditorialField, context: Context): Html {
  const { t, lang } = context;
  const { field } = one;
  const id = fieldId(field.name);
  const wrong = one.errors.tg;
  const value = one.typed.tg ?? '';
  const hint = field.hint
    ? said(field.hint, lang)
    : HINTED.has(field.kind)
      ? t(`editorial.hint.${field.kind}` as 'editorial.hint.date')
      : '';
  const described = [wrong ? `${id}-error` : '', hint ? `${id}-hint` : ''].filter(Boolean).join(' ') || nothing;
  const labels = (inside: Part): Html =>
    html`<div class=${`hk-field${wrong ? ' hk-invalid' : ''}`}><label class="hk-label" for=${id}>${said(field.label, lang)}${optional(field, context)}</label>${hint ? html`<p class="hk-hint" id=${`${id}-hint`}>${hint}</p>` : ''}${error(id, wrong)}${inside}</div>`;
  if (one.options)
    return labels(
      html`<select class="hk-input hk-width-medium" id=${id} name=${field.name} aria-describedby=${described} aria-invalid=${wrong ? 'true' : nothing}><option value="">${t('editorial.choose')}</option>${one.options.map(
        (option) =>
          html`<option value=${option.value} ?selected=${option.value === value}>${typeof option.label === 'string' ? option.label : said(option.label, lang)}</option>`,
      )}</select>`,
    );
  return labels(
    html`<input class="hk-input hk-width-medium" id=${id} name=${field.name} value=${value} inputmode=${MODES[field.kind] ?? nothing} autocomplete="off" aria-describedby=${described} aria-invalid=${wrong ? 'true' : nothing}>`,
  );
}

const HINTED: ReadonlySet<string> = new Set(['date', 'money', 'phone', 'phones']);
