import type { Text } from '@hukumat/contract';
import { formatNumber } from '@hukumat/contract/locale';
import { said, table } from '@hukumat/ui';
import { type Html, html, type Part } from '../render.ts';
import { type Context, content, emptyState } from './parts.ts';

export interface StatisticsModel {
  /** One service; every service without it. */
  only?: Text;
  /** A figure that is absent has too few people behind it. */
  rows: {
    title: Text;
    href: string;
    volume?: number;
    p50?: number;
    p90?: number;
    /** Shares from 0 to 1. */
    onTime?: number;
    refused?: number;
    online?: number;
    centre?: number;
    satisfaction?: number;
  }[];
}

/** How services are given: the table first, with a bar beside each share. */
export function statisticsPage({ only, rows }: StatisticsModel, context: Context): Html {
  const { t, to, lang } = context;
  const few = html`<span class="hk-soft">${t('statistics.few')}</span>`;
  const number = (value: number | undefined, decimals?: number): Part => (value === undefined ? few : formatNumber(value, lang, decimals));
  const share = (value: number | undefined): Part =>
    value === undefined
      ? few
      : html`<span class="hk-nowrap">${Math.round(value * 100)} %</span><br><meter class="hk-meter hk-meter-short" min="0" max="1" value=${value}>${Math.round(value * 100)} %</meter>`;
  return content({
    title: only ? html`${said(only, lang)}` : t('statistics.title'),
    lead: t('statistics.lead'),
    wide: true,
    body: html`${only ? html`<p><a href=${to('/statistics')}>${t('statistics.title')}</a></p>` : ''}${
      rows.length === 0
        ? emptyState({
            icon: 'list',
            title: t('statistics.none'),
            text: t('statistics.noneText'),
            link: { href: to('/services'), label: t('frame.allServices') },
          })
        : table({
            caption: t('statistics.title'),
            quiet: true,
            fold: true,
            columns: [
              { label: t('register.service') },
              { label: t('statistics.volume'), number: true },
              { label: t('statistics.p50'), number: true },
              { label: t('statistics.p90'), number: true },
              { label: t('statistics.onTime'), number: true },
              { label: t('statistics.refused'), number: true },
              { label: t('statistics.online'), number: true },
              { label: t('statistics.centre'), number: true },
              { label: t('statistics.satisfaction'), number: true },
            ],
            rows: rows.map((row) => [
              html`<a href=${row.href}>${said(row.title, lang)}</a>`,
              number(row.volume),
              number(row.p50),
              number(row.p90),
              share(row.onTime),
              share(row.refused),
              number(row.online),
              number(row.centre),
              number(row.satisfaction, 1),
            ]),
          })
    }<p class="hk-small hk-soft">${t('statistics.note')}</p><p class="hk-small" data-hk="open-data">${t('register.data')} <a href="/api/v1/statistics.json" data-native>JSON</a> · <a href="/api/v1/statistics.csv" data-native>CSV</a></p>`,
  });
}
