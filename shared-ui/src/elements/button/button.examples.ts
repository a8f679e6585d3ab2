import { html } from 'lit';
import type { Examples } from '../../../gallery/example.ts';
import { in3 } from '../../../gallery/example.ts';
import { button, stay } from './button.ts';

export const examples: Examples = {
  element: 'button',
  show: (lang) => {
    const say = in3(lang);
    return {
      kinds: html`<div class="hk-row">${button({ label: say('Пешниҳоди ариза', 'Подать заявление', 'Apply'), large: true, icon: 'arrow-right', iconAfter: true })}
        ${button({ label: say('Боргирӣ кардан', 'Скачать', 'Download'), kind: 'second', icon: 'download', href: '#' })}
        ${button({ label: say('Бекор кардан', 'Отменить', 'Cancel'), kind: 'danger' })}
        ${button({ label: say('Нигоҳ доштани сиёҳнавис', 'Сохранить черновик', 'Save draft'), kind: 'plain' })}
        ${button({ label: say('Идома додан', 'Продолжить', 'Continue'), disabled: true })}</div>`,
      stay: stay(button({ label: say('Оғоз кардан', 'Начать', 'Start'), href: '#', large: true })),
    };
  },
};
