import { defineAgency } from '@hukumat/contract';
import { mourningRegistration } from './services/mourning-registration.ts';
import { weddingRegistration } from './services/wedding-registration.ts';

export default defineAgency({
  agency: 'religion-ceremonies',
  tiers: ['document', 'frame'],
  services: [weddingRegistration, mourningRegistration],
  routes: [
    {
      name: 'limits',
      path: 'limits',
      title: {
        tg: 'Чанд нафарро даъват кардан мумкин аст?',
        ru: 'Сколько гостей можно пригласить?',
        en: 'How many guests may be invited?',
      },
      needs: 'none',
    },
  ],
  nav: [{ route: 'limits', under: 'section' }],
  places: ['guests', 'calendar'],
  fallback: {
    tg: {
      what: 'Ҳисобкунаки меҳмонон ва тақвим ҳоло кор намекунанд. Шаклро бе онҳо низ пур кардан мумкин аст.',
      phone: '+992 00 000 0004 (намуна)',
      address: 'шаҳри Душанбе (намуна)',
      hours: 'душанбе – ҷумъа, 8:00–17:00 (намуна)',
    },
    ru: {
      what: 'Подсчёт гостей и календарь сейчас не работают. Форму можно заполнить и без них.',
      phone: '+992 00 000 0004 (образец)',
      address: 'город Душанбе (образец)',
      hours: 'понедельник – пятница, 8:00–17:00 (образец)',
    },
    en: {
      what: 'The guest counter and the calendar do not work now. The form can be filled in without them.',
      phone: '+992 00 000 0004 (sample)',
      address: 'Dushanbe (sample)',
      hours: 'Monday to Friday, 8:00–17:00 (sample)',
    },
  },
  owner: { oncall: 'oncall@ceremonies.example', security: 'security@ceremonies.example' },
});
