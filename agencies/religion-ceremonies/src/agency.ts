import { defineAgency } from '@hukumat/contract';
import { weddingRegistration } from './services/wedding-registration.ts';

export default defineAgency({
  agency: 'religion-ceremonies',
  tiers: ['document', 'frame'],
  services: [weddingRegistration],
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
  places: ['guests'],
  fallback: {
    tg: {
      what: 'Ҳисобкунаки меҳмонон ҳоло кор намекунад. Шаклро бе он низ пур кардан мумкин аст.',
      phone: '+992 00 000 0004 (намуна)',
      address: 'шаҳри Душанбе (намуна)',
      hours: 'душанбе – ҷумъа, 8:00–17:00 (намуна)',
    },
    ru: {
      what: 'Подсчёт гостей сейчас не работает. Форму можно заполнить и без него.',
      phone: '+992 00 000 0004 (образец)',
      address: 'город Душанбе (образец)',
      hours: 'понедельник – пятница, 8:00–17:00 (образец)',
    },
    en: {
      what: 'The guest counter does not work now. The form can be filled in without it.',
      phone: '+992 00 000 0004 (sample)',
      address: 'Dushanbe (sample)',
      hours: 'Monday to Friday, 8:00–17:00 (sample)',
    },
  },
  owner: { oncall: 'oncall@ceremonies.example', security: 'security@ceremonies.example' },
});
