/** The portal's form: one code for server and browser. Nothing here needs a DOM at import time. */

export type { CheckView } from './check-answers.ts';
export { renderCheckAnswers } from './check-answers.ts';
export { CONSENT } from './choice-control.ts';
export type { Enhancing } from './enhance.ts';
export { enhanceForm } from './enhance.ts';
export { renderErrorSummary } from './error-summary.ts';
export { ADD, DROP } from './row-buttons.ts';
export { newlyAsked } from './shown.ts';
export { renderStep } from './step.ts';
export { textarea } from './textarea.ts';
export type { Choice, Choices, FormView, UploadView } from './view.ts';
