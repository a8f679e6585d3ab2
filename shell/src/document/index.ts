import { createHash } from 'node:crypto';
import { type Settings, settingsAttributes } from '@hukumat/ui';
import { fontCss } from '@hukumat/ui/assets';
import { criticalCss } from '@hukumat/ui/styles';
import type { ShellAssets } from '../assets.ts';
import { say } from '../messages/index.ts';
import { footer } from './footer.ts';
import { documentTitle, head } from './head.ts';
import { header, inLanguage, whereabouts } from './header.ts';
import { completed } from './libraries.ts';
import type { Frame } from './model.ts';
import { feedbackStrip } from './pages/feedback.ts';
import type { Context } from './pages/parts.ts';
import { createPolicy } from './policy.ts';
import { html, nothing, type Part, raw, scriptJson, toHtml, whole } from './render.ts';
import { type RouteData, routeData } from './route-data.ts';
import { frameStyles } from './styles.ts';

export { readSettings, type Settings } from '@hukumat/ui';
export type { ShellAssets } from '../assets.ts';
export { inLang, isMessage, langOf, type MessageKey, messages, type Say, say } from '../messages/index.ts';
export * from './model.ts';
export * from './pages/index.ts';
export { speculationRules } from './policy.ts';
export { finished, type Html, html, nothing, type Part } from './render.ts';
export type { RouteData } from './route-data.ts';

/** A page for a document that is already open. Its address (`/_fragment/…`) is its own, so that no cache shows it as a page. */
export interface FragmentJson {
  /** Build of the shell that rendered it; another build means: navigate instead of swapping. */
  build: string;
  lang: Frame['lang'];
  /** The address that belongs into the address bar. */
  url: string;
  /** Text of `<title>`. */
  title: string;
  tone: 'plain' | 'quiet';
  /** The new inner HTML of `<div id="page">`: section bar, breadcrumbs, notice and `<main id="main">`. */
  page: string;
  route: RouteData;
}

export interface ShellDocument {
  /** A whole page. */
  page(frame: Frame, main: Part): string;
  /** The same page as the inner part of an open document. */
  fragment(frame: Frame, main: Part): FragmentJson;
  /** The security headers that go with `page`. */
  policyHeaders(frame: Frame): Record<string, string>;
  /** What page templates are handed beside their model. */
  context(lang: Frame['lang']): Context;
}

export interface Site {
  /** Public origin without a final slash. */
  origin: string;
  /** Origin of another identity provider than the embedded one, where sign-in forms may lead. */
  identityProvider?: string;
}

/** The attributes of `<html>` for how a person wants pages to look; usual ones are left out. */
function lookOf(settings: Settings | undefined) {
  const said: Record<string, string> = settings ? settingsAttributes(settings) : {};
  const of = (key: keyof Settings) => said[`data-${key}`] ?? nothing;
  return { theme: of('theme'), vision: of('vision'), size: of('size'), spacing: of('spacing'), images: of('images') };
}

/** Builds the server half of the shell for one build's assets. No data access: page model in, HTML out. */
export function createDocument(assets: ShellAssets, site: Site): ShellDocument {
  const fontAddress = (name: string) =>
    assets.fonts.find((font) => font.path.includes(name.split('.')[0] ?? name))?.path ?? `/assets/${name}`;
  const css = fontCss(fontAddress) + criticalCss() + frameStyles();
  const importMap = scriptJson(assets.importMap);
  const build = createHash('sha256')
    .update(css)
    .update(importMap)
    .update(assets.inlineScript)
    .update(assets.main.path)
    .digest('hex')
    .slice(0, 12);
  const policyHeaders = createPolicy({
    importMap,
    inlineScript: assets.inlineScript,
    criticalCss: css,
    formOrigins: site.identityProvider ? [site.identityProvider] : [],
  });
  const inner = (frame: Frame, main: Part) =>
    html`${whereabouts(frame, say(frame.lang))}<main id="main" tabindex="-1">${main}</main>${frame.feedback ? feedbackStrip(frame.lang, frame.path, say(frame.lang)) : ''}`;
  return {
    policyHeaders,
    context: (lang) => ({ lang, t: say(lang), to: (path) => `/${lang}${path}` }),
    page(given, main) {
      const frame = completed(given, assets);
      const t = say(frame.lang);
      const look = lookOf(frame.settings);
      return toHtml(
        whole`<!doctype html><html lang=${frame.lang} data-theme=${look.theme} data-vision=${look.vision} data-size=${look.size} data-spacing=${look.spacing} data-images=${look.images}>${head(
          frame,
          assets,
          { origin: site.origin, criticalCss: css, importMap },
        )}<body data-tone=${frame.tone ?? 'plain'}><a class="hk-hidden hk-skip" href="#main">${t('frame.skip')}</a>${header(frame, t)}<div id="page">${inner(frame, main)}</div>${footer(frame, t)}${raw(
          `<script type="application/json" id="route">${scriptJson(routeData(frame, build))}</script>`,
        )}</body></html>`,
      );
    },
    fragment: (frame, main) => ({
      build,
      lang: frame.lang,
      url: inLanguage(frame.lang, frame.path),
      title: documentTitle(frame),
      tone: frame.tone ?? 'plain',
      page: toHtml(inner(frame, main)),
      route: routeData(completed(frame, assets), build),
    }),
  };
}
