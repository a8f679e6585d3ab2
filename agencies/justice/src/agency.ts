import { defineAgency } from '@hukumat/contract';
import { birthRegistration } from './services/birth-registration.ts';
import { vehiclePowerOfAttorney } from './services/vehicle-power-of-attorney.ts';

export default defineAgency({
  agency: 'justice',
  tiers: ['document', 'frame'],
  services: [vehiclePowerOfAttorney, birthRegistration],
  routes: [
    {
      name: 'signing-room',
      path: 'signing-room',
      title: { tg: 'Утоқи имзо', ru: 'Комната подписания', en: 'The signing room' },
      needs: 'substantial',
    },
  ],
  nav: [{ route: 'signing-room', under: 'account' }],
  powers: ['applications.citizen'],
  fallback: {
    tg: {
      what: 'Ин саҳифаи Вазорати адлия ҳоло кушода намешавад. Аризаҳо маҳфузанд; имзо дар кабинети Шумо ҳам мумкин аст.',
      phone: '+992 00 000 0005 (намуна)',
      address: 'шаҳри Душанбе (намуна)',
      hours: 'душанбе – ҷумъа, 8:00–17:00 (намуна)',
    },
    ru: {
      what: 'Эта страница Министерства юстиции сейчас не открывается. Заявления сохранены; подписать можно и в кабинете.',
      phone: '+992 00 000 0005 (образец)',
      address: 'город Душанбе (образец)',
      hours: 'понедельник – пятница, 8:00–17:00 (образец)',
    },
    en: {
      what: 'This page of the Ministry of Justice cannot be opened now. The applications are safe; you can sign in your account too.',
      phone: '+992 00 000 0005 (sample)',
      address: 'Dushanbe (sample)',
      hours: 'Monday to Friday, 8:00–17:00 (sample)',
    },
  },
  owner: { oncall: 'oncall@justice.example', security: 'security@justice.example' },
});
