import type { Examples } from '../../../gallery/example.ts';
import { in3 } from '../../../gallery/example.ts';
import { linkList } from './link-list.ts';

export const examples: Examples = {
  element: 'link-list',
  show: (lang) => {
    const say = in3(lang);
    return {
      two: linkList(
        [
          {
            label: say(
              'Маълумотнома оид ба доштан ё надоштани доғи судӣ',
              'Справка о наличии или отсутствии судимости',
              'Criminal record certificate',
            ),
            href: '#',
          },
          {
            label: say('Тӯйи домодиву арӯсӣ', 'Свадьба', 'Wedding'),
            href: '#',
            note: say('Ройгон, фавран', 'Бесплатно, сразу', 'Free, at once'),
          },
          {
            label: say('Ваколатнома барои воситаи нақлиёт', 'Доверенность на транспортное средство', 'Vehicle power of attorney'),
            href: '#',
          },
          { label: say('Маълумотнома дар бораи ҳайати оила', 'Справка о составе семьи', 'Family composition certificate'), href: '#' },
        ],
        true,
      ),
    };
  },
};
