import type { Lang, Text } from '@hukumat/contract';
import { LANGS } from '@hukumat/contract';
import { type IconName, icon, notice, said, type Tone, table, toneTag } from '@hukumat/ui';
import { type Html, html, type Part } from '../render.ts';
import { chips } from './catalogue.ts';
import { type Context, content, emptyState } from './parts.ts';

/** How an item stands for those who write it: the state of its open text, else of its last one. */
export type Standing = 'draft' | 'returned' | 'in_review' | 'planned' | 'published' | 'superseded' | 'unpublished';

const LOOKS: Record<Standing, [Tone, IconName]> = {
  draft: ['plain', 'pencil'],
  returned: ['warning', 'undo-2'],
  in_review: ['info', 'clock'],
  planned: ['info', 'calendar-days'],
  published: ['good', 'circle-check'],
  superseded: ['plain', 'file-text'],
  unpublished: ['plain', 'circle-x'],
};
export const standingTag = (standing: Standing, { t }: Context): Html => toneTag(...LOOKS[standing], t(`editorial.state.${standing}`));

/** Which languages are whole. */
export type Completeness = Record<Lang, 'whole' | 'partly' | 'lacking'>;

/** As the portal's language switch writes them. */
const SHORT: Record<Lang, string> = { tg: 'ТҶ', ru: 'РУ', en: 'EN' };

export const languagesOf = (complete: Completeness, { t }: Context): Html =>
  html`<span class="hk-editorial-langs">${LANGS.map(
    (lang) =>
      html`<span class=${`hk-editorial-lang hk-editorial-${complete[lang]}`}><abbr title=${t(`editorial.lang.${lang}`)}>${SHORT[lang]}</abbr>${
        complete[lang] === 'whole' ? icon('check') : complete[lang] === 'partly' ? icon('circle-dashed') : icon('x')
      }<span class="hk-hidden"> ${t(`editorial.${complete[lang]}`)}</span></span> `,
  )}</span>`;

export interface EditorialLine {
  href: string;
  name: Text;
  type: string;
  standing: Standing;
  /** It is public, whatever is being written. */
  live: boolean;
  complete: Completeness;
  saved: string;
  by: string;
}

export interface EditorialListModel {
  agency: Text;
  /** What asks for something, the most pressing first. */
  waiting: { href: string; name: Text; what: string; tone: Tone; icon: IconName }[];
  types: { label: string; href: string; current: boolean }[];
  states: { label: string; href: string; current: boolean }[];
  lines: EditorialLine[];
  /** Nothing was written here yet, whatever the filter. */
  empty: boolean;
  /** For those who write. */
  begin?: string;
  done?: string;
}

/** The desk of those who write for a body: what waits on top, then everything by type and state. */
export function editorialListPage(model: EditorialListModel, context: Context): Html {
  const { t, lang } = context;
  const columns = (['name', 'type', 'state', 'langs', 'saved'] as const).map((name) => ({ label: t(`editorial.column.${name}`) }));
  const rows = model.lines.map((line) => [
    html`<a href=${line.href}>${said(line.name, lang)}</a>`,
    line.type,
    html`${standingTag(line.standing, context)}${line.live && line.standing !== 'published' ? html` <span class="hk-tag">${t('editorial.live')}</span>` : ''}`,
    languagesOf(line.complete, context),
    html`${line.saved}<br><span class="hk-soft">${line.by}</span>`,
  ]);
  return content({
    title: t('editorial.title'),
    lead: html`${said(model.agency, lang)}`,
    wide: true,
    body: html`${model.done ? notice({ kind: 'success', text: model.done }) : ''}${
      model.begin ? html`<p><a class="hk-button" href=${model.begin}>${icon('pencil')}${t('editorial.new')}</a></p>` : ''
    }<section class="hk-section" aria-labelledby="waiting"><h2 id="waiting">${t('editorial.waiting')}</h2>${
      model.waiting.length > 0
        ? html`<ul class="hk-editorial-waiting">${model.waiting.map(
            (one) => html`<li><a href=${one.href}>${said(one.name, lang)}</a> ${toneTag(one.tone, one.icon, one.what)}</li>`,
          )}</ul>`
        : html`<p class="hk-soft">${t('editorial.nothingWaiting')}</p>`
    }</section><section class="hk-section" aria-labelledby="all"><h2 id="all">${t('editorial.all')}</h2>${
      model.empty
        ? emptyState({ icon: 'file-text', title: t('editorial.none'), text: t('editorial.noneText') })
        : html`${chips(t('editorial.byType'), model.types)}${chips(t('editorial.byState'), model.states)}${
            rows.length > 0
              ? table({ caption: t('editorial.all'), quiet: true, desk: true, fold: true, columns, rows })
              : html`<p class="hk-soft">${t('editorial.noneShown')}</p>`
          }`
    }</section>`,
  });
}

/** The types one may write, each with what it is for. */
export const editorialTypesPage = (types: readonly { href: string; label: string }[], { t }: Context): Html =>
  content({
    title: t('editorial.new'),
    lead: t('editorial.newLead'),
    body: html`<ul class="hk-links hk-links-two">${types.map(({ href, label }) => html`<li><a href=${href}>${label}</a></li>`)}</ul>`,
  });

/** One field as it differs between two texts. */
export interface Difference {
  label: string;
  before: { text: string; lang: Lang };
  after: { text: string; lang: Lang };
}

/** Two texts of one item, field by field, only where they differ. */
export const differencesOf = ([before, after]: readonly [string, string], all: readonly Difference[], { t }: Context): Part =>
  all.length === 0
    ? html`<p class="hk-soft">${t('editorial.same')}</p>`
    : all.map(
        (one) =>
          html`<section class="hk-editorial-difference"><h3>${one.label}</h3><div class="hk-differences"><div><h4>${before}</h4>${written(one.before, t('editorial.nothing'))}</div><div><h4>${after}</h4>${written(one.after, t('editorial.nothing'))}</div></div></section>`,
      );

const written = ({ text, lang }: Difference['before'], nothing: string): Html =>
  text ? html`<div class="hk-wrap hk-editorial-text" lang=${lang}>${text}</div>` : html`<p class="hk-soft">${nothing}</p>`;
