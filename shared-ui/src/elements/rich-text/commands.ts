import { lift, setBlockType, toggleMark, wrapIn } from 'prosemirror-commands';
import { redo, redoDepth, undo, undoDepth } from 'prosemirror-history';
import type { MarkType, NodeType } from 'prosemirror-model';
import { liftListItem, wrapInList } from 'prosemirror-schema-list';
import { type Command, type EditorState, Selection, TextSelection } from 'prosemirror-state';
import { isAddress, marks, nodes, schema } from './markdown.ts';

/** What the bar does. `on` says whether the place of the cursor already has it. */
export interface Act {
  run: Command;
  on?: (state: EditorState) => boolean;
  /** Absent: always possible. */
  may?: (state: EditorState) => boolean;
}

const within = (state: EditorState, type: NodeType): number => {
  for (let depth = state.selection.$from.depth; depth > 0; depth--) if (state.selection.$from.node(depth).type === type) return depth;
  return 0;
};

const hasMark =
  (type: MarkType) =>
  (state: EditorState): boolean => {
    const { from, to, empty, $from } = state.selection;
    return empty ? Boolean(type.isInSet(state.storedMarks ?? $from.marks())) : state.doc.rangeHasMark(from, to, type);
  };

const heading = (level: number): Act => {
  const on = ({ selection: { $from } }: EditorState): boolean => $from.parent.type === nodes.heading && $from.parent.attrs.level === level;
  return {
    on,
    run: (state, dispatch) => (on(state) ? setBlockType(nodes.paragraph) : setBlockType(nodes.heading, { level }))(state, dispatch),
  };
};

/** Puts the block into a list, takes it out of one of the same kind, turns a list of the other kind into this one. */
const list = (type: NodeType, other: NodeType): Act => {
  const nearest = (state: EditorState): NodeType | undefined => {
    const [own, of] = [within(state, type), within(state, other)];
    return own === of ? undefined : own > of ? type : other;
  };
  return {
    on: (state) => nearest(state) === type,
    run(state, dispatch) {
      const now = nearest(state);
      if (!now) return wrapInList(type, { tight: true })(state, dispatch);
      if (now === type) return liftListItem(nodes.list_item)(state, dispatch);
      dispatch?.(state.tr.setNodeMarkup(state.selection.$from.before(within(state, other)), type, { tight: true }));
      return true;
    },
  };
};

export const ACTS: Readonly<Record<string, Act>> = {
  heading2: heading(2),
  heading3: heading(3),
  strong: { run: toggleMark(marks.strong), on: hasMark(marks.strong) },
  em: { run: toggleMark(marks.em), on: hasMark(marks.em) },
  bullet_list: list(nodes.bullet_list, nodes.ordered_list),
  ordered_list: list(nodes.ordered_list, nodes.bullet_list),
  blockquote: {
    on: (state) => within(state, nodes.blockquote) > 0,
    run: (state, dispatch) => (within(state, nodes.blockquote) > 0 ? lift(state, dispatch) : wrapIn(nodes.blockquote)(state, dispatch)),
  },
  undo: { run: undo, may: (state) => undoDepth(state) > 0 },
  redo: { run: redo, may: (state) => redoDepth(state) > 0 },
};

/** The address of the link at the cursor, and how far the link reaches. */
export function linkAt(state: EditorState): { href: string; from: number; to: number } | undefined {
  const { $from, from, to, empty } = state.selection;
  if (!empty) {
    let href: string | undefined;
    state.doc.nodesBetween(from, to, (node) => {
      href ??= marks.link.isInSet(node.marks)?.attrs.href;
    });
    return href === undefined ? undefined : { href, from, to };
  }
  const mark = marks.link.isInSet($from.marks());
  if (!mark) return undefined;
  let start = $from.index();
  while (start > 0 && mark.isInSet($from.parent.child(start - 1).marks)) start--;
  let end = $from.indexAfter();
  while (end < $from.parent.childCount && mark.isInSet($from.parent.child(end).marks)) end++;
  return { href: mark.attrs.href, from: $from.posAtIndex(start), to: $from.posAtIndex(end) };
}

/** Sets the link over what is selected or over the link at the cursor; with neither it writes the address. */
export const setLink =
  (href: string): Command =>
  (state, dispatch) => {
    if (!isAddress(href)) return false;
    const place = linkAt(state) ?? state.selection;
    const mark = marks.link.create({ href });
    const tr =
      place.from === place.to
        ? state.tr.replaceSelectionWith(schema.text(href, [mark]), false)
        : state.tr.removeMark(place.from, place.to, marks.link).addMark(place.from, place.to, mark);
    dispatch?.(tr.removeStoredMark(marks.link).scrollIntoView());
    return true;
  };

export const unsetLink: Command = (state, dispatch) => {
  const place = linkAt(state);
  if (!place) return false;
  dispatch?.(state.tr.removeMark(place.from, place.to, marks.link));
  return true;
};

/** From the first letter to the last: a selection that lists and quotes can be made of. */
export const selectText: Command = (state, dispatch) => {
  const { $from } = Selection.atStart(state.doc);
  dispatch?.(state.tr.setSelection(TextSelection.between($from, Selection.atEnd(state.doc).$to)));
  return true;
};

/** Enter in a table begins a new line below; it has no other lines of text. */
export const newRow: Command = (state, dispatch) => {
  const depth = within(state, nodes.table_row);
  if (!depth) return false;
  const { $from } = state.selection;
  const row = $from.node(depth);
  const at = $from.after(depth);
  const empty = nodes.table_row.create(
    null,
    row.children.map((cell) => nodes.table_cell.create(cell.attrs)),
  );
  const tr = state.tr.insert(at, empty);
  dispatch?.(tr.setSelection(TextSelection.create(tr.doc, at + 2)).scrollIntoView());
  return true;
};

/** Backspace in a line of a table that holds nothing takes the line away; in the only line, the table. */
export const removeEmptyRow: Command = (state, dispatch) => {
  const depth = within(state, nodes.table_row);
  if (!depth) return false;
  const { $from, empty } = state.selection;
  const row = $from.node(depth);
  if (!empty || row.textContent !== '') return false;
  const whole = $from.node(depth - 1).childCount === 1 ? depth - 1 : depth;
  dispatch?.(state.tr.delete($from.before(whole), $from.after(whole)).scrollIntoView());
  return true;
};
