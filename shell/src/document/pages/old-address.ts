import { createHash } from 'node:crypto';
import { LANGS, type Text } from '@hukumat/contract';
import { inLang, say } from '../../messages/index.ts';
import { html, raw, toHtml, whole } from '../render.ts';

export interface OldAddressModel {
  kind: 'gone' | 'unknown';
  agency: Text;
  /** The body's section, in full. */
  section: string;
  /** Where an archive keeps the old page. */
  archive?: string;
}

const CSS =
  'body{margin:0;font:18px/1.5 system-ui,sans-serif;color:#1a1a1a;background:#fff}main{max-width:640px;margin:0 auto;padding:32px 16px}p{margin:8px 0}h1{font-size:24px;line-height:1.2;margin:0 0 8px}section{padding:24px 0;border-bottom:1px solid #d5ded9}section:last-child{border:0}a{color:#0b5d3b}b{color:#0b5d3b;letter-spacing:.04em}@media(prefers-color-scheme:dark){body{color:#eceeed;background:#121513}a,b{color:#7fd1a8}section{border-color:#39423d}}';
const POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(CSS).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/**
 * What an old host answers where it cannot lead on: it loads nothing, because the host is not the portal's, and speaks three languages,
 * because nobody knows which one was asked for.
 */
export function oldAddressPage({ kind, agency, section, archive }: OldAddressModel): { html: string; headers: Record<string, string> } {
  const part = (lang: (typeof LANGS)[number]) => {
    const t = say(lang);
    const title = t(`move.old.${kind}`);
    return html`<section lang=${lang}>${lang === 'tg' ? html`<h1>${title}</h1>` : html`<h2>${title}</h2>`}<p>${t(`move.old.${kind}.lead`)}</p><p><a href=${section.replace('/tg/', `/${lang}/`)}>${inLang(agency, lang)}</a></p>${archive ? html`<p><a href=${archive} rel="nofollow">${t('move.old.archive')}</a></p>` : ''}</section>`;
  };
  return {
    html: toHtml(
      whole`<!doctype html><html lang="tg"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>${say('tg')(`move.old.${kind}`)} · HUKUMAT.TJ</title>${raw(`<style>${CSS}</style>`)}</head><body><main><p><b>HUKUMAT.TJ</b></p>${LANGS.map(part)}</main></body></html>`,
    ),
    headers: { 'content-security-policy': POLICY, 'content-language': LANGS.join(', ') },
  };
}
