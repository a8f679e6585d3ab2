/** Something expected stops the start: its message is the one sentence the operator needs, and no stack is shown. */
export class StartError extends Error {}
