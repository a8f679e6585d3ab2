import type { Notice } from '@hukumat/contract/plugin';
import { element, word } from './words.ts';

const TONES: Record<Notice['kind'], string> = { info: 'info', success: 'good', warning: 'warning', error: 'danger' };
const STAYS_MS = 8000;

const region = (): HTMLElement => {
  const known = document.getElementById('notices');
  if (known) return known;
  const made = element('div', 'hk-notices');
  made.id = 'notices';
  made.setAttribute('role', 'status');
  (document.querySelector('main') ?? document.body).before(made);
  return made;
};

/** Shows a short message above the page. Errors and warnings stay until they are closed. */
export function notify({ kind, text }: Notice): void {
  const notice = element('div', `hk-notice hk-tone-${TONES[kind] ?? 'info'}`);
  const close = element('button', 'hk-button hk-button-plain', word('close'));
  close.type = 'button';
  close.addEventListener('click', () => notice.remove());
  const words = element('div');
  words.append(element('p', '', text));
  notice.append(words, close);
  region().append(notice);
  if (kind === 'info' || kind === 'success') setTimeout(() => notice.remove(), STAYS_MS);
}
