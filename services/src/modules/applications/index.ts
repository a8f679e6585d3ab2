export { lastDayToObject } from './applicant/objections.ts';
export { createApplications } from './applications.ts';
export { shownAnswer } from './labels.ts';
export type {
  Application,
  ApplicationEvent,
  Applications,
  Draft,
  QueueFilter,
} from './model.ts';
export { passOfForm } from './pass-of-form.ts';
export type { HandedDocument } from './ports.ts';
export { refuseUnconfirmed } from './refuse-unconfirmed.ts';
export { verifyEvents } from './verify-events.ts';
