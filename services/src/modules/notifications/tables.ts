import type { Lang } from '@hukumat/contract';
import type { ColumnType, Generated } from 'kysely';
import type { Channel, MessageCode } from './message.ts';

export interface Tables {
  'notifications.messages': {
    id: Generated<string>;
    recipient: string;
    code: MessageCode;
    params: ColumnType<Record<string, string>, string, never>;
    link: string | null;
    cause: string;
    created_at: Date;
    read_at: ColumnType<Date | null, Date | null, Date>;
  };
  'notifications.settings': { subject: string; email: boolean; sms: boolean; lang: Lang; changed_at: Date };
  'notifications.dispatches': {
    message: string;
    channel: Channel;
    recipient: string;
    /** `off`: not wanted or no address. `done-already`: read, or what it asks for is done. `refused`: for good, by the other side. */
    state: 'sent' | 'off' | 'done-already' | 'refused';
    at: Date;
  };
}
