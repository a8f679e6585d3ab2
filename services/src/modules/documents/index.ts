export type { Documents, Verdict } from './document.ts';
export { createDocuments } from './documents.ts';
