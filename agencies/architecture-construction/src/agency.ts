import { defineAgency } from '@hukumat/contract';
import { constructionStartPermit } from './services/construction-start-permit.ts';
import { postalAddress } from './services/postal-address.ts';

const DESK = ['officer', 'supervisor', 'head'];

export default defineAgency({
  agency: 'architecture-construction',
  tiers: ['document', 'frame'],
  services: [constructionStartPermit, postalAddress],
  routes: [
    {
      name: 'plans',
      path: 'plans',
      title: { tg: 'Нақшаҳо', ru: 'Чертежи', en: 'Plans' },
      needs: 'substantial',
      roles: DESK,
    },
    {
      name: 'plan',
      path: 'plans/:id',
      title: { tg: 'Нақшаҳои ариза', ru: 'Чертежи заявления', en: 'Plans of an application' },
      needs: 'substantial',
      roles: DESK,
    },
  ],
  nav: [{ route: 'plans', under: 'desk' }],
  powers: ['applications.officer'],
  calls: [{ scope: 'architecture-construction.plans', methods: ['GET', 'PUT', 'POST', 'DELETE'] }],
  fallback: {
    tg: {
      what: 'Бойгонии нақшаҳои Кумитаи меъморӣ ва сохтмон ҳоло кушода намешавад. Аризаҳо ва ҳуҷҷатҳои замимашуда маҳфузанд.',
      phone: '+992 00 000 0008 (намуна)',
      address: 'шаҳри Душанбе (намуна)',
      hours: 'душанбе – ҷумъа, 8:00–17:00 (намуна)',
    },
    ru: {
      what: 'Архив чертежей Комитета по архитектуре и строительству сейчас не открывается. Заявления и приложенные документы сохранены.',
      phone: '+992 00 000 0008 (образец)',
      address: 'город Душанбе (образец)',
      hours: 'понедельник – пятница, 8:00–17:00 (образец)',
    },
    en: {
      what: 'The archive of plans of the Committee for Architecture and Construction cannot be opened now. Applications and attached papers are safe.',
      phone: '+992 00 000 0008 (sample)',
      address: 'Dushanbe (sample)',
      hours: 'Monday to Friday, 8:00–17:00 (sample)',
    },
  },
  owner: { oncall: 'oncall@architecture.example', security: 'security@architecture.example' },
});
