import type { Text } from '@hukumat/contract';
import { linkList, said } from '@hukumat/ui';
import { type Html, html, nothing } from '../render.ts';
import { type Context, content, emptyState } from './parts.ts';

export interface CatalogueModel {
  /** Only categories that hold something, in the portal's order. */
  groups: { id: string; label: string; services: { id: string; title: Text; summary: Text }[] }[];
  filters: { href: string; label: string; current: boolean }[];
  /** The life situation the list is narrowed to. */
  event?: Text;
  /** Every situation that some service helps in. */
  situations: { href: string; title: Text }[];
}

/** Chips that narrow a list; the chosen one is marked. */
export const chips = (label: string, filters: CatalogueModel['filters']): Html =>
  html`<nav class="hk-section-tight" aria-label=${label}><ul class="hk-row hk-chips">${filters.map(
    (filter) => html`<li><a href=${filter.href} aria-current=${filter.current ? 'true' : nothing}>${filter.label}</a></li>`,
  )}</ul></nav>`;

/** All services by category. */
export function cataloguePage(model: CatalogueModel, context: Context): Html {
  const { t, to, lang } = context;
  return content({
    title: model.event ? html`${said(model.event, lang)}` : t('services.title'),
    lead: model.event ? t('services.filtered', { event: model.event[lang] ?? model.event.tg }) : t('services.lead'),
    wide: true,
    body: html`${chips(t('services.filter'), model.filters)}${model.situations.length > 0 && !model.event ? html`<section class="hk-section" aria-labelledby="situations"><h2 id="situations">${t('home.lifeEvents')}</h2><ul class="hk-row hk-chips">${model.situations.map(({ href, title }) => html`<li><a href=${href}>${said(title, lang)}</a></li>`)}</ul></section>` : ''}${
      model.groups.length > 0
        ? model.groups.map(
            (group) =>
              html`<section class="hk-section" aria-labelledby=${`c-${group.id}`}><h2 id=${`c-${group.id}`}>${group.label}</h2><div data-hk="service-card">${linkList(
                group.services.map((service) => ({
                  label: html`<span>${said(service.title, lang)}</span>`,
                  href: to(`/services/${service.id}`),
                  note: html`<span>${said(service.summary, lang)}</span>`,
                })),
                true,
              )}</div></section>`,
          )
        : emptyState({
            icon: 'list',
            title: t('services.none'),
            text: t('services.noneText'),
            link: { href: to('/agencies'), label: t('frame.agencies') },
          })
    }`,
  });
}
