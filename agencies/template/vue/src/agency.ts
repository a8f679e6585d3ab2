import { defineAgency } from '@hukumat/contract/plugin';

export default defineAgency({
  agency: 'template-vue',
  tiers: ['page', 'document', 'frame'],
  routes: [{ name: 'hello', path: 'hello', title: { tg: 'Намунаи Vue', ru: 'Пример на Vue', en: 'Example in Vue' }, needs: 'none' }],
  nav: [{ route: 'hello', under: 'section' }],
  fills: [{ slot: 'home.card', export: 'card', title: { tg: 'Намунаи Vue', ru: 'Пример на Vue', en: 'Example in Vue' } }],
  fallback: {
    tg: { what: 'Ин саҳифа ҳоло кушода намешавад.', phone: '+992 00 000 0000', address: 'шаҳри Душанбе (намуна)', hours: '08:00–17:00' },
    ru: { what: 'Эта страница сейчас не открывается.', phone: '+992 00 000 0000', address: 'город Душанбе (пример)', hours: '08:00–17:00' },
    en: { what: 'This page cannot be opened now.', phone: '+992 00 000 0000', address: 'Dushanbe (example)', hours: '08:00–17:00' },
  },
  owner: { oncall: 'oncall@template.example', security: 'security@template.example' },
});
