import type { Examples } from '../../../gallery/example.ts';
import { in3 } from '../../../gallery/example.ts';
import { skeleton } from './skeleton.ts';

export const examples: Examples = {
  element: 'skeleton',
  show: (lang) => ({ block: skeleton(in3(lang)('Бор шуда истодааст…', 'Загрузка…', 'Loading…')) }),
};
