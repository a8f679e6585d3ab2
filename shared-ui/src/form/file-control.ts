import type { Field } from '@hukumat/contract';
import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../elements/icon/icon.ts';
import { word } from '../words.ts';
import { fileSize } from './file-size.ts';
import type { FormView, UploadView } from './view.ts';

const KINDS = { 'application/pdf': 'PDF', 'image/jpeg': 'JPEG', 'image/png': 'PNG' } as const;
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
      ? html`<ul class="hk-uploads">${uploads.map((upload) => line(view, upload))}</ul>${refreshed(view, uploads)}`
      : nothing
  }${
    uploads.length < max
      ? html`<hk-file class="hk-file" max-bytes=${field.maxBytes ?? nothing} max-files=${Number.isFinite(max) ? max : nothing} too-big=${size ? word(lang, 'fileTooBig', { size }) : nothing}><ul class="hk-uploads" data-pattern hidden>${line(view)}</ul><input type="file" id=${id} name=${field.name}
        accept=${accept.join(',')} ?multiple=${max > 1} aria-describedby="${id}-limits${describedBy ? ` ${describedBy}` : ''}"><p class="hk-hint hk-small" id="${id}-limits">${limits}</p><button
        class="hk-button hk-button-second" name="_upload" value=${field.name} formnovalidate>${icon('upload')}${word(lang, 'upload')}</button></hk-file>`
      : nothing
  }`;
}

/** One kept file; without one, the pattern from which the browser makes the line of a file it has just sent. */
function line({ lang }: FormView, upload?: UploadView): TemplateResult {
  return html`<li data-upload=${upload?.id ?? nothing}>${icon('paperclip')}<span>${
    upload && !upload.href ? upload.name : html`<a href=${upload?.href ?? nothing}>${upload?.name ?? ''}</a>`
  } <small class="hk-soft">${upload ? fileSize(upload.bytes, lang) : ''}</small>${upload ? scanMark(lang, upload) : nothing}</span><button
            class="hk-button hk-button-plain" type=${upload ? nothing : 'button'} name=${upload ? '_remove' : nothing} value=${upload?.id ?? nothing} formnovalidate>${word(lang, 'remove')}<span class="hk-hidden"> ${upload?.name ?? ''}</span></button></li>`;
}

/** Whether a file may be handed in yet. The browser asks again by itself; without JavaScript there is a link. */
export const scanMark = (lang: FormView['lang'], { id, scan }: UploadView): TemplateResult | typeof nothing =>
  scan
    ? html`<strong class="hk-scan" data-scan=${scan} data-of=${id}>${word(lang, scan === 'pending' ? 'scanPending' : 'scanInfected')}</strong>`
    : nothing;

export const refreshed = ({ lang, action }: { lang: FormView['lang']; action: string }, uploads: readonly UploadView[]) =>
  uploads.some(({ scan }) => scan === 'pending')
    ? html`<p class="hk-small" data-rescan><a href=${action}>${word(lang, 'scanAgain')}</a></p>`
    : nothing;
