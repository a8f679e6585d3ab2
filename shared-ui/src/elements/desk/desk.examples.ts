import { html } from 'lit';
import type { Examples } from '../../../gallery/example.ts';
import { in3 } from '../../../gallery/example.ts';
import { button } from '../button/button.ts';
import { bulkBar, differences, splitView } from './desk.ts';

export const examples: Examples = {
  element: 'desk',
  show: (lang) => {
    const say = in3(lang);
    return {
      split: splitView(
        html`<p>${say('Рӯйхат', 'Список', 'List')}</p>`,
        html`<div class="hk-card"><h3>EGOV-2026-000123</h3><p>${say('Тафсилот', 'Подробности', 'Details')}</p></div>`,
      ),
      bulk: bulkBar(
        say('2 ариза интихоб шуд', 'Выбрано заявлений: 2', '2 applications chosen'),
        button({ label: say('Ба худ гирифтан', 'Взять себе', 'Claim'), kind: 'second' }),
      ),
      differences: differences(html`<del>storage</del>`, html`<ins>storage, step-up</ins>`),
    };
  },
};
