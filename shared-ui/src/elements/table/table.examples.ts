import type { Examples } from '../../../gallery/example.ts';
import { in3 } from '../../../gallery/example.ts';
import { tag, toneTag } from '../status-tag/status-tag.ts';
import { table } from './table.ts';

export const examples: Examples = {
  element: 'table',
  show: (lang) => {
    const say = in3(lang);
    const columns = [
      { label: say('Рақами ариза', 'Номер заявления', 'Application') },
      { label: say('Аризадиҳанда', 'Заявитель', 'Applicant') },
      { label: say('Муҳлат', 'Срок', 'Due') },
      { label: say('Маблағ', 'Сумма', 'Amount'), number: true },
    ];
    const rows = [
      [
        'EGOV-2026-000123',
        say('Раҳимзода Фирӯза', 'Рахимзода Фируза', 'Rahimzoda Firuza'),
        toneTag('warning', 'clock', say('имрӯз', 'сегодня', 'today')),
        '40,00',
      ],
      ['EGOV-2026-000124', say('Каримов Далер', 'Каримов Далер', 'Karimov Daler'), tag('30.11.2026'), '1 250,50'],
    ];
    return {
      desk: table({ caption: say('Навбати аризаҳо', 'Очередь заявлений', 'Queue of applications'), columns, rows, desk: true }),
      fold: table({ caption: say('Аризаҳои ман', 'Мои заявления', 'My applications'), columns, rows, fold: true }),
    };
  },
};
