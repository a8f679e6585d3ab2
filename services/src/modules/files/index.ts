export { embeddedScanner, type Scanner } from './scanner.ts';
export { type Asked, createUnfinishedFiles, type Told, type UnfinishedFiles } from './unfinished.ts';
