export { letterLines } from './letter.ts';
export { answersFor } from './promises.ts';
export type { AuditLine, SectionAudit, Standard } from './standard.ts';
export { createStandard } from './standard.ts';
