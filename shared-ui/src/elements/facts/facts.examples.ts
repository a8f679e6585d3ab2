import type { Examples } from '../../../gallery/example.ts';
import { in3 } from '../../../gallery/example.ts';
import { facts } from './facts.ts';

export const examples: Examples = {
  element: 'facts',
  show: (lang) => {
    const say = in3(lang);
    return {
      panel: facts([
        {
          label: say('Кӣ метавонад ариза диҳад', 'Кто может подать заявление', 'Who can apply'),
          value: say('Шаҳрванди аз 16-сола боло', 'Граждане старше 16 лет', 'Citizens over 16'),
        },
        { label: say('Пардохт', 'Плата', 'Fee'), value: say('Ройгон', 'Бесплатно', 'Free of charge') },
        { label: say('Муҳлати иҷро', 'Срок исполнения', 'Processing time'), value: say('5 рӯзи корӣ', '5 рабочих дней', '5 working days') },
        {
          label: say('Натиҷа', 'Результат', 'Result'),
          value: say('Маълумотномаи электронӣ бо рамзи QR', 'Электронная справка с QR-кодом', 'An electronic certificate with a QR code'),
        },
      ]),
    };
  },
};
