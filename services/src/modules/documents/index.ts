export type { Documents, IssuedDocument, Verdict } from './document.ts';
export { createDocuments } from './documents.ts';
export { qrPath } from './qr.ts';
