import type { Examples } from '../../../gallery/example.ts';
import { in3 } from '../../../gallery/example.ts';
import { pagination } from './pagination.ts';

export const examples: Examples = {
  element: 'pagination',
  show: (lang) => ({
    [in3(lang)('мобайн', 'середина', 'middle')]: pagination({ lang, page: 5, pages: 12, hrefOf: (page) => `?page=${page}` }),
  }),
};
