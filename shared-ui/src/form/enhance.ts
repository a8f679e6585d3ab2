import { type AnswerError, type Answers, type Form, type Lang, normaliseAnswers, type RawForm } from '@hukumat/contract';
import { fieldsOnPage, SHOWN, shownNames, stepOfForm } from './shown.ts';

export interface Enhancing {
  lang: Lang;
  /** The date in Dushanbe, `yyyy-mm-dd`. */
  today: string;
  /** Answers of the other steps, for conditions that look at them. */
  answers?: Answers;
  /** Judges the step's answers as the server would; without it only the server speaks. */
  validate?: (answers: Answers, step: string) => readonly AnswerError[];
  /** The word before an error for screen readers. */
  errorWord?: string;
}

/**
 * Wakes a form the server has drawn: questions appear and go as answers change, and a field is judged when it is left.
 * It reads what stands in the controls and never writes to them. Returns the way to stop.
 */
export function enhanceForm(root: HTMLFormElement, form: Form, how: Enhancing): () => void {
  const step = stepOfForm(form, root.dataset.step ?? '');
  if (!step) return () => {};
  const stop = new AbortController();
  const present = (): Answers => ({ ...how.answers, ...normaliseAnswers({ form }, posted(root), step.name) });

  const show = (): void => {
    const answers = present();
    const shown = new Map(fieldsOnPage(step, answers, how.today).map((entry) => [entry.field.name, entry.shown]));
    for (const node of root.querySelectorAll<HTMLElement>('[data-field]')) {
      const hidden = shown.get(node.dataset.field ?? '') === false;
      if (node.hidden !== hidden) node.hidden = hidden;
    }
    const record = root.querySelector<HTMLInputElement>(`input[name="${SHOWN}"]`);
    if (record) record.value = shownNames(step, answers, how.today);
  };

  // An error that appears between press and release moves the button away from under the finger: it waits for the release.
  let pressed = false;
  const waiting: (() => void)[] = [];
  const release = (): void => {
    pressed = false;
    for (const judged of waiting.splice(0)) setTimeout(judged);
  };
  const left = (event: FocusEvent): void => {
    const node = (event.target as Element).closest<HTMLElement>('[data-field]');
    if (!node || node.contains(event.relatedTarget as Node | null)) return;
    if (pressed) waiting.push(() => judge(node));
    else judge(node);
  };

  const judge = (node: HTMLElement): void => {
    const name = node.dataset.field;
    if (!name || !how.validate) return;
    const answers = present();
    const touched = answers[name] !== undefined && answers[name] !== false;
    // An empty field is judged when it is sent, not while the person is on the way to it.
    if (!touched && !node.classList.contains('hk-invalid')) return;
    const error = how.validate(answers, step.name).find((found) => found.field === name);
    tell(node, name, error?.message, how.errorWord);
  };

  root.addEventListener('input', show, { signal: stop.signal });
  root.addEventListener('change', show, { signal: stop.signal });
  root.addEventListener('focusout', left, { signal: stop.signal });
  document.addEventListener(
    'pointerdown',
    () => {
      pressed = true;
    },
    { signal: stop.signal, capture: true },
  );
  for (const type of ['pointerup', 'pointercancel', 'dragend'] as const) document.addEventListener(type, release, { signal: stop.signal });
  show();
  return () => stop.abort();
}

/** What the form would post, as the server will read it; files are left to the server. */
function posted(root: HTMLFormElement): RawForm {
  const raw: Record<string, string[]> = {};
  for (const [name, value] of new FormData(root)) if (typeof value === 'string') raw[name] = [...(raw[name] ?? []), value];
  return raw;
}

/** Shows or clears the error of one field, in the same nodes that the server would have drawn. */
function tell(node: HTMLElement, name: string, message: string | undefined, errorWord = ''): void {
  const id = `f-${name}-error`;
  const before = node.querySelector(`#${id}`);
  const control = node.querySelector<HTMLElement>(`#f-${name}`);
  const described = node.matches('fieldset') ? node : control;
  const ids = (described?.getAttribute('aria-describedby') ?? '').split(' ').filter((part) => part && part !== id);
  node.classList.toggle('hk-invalid', message !== undefined);
  if (message === undefined) {
    before?.remove();
    control?.removeAttribute('aria-invalid');
  } else {
    const line = before ?? Object.assign(document.createElement('p'), { id, className: 'hk-field-error' });
    const prefix = Object.assign(document.createElement('span'), { className: 'hk-hidden', textContent: errorWord && `${errorWord}: ` });
    const text = document.createElement('span');
    text.append(prefix, message);
    line.replaceChildren(text);
    if (!before) {
      const after = node.querySelector(`#f-${name}-hint`) ?? node.querySelector('.hk-label');
      if (after?.parentElement === node) after.after(line);
      else node.prepend(line);
    }
    control?.setAttribute('aria-invalid', 'true');
    ids.push(id);
  }
  if (ids.length > 0) described?.setAttribute('aria-describedby', ids.join(' '));
  else described?.removeAttribute('aria-describedby');
}
