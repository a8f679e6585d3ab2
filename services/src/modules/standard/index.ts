export { letterLines } from './letter.ts';
export { answersFor } from './promises.ts';
export type { AuditLine, RuleFigures, SectionAudit, Standard, TrendDay } from './standard.ts';
export { createStandard } from './standard.ts';
