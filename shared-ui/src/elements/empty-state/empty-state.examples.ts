import type { Examples } from '../../../gallery/example.ts';
import { in3 } from '../../../gallery/example.ts';
import { button } from '../button/button.ts';
import { emptyState } from './empty-state.ts';

export const examples: Examples = {
  element: 'empty-state',
  show: (lang) => {
    const say = in3(lang);
    return {
      inbox: emptyState({
        title: say('Ҳоло паём нест', 'Сообщений пока нет', 'No messages yet'),
        text: say(
          'Вақте ки мақомот ба Шумо менависад, паём ин ҷо пайдо мешавад.',
          'Когда ведомство напишет вам, сообщение появится здесь.',
          'When an agency writes to you, the message appears here.',
        ),
        action: button({ label: say('Хизматрасониҳо', 'Услуги', 'Services'), kind: 'second', href: '#' }),
      }),
    };
  },
};
