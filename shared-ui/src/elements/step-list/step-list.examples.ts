import type { Examples } from '../../../gallery/example.ts';
import { in3 } from '../../../gallery/example.ts';
import { stepList } from './step-list.ts';

export const examples: Examples = {
  element: 'step-list',
  show: (lang) => {
    const say = in3(lang);
    return {
      steps: stepList([
        {
          title: say('Ворид шавед', 'Войдите', 'Sign in'),
          text: say('Бо шиносаи электронӣ', 'С электронным удостоверением', 'With your electronic identity'),
        },
        {
          title: say('Аризаро пур кунед', 'Заполните заявление', 'Fill in the application'),
          text: say('Тақрибан 5 дақиқа', 'Около 5 минут', 'About 5 minutes'),
        },
        { title: say('Маълумотномаро гиред', 'Получите справку', 'Receive the certificate') },
      ]),
    };
  },
};
