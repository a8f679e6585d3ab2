export { AGE_DAYS, beginning, type Life, liveThrough } from './live.ts';
