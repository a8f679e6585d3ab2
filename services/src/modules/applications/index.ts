export { createApplications } from './applications.ts';
export type {
  AccessRow,
  Application,
  ApplicationEvent,
  Applications,
  ApplicationsDeps,
  Draft,
  SendBack,
  Submission,
  Upload,
} from './model.ts';
