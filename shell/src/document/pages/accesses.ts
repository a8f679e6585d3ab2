import { table } from '@hukumat/ui';
import { type Html, html } from '../render.ts';
import { type Context, content, emptyState, numbered } from './parts.ts';

export interface AccessesModel {
  lines: {
    /** The person's name, and as what they looked. */
    name: string;
    capacity: 'officer' | 'opinion' | 'handed' | 'appeal';
    agency: string;
    when: string;
    at: string;
    /** What was looked at, and where it is shown. */
    what: string;
    href?: string;
  }[];
  /** Only of this application; `all` leads to everything. */
  only?: { number: string; all: string };
}

/** Who looked at the person's data, newest first. Officers are named here and nowhere else. */
export function accessesPage(model: AccessesModel, context: Context): Html {
  const { t } = context;
  const columns = [t('accesses.who'), t('accesses.what'), t('accesses.when')].map((label) => ({ label }));
  const rows = model.lines.map((line) => [
    html`<strong>${line.name}</strong><br>${line.agency}<br><span class="hk-small hk-soft">${t(`accesses.capacity.${line.capacity}`)}</span>`,
    line.href ? html`<a href=${line.href}>${numbered(line.what)}</a>` : numbered(line.what),
    html`<time datetime=${line.at}>${line.when}</time>`,
  ]);
  const only = model.only
    ? html`<p><strong>${numbered(t('accesses.onlyThis', { number: model.only.number }))}</strong> · <a href=${model.only.all}>${t('accesses.all')}</a></p>`
    : '';
  return content({
    title: t('accesses.title'),
    lead: t('accesses.lead'),
    wide: true,
    body: html`${only}${
      rows.length > 0
        ? html`${table({ caption: t('accesses.title'), columns, rows, fold: true })}<p class="hk-small hk-soft">${t('accesses.wrong')}</p>`
        : emptyState({ icon: 'user', title: t('accesses.none'), text: t('accesses.noneText') })
    }`,
  });
}
