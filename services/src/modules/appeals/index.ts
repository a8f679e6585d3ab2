export { APPEAL_KINDS, type Appeal, type AppealKind, type AppealLine, type Appeals, REPLIES, type Reply, TERMS } from './appeal.ts';
export { createAppeals } from './appeals.ts';
