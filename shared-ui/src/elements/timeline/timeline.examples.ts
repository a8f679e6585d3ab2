import type { Examples } from '../../../gallery/example.ts';
import { in3 } from '../../../gallery/example.ts';
import { timeline } from './timeline.ts';

export const examples: Examples = {
  element: 'timeline',
  show: (lang) => {
    const say = in3(lang);
    return {
      application: timeline([
        { title: say('Пешниҳод шуд', 'Подано', 'Submitted'), when: '23.11.2026, 14:30', at: '2026-11-23T14:30+05:00', state: 'done' },
        {
          title: say('Дар баррасӣ', 'На рассмотрении', 'Under review'),
          when: '24.11.2026',
          at: '2026-11-24',
          note: say('Муҳлат то 30.11.2026', 'Срок до 30.11.2026', 'Due by 30.11.2026'),
          state: 'now',
        },
        { title: say('Қарор', 'Решение', 'Decision'), state: 'ahead' },
      ]),
    };
  },
};
