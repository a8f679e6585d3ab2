export type { Appointment, Centre, Resource, Slot } from './centre.ts';
export { createCentres } from './centres.ts';
export { icsFile } from './ics.ts';
export type { Centres } from './model.ts';
