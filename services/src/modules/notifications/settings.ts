import { LANGS } from '@hukumat/contract';
import type { Transaction } from 'kysely';
import type { Actor } from '../../platform/actor.ts';
import type { Platform } from '../../platform/platform.ts';
import { unprocessable } from '../../platform/problem.ts';
import type { MessageSettings } from './message.ts';
import { subjectOf } from './subject.ts';
import type { Tables } from './tables.ts';

/** Until somebody chooses: every way, in Tajik. */
const DEFAULT: MessageSettings = { email: true, sms: true, lang: 'tg' };

export async function settingsFor(sql: Transaction<Tables>, subject: string): Promise<MessageSettings> {
  const row = await sql.selectFrom('notifications.settings').selectAll().where('subject', '=', subject).executeTakeFirst();
  return row ? { email: row.email, sms: row.sms, lang: row.lang } : DEFAULT;
}

export const readSettings =
  ({ db }: Platform) =>
  async (actor: Actor): Promise<MessageSettings> => {
    const subject = subjectOf(actor);
    return db.read<Tables, MessageSettings>(actor, (sql) => settingsFor(sql, subject));
  };

export const saveSettings =
  ({ db, clock }: Platform) =>
  async (actor: Actor, { email, sms, lang }: MessageSettings): Promise<void> => {
    const subject = subjectOf(actor);
    if (!LANGS.includes(lang)) throw unprocessable('language-unknown', 'Choose a language of the list', { field: 'lang' });
    const values = { email, sms, lang, changed_at: clock.now() };
    await db.write<Tables, void>(actor, async (tx) => {
      await tx.sql
        .insertInto('notifications.settings')
        .values({ subject, ...values })
        .onConflict((on) => on.column('subject').doUpdateSet(values))
        .execute();
      await tx.journal({ type: 'notification.settings-changed', subject, entity: `person:${subject}`, data: { email, sms, lang } });
    });
  };
