export { APPEAL_KINDS, type Appeal, type Appeals, REPLIES, TERMS } from './appeal.ts';
export { createAppeals } from './appeals.ts';
