import { html } from 'lit';
import type { Examples } from '../../../gallery/example.ts';
import { in3 } from '../../../gallery/example.ts';
import { tag } from '../status-tag/status-tag.ts';
import { card } from './card.ts';

export const examples: Examples = {
  element: 'card',
  show: (lang) => {
    const say = in3(lang);
    return {
      grid: html`<div class="hk-grid">${[
        card({
          title: say('Таваллуди кӯдак', 'Рождение ребёнка', 'A child is born'),
          href: '#',
          text: say('Бақайдгирӣ, шаҳодатнома, кумакпулӣ', 'Регистрация, свидетельство, пособие', 'Registration, certificate, allowance'),
        }),
        card({
          title: say(
            'Кумитаи оид ба дин, танзими анъана ва ҷашну маросимҳои миллии назди Ҳукумати Ҷумҳурии Тоҷикистон',
            'Комитет по делам религии, упорядочению традиций, торжеств и национальных обрядов при Правительстве Республики Таджикистан',
            'Committee on Religion and Regulation of Traditions, Celebrations and National Ceremonies under the Government of the Republic of Tajikistan',
          ),
          href: '#',
        }),
        card({
          title: say('Озмун: мутахассиси пешбар', 'Конкурс: ведущий специалист', 'Competition: leading specialist'),
          text: say('Қабули ҳуҷҷатҳо то 04.12.2026', 'Приём документов до 04.12.2026', 'Open until 04.12.2026'),
          foot: tag(say('намуна', 'образец', 'sample'), true),
        }),
      ]}</div>`,
    };
  },
};
