import { defineAgency } from '@hukumat/contract';
import { birthRegistration } from './services/birth-registration.ts';
import { vehiclePowerOfAttorney } from './services/vehicle-power-of-attorney.ts';

export default defineAgency({
  agency: 'justice',
  tiers: ['document', 'frame'],
  services: [vehiclePowerOfAttorney, birthRegistration],
  routes: [
    {
      name: 'queue',
      path: 'desk',
      title: { tg: 'Мизи нотариус', ru: 'Рабочее место нотариуса', en: 'The notary’s desk' },
      needs: 'substantial',
      roles: ['officer', 'supervisor'],
    },
    {
      name: 'case',
      path: 'desk/:id',
      title: { tg: 'Аризаи ваколатнома', ru: 'Заявление о доверенности', en: 'Request for a power of attorney' },
      needs: 'substantial',
      roles: ['officer', 'supervisor'],
    },
  ],
  nav: [{ route: 'queue', under: 'desk' }],
  powers: ['applications.officer'],
  fallback: {
    tg: {
      what: 'Мизи нотариус ҳоло кушода намешавад. Аризаҳо маҳфузанд.',
      phone: '+992 00 000 0005 (намуна)',
      address: 'шаҳри Душанбе (намуна)',
      hours: 'душанбе – ҷумъа, 8:00–17:00 (намуна)',
    },
    ru: {
      what: 'Рабочее место нотариуса сейчас не открывается. Заявления сохранены.',
      phone: '+992 00 000 0005 (образец)',
      address: 'город Душанбе (образец)',
      hours: 'понедельник – пятница, 8:00–17:00 (образец)',
    },
    en: {
      what: 'The notary’s desk cannot be opened now. The applications are safe.',
      phone: '+992 00 000 0005 (sample)',
      address: 'Dushanbe (sample)',
      hours: 'Monday to Friday, 8:00–17:00 (sample)',
    },
  },
  owner: { oncall: 'oncall@justice.example', security: 'security@justice.example' },
});
