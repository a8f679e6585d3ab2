import { html } from 'lit';
import type { Examples } from '../../../gallery/example.ts';
import { in3 } from '../../../gallery/example.ts';
import { notice } from './notice.ts';

export const examples: Examples = {
  element: 'notice',
  show: (lang) => {
    const say = in3(lang);
    return {
      kinds: html`${notice({ kind: 'success', title: say('Аризаи Шумо қабул шуд', 'Ваше заявление принято', 'Your application is received'), text: say('Мо то 30.11.2026 ҷавоб медиҳем.', 'Мы ответим до 30.11.2026.', 'We will answer by 30.11.2026.') })}
        ${notice({ kind: 'info', text: say('Ин хизматрасонӣ ройгон аст.', 'Эта услуга бесплатна.', 'This service is free of charge.') })}
        ${notice({ kind: 'warning', title: say('Маълумоти иловагӣ лозим аст', 'Нужны дополнительные сведения', 'More information is needed'), text: html`<p>${say('Лутфан шаҳодатномаи таваллудро замима кунед.', 'Пожалуйста, приложите свидетельство о рождении.', 'Please attach the birth certificate.')}</p><a href="#">${say('Идома додан', 'Продолжить', 'Continue')}</a>` })}
        ${notice({ kind: 'error', text: say('Файл нигоҳ дошта нашуд. Аз нав кӯшиш кунед.', 'Файл не сохранён. Попробуйте ещё раз.', 'The file was not saved. Try again.') })}
        ${notice({ kind: 'success', quiet: true, text: say('Огоҳинома қабул шуд.', 'Уведомление принято.', 'The notification is received.') })}`,
    };
  },
};
