// Apart from what draws them: a form that wakes reads these names and loads no Lit for it.

/** Posted by the button that adds a row: the group's name. */
export const ADD = '_add';
/** Posted by a row's button: `children.0`. */
export const DROP = '_drop';
