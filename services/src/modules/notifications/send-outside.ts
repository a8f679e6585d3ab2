import { z } from 'zod';
import { type Actor, system } from '../../platform/actor.ts';
import type { Command, Platform } from '../../platform/platform.ts';
import { type Carrier, RefusedForGood } from './carrier.ts';
import { CHANNELS, type Channel, type MessageCode, type Outside } from './message.ts';
import { settingsFor } from './settings.ts';
import type { Tables } from './tables.ts';

const JOB = 'send-message';
const TASK: Actor = system(JOB);
const errandSchema = z.object({ message: z.uuid(), channel: z.enum(CHANNELS) });

/** What asks somebody to act, and the states in which it still does; a message that comes later than the act is not sent. */
const ASKS: Partial<Record<MessageCode, string>> = {
  'application.sent-back': 'sent_back',
  'application.party-asked': 'awaiting_party',
  'application.awaiting-payment': 'awaiting_payment',
  'application.fee-due': 'awaiting_payment',
  'application.fee-expired': 'awaiting_payment',
};
/** An SMS is for what a person waits for or has to do; the desk's own messages stay out of pockets. */
const worthAnSms = (code: MessageCode): boolean => !code.startsWith('desk.');

const APPLICATION = /^\/account\/applications\/([0-9a-f-]{36})/;

/** Asks for the ways out beside the inbox, in the transaction that delivers the message there. */
export async function askOutside(
  tx: Pick<Command<unknown>, 'enqueue'>,
  carriers: readonly Carrier[],
  message: string,
  code: MessageCode,
): Promise<void> {
  for (const { channel } of carriers) {
    if (channel === 'sms' && !worthAnSms(code)) continue;
    await tx.enqueue(JOB, { message, channel }, { singletonKey: `${message}:${channel}` });
  }
}

/** Declares the job that sends one message by one channel: tried again until it is taken, and then never again. */
export function declareSending(platform: Platform, carriers: readonly Carrier[], outside: Outside): void {
  const { db, clock, jobs, log } = platform;

  const write = (
    message: string,
    channel: Channel,
    recipient: string,
    code: MessageCode,
    state: Tables['notifications.dispatches']['state'],
  ) =>
    db.write<Tables, void>(TASK, async (tx) => {
      const made = await tx.sql
        .insertInto('notifications.dispatches')
        .values({ message, channel, recipient, state, at: clock.now() })
        .onConflict((on) => on.columns(['message', 'channel']).doNothing())
        .returning('message')
        .executeTakeFirst();
      if (made)
        await tx.journal({ type: `notification.${state}`, subject: recipient, entity: `message:${message}`, data: { code, channel } });
    });

  jobs.handle(JOB, async (data) => {
    const { message: id, channel } = errandSchema.parse(data);
    const carrier = carriers.find((one) => one.channel === channel);
    const found = await db.read<Tables, Awaited<ReturnType<typeof look>>>(TASK, (sql) => look(sql, id, channel));
    // Deleted meanwhile, dealt with already, or a way out that this portal no longer has.
    if (!found || !carrier) return;
    const { message, settings } = found;
    const done = (state: Tables['notifications.dispatches']['state']) => write(id, channel, message.recipient, message.code, state);

    const person = settings[channel] ? await outside.person(message.recipient) : undefined;
    const to = channel === 'email' ? person?.email : person?.phone;
    if (!to) return done('off');
    if (message.read_at || !(await stillAsked(outside, message))) return done('done-already');
    const { subject, text, short } = outside.words(settings.lang, { code: message.code, params: message.params });
    try {
      await carrier.send({ id, to, lang: settings.lang, subject, text: channel === 'sms' ? short : text });
    } catch (error) {
      if (!(error instanceof RefusedForGood)) throw error;
      log.warn({ message: id, channel, reason: error.message }, 'a message was refused for good');
      return done('refused');
    }
    return done('sent');
  });
}

async function look(sql: Parameters<typeof settingsFor>[0], id: string, channel: Channel) {
  const message = await sql.selectFrom('notifications.messages').selectAll().where('id', '=', id).executeTakeFirst();
  if (!message) return undefined;
  const before = await sql
    .selectFrom('notifications.dispatches')
    .select('state')
    .where('message', '=', id)
    .where('channel', '=', channel)
    .executeTakeFirst();
  return before ? undefined : { message, settings: await settingsFor(sql, message.recipient) };
}

async function stillAsked(outside: Outside, message: { code: MessageCode; link: string | null; recipient: string }): Promise<boolean> {
  const asks = ASKS[message.code];
  const application = APPLICATION.exec(message.link ?? '')?.[1];
  if (!asks || !application) return true;
  return (await outside.stateOf(message.recipient, application)) === asks;
}
