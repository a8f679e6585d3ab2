import { defineAgency } from '@hukumat/contract/plugin';

const title = { tg: 'React аз насли дигар', ru: 'React другого поколения', en: 'Another major of React' };

export default defineAgency({
  agency: 'zoo-react-18',
  tiers: ['page', 'document', 'frame'],
  routes: [{ name: 'major', path: 'major', title, needs: 'none' }],
  fills: [{ slot: 'home.card', export: 'card', title }],
  budget: { entryKb: 60, routeKb: 60, mountMs: 2000 },
  fallback: {
    tg: { what: 'Ин намуна ҳоло кушода намешавад.', phone: '+992 00 000 0000', address: 'шаҳри Душанбе (намуна)', hours: '08:00–17:00' },
    ru: { what: 'Этот пример сейчас не открывается.', phone: '+992 00 000 0000', address: 'город Душанбе (пример)', hours: '08:00–17:00' },
    en: { what: 'This example cannot be opened now.', phone: '+992 00 000 0000', address: 'Dushanbe (example)', hours: '08:00–17:00' },
  },
  owner: { oncall: 'oncall@zoo.example', security: 'security@zoo.example' },
});
