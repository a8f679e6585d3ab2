import { APPLICATION_STATES } from '@hukumat/contract';
import { html } from 'lit';
import type { Examples } from '../../../gallery/example.ts';
import { in3 } from '../../../gallery/example.ts';
import { statusTag, tag } from './status-tag.ts';

const NAMES = {
  tg: [
    'Сиёҳнавис',
    'Дар интизори тарафи дуюм',
    'Дар интизори пардохт',
    'Пешниҳод шуд',
    'Дар баррасӣ',
    'Баргардонида шуд',
    'Дар мувофиқа',
    'Тасдиқ шуд',
    'Рад шуд',
    'Пӯшида шуд',
    'Бозпас гирифта шуд',
    'Муҳлаташ гузашт',
    'Дода шуд',
    'Бекор шуд',
  ],
  ru: [
    'Черновик',
    'Ожидает вторую сторону',
    'Ожидает оплаты',
    'Подано',
    'На рассмотрении',
    'Возвращено',
    'На согласовании',
    'Одобрено',
    'Отклонено',
    'Закрыто',
    'Отозвано',
    'Истекло',
    'Выдано',
    'Отменено',
  ],
  en: [
    'Draft',
    'Waiting for the second person',
    'Awaiting payment',
    'Submitted',
    'Under review',
    'Sent back',
    'Consulting',
    'Approved',
    'Rejected',
    'Closed',
    'Withdrawn',
    'Expired',
    'Issued',
    'Revoked',
  ],
};

export const examples: Examples = {
  element: 'status-tag',
  show: (lang) => ({
    states: html`<div class="hk-row">${APPLICATION_STATES.map((state, i) => statusTag(state, NAMES[lang][i] ?? state))}</div>`,
    quiet: html`<div class="hk-row">${statusTag('issued', NAMES[lang][11] ?? '', true)}${tag(in3(lang)('Ҳуҷҷатҳо', 'Документы', 'Documents'))}</div>`,
  }),
};
