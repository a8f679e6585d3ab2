import type { Text } from '@hukumat/contract';
import { said, table } from '@hukumat/ui';
import { type Html, html, type Part } from '../render.ts';
import { type Context, content, emptyState, sampleTag } from './parts.ts';

export interface RegisterModel {
  online: number;
  known: number;
  share: number;
  total: { value: number; source: string };
  filters: { name: string; label: string; any: string; options: { value: string; label: string; chosen: boolean }[] }[];
  rows: {
    title: Text;
    /** Where it is offered, once it is online. */
    href?: string;
    bodies: { href: string; title: Text }[];
    state: 'online' | 'announced' | 'not-yet';
    /** Day from which it was announced, in words. */
    announced?: string;
    mandatory: boolean | null;
    source: string;
    sample: boolean;
  }[];
}

/** The register of state services: what exists, who answers for it, what is already online. */
export function registerPage(model: RegisterModel, context: Context): Html {
  const { t, to } = context;
  return content({
    title: t('register.title'),
    lead: t('register.lead'),
    wide: true,
    body: html`<section class="hk-section" aria-labelledby="share"><h2 id="share">${t('register.share')}</h2><p class="hk-lead"><strong class="hk-number">${model.share} %</strong> ${t('register.shareText', { online: model.online, known: model.known })}</p><p><meter class="hk-meter" min="0" max=${model.known} value=${model.online}>${model.share} %</meter></p><p class="hk-small hk-soft">${t('register.total', { n: model.total.value, source: model.total.source })}${sampleTag(true, context)}</p></section><form class="hk-form hk-filters" action=${to('/register')}>${model.filters.map(
      (filter) =>
        html`<div class="hk-field"><label class="hk-label" for=${filter.name}>${filter.label}</label><select class="hk-input" id=${filter.name} name=${filter.name}><option value="">${filter.any}</option>${filter.options.map((option) => html`<option value=${option.value} ?selected=${option.chosen}>${option.label}</option>`)}</select></div>`,
    )}<div class="hk-actions"><button class="hk-button hk-button-second">${t('register.show')}</button></div></form><p role="status" class="hk-soft">${t('register.found', { n: model.rows.length })}</p>${rows(model, context)}<p class="hk-small" data-hk="open-data">${t('register.data')} <a href="/api/v1/register.json" data-native>JSON</a> · <a href="/api/v1/register.csv" data-native>CSV</a></p>`,
  });
}

function rows({ rows: all }: RegisterModel, context: Context): Part {
  const { t, to, lang } = context;
  if (all.length === 0)
    return emptyState({
      icon: 'list',
      title: t('register.none'),
      text: t('register.noneText'),
      link: { href: to('/register'), label: t('register.all') },
    });
  return table({
    caption: t('register.title'),
    quiet: true,
    fold: true,
    columns: [
      { label: t('register.service') },
      { label: t('register.body') },
      { label: t('register.state') },
      { label: t('register.mandatory') },
    ],
    rows: all.map((row) => [
      html`${row.href ? html`<a href=${row.href}>${said(row.title, lang)}</a>` : said(row.title, lang)}${sampleTag(row.sample, context)}<br><small class="hk-soft hk-wrap">${t('register.source', { source: row.source })}</small>`,
      row.bodies.length > 0
        ? html`<ul class="hk-plain">${row.bodies.map((body) => html`<li><a href=${body.href}>${said(body.title, lang)}</a></li>`)}</ul>`
        : t('register.unknown'),
      row.announced ? t('register.announcedFor', { date: row.announced }) : t(`register.state.${row.state}`),
      row.mandatory === null ? t('register.unknown') : t(row.mandatory ? 'register.yes' : 'register.no'),
    ]),
  });
}
