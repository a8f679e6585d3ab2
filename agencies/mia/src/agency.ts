import { defineAgency } from '@hukumat/contract';
import { criminalRecordCertificate } from './services/criminal-record-certificate.ts';

export default defineAgency({
  agency: 'mia',
  tiers: ['document', 'frame'],
  services: [criminalRecordCertificate],
  routes: [
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
  nav: [{ route: 'queue', under: 'desk' }],
  powers: ['applications.officer'],
  fallback: {
    tg: {
      what: 'Мизи кории кормандони Вазорати корҳои дохилӣ ҳоло кушода намешавад. Аризаҳо маҳфузанд.',
      phone: '+992 00 000 0002 (намуна)',
      address: 'шаҳри Душанбе (намуна)',
      hours: 'душанбе – ҷумъа, 8:00–17:00 (намуна)',
    },
    ru: {
      what: 'Рабочее место сотрудников Министерства внутренних дел сейчас не открывается. Заявления сохранены.',
      phone: '+992 00 000 0002 (образец)',
      address: 'город Душанбе (образец)',
      hours: 'понедельник – пятница, 8:00–17:00 (образец)',
    },
    en: {
      what: 'The desk of the Ministry of Internal Affairs cannot be opened now. The applications are safe.',
      phone: '+992 00 000 0002 (sample)',
      address: 'Dushanbe (sample)',
      hours: 'Monday to Friday, 8:00–17:00 (sample)',
    },
  },
  owner: { oncall: 'oncall@mia.example', security: 'security@mia.example' },
});
