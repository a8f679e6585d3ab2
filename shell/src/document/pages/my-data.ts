import { notice, table } from '@hukumat/ui';
import { type Html, html } from '../render.ts';
import { type Context, content, sampleTag } from './parts.ts';

type Deletable = 'drafts' | 'files' | 'messages' | 'comments' | 'sessions';
type Kept = 'drafts' | 'withdrawn' | 'uploads' | 'messages' | 'outbox';

export interface MyDataModel {
  download: string;
  /** Where the forms that delete post to, and the page itself. */
  action: string;
  back: string;
  deletable: { what: Deletable; count?: number; ask: string; asked: boolean }[];
  retention: { kind: Kept; days: number; sample: boolean }[];
  deleted?: { what: Deletable; n: number };
}

/** Everything about the person in one file, what they may delete, and how long the rest is kept. */
export function myDataPage(model: MyDataModel, context: Context): Html {
  const { t, to } = context;
  return content({
    title: t('data.title'),
    lead: t('data.lead'),
    body: html`${model.deleted ? notice({ kind: 'success', text: t(`data.deleted.${model.deleted.what}`, { n: model.deleted.n }) }) : ''}<section class="hk-section" aria-labelledby="download"><h2 id="download">${t('data.download')}</h2><p>${t('data.downloadText')}</p><p class="hk-actions"><a class="hk-button" href=${model.download} data-native>${t('data.downloadNow')}</a></p><p><a href=${to('/account/accesses')}>${t('accesses.title')}</a></p></section><section class="hk-section" aria-labelledby="delete"><h2 id="delete">${t('data.delete')}</h2><p>${t('data.deleteText')}</p>${model.deletable.map((one) => deletion(one, model, context))}</section><section class="hk-section" aria-labelledby="kept"><h2 id="kept">${t('data.kept')}</h2><p>${t('data.keptText')}</p>${table(
      {
        caption: t('data.kept'),
        columns: [{ label: t('data.kind') }, { label: t('data.days'), number: true }],
        rows: model.retention.map(({ kind, days, sample }) => [html`${t(`data.kept.${kind}`)}${sampleTag(sample, context)}`, String(days)]),
      },
    )}</section>`,
  });
}

function deletion(one: MyDataModel['deletable'][number], model: MyDataModel, { t }: Context): Html {
  const { what, count } = one;
  const head = html`<h3 id=${what}>${t(`data.delete.${what}`)}${count === undefined ? '' : html` <span class="hk-soft">(${count})</span>`}</h3><p class="hk-soft">${t(`data.deleteText.${what}`)}</p>`;
  if (count === 0) return html`<article class="hk-card">${head}<p class="hk-small hk-soft">${t('data.nothing')}</p></article>`;
  if (!one.asked)
    return html`<article class="hk-card">${head}<p><a href=${one.ask}>${t('data.deleteAsk')}<span class="hk-hidden">: ${t(`data.delete.${what}`)}</span></a></p></article>`;
  return html`<article class="hk-card">${head}<form method="post" action=${model.action}><p><strong>${t('data.sure')}</strong></p><input type="hidden" name="what" value=${what}><div class="hk-actions"><button class="hk-button hk-button-danger">${t('data.deleteYes')}</button><a href=${model.back}>${t('data.deleteNo')}</a></div></form></article>`;
}
