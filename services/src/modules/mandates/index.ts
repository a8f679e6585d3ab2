export type { Mandate, MandateState, Mandates } from './mandate.ts';
export { createMandates } from './mandates.ts';
