import { html } from 'lit';
import type { Examples } from '../../../gallery/example.ts';
import { in3 } from '../../../gallery/example.ts';
import { ornament } from '../ornament/ornament.ts';
import { searchBox } from './search-box.ts';

export const examples: Examples = {
  element: 'search-box',
  show: (lang) => {
    const say = in3(lang);
    return {
      hero: html`<div class="hk-hero"><div class="hk-page">${searchBox({
        lang,
        action: '#',
        label: say('Ба Шумо чӣ лозим аст?', 'Что вам нужно?', 'What do you need?'),
        placeholder: say('Масалан, маълумотнома', 'Например, справка', 'For example, certificate'),
      })}</div>${ornament()}</div>`,
    };
  },
};
