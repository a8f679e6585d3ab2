import {
  type AnswerError,
  type Answers,
  answerText,
  cellText,
  type Form,
  type Lang,
  normaliseAnswers,
  type RawForm,
  rowsOf,
  type Step,
  withSums,
} from '@hukumat/contract';
import { cellName } from './asked.ts';
import { enhanceRows } from './rows.ts';
import { cellsOnPage, fieldsOnPage, SHOWN, shownNames, stepOfForm } from './shown.ts';

export interface Enhancing {
  lang: Lang;
  /** The date in Dushanbe, `yyyy-mm-dd`. */
  today: string;
  /** Answers of the other steps, for conditions that look at them. */
  answers?: Answers;
  /** Judges the step's answers as the server would; without it only the server speaks. */
  validate?: (answers: Answers, step: string) => readonly AnswerError[];
  /** Says a thing to whoever cannot see it: a row was added. */
  announce?: (text: string) => void;
  /** The word before an error for screen readers. */
  errorWord?: string;
}

/**
 * Wakes a form the server has drawn: questions appear and go as answers change, sums follow, rows come and go, and a field
 * is judged when it is left. It reads what stands in the controls and never writes to them. Returns the way to stop.
 */
export function enhanceForm(root: HTMLFormElement, form: Form, how: Enhancing): () => void {
  const step = stepOfForm(form, root.dataset.step ?? '');
  if (!step) return () => {};
  const stop = new AbortController();
  const present = (): Answers => withSums(form, { ...how.answers, ...normaliseAnswers({ form }, posted(root), step.name) }, how.today);

  const show = (): void => {
    const answers = present();
    const shown = shownOf(step, answers, how.today);
    for (const node of root.querySelectorAll<HTMLElement>('[data-field]')) {
      const hidden = shown.get(node.dataset.field ?? '') === false;
      if (node.hidden !== hidden) node.hidden = hidden;
    }
    const record = root.querySelector<HTMLInputElement>(`input[name="${SHOWN}"]`);
    if (record) record.value = shownNames(step, answers, how.today);
    showSums(root, form, step, answers, how.lang);
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
    const answer = answerAt(answers, name);
    const touched = answer !== undefined && answer !== false;
    // An empty field is judged when it is sent, not while the person is on the way to it.
    if (!touched && !node.classList.contains('hk-invalid')) return;
    const error = how.validate(answers, step.name).find((found) => found.field === name);
    tell(node, name, error?.message, how.errorWord);
  };

  enhanceRows(
    root,
    stop.signal,
    () => root.dispatchEvent(new Event('input', { bubbles: true })),
    (text) => how.announce?.(text),
  );
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

/** By the full name of each question on the page: whether it is seen. */
function shownOf(step: Step, answers: Answers, today: string): Map<string, boolean> {
  const entries = fieldsOnPage(step, answers, today).flatMap(({ field, shown }): [string, boolean][] => [
    [field.name, shown],
    ...rowsOf(field.kind === 'group' ? answers[field.name] : undefined).flatMap((row, at) =>
      cellsOnPage(field, step, answers, row, today).map((cell): [string, boolean] => [cellName(field, at, cell.field), cell.shown]),
    ),
  ]);
  return new Map(entries);
}

/** The answer at `surname`, or at `children.0.surname`. */
function answerAt(answers: Answers, name: string): Answers[string] | undefined {
  const [group = '', at, cell] = name.split('.');
  const answer = Object.hasOwn(answers, group) ? answers[group] : undefined;
  return at === undefined || cell === undefined ? answer : rowsOf(answer)[Number(at)]?.[cell];
}

/** Writes every sum on the page anew; what has not changed is left alone, so that it is not read out again. */
function showSums(root: HTMLFormElement, form: Form, step: Step, answers: Answers, lang: Lang): void {
  for (const node of root.querySelectorAll<HTMLOutputElement>('output[data-later]')) {
    const name = node.closest<HTMLElement>('[data-field]')?.dataset.field ?? '';
    const [top, at, cell] = name.split('.');
    const field = step.fields.find((one) => one.name === top);
    if (!field) continue;
    const inner = at === undefined ? undefined : field.fields?.find((one) => one.name === cell);
    const answer = answerAt(answers, name);
    const text = inner ? cellText(form, field, inner, answer, lang) : answerText(form, field, answer, lang);
    node.classList.toggle('hk-soft', text === '');
    const shown = text || (node.dataset.later ?? '');
    if (node.textContent !== shown) node.textContent = shown;
  }
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
  const byId = (wanted: string): HTMLElement | null => node.querySelector<HTMLElement>(`[id="${wanted}"]`);
  const before = byId(id);
  const control = byId(`f-${name}`);
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
      const after = byId(`f-${name}-hint`) ?? node.querySelector('.hk-label');
      if (after?.parentElement === node) after.after(line);
      else node.prepend(line);
    }
    control?.setAttribute('aria-invalid', 'true');
    ids.push(id);
  }
  if (ids.length > 0) described?.setAttribute('aria-describedby', ids.join(' '));
  else described?.removeAttribute('aria-describedby');
}
