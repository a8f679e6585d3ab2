import type { Examples } from '../../../gallery/example.ts';
import { in3 } from '../../../gallery/example.ts';
import { fallbackCard } from './fallback-card.ts';

export const examples: Examples = {
  element: 'fallback-card',
  show: (lang) => {
    const say = in3(lang);
    return {
      card: fallbackCard({
        lang,
        what: say('Навбати аризаҳои корманд', 'Очередь заявлений сотрудника', "The officer's queue of applications"),
        phone: '+992 37 000 00 00',
        address: say('шаҳри Душанбе (намуна)', 'город Душанбе (образец)', 'Dushanbe (sample)'),
        hours: say('душанбе–ҷумъа, 8:00–17:00', 'понедельник–пятница, 8:00–17:00', 'Monday–Friday, 8:00–17:00'),
        incident: 'HK-7F3A',
        retry: true,
      }),
    };
  },
};
