export { createNotifications, enqueueMessage } from './inbox.ts';
export type { Notifications } from './message.ts';
