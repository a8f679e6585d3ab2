import type { Lang, Text } from '@hukumat/contract';
import { icon, notice, said, table } from '@hukumat/ui';
import { textarea } from '@hukumat/ui/form';
import { finished, type Html, html, nothing, type Part } from '../render.ts';
import { type Completeness, type Difference, differencesOf, languagesOf, type Standing, standingTag } from './editorial.ts';
import { type Context, content } from './parts.ts';

/** What a person may do with an item now. */
export interface EditorialActs {
  /** The draft that is open. */
  edit?: string;
  /** There is none, and one may be begun. */
  begin?: boolean;
  submit?: boolean;
  approve?: boolean;
  /** They wrote in it themselves: somebody else must approve it. */
  own?: boolean;
  confirm?: boolean;
  end?: boolean;
  lift?: boolean;
}

export interface EditorialItemModel {
  name: Text;
  type: Text;
  standing: Standing;
  complete: Completeness;
  revision: number;
  action: string;
  back: string;
  preview: string;
  history: string;
  /** Its public address, when it is public. */
  live?: string;
  rows: { label: string; value: Part }[];
  remark?: string;
  acts: EditorialActs;
  /** Against what is public, for whoever approves. */
  changes?: Difference[];
  missing: string[];
  done?: string;
  error?: { at: 'approve' | 'return' | 'end'; text: string };
  typed: Readonly<Record<string, string>>;
}

/** An item: how it stands, what it lacks, and what may be done with it. */
export function editorialItemPage(model: EditorialItemModel, context: Context): Html {
  const { t, lang } = context;
  const { acts } = model;
  return content({
    title: said(model.name, lang),
    lead: html`${said(model.type, lang)}`,
    wide: true,
    body: html`<p><a href=${model.back}>${t('editorial.back')}</a></p>${model.done ? notice({ kind: 'success', text: model.done }) : ''}${
      model.remark ? notice({ kind: 'warning', title: t('editorial.remark'), text: html`<p class="hk-wrap">${model.remark}</p>` }) : ''
    }<div class="hk-desk-columns"><div><dl class="hk-summary"><div><dt>${t('editorial.column.state')}</dt><dd>${standingTag(model.standing, context)}</dd></div><div><dt>${t('editorial.column.langs')}</dt><dd>${languagesOf(model.complete, context)}</dd></div>${model.rows.map(({ label, value }) => html`<div><dt>${label}</dt><dd class="hk-wrap">${value}</dd></div>`)}</dl>${
      model.missing.length > 0
        ? html`<section class="hk-section"><h2>${t('editorial.missing')}</h2><ul>${model.missing.map((one) => html`<li>${one}</li>`)}</ul></section>`
        : ''
    }${
      model.changes
        ? html`<section class="hk-section"><h2>${t('editorial.changes')}</h2>${differencesOf([t('editorial.public'), t('editorial.proposed')], model.changes, context)}</section>`
        : ''
    }</div><div><ul class="hk-links">${acts.edit ? html`<li><a href=${acts.edit}>${t('editorial.edit')}</a></li>` : ''}<li><a href=${model.preview}>${t('editorial.preview')}</a></li><li><a href=${model.history}>${t('editorial.history')}</a></li>${
      model.live ? html`<li><a href=${model.live}>${t('editorial.openPublic')}</a></li>` : ''
    }</ul>${forms(model, context)}</div></div>`,
  });
}

function forms(model: EditorialItemModel, context: Context): Part {
  const { t } = context;
  const { acts, action, revision, error, typed } = model;
  const hidden = (act: string) =>
    html`<input type="hidden" name="_act" value=${act}><input type="hidden" name="_revision" value=${revision}>`;
  const wrong = (at: string): Part =>
    error?.at === at ? html`<p class="hk-field-error" role="alert" id=${`${at}-error`}>${icon('circle-alert')}${error.text}</p>` : '';
  const button = (act: string, label: string, second = false) =>
    html`<form method="post" action=${action} class="hk-section-tight">${hidden(act)}<button class=${second ? 'hk-button hk-button-second' : 'hk-button'}>${label}</button></form>`;
  const when = (id: string, label: string) =>
    html`<div class="hk-editorial-when"><div class="hk-field"><label class="hk-label" for=${`${id}-day`}>${label}</label><input class="hk-input hk-width-short" id=${`${id}-day`} name="day" value=${typed.day ?? ''} placeholder="27.03.2026" autocomplete="off"></div><div class="hk-field"><label class="hk-label" for=${`${id}-time`}>${t('editorial.time')}</label><input class="hk-input hk-width-short" id=${`${id}-time`} name="time" value=${typed.time ?? ''} placeholder="09:00" autocomplete="off"></div></div>`;
  return html`${acts.begin ? button('edit', t('editorial.edit')) : ''}${acts.submit ? button('submit', t('editorial.submit')) : ''}${acts.own ? notice({ kind: 'info', text: t('editorial.ownText') }) : ''}${
    acts.approve
      ? html`<section class="hk-section-tight"><h2>${t('editorial.decide')}</h2>${wrong('approve')}<form method="post" action=${action}>${hidden('approve')}<button class="hk-button">${icon('check')}${t('editorial.approve')}</button></form><details class="hk-act" ?open=${error?.at === 'approve'}><summary>${t('editorial.later')}</summary><form method="post" action=${action}>${hidden('approve')}${when('approve', t('editorial.day'))}<button class="hk-button hk-button-second">${t('editorial.plan')}</button></form></details><details class="hk-act" ?open=${error?.at === 'return'}><summary>${t('editorial.return')}</summary><form method="post" action=${action}>${hidden('return')}<div class=${`hk-field${error?.at === 'return' ? ' hk-invalid' : ''}`}><label class="hk-label" for="reason">${t('editorial.returnReason')}</label>${wrong('return')}${textarea({ id: 'reason', name: 'reason', text: typed.reason ?? '', describedBy: error?.at === 'return' ? 'return-error' : undefined, invalid: error?.at === 'return' })}</div><button class="hk-button hk-button-second">${t('editorial.return')}</button></form></details></section>`
      : ''
  }${acts.confirm ? button('confirm', t('editorial.confirm'), true) : ''}${acts.lift ? button('lift', t('editorial.lift'), true) : ''}${
    acts.end
      ? html`<details class="hk-act" ?open=${error?.at === 'end'}><summary>${t('editorial.end')}</summary><form method="post" action=${action}>${hidden('end')}${wrong('end')}<fieldset class="hk-field"><legend class="hk-label">${t('editorial.endHow')}</legend>${(
          ['redirect', 'gone', 'withdrawn'] as const
        ).map(
          (kind) =>
            html`<label class="hk-choice"><input type="radio" name="kind" value=${kind} ?checked=${(typed.kind ?? '') === kind}><span>${t(`editorial.end.${kind}`)}</span></label>`,
        )}</fieldset><div class="hk-field"><label class="hk-label" for="to">${t('editorial.endTo')}</label><input class="hk-input" id="to" name="to" value=${typed.to ?? ''} placeholder="/mia/news/…" autocomplete="off" spellcheck="false"></div>${(
          ['tg', 'ru', 'en'] as const
        ).map(
          (each: Lang) =>
            html`<div class="hk-field"><label class="hk-label" for=${`why-${each}`}>${t('editorial.endReason')}, ${t(`editorial.lang.${each}`)}</label><input class="hk-input" id=${`why-${each}`} name=${`why.${each}`} value=${typed[`why.${each}`] ?? ''} lang=${each} maxlength="500" aria-describedby=${error?.at === 'end' ? 'end-error' : nothing}></div>`,
        )}${when('end', t('editorial.endDay'))}<button class="hk-button hk-button-danger">${t('editorial.end')}</button></form></details>`
      : ''
  }`;
}

export interface EditorialPreviewModel {
  back: string;
  /** Each language as its readers will see it. */
  columns: {
    lang: Lang;
    title: { text: string; lang: Lang };
    /** Long texts as finished, trusted HTML; short facts as they are. */
    parts: ({ kind: 'text'; label: string; html: string; lang: Lang } | { kind: 'fact'; label: string; text: string; lang: Lang })[];
    /** Something stands in Tajik for want of a translation. */
    missing: boolean;
  }[];
}

/** All languages side by side; what is missing stands in Tajik, marked as its readers will see it. */
export const editorialPreviewPage = (model: EditorialPreviewModel, { t }: Context): Html =>
  content({
    title: t('editorial.preview'),
    wide: true,
    body: html`<p><a href=${model.back}>${t('editorial.backToItem')}</a></p><div class="hk-editorial-previews">${model.columns.map(
      (column) =>
        html`<section class="hk-editorial-preview" aria-label=${t(`editorial.lang.${column.lang}`)}><p class="hk-tag">${t(`editorial.lang.${column.lang}`)}</p>${
          column.missing ? notice({ kind: 'info', text: t('frame.untranslated') }) : ''
        }<div class="hk-editorial-shown" lang=${column.lang}><h2 lang=${column.title.lang}>${column.title.text}</h2>${texts(column)}${facts(column)}</div></section>`,
    )}</div>`,
  });

type Column = EditorialPreviewModel['columns'][number];

function texts({ parts }: Column): Part {
  const long = parts.filter((part) => part.kind === 'text');
  return long.map(
    (part) =>
      html`${long.length > 1 ? html`<h3>${part.label}</h3>` : ''}<div class="hk-rich" lang=${part.lang}>${finished(part.html)}</div>`,
  );
}

function facts({ parts }: Column): Part {
  const short = parts.filter((part) => part.kind === 'fact');
  if (short.length === 0) return '';
  return html`<dl class="hk-summary">${short.map((part) => html`<div><dt>${part.label}</dt><dd class="hk-wrap" lang=${part.lang}>${part.text}</dd></div>`)}</dl>`;
}

export interface EditorialHistoryModel {
  name: Text;
  back: string;
  action: string;
  editions: {
    number: number;
    href: string;
    standing: Standing;
    saved: string;
    author: string;
    approver?: string;
    note?: string;
    restore: boolean;
  }[];
}

/** Every text the item ever had, with who wrote and who approved it. */
export const editorialHistoryPage = (model: EditorialHistoryModel, context: Context): Html => {
  const { t, lang } = context;
  return content({
    title: t('editorial.history'),
    lead: html`${said(model.name, lang)}`,
    wide: true,
    body: html`<p><a href=${model.back}>${t('editorial.backToItem')}</a></p>${table({
      caption: t('editorial.history'),
      quiet: true,
      fold: true,
      columns: (['edition', 'state', 'saved', 'author', 'approver', 'acts'] as const).map((name) => ({
        label: t(`editorial.column.${name}`),
      })),
      rows: model.editions.map((one) => [
        html`<a href=${one.href}>${t('editorial.edition', { n: one.number })}</a>`,
        html`${standingTag(one.standing, context)}${one.note ? html`<br><span class="hk-soft">${one.note}</span>` : ''}`,
        one.saved,
        one.author,
        one.approver ?? html`<span class="hk-soft">–</span>`,
        one.restore
          ? html`<form method="post" action=${model.action}><input type="hidden" name="_act" value="restore"><input type="hidden" name="number" value=${one.number}><button class="hk-button hk-button-plain">${t('editorial.restore')}<span class="hk-hidden"> ${t('editorial.edition', { n: one.number })}</span></button></form>`
          : '',
      ]),
    })}`,
  });
};

export interface EditorialEditionModel {
  name: Text;
  number: number;
  back: string;
  differences: Difference[];
  before?: number;
}

/** What one text changed against the one before it. */
export const editorialEditionPage = (model: EditorialEditionModel, context: Context): Html => {
  const { t, lang } = context;
  const named = (n: number | undefined) => (n === undefined ? t('editorial.nothing') : t('editorial.edition', { n }));
  return content({
    title: t('editorial.edition', { n: model.number }),
    lead: html`${said(model.name, lang)}`,
    wide: true,
    body: html`<p><a href=${model.back}>${t('editorial.history')}</a></p>${differencesOf([named(model.before), named(model.number)], model.differences, context)}`,
  });
};
