import { fallbackCard } from '@hukumat/ui';
import type { RoutePlugin } from '../model.ts';
import { type Html, html, raw } from '../render.ts';
import type { Context } from './parts.ts';

/**
 * A page that the agency's own code draws. Until it arrives an outline keeps its height; the card with the other ways to
 * reach the body is shown by failure, without JavaScript, or after three seconds.
 */
export function pluginPage(model: { title: string; plugin: RoutePlugin }, { t, lang }: Context): Html {
  const card = fallbackCard({ lang, ...model.plugin.fallback });
  return html`<div class="hk-page hk-main"><h1 data-hk="page-title">${model.title}</h1><div class="hk-plugin" data-hk="plugin-root" data-agency=${model.plugin.agency}><div class="hk-outline" role="status"><span class="hk-hidden">${t('plugin.outline')}</span><span class="hk-skeleton hk-skeleton-block"></span></div><div class="hk-late" data-hk="plugin-fallback">${card}</div></div>${raw(`<noscript><p>${t('plugin.noscript')}</p></noscript>`)}</div>`;
}
