import type { Text } from '@hukumat/contract';
import { icon, linkList, pagination } from '@hukumat/ui';
import { type Html, html } from '../render.ts';
import { chips } from './catalogue.ts';
import { type Context, content, emptyState, legalName } from './parts.ts';

export interface AgenciesModel {
  groups: { id: string; label: string; agencies: { id: string; names: Text }[] }[];
  kinds: { href: string; label: string; current: boolean }[];
  regions: { href: string; label: string; current: boolean }[];
  /** Of the Tajik alphabet, in its order. */
  letters: { href: string; label: string; current: boolean }[];
  /** What was searched for; empty when nothing. */
  query: string;
  kind: string;
  region: string;
  letter: string;
  found: number;
  total: number;
  page: number;
  pages: number;
  pageHref(page: number): string;
}

/** The directory of all bodies: search, kinds, regions, and the list itself, legal names first. */
export function agenciesPage(model: AgenciesModel, context: Context): Html {
  const { t, to, lang } = context;
  return content({
    title: t('agencies.title'),
    lead: t('agencies.lead', { n: model.total }),
    wide: true,
    body: html`<form class="hk-find" role="search" data-filter="found" action=${to('/agencies')}><label class="hk-label" for="find">${t('agencies.search')}</label><div class="hk-search"><input id="find" name="q" type="search" value=${model.query} placeholder=${t('agencies.searchHint')} maxlength="100" autocomplete="off"><input type="hidden" name="kind" value=${model.kind}><input type="hidden" name="region" value=${model.region}><input type="hidden" name="letter" value=${model.letter}><button class="hk-button hk-button-second" type="submit">${icon('search')}<span>${t('agencies.show')}</span></button></div></form><div id="found">${chips(t('agencies.kinds'), model.kinds)}${chips(t('agencies.regions'), model.regions)}${chips(t('agencies.letters'), model.letters)}<p class="hk-soft" role="status">${t('agencies.count', { n: model.found })}</p>${
      model.found === 0
        ? emptyState({
            icon: 'landmark',
            title: t('agencies.none'),
            text: t('agencies.noneText'),
            link: { href: to('/agencies'), label: t('agencies.all') },
          })
        : model.groups.map(
            (group) =>
              html`<section class="hk-section" aria-labelledby=${`k-${group.id}`}><h2 id=${`k-${group.id}`}>${group.label}</h2>${linkList(
                group.agencies.map((agency) => ({
                  label: html`<span>${legalName(agency.names, context)}</span>`,
                  href: to(`/${agency.id}/`),
                })),
                true,
              )}</section>`,
          )
    }${model.pages > 1 ? pagination({ lang, page: model.page, pages: model.pages, hrefOf: model.pageHref }) : ''}</div><p class="hk-small"><a href=${to('/agencies/transition')}>${t('transition.title')}</a></p><p class="hk-small"><a href="/api/v1/agencies" data-hk="open-data">${t('agencies.data')}</a> (JSON)</p>`,
  });
}
