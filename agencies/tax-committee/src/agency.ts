import { defineAgency } from '@hukumat/contract';
import { exciseStamps } from './services/excise-stamps.ts';
import { vehicleTax } from './services/vehicle-tax.ts';

export default defineAgency({
  agency: 'tax-committee',
  tiers: ['document', 'frame'],
  services: [vehicleTax, exciseStamps],
  routes: [
    {
      name: 'tax-calculator',
      path: 'tax-calculator',
      title: { tg: 'Андози мошинро ҳисоб кунед', ru: 'Рассчитайте налог на машину', en: 'Work out the tax on a car' },
      needs: 'none',
    },
    {
      name: 'stamps',
      path: 'stamps',
      title: { tg: 'Тамғаҳои аксизӣ: захира ва ҳисобот', ru: 'Акцизные марки: запас и отчёт', en: 'Excise stamps: stock and report' },
      needs: 'substantial',
      roles: ['officer', 'supervisor', 'head'],
    },
  ],
  nav: [
    { route: 'tax-calculator', under: 'section' },
    { route: 'stamps', under: 'desk' },
  ],
  powers: ['applications.officer'],
  fallback: {
    tg: {
      what: 'Ҳисобкунаки андоз ҳоло кушода намешавад. Хизматрасониҳо бе он низ кор мекунанд.',
      phone: '+992 00 000 0006 (намуна)',
      address: 'шаҳри Душанбе (намуна)',
      hours: 'душанбе – ҷумъа, 8:00–17:00 (намуна)',
    },
    ru: {
      what: 'Калькулятор налога сейчас не открывается. Услуги работают и без него.',
      phone: '+992 00 000 0006 (образец)',
      address: 'город Душанбе (образец)',
      hours: 'понедельник – пятница, 8:00–17:00 (образец)',
    },
    en: {
      what: 'The calculator cannot be opened now. The services work without it.',
      phone: '+992 00 000 0006 (sample)',
      address: 'Dushanbe (sample)',
      hours: 'Monday to Friday, 8:00–17:00 (sample)',
    },
  },
  owner: { oncall: 'oncall@tax.example', security: 'security@tax.example' },
});
