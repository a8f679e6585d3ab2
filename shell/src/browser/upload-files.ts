import type { Lang } from '@hukumat/contract';
import { fileSize } from '@hukumat/ui/form/file-size';
import { type Kept, listKept, Refused, sendPieces } from './send-pieces.ts';
import type { Shell } from './shell.ts';
import { shrunk } from './shrink.ts';
import { element, word } from './words.ts';

const SCAN_PAUSE_MS = 2000;

interface Sending {
  form: HTMLFormElement;
  shell: Shell;
  /** Makes sure that there is a draft to which a file can belong. */
  ready: () => Promise<void>;
}

/**
 * Files travel by themselves as soon as they are chosen, in pieces, one after the other; the form waits for them. Where that
 * does not go, a file stays in its input and travels with the form, as it does without this code.
 */
export function uploadFiles(sending: Sending): void {
  const { form, shell } = sending;
  const running = new Set<Promise<void>>();
  let broken = false;
  let queue = Promise.resolve();

  const take = (input: HTMLInputElement): void => {
    if (broken || input.validationMessage) return;
    const files = [...(input.files ?? [])];
    input.value = '';
    for (const file of files) {
      const sent = queue
        .then(() => send(sending, input, file))
        .then((how) => {
          broken ||= how === 'broken';
          if (how === 'broken' || how === 'refused') handBack(input, file);
        });
      queue = sent;
      running.add(sent);
      void sent.finally(() => running.delete(sent));
    }
  };

  const hold = (event: SubmitEvent): void => {
    const button = event.submitter instanceof HTMLButtonElement ? event.submitter : undefined;
    const asked = button?.name === '_upload' ? inputOf(form, button.value) : undefined;
    const choose = asked !== undefined && !asked.files?.length;
    if (!choose && running.size === 0) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (choose) {
      if (running.size === 0) asked.click();
      return;
    }
    shell.announce(word('uploadWait'));
    void Promise.all(running).then(() => form.requestSubmit(button));
  };

  form.addEventListener('submit', hold, { capture: true });
  for (const input of form.querySelectorAll<HTMLInputElement>('input[type=file]')) {
    input.closest('hk-file')?.setAttribute('shrinks', '');
    input.addEventListener('change', () => take(input));
    // Something may have been chosen before this code arrived.
    if (input.files?.length) input.dispatchEvent(new Event('change'));
  }
  void followScans(form, shell);
}

const inputOf = (form: HTMLFormElement, name: string): HTMLInputElement | undefined =>
  [...form.querySelectorAll<HTMLInputElement>('input[type=file]')].find((input) => input.name === name);

/** The file is in its input again and goes with the form, whose answer says all that is to be said of it. */
function handBack(input: HTMLInputElement, file: File): void {
  const files = new DataTransfer();
  for (const one of input.files ?? []) files.items.add(one);
  files.items.add(file);
  input.files = files.files;
}

function placeOf(form: HTMLFormElement) {
  const value = (name: string): string => form.querySelector<HTMLInputElement>(`input[name="${name}"]`)?.value ?? '';
  const [draft, application] = [value('_draft'), value('_application')];
  return draft || application ? { pass: value('_pass'), ...(draft ? { draft } : { application }) } : undefined;
}

async function send(
  { form, shell, ready }: Sending,
  input: HTMLInputElement,
  chosen: File,
): Promise<'kept' | 'cancelled' | 'refused' | 'broken'> {
  const box = input.closest<HTMLElement>('hk-file');
  if (!box) return 'broken';
  const stop = new AbortController();
  const row = progressRow(chosen.name, () => stop.abort());
  listOf(box).append(row.line);
  tell(box, '');
  try {
    shell.announce(`${word('uploading').replace('{percent}', '0')} ${chosen.name}`);
    const file = await shrunk(chosen, input.accept, Number(box.getAttribute('max-bytes') ?? Number.POSITIVE_INFINITY));
    await ready();
    const place = placeOf(form);
    if (!place) throw new Refused(0, 'no-draft');
    let lost = false;
    const kept = await sendPieces(file, input.name, place, {
      signal: stop.signal,
      arrived(bytes) {
        lost = false;
        row.show(bytes / file.size);
      },
      lost() {
        if (!lost) shell.announce(row.say(word('uploadLost')));
        lost = true;
      },
    });
    row.line.replaceWith(keptRow(box, kept));
    const held = box.previousElementSibling?.querySelectorAll('[data-upload]').length ?? 0;
    if (held >= Number(box.getAttribute('max-files') ?? (input.multiple ? Number.POSITIVE_INFINITY : 1))) box.hidden = true;
    shell.announce(`${word('uploaded')} ${kept.name}`);
    void followScans(form, shell);
    return 'kept';
  } catch (error) {
    row.line.remove();
    if (stop.signal.aborted) {
      input.focus();
      shell.announce(word('uploadCancelled'));
      return 'cancelled';
    }
    const text = refusal(error, box);
    if (text) {
      tell(box, text);
      return 'refused';
    }
    tell(box, word('uploadPlain'));
    return 'broken';
  }
}

/** What is told of a file the server does not take; nothing for trouble that has another cause than the file. */
function refusal(error: unknown, box: HTMLElement): string | undefined {
  if (!(error instanceof Refused) || error.status !== 422) return undefined;
  if (/^upload-(too-many|quota|unfinished)$/.test(error.code)) return word('uploadFull');
  return word('uploadRefused').replace('{limits}', box.querySelector('[id$="-limits"]')?.textContent ?? '');
}

function tell(box: HTMLElement, message: string): void {
  const line = box.querySelector<HTMLElement>(':scope > .hk-field-error') ?? element('p', 'hk-field-error');
  line.setAttribute('role', 'alert');
  if (!line.isConnected) box.prepend(line);
  line.textContent = message;
  line.hidden = message === '';
}

/** The list of kept files above the box; the first file makes it. */
function listOf(box: HTMLElement): HTMLElement {
  const before = [box.previousElementSibling, box.previousElementSibling?.previousElementSibling];
  const list = before.find((node) => node?.matches('ul.hk-uploads'));
  if (list instanceof HTMLElement) return list;
  const made = element('ul', 'hk-uploads');
  box.before(made);
  return made;
}

function progressRow(name: string, cancel: () => void) {
  const line = element('li');
  const text = element('small', 'hk-soft');
  const bar = element('progress');
  bar.max = 1;
  bar.value = 0;
  bar.setAttribute('aria-label', name);
  const button = element('button', 'hk-button hk-button-plain', word('uploadCancel'));
  button.type = 'button';
  button.append(element('span', 'hk-hidden', ` ${name}`));
  button.addEventListener('click', cancel);
  const label = element('span', '', `${name} `);
  label.append(text);
  line.append(label, bar, button);
  const say = (words: string): string => {
    text.textContent = words;
    return words;
  };
  const show = (part: number): void => {
    bar.value = part;
    say(word('uploading').replace('{percent}', String(Math.floor(part * 100))));
  };
  show(0);
  return { line, show, say };
}

/** The line of a kept file, made from the pattern that the server has drawn. */
function keptRow(box: HTMLElement, { id, name, bytes, scan }: Kept): HTMLElement {
  const line = box.querySelector('[data-pattern] li')?.cloneNode(true) as HTMLElement;
  line.dataset.upload = id;
  const link = line.querySelector('a');
  if (link) {
    link.href = `/api/v1/applications/uploads/${id}`;
    link.textContent = name;
  }
  const size = line.querySelector('small');
  if (size) size.textContent = fileSize(bytes, document.documentElement.lang as Lang);
  const button = line.querySelector('button');
  if (button) {
    button.type = 'submit';
    button.name = '_remove';
    button.value = id;
    button.querySelector('.hk-hidden')?.append(name);
  }
  if (scan !== 'clean') {
    const mark = element('strong', 'hk-scan');
    mark.dataset.of = id;
    line.querySelector('span')?.append(mark);
    showScan(mark, scan);
  }
  return line;
}

function showScan(mark: HTMLElement, scan: Kept['scan']): void {
  mark.dataset.scan = scan;
  mark.textContent = word(({ pending: 'scanPending', clean: 'scanClean', infected: 'scanInfected' } as const)[scan]);
}

const following = new WeakSet<HTMLFormElement>();

/** Asks again while a file is being looked at, and says what was found. */
async function followScans(form: HTMLFormElement, shell: Shell): Promise<void> {
  const waiting = (): HTMLElement[] => [...form.querySelectorAll<HTMLElement>('[data-scan="pending"]')];
  if (following.has(form)) return;
  following.add(form);
  while (form.isConnected && waiting().length > 0) {
    await new Promise((resolve) => setTimeout(resolve, SCAN_PAUSE_MS));
    const place = placeOf(form);
    const kept = place ? await listKept(place).catch(() => []) : [];
    for (const mark of waiting()) {
      const found = kept.find(({ id }) => id === mark.dataset.of);
      if (!found || found.scan === 'pending') continue;
      showScan(mark, found.scan);
      shell.announce(`${found.name}: ${mark.textContent}`);
    }
  }
  following.delete(form);
  if (waiting().length === 0) for (const link of form.querySelectorAll('[data-rescan]')) link.remove();
}
