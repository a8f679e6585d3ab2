import type { Examples } from '../../../gallery/example.ts';
import { in3 } from '../../../gallery/example.ts';
import { breadcrumbs } from './breadcrumbs.ts';

export const examples: Examples = {
  element: 'breadcrumbs',
  show: (lang) => {
    const say = in3(lang);
    return {
      trail: breadcrumbs(lang, [
        { label: say('Саҳифаи асосӣ', 'Главная', 'Home'), href: '#' },
        {
          label: say(
            'Вазорати корҳои дохилии Ҷумҳурии Тоҷикистон',
            'Министерство внутренних дел Республики Таджикистан',
            'Ministry of Internal Affairs of the Republic of Tajikistan',
          ),
          href: '#',
        },
        { label: say('Хизматрасониҳо', 'Услуги', 'Services') },
      ]),
    };
  },
};
