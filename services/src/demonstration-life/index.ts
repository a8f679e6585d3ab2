export { AGE_DAYS, beginning, type Life, type LifeOptions, liveThrough } from './live.ts';
