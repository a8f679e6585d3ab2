import { notice } from '@hukumat/ui';
import { type Html, html, type Part } from '../render.ts';
import { type Context, content, emptyState } from './parts.ts';

export interface TokensModel {
  /** Agencies the person may make a token for: id and name. */
  agencies: { id: string; name: string }[];
  tokens: { id: string; name: string; agency: string; until: string }[];
  /** The text of a token just made; it is never shown again. */
  made?: string;
  /** What is wrong with the name that was typed. */
  error?: string;
  typed?: string;
}

/** Access tokens for the command line: made by a person, shown once, revoked at any time. */
export function tokensPage(model: TokensModel, context: Context): Html {
  const { t } = context;
  return content({
    title: t('tokens.title'),
    lead: t('tokens.lead'),
    body: html`${fresh(model, context)}${list(model, context)}${form(model, context)}`,
  });
}

const fresh = ({ made }: TokensModel, { t }: Context): Part =>
  made
    ? html`${notice({ kind: 'success', title: t('tokens.made'), text: t('tokens.madeText') })}<pre class="hk-wrap"><code>export HUKUMAT_TOKEN=${made}</code></pre>`
    : '';

function list({ tokens }: TokensModel, { t, to }: Context): Part {
  if (tokens.length === 0) return emptyState({ icon: 'inbox', title: t('tokens.empty'), text: t('tokens.emptyText') });
  return html`<ul class="hk-quiet-list">${tokens.map(
    (token) =>
      html`<li class="hk-card"><strong>${token.name}</strong><p class="hk-small hk-soft">${token.agency} · ${t('tokens.until', { date: token.until })}</p><form method="post" action=${to(`/account/tokens/${token.id}/revoke`)}><button class="hk-button hk-button-danger">${t('tokens.revoke')}<span class="hk-hidden"> ${token.name}</span></button></form></li>`,
  )}</ul>`;
}

function form({ agencies, error, typed }: TokensModel, { t, to }: Context): Html {
  const described = error ? 'name-hint name-error' : 'name-hint';
  return html`<h2>${t('tokens.new')}</h2><form class="hk-form" method="post" action=${to('/account/tokens')}><div class="hk-field${error ? ' hk-invalid' : ''}"><label class="hk-label" for="name">${t('tokens.name')}</label><p class="hk-hint" id="name-hint">${t('tokens.nameHint')}</p>${error ? html`<p class="hk-field-error" id="name-error">${error}</p>` : ''}<input class="hk-input hk-width-medium" id="name" name="name" value=${typed ?? ''} maxlength="80" autocomplete="off" aria-describedby=${described} aria-invalid=${error ? 'true' : 'false'}></div><div class="hk-field"><label class="hk-label" for="agency">${t('tokens.agency')}</label><select class="hk-input" id="agency" name="agency">${agencies.map(({ id, name }) => html`<option value=${id}>${name}</option>`)}</select></div><div class="hk-actions"><button class="hk-button">${t('tokens.make')}</button></div></form>`;
}
