import type { RoutePlugin } from '../model.ts';
import { type Html, html, type Part } from '../render.ts';
import { type Context, sampleTag } from './parts.ts';

/** A card that a plugin draws on a page of the portal. A sample is the card of no government body. */
export type PluginCard = RoutePlugin & { sample: boolean };

/** The cards' outlines; each plugin fills its own when it wakes, and the link stands without it. */
export function pluginCards(cards: readonly PluginCard[], context: Context): Part {
  const { t, to } = context;
  if (cards.length === 0) return '';
  const samples = cards.every(({ sample }) => sample);
  const outline = (card: PluginCard): Html =>
    html`<section class="hk-card" data-card=${`${card.agency}/${card.export}`} aria-label=${card.title}><h3>${card.title}${samples ? '' : sampleTag(card.sample, context)}</h3><div class="hk-card-root" data-hk="plugin-root"><p>${t('home.cardWaiting')}</p></div><p><a href=${to(`/${card.agency}/`)}>${t('home.cardOpen')}</a></p></section>`;
  return html`<section class="hk-section" aria-labelledby="cards"><h2 id="cards">${t(samples ? 'home.sampleCards' : 'home.cards')}</h2>${
    samples ? html`<p class="hk-soft">${t('home.sampleCardsText')}</p>` : ''
  }<div class="hk-grid">${cards.map(outline)}</div></section>`;
}
