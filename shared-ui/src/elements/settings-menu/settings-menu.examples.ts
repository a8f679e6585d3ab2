import type { Examples } from '../../../gallery/example.ts';
import { in3 } from '../../../gallery/example.ts';
import { settingsMenu, USUAL } from './settings-menu.ts';

export const examples: Examples = {
  element: 'settings-menu',
  show: (lang) => ({ [in3(lang)('ҳама', 'все', 'all')]: settingsMenu(lang, USUAL, '#', '/') }),
};
