import { type AnswerError, type Answers, type Form, validateAnswers } from '@hukumat/contract';
import { enhanceForm } from '@hukumat/ui/form/enhance';
import { notify } from './notices.ts';
import type { Shell } from './shell.ts';
import { element, word } from './words.ts';

const AUTOSAVE_MS = 2500;
/** What the server says about the step beside it: its part of the definition, and where it is saved while it is typed. */
interface AboutForm {
  form: Form;
  /** The date in Dushanbe, `yyyy-mm-dd`. */
  today: string;
  /** Answers of other steps. */
  answers: Answers;
  save?: string;
}

const improved = new WeakSet<HTMLFormElement>();

/** Improves a form that the server has drawn. It reads the controls and writes to none of them. */
export function improveForm(form: HTMLFormElement, shell: Shell): void {
  if (improved.has(form)) return;
  improved.add(form);
  guardSubmit(form, shell);
  tellConnection(form);
  const text = document.querySelector('main #form-data')?.textContent;
  const about = text && form.dataset.step ? (JSON.parse(text) as AboutForm) : undefined;
  const saveAt = about?.save ?? form.dataset.save;
  const keep = saveAt ? autosave(form, saveAt) : undefined;
  if (form.querySelector('input[type=file], [data-scan]') && form.querySelector('input[name="_pass"]'))
    void shell.part('upload-files').then(({ uploadFiles }) => uploadFiles({ form, shell, ready: async () => keep?.() }));
  if (!about) return;
  const { form: definition, today, answers: others } = about;
  const { lang } = shell.route;
  const validate = (answers: Answers, step: string): readonly AnswerError[] =>
    validateAnswers({ form: definition }, answers, { lang, today, step });
  enhanceForm(form, definition, {
    lang,
    today,
    answers: others,
    validate,
    errorWord: word('error'),
    announce: (text) => shell.announce(text),
  });
}

/** A second press on the same button sends nothing; without a connection nothing is sent and nothing is lost. */
function guardSubmit(form: HTMLFormElement, shell: Shell): void {
  let sent = false;
  form.addEventListener('submit', (event) => {
    if (!navigator.onLine) {
      event.preventDefault();
      notify({ kind: 'warning', text: word('offline') });
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

function tellConnection(form: HTMLFormElement): void {
  const stop = new AbortController();
  const tell = (text: string, kind: 'info' | 'warning'): void => {
    if (form.isConnected) notify({ kind, text });
    else stop.abort();
  };
  addEventListener('offline', () => tell(word('offline'), 'warning'), { signal: stop.signal });
  addEventListener('online', () => tell(word('online'), 'info'), { signal: stop.signal });
}

/**
 * Saves what is typed to the draft on the server after a pause. Files travel only with the real post. The first save of a
 * new application makes its draft; from then on the page stands at the draft's address, where a reload finds it. Returns the
 * way to have a draft now.
 */
function autosave(form: HTMLFormElement, first: string): () => Promise<void> {
  let address = first;
  let pause: ReturnType<typeof setTimeout>;
  let unsaved = false;
  let under: Promise<void> = Promise.resolve();
  const save = async (): Promise<void> => {
    if (!unsaved || !form.isConnected || form.ariaBusy === 'true') return;
    unsaved = false;
    const typed = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (typeof value === 'string') typed.append(name, value);
    const answer = await fetch(address, { method: 'POST', body: typed, keepalive: true, redirect: 'manual' }).catch(() => undefined);
    if (!answer?.ok) {
      unsaved = true;
      if (answer?.status === 409) notify({ kind: 'warning', text: word('changed') });
      return;
    }
    const saved = (await answer.json()) as { revision: number; step: string; draft: string };
    for (const [name, value] of [
      ['_revision', String(saved.revision)],
      ['_draft', saved.draft],
    ] as const) {
      const hidden = form.querySelector<HTMLInputElement>(`input[name="${name}"]`);
      if (hidden) hidden.value = value;
    }
    if (location.pathname !== saved.step && form.isConnected) {
      form.action = saved.step;
      address = `${saved.step}/save`;
      history.replaceState(history.state, '', saved.step);
    }
    showSaved(form);
  };
  const queue = (): Promise<void> => {
    under = under.then(save);
    return under;
  };
  const changed = (): void => {
    unsaved = true;
    clearTimeout(pause);
    pause = setTimeout(queue, AUTOSAVE_MS);
  };
  form.addEventListener('input', changed);
  // Something may have been typed before this code arrived.
  if (isTouched(form)) changed();
  followedAfterSaving(form, () => unsaved, queue);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') void queue();
  });
  return async () => {
    if (form.querySelector<HTMLInputElement>('input[name="_draft"]')?.value !== '') return;
    unsaved = true;
    await queue();
  };
}

/** Whether a control holds something else than the server wrote into it. */
function isTouched(form: HTMLFormElement): boolean {
  return [...form.elements].some((control) => {
    if (control instanceof HTMLTextAreaElement) return control.value !== control.defaultValue;
    if (!(control instanceof HTMLInputElement) || control.type === 'hidden') return false;
    return ['radio', 'checkbox'].includes(control.type)
      ? control.checked !== control.defaultChecked
      : control.type !== 'file' && control.value !== control.defaultValue;
  });
}

/** A link pressed while something is unsaved, to the other language say, is followed as soon as it is saved. */
function followedAfterSaving(form: HTMLFormElement, isUnsaved: () => boolean, save: () => Promise<void>): void {
  const stop = new AbortController();
  const pressed = (event: MouseEvent): void => {
    if (!form.isConnected) stop.abort();
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    if (!link?.href || link.target || !plain || !form.isConnected || !isUnsaved()) return;
    const { origin, pathname } = new URL(link.href);
    if (origin !== location.origin || pathname === location.pathname) return;
    event.preventDefault();
    event.stopPropagation();
    stop.abort();
    void save().finally(() => link.click());
  };
  document.addEventListener('click', pressed, { signal: stop.signal, capture: true });
}

function showSaved(form: HTMLFormElement): void {
  const time = new Date(Date.now() + 5 * 3_600_000).toISOString().slice(11, 16);
  const line = form.querySelector('.hk-saved') ?? form.appendChild(element('p', 'hk-saved'));
  line.setAttribute('role', 'status');
  line.textContent = word('saved').replace('{time}', time);
}
