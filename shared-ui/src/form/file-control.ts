import type { Field } from '@hukumat/contract';
import { formatNumber } from '@hukumat/contract/locale';
import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../elements/icon/icon.ts';
import { word } from '../words.ts';
import type { FormView } from './view.ts';

const KINDS = { 'application/pdf': 'PDF', 'image/jpeg': 'JPEG', 'image/png': 'PNG' } as const;
const UNITS = { tg: ['КБ', 'МБ'], ru: ['КБ', 'МБ'], en: ['KB', 'MB'] } as const;

/** `1,4 МБ`; under a megabyte in kilobytes. */
function fileSize(bytes: number, lang: FormView['lang']): string {
  const [kilo, mega] = UNITS[lang];
  if (bytes < 1_000_000) return `${formatNumber(Math.max(1, Math.round(bytes / 1000)), lang)}\u00a0${kilo}`;
  const tenths = Math.round(bytes / 100_000) / 10;
  return `${formatNumber(tenths, lang, Number.isInteger(tenths) ? 0 : 1)}\u00a0${mega}`;
}

/**
 * A native file input with its own “Upload” button, so that files arrive without JavaScript.
 * Posted: `_upload` = the field's name; `_remove` = the id of an upload.
 */
export function fileControl(view: FormView, field: Field, id: string, describedBy: string | undefined): TemplateResult {
  const { lang } = view;
  const uploads = (view.uploads ?? []).filter((upload) => upload.field === field.name);
  const schema = view.form.schema.properties[field.name];
  const max = schema?.type === 'array' ? (schema.maxItems ?? Number.POSITIVE_INFINITY) : 1;
  const accept = field.accept ?? (Object.keys(KINDS) as (keyof typeof KINDS)[]);
  const size = field.maxBytes ? fileSize(field.maxBytes, lang) : undefined;
  const types = accept.map((type) => KINDS[type]).join(', ');
  const limits = size ? word(lang, 'fileLimit', { types, size }) : types;
  return html`${
    uploads.length > 0
      ? html`<ul class="hk-uploads">${uploads.map(
          (upload) => html`<li>${icon('paperclip')}<span>${
            upload.href ? html`<a href=${upload.href}>${upload.name}</a>` : upload.name
          } <small class="hk-soft">${fileSize(upload.bytes, lang)}</small>${upload.scan ? html`<strong class="hk-scan">${word(lang, upload.scan === 'pending' ? 'scanPending' : 'scanInfected')}</strong>` : nothing}</span><button
            class="hk-button hk-button-plain" name="_remove" value=${upload.id} formnovalidate>${word(lang, 'remove')}<span class="hk-hidden"> ${upload.name}</span></button></li>`,
        )}</ul>`
      : nothing
  }${
    uploads.length < max
      ? html`<hk-file class="hk-file" max-bytes=${field.maxBytes ?? nothing} too-big=${size ? word(lang, 'fileTooBig', { size }) : nothing}><input type="file" id=${id} name=${field.name}
        accept=${accept.join(',')} ?multiple=${max > 1} aria-describedby="${id}-limits${describedBy ? ` ${describedBy}` : ''}"><p class="hk-hint hk-small" id="${id}-limits">${limits}</p><button
        class="hk-button hk-button-second" name="_upload" value=${field.name} formnovalidate>${icon('upload')}${word(lang, 'upload')}</button></hk-file>`
      : nothing
  }`;
}
