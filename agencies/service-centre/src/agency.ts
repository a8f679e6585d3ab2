import { defineAgency } from '@hukumat/contract';

export default defineAgency({
  agency: 'service-centre',
  tiers: ['document'],
  routes: [
    {
      name: 'counter',
      path: 'desk',
      title: { tg: 'Мизи марказ', ru: 'Рабочее место центра', en: 'The counter' },
      needs: 'low',
      roles: ['operator', 'supervisor'],
    },
    {
      name: 'board',
      path: 'board',
      title: { tg: 'Навбати имрӯз', ru: 'Очередь сегодня', en: 'Today’s queue' },
      needs: 'low',
      roles: ['operator', 'supervisor'],
    },
    {
      name: 'load',
      path: 'load',
      title: { tg: 'Бори марказ ва кумакҳо', ru: 'Загрузка и сеансы помощи', en: 'Load and sessions of help' },
      needs: 'low',
      roles: ['supervisor'],
    },
  ],
  nav: [
    { route: 'counter', under: 'desk' },
    { route: 'board', under: 'desk' },
    { route: 'load', under: 'desk' },
  ],
  powers: ['centre.counter'],
  fallback: {
    tg: {
      what: 'Мизи марказ ҳоло кушода намешавад. Навбат ва аризаҳо маҳфузанд.',
      phone: '+992 00 000 0101 (намуна)',
      address: 'ш. Душанбе, кӯчаи Намунавӣ, 1 (намуна)',
      hours: 'душанбе – ҷумъа, 8:00–17:00 (намуна)',
    },
    ru: {
      what: 'Рабочее место центра сейчас не открывается. Очередь и заявления сохранены.',
      phone: '+992 00 000 0101 (образец)',
      address: 'г. Душанбе, улица Образцовая, 1 (образец)',
      hours: 'понедельник – пятница, 8:00–17:00 (образец)',
    },
    en: {
      what: 'The counter cannot be opened now. The queue and the applications are safe.',
      phone: '+992 00 000 0101 (sample)',
      address: '1 Namunavi Street, Dushanbe (sample)',
      hours: 'Monday to Friday, 8:00–17:00 (sample)',
    },
  },
  owner: { oncall: 'oncall@service-centre.example', security: 'security@service-centre.example' },
});
