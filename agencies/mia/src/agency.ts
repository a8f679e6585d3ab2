import { defineAgency } from '@hukumat/contract';
import { criminalRecordCertificate } from './services/criminal-record-certificate.ts';
import { tintedWindowsPermit } from './services/tinted-windows-permit.ts';

export default defineAgency({
  agency: 'mia',
  tiers: ['document', 'frame'],
  services: [criminalRecordCertificate, tintedWindowsPermit],
  routes: [
    {
      name: 'tint-calculator',
      path: 'tint-calculator',
      title: {
        tg: 'Иҷозат барои шишаҳои сиёҳ чанд пул аст?',
        ru: 'Сколько стоит разрешение на тонировку?',
        en: 'How much is a tinted windows permit?',
      },
      needs: 'none',
    },
    {
      name: 'queue',
      path: 'desk',
      title: { tg: 'Навбати аризаҳо', ru: 'Очередь заявлений', en: 'Queue of applications' },
      needs: 'substantial',
      roles: ['officer', 'supervisor'],
    },
    {
      name: 'case',
      path: 'desk/:id',
      title: { tg: 'Ариза', ru: 'Заявление', en: 'Application' },
      needs: 'substantial',
      roles: ['officer', 'supervisor'],
    },
  ],
  nav: [
    { route: 'tint-calculator', under: 'section' },
    { route: 'queue', under: 'desk' },
  ],
  places: ['inspection-slot'],
  powers: ['applications.officer'],
  fallback: {
    tg: {
      what: 'Ин қисми саҳифаи Вазорати корҳои дохилӣ ҳоло кушода намешавад. Аризаҳо маҳфузанд ва хизматрасониҳо кор мекунанд.',
      phone: '+992 00 000 0002 (намуна)',
      address: 'шаҳри Душанбе (намуна)',
      hours: 'душанбе – ҷумъа, 8:00–17:00 (намуна)',
    },
    ru: {
      what: 'Эта часть раздела Министерства внутренних дел сейчас не открывается. Заявления сохранены, услуги работают.',
      phone: '+992 00 000 0002 (образец)',
      address: 'город Душанбе (образец)',
      hours: 'понедельник – пятница, 8:00–17:00 (образец)',
    },
    en: {
      what: 'This part of the Ministry’s section cannot be opened now. The applications are safe and the services work.',
      phone: '+992 00 000 0002 (sample)',
      address: 'Dushanbe (sample)',
      hours: 'Monday to Friday, 8:00–17:00 (sample)',
    },
  },
  owner: { oncall: 'oncall@mia.example', security: 'security@mia.example' },
});
