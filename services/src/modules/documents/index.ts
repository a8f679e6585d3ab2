export type { Documents, DocumentsDeps, IssuedDocument, Verdict } from './document.ts';
export { createDocuments } from './documents.ts';
