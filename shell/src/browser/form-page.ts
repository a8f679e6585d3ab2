import { type AnswerError, type Answers, type Form, validateAnswers } from '@hukumat/contract';
import { enhanceForm } from '@hukumat/ui/form/enhance';
import type { Shell } from './shell.ts';
import { element, word } from './words.ts';

const AUTOSAVE_MS = 2500;
const improved = new WeakSet<HTMLFormElement>();

/** Improves a form that the server has drawn. It reads the controls and writes to none of them. */
export function improveForm(form: HTMLFormElement, shell: Shell): void {
  if (improved.has(form)) return;
  improved.add(form);
  guardSubmit(form, shell);
  tellConnection(form, shell);
  if (form.dataset.autosave) autosave(form, form.dataset.autosave);
  const text = document.querySelector<HTMLElement>('main [data-form]')?.dataset.form;
  if (!text || !form.dataset.step) return;
  const definition = JSON.parse(text) as Form;
  const { lang } = shell.route;
  const today = dateInDushanbe(Date.now());
  const validate = (answers: Answers, step: string): readonly AnswerError[] =>
    validateAnswers({ form: definition }, answers, { lang, today, step });
  enhanceForm(form, definition, { lang, today, validate, errorWord: word('error') });
}

/** `yyyy-mm-dd`. Dushanbe keeps UTC+5 all year. */
export const dateInDushanbe = (milliseconds: number): string => new Date(milliseconds + 5 * 3_600_000).toISOString().slice(0, 10);

/** A second press on the same button sends nothing; without a connection nothing is sent and nothing is lost. */
function guardSubmit(form: HTMLFormElement, shell: Shell): void {
  let sent = false;
  form.addEventListener('submit', (event) => {
    if (!navigator.onLine) {
      event.preventDefault();
      shell.notify({ kind: 'warning', text: word('offline') });
    } else if (sent) event.preventDefault();
    else {
      sent = true;
      form.setAttribute('aria-busy', 'true');
      shell.announce(word('sending'));
    }
  });
  addEventListener('pageshow', () => {
    sent = false;
    form.removeAttribute('aria-busy');
  });
}

function tellConnection(form: HTMLFormElement, shell: Shell): void {
  const stop = new AbortController();
  const tell = (text: string, kind: 'info' | 'warning'): void => {
    if (form.isConnected) shell.notify({ kind, text });
    else stop.abort();
  };
  addEventListener('offline', () => tell(word('offline'), 'warning'), { signal: stop.signal });
  addEventListener('online', () => tell(word('online'), 'info'), { signal: stop.signal });
}

/** Saves what is typed to the draft on the server after a pause. Files travel only with the real post. */
function autosave(form: HTMLFormElement, address: string): void {
  let pause: ReturnType<typeof setTimeout>;
  let unsaved = false;
  const save = async (): Promise<void> => {
    if (!unsaved || !form.isConnected) return;
    unsaved = false;
    const typed = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (typeof value === 'string') typed.append(name, value);
    const answer = await fetch(address, { method: 'POST', body: typed, keepalive: true, redirect: 'manual' }).catch(() => undefined);
    if (answer?.ok) showSaved(form);
    else unsaved = true;
  };
  form.addEventListener('input', () => {
    unsaved = true;
    clearTimeout(pause);
    pause = setTimeout(save, AUTOSAVE_MS);
  });
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') void save();
  });
}

function showSaved(form: HTMLFormElement): void {
  const time = new Date(Date.now() + 5 * 3_600_000).toISOString().slice(11, 16);
  const line = form.querySelector('.hk-saved') ?? form.appendChild(element('p', 'hk-saved'));
  line.setAttribute('role', 'status');
  line.textContent = word('saved').replace('{time}', time);
}
