import { defineAgency } from '@hukumat/contract';
import { familyCompositionCertificate } from './services/family-composition-certificate.ts';

export default defineAgency({
  agency: 'dushanbe',
  tiers: ['frame', 'document'],
  services: [familyCompositionCertificate],
  routes: [
    {
      name: 'family-tree',
      path: 'family-tree',
      title: { tg: 'Дарахти оила', ru: 'Семейное древо', en: 'Family tree' },
      needs: 'none',
    },
  ],
  nav: [{ route: 'family-tree', under: 'section' }],
  places: ['family-preview'],
  fallback: {
    tg: {
      what: 'Дарахти оила ҳоло кушода намешавад. Шаклро бе он низ пур кардан мумкин аст.',
      phone: '+992 00 000 0007 (намуна)',
      address: 'шаҳри Душанбе (намуна)',
      hours: 'душанбе – ҷумъа, 8:00–17:00 (намуна)',
    },
    ru: {
      what: 'Семейное древо сейчас не открывается. Форму можно заполнить и без него.',
      phone: '+992 00 000 0007 (образец)',
      address: 'город Душанбе (образец)',
      hours: 'понедельник – пятница, 8:00–17:00 (образец)',
    },
    en: {
      what: 'The family tree cannot be opened now. The form can be filled in without it.',
      phone: '+992 00 000 0007 (sample)',
      address: 'Dushanbe (sample)',
      hours: 'Monday to Friday, 8:00–17:00 (sample)',
    },
  },
  owner: { oncall: 'oncall@dushanbe.example', security: 'security@dushanbe.example' },
});
