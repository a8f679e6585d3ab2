import { html } from 'lit';
import type { Examples } from '../../../gallery/example.ts';
import { in3 } from '../../../gallery/example.ts';
import { dialog } from './dialog.ts';

export const examples: Examples = {
  element: 'dialog',
  show: (lang) => {
    const say = in3(lang);
    return {
      ask: dialog({
        id: 'withdraw',
        title: say('Аризаро бозпас мегиред?', 'Отозвать заявление?', 'Withdraw the application?'),
        open: say('Бозпас гирифтан', 'Отозвать', 'Withdraw'),
        close: say('Не', 'Нет', 'No'),
        body: html`<p>${say('Ин амалро баргардондан мумкин нест.', 'Это действие нельзя отменить.', 'This cannot be undone.')}</p>`,
        actions: html`<button class="hk-button hk-button-danger" value="yes">${say('Ҳа, бозпас гирифтан', 'Да, отозвать', 'Yes, withdraw')}</button>`,
      }),
    };
  },
};
