export type { Session } from './assist.ts';
export type { Appointment, Centre } from './centre.ts';
export { createCentres } from './centres.ts';
export { FIGURE_DAYS } from './figures.ts';
export { icsFile } from './ics.ts';
export type { Centres } from './model.ts';
export type { PostAppointment } from './post.ts';
export { HORIZON_DAYS } from './slot.ts';
