export { publishedWorkingDays, type WorkingDays } from './working-days.ts';
