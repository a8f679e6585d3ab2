export { LEAST } from './coverage.ts';
export { createMigration } from './create-migration.ts';
export type { Migration, OldSite, Refusal, Report, SourceKind, Verdict } from './migration.ts';
export { PAGE_SIZE } from './migration.ts';
export { readMirror } from './read-mirror.ts';
export { readWxr } from './read-wxr.ts';
export type { Reason, Source } from './source.ts';
