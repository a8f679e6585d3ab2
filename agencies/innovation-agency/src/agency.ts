import { defineAgency } from '@hukumat/contract';

const GOVERNORS = ['reviewer', 'release-manager', 'registrar', 'auditor'];

export default defineAgency({
  agency: 'innovation-agency',
  tiers: ['document'],
  routes: [
    {
      name: 'releases',
      path: 'releases',
      title: { tg: 'Нашрҳо барои санҷиш', ru: 'Релизы на проверке', en: 'Releases to review' },
      needs: 'substantial',
      roles: GOVERNORS,
    },
    {
      name: 'history',
      path: 'releases/:agency',
      title: { tg: 'Нашрҳои мақомот', ru: 'Релизы органа', en: 'Releases of one agency' },
      needs: 'substantial',
      roles: GOVERNORS,
    },
    {
      name: 'release',
      path: 'releases/:agency/:version',
      title: { tg: 'Нашр', ru: 'Релиз', en: 'Release' },
      needs: 'substantial',
      roles: GOVERNORS,
    },
  ],
  nav: [{ route: 'releases', under: 'desk' }],
  powers: ['releases.review'],
  fallback: {
    tg: {
      what: 'Мизи санҷиши нашрҳо ҳоло кушода намешавад. Бо фармони hukumat review низ қарор қабул кардан мумкин аст.',
      phone: '+992 00 000 0003 (намуна)',
      address: 'шаҳри Душанбе (намуна)',
      hours: 'шабонарӯзӣ (намуна)',
    },
    ru: {
      what: 'Рабочее место проверки сейчас не открывается. Решение можно принять и командой hukumat review.',
      phone: '+992 00 000 0003 (образец)',
      address: 'город Душанбе (образец)',
      hours: 'круглосуточно (образец)',
    },
    en: {
      what: 'The review desk cannot be opened now. The command hukumat review decides as well.',
      phone: '+992 00 000 0003 (sample)',
      address: 'Dushanbe (sample)',
      hours: 'Round the clock (sample)',
    },
  },
  owner: { oncall: 'oncall@innovation.example', security: 'security@innovation.example' },
});
