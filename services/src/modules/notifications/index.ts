export { createNotifications, enqueueMessage } from './inbox.ts';
export type { InboxMessage, MessageCode, Notifications, NotificationsDeps } from './message.ts';
