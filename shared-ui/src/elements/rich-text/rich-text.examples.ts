import { html } from 'lit';
import type { Examples } from '../../../gallery/example.ts';
import { in3 } from '../../../gallery/example.ts';
import { richText } from './rich-text.ts';

export const examples: Examples = {
  element: 'rich-text',
  show: (lang) => {
    const say = in3(lang);
    const text = say(
      '## Қабули шаҳрвандон\n\nВазорат шаҳрвандонро **ҳар душанбе** қабул мекунад.\n\n- Шиноснома гиред\n- Пешакӣ занг занед\n\nМуфассал: [вақти қабул](/mia/reception-hours).',
      '## Приём граждан\n\nМинистерство принимает граждан **каждый понедельник**.\n\n- Возьмите паспорт\n- Позвоните заранее\n\nПодробнее: [часы приёма](/mia/reception-hours).',
      '## Reception of citizens\n\nThe ministry receives citizens **every Monday**.\n\n- Bring your passport\n- Call ahead\n\nMore: [reception hours](/mia/reception-hours).',
    );
    const field = (id: string, label: string, state: { text: string; invalid: boolean }) =>
      html`<form class="hk-form" method="post"><div class="hk-field"><label class="hk-label" id=${`${id}-label`} for=${id}>${label}</label>${richText({ id, name: id, lang, textLang: lang, describedBy: undefined, ...state })}</div></form>`;
    return {
      written: field('body', say('Матн', 'Текст', 'Text'), { text, invalid: false }),
      empty: field('answer', say('Ҷавоб', 'Ответ', 'Answer'), { text: '', invalid: false }),
    };
  },
};
