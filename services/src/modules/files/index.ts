export { embeddedScanner, type Scanner } from './scanner.ts';
