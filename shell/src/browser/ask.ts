import type { Text } from '@hukumat/contract';
import { element, word } from './words.ts';

/** Puts a plugin's question about unsaved work to the person. True means: leave. */
export function askToLeave(question: Text): Promise<boolean> {
  const dialog = element('dialog', 'hk-dialog');
  const lang = document.documentElement.lang as keyof Text;
  const actions = element('form', 'hk-actions');
  actions.method = 'dialog';
  for (const [value, style] of [
    ['stay', 'hk-button'],
    ['leave', 'hk-button hk-button-second'],
  ] as const) {
    const button = element('button', style, word(value));
    button.value = value;
    actions.append(button);
  }
  const title = element('h2', '', word('leaveTitle'));
  title.id = 'leave-title';
  dialog.setAttribute('aria-labelledby', title.id);
  dialog.append(title, element('p', '', question[lang] ?? question.tg), actions);
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue === 'leave');
    });
  });
}
