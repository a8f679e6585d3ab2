import type { Lang } from '@hukumat/contract';
import { footer, header } from '../src/index.ts';
import { in3 } from './example.ts';

/** The header and footer of the gallery: the same template functions as the portal's. */
export function frame(lang: Lang) {
  const say = in3(lang);
  const ministry = say(
    'Вазорати корҳои дохилии Ҷумҳурии Тоҷикистон',
    'Министерство внутренних дел Республики Таджикистан',
    'Ministry of Internal Affairs of the Republic of Tajikistan',
  );
  return {
    head: header({
      lang,
      home: '#',
      hrefOf: (each) => `gallery-${each}.html`,
      search: '#',
      nav: [
        { label: say('Хизматрасониҳо', 'Услуги', 'Services'), href: '#', current: true },
        { label: say('Мақомоти давлатӣ', 'Государственные органы', 'Government agencies'), href: '#' },
        { label: say('Ҷойҳои холии корӣ', 'Вакансии', 'Vacancies'), href: '#' },
        { label: say('Хабарҳо', 'Новости', 'News'), href: '#' },
      ],
      account: { label: say('Кабинети шахсӣ', 'Личный кабинет', 'My account'), href: '#', unread: 2 },
      more: [{ label: say('Намуди саҳифа', 'Вид страницы', 'Page appearance'), href: '#' }],
      section: { name: ministry, href: '#' },
      demo: true,
    }),
    foot: footer({
      columns: [
        {
          title: say('Портал', 'Портал', 'Portal'),
          links: [
            { label: say('Хизматрасониҳо', 'Услуги', 'Services'), href: '#' },
            { label: say('Хабарҳо', 'Новости', 'News'), href: '#' },
          ],
        },
        {
          title: say('Кумак', 'Помощь', 'Help'),
          links: [
            { label: say('Маркази хизматрасонии давлатӣ', 'Центр государственных услуг', 'Public services centre'), href: '#' },
            { label: say('Дастрасӣ', 'Доступность', 'Accessibility'), href: '#' },
          ],
        },
        {
          title: say('Қоидаҳо', 'Правила', 'Rules'),
          links: [{ label: say('Сиёсати махфият', 'Политика конфиденциальности', 'Privacy policy'), href: '#' }],
        },
      ],
      foot: say('Портали ягонаи мақомоти давлатӣ', 'Единый портал государственных органов', 'The single portal of government bodies'),
    }),
  };
}
