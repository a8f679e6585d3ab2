/** Browser door: the editor of long texts. Loaded only where a text area waits for it. */
import { baseKeymap, chainCommands, exitCode } from 'prosemirror-commands';
import { history } from 'prosemirror-history';
import { inputRules, textblockTypeInputRule, wrappingInputRule } from 'prosemirror-inputrules';
import { keymap } from 'prosemirror-keymap';
import { liftListItem, sinkListItem, splitListItem } from 'prosemirror-schema-list';
import { type Command, EditorState, type Plugin } from 'prosemirror-state';
import { EditorView } from 'prosemirror-view';
import { ACTS, linkAt, newRow, removeEmptyRow, selectText, setLink, unsetLink } from './commands.ts';
import { fromMarkdown, isAddress, nodes, toMarkdown } from './markdown.ts';

const lineBreak = chainCommands(exitCode, (state, dispatch) => {
  if (!state.selection.$from.parent.type.validContent(state.selection.$from.parent.content.addToEnd(nodes.hard_break.create())))
    return false;
  dispatch?.(state.tr.replaceSelectionWith(nodes.hard_break.create()).scrollIntoView());
  return true;
});

const run = (act: string): Command => ACTS[act]?.run ?? (() => false);

/** Tab leaves the editor, as it leaves every field: lists go deeper by other keys. */
const keys = (openLink: Command, toBar: Command): Plugin[] => [
  keymap({
    'Mod-b': run('strong'),
    'Mod-i': run('em'),
    'Mod-k': openLink,
    'Mod-Alt-2': run('heading2'),
    'Mod-Alt-3': run('heading3'),
    'Mod-Shift-8': run('bullet_list'),
    'Mod-Shift-7': run('ordered_list'),
    'Mod-Shift-9': run('blockquote'),
    'Mod-z': run('undo'),
    'Mod-y': run('redo'),
    'Mod-Shift-z': run('redo'),
    'Mod-]': sinkListItem(nodes.list_item),
    'Mod-[': liftListItem(nodes.list_item),
    'Mod-a': selectText,
    'Alt-F10': toBar,
    'Shift-Enter': lineBreak,
    Enter: chainCommands(newRow, splitListItem(nodes.list_item)),
    Backspace: removeEmptyRow,
  }),
  keymap(baseKeymap),
];

/** What one types in Markdown becomes what it means. */
const rules = inputRules({
  rules: [
    wrappingInputRule(/^\s*>\s$/, nodes.blockquote),
    wrappingInputRule(/^\s*([-*])\s$/, nodes.bullet_list, { tight: true }),
    wrappingInputRule(/^(\d+)\.\s$/, nodes.ordered_list, (match) => ({ order: Number(match[1]), tight: true })),
    textblockTypeInputRule(/^(#{2,3})\s$/, nodes.heading, (match) => ({ level: match[1]?.length ?? 2 })),
  ],
});

/** Styles never reach the page: inside a tag they are renamed for the rules of the schema, elsewhere they are text. */
const withoutStyles = (html: string): string =>
  html.replace(/<style[\s\S]*?<\/style\s*>/gi, '').replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\sstyle\s*=/gi, ' data-style='));

export function defineRichText(): void {
  if (customElements.get('hk-rich-text')) return;
  customElements.define(
    'hk-rich-text',
    class extends HTMLElement {
      #view: EditorView | undefined;
      #stop: AbortController | undefined;

      connectedCallback(): void {
        const area = this.querySelector('textarea');
        const bar = this.querySelector<HTMLElement>('.hk-rich-bar');
        const dialog = this.querySelector('dialog');
        if (!area || !bar || !dialog || this.#view) return;
        const stop = new AbortController();
        this.#stop = stop;
        const start = (): void => {
          this.#view = startEditor(area, bar, dialog, stop.signal);
        };
        // Whoever has begun to type goes on undisturbed; the editor comes when they leave the text area.
        if (document.activeElement === area) area.addEventListener('blur', () => setTimeout(start), { once: true, signal: stop.signal });
        else start();
      }

      disconnectedCallback(): void {
        this.#stop?.abort();
        this.#view?.destroy();
        this.#view = undefined;
      }
    },
  );
}

/** Puts the editor into the text area's place. The text area keeps its name and stays what is sent. */
function startEditor(area: HTMLTextAreaElement, bar: HTMLElement, dialog: HTMLDialogElement, signal: AbortSignal): EditorView {
  const place = document.createElement('div');
  const label = area.labels[0];
  const { id } = area;
  let kept = area.value;
  const plugins = [
    history(),
    rules,
    ...keys(
      () => {
        openLink();
        return true;
      },
      () => {
        bar.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
        return true;
      },
    ),
  ];
  const view = new EditorView(place, {
    state: EditorState.create({ doc: fromMarkdown(kept), plugins }),
    attributes: {
      class: 'hk-input hk-rich-field',
      role: 'textbox',
      'aria-multiline': 'true',
      ...(label ? { 'aria-labelledby': label.id } : {}),
      'aria-describedby': `${area.getAttribute('aria-describedby') ?? ''} ${id}-keys`.trim(),
      ...(area.ariaInvalid ? { 'aria-invalid': area.ariaInvalid } : {}),
      spellcheck: 'true',
    },
    transformPastedHTML: withoutStyles,
    dispatchTransaction(transaction) {
      view.updateState(view.state.apply(transaction));
      if (transaction.docChanged && transaction.getMeta('given') !== true) {
        kept = toMarkdown(view.state.doc);
        area.value = kept;
        area.dispatchEvent(new Event('input', { bubbles: true }));
      }
      show();
    },
  });

  const buttons = [...bar.querySelectorAll<HTMLButtonElement>('button[data-act]')];
  function show(): void {
    for (const button of buttons) {
      const act = ACTS[button.dataset.act ?? ''];
      if (act?.on) button.setAttribute('aria-pressed', String(act.on(view.state)));
      if (act?.may) button.setAttribute('aria-disabled', String(!act.may(view.state)));
    }
  }

  const address = dialog.querySelector('input') as HTMLInputElement;
  const wrong = dialog.querySelector('.hk-field-error') as HTMLElement;
  const tell = (isWrong: boolean): void => {
    wrong.hidden = !isWrong;
    address.setAttribute('aria-invalid', String(isWrong));
  };
  function openLink(): void {
    const now = linkAt(view.state);
    address.value = now?.href ?? '';
    (dialog.querySelector('[data-link="unset"]') as HTMLElement).hidden = !now;
    tell(false);
    dialog.showModal();
    address.select();
  }
  const closeWith = (command?: Command): void => {
    dialog.close();
    command?.(view.state, view.dispatch);
    view.focus();
  };
  const set = (): void => {
    const href = address.value.trim();
    if (isAddress(href)) closeWith(setLink(href));
    else {
      tell(true);
      address.focus();
    }
  };

  bar.addEventListener(
    'click',
    ({ target }) => {
      const act = target instanceof Element ? target.closest<HTMLElement>('[data-act]')?.dataset.act : undefined;
      if (!act) return;
      if (act === 'link') openLink();
      else {
        run(act)(view.state, view.dispatch, view);
        view.focus();
      }
    },
    { signal },
  );
  // The press of a button takes no selection away.
  bar.addEventListener('mousedown', (event) => event.preventDefault(), { signal });
  bar.addEventListener('keydown', (event) => walkBar(event, buttons, () => view.focus()), { signal });
  dialog.addEventListener(
    'click',
    ({ target }) => {
      const what = target instanceof Element ? target.closest<HTMLElement>('[data-link]')?.dataset.link : undefined;
      if (what === 'set') set();
      else if (what === 'unset') closeWith(unsetLink);
      else if (what === 'close') closeWith();
    },
    { signal },
  );
  address.addEventListener(
    'keydown',
    (event) => {
      if (event.key !== 'Enter') return;
      // Otherwise Enter would send the form around the editor.
      event.preventDefault();
      set();
    },
    { signal },
  );
  // What somebody else wrote into the text area: Back and Forward, a form that was reset.
  const take = (): void => {
    if (area.value === kept) return;
    kept = area.value;
    const { tr } = view.state;
    view.dispatch(tr.replaceWith(0, tr.doc.content.size, fromMarkdown(kept).content).setMeta('given', true).setMeta('addToHistory', false));
  };
  addEventListener('pageshow', take, { signal });
  area.form?.addEventListener('reset', () => setTimeout(take), { signal });
  label?.addEventListener('click', () => view.focus(), { signal });

  // Only now, when nothing can fail any more, the text area steps back; whoever asks for its id is led to the editor.
  area.parentElement?.insertBefore(place, area);
  area.hidden = true;
  area.removeAttribute('id');
  view.dom.id = id;
  bar.hidden = false;
  for (const [at, button] of buttons.entries()) button.tabIndex = at === 0 ? 0 : -1;
  show();
  signal.addEventListener('abort', () => {
    place.remove();
    area.id = id;
    area.hidden = false;
    bar.hidden = true;
  });
  return view;
}

/** One stop for Tab; inside, the arrow keys go from button to button, Escape back to the text. */
function walkBar(event: KeyboardEvent, buttons: readonly HTMLButtonElement[], back: () => void): void {
  const at = buttons.indexOf(event.target as HTMLButtonElement);
  if (event.key === 'Escape') back();
  const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
  if (to === undefined || at < 0) return;
  event.preventDefault();
  const next = buttons[(to + buttons.length) % buttons.length];
  for (const button of buttons) button.tabIndex = button === next ? 0 : -1;
  next?.focus();
}
