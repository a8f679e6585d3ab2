import { formatDateTime } from '@hukumat/contract/locale';
import { system } from '../../platform/actor.ts';
import type { Platform } from '../../platform/platform.ts';
import { enqueueMessage } from '../notifications/index.ts';
import type { Tables } from './tables.ts';

const DAY_MS = 24 * 60 * 60_000;

/** Reminds once, a day before; and marks as missed what passed without the person. Repeatable. */
export const remindHolders =
  ({ db, clock }: Platform) =>
  async (): Promise<void> => {
    const now = clock.now();
    await db.write<Tables, void>(system('remind-holders'), async (tx) => {
      const soon = await tx.sql
        .updateTable('centres.appointments')
        .set({ reminded_at: now })
        .where('state', '=', 'booked')
        .where('reminded_at', 'is', null)
        .where('starts_at', '>', now)
        .where('starts_at', '<=', new Date(now.getTime() + DAY_MS))
        .returning(['id', 'holder', 'starts_at'])
        .execute();
      for (const { id, holder, starts_at } of soon)
        await enqueueMessage(tx, {
          to: holder,
          code: 'appointment.reminder',
          params: { when: formatDateTime(starts_at, 'tg') },
          link: '/account/appointments',
          cause: `appointment:${id}:reminder:${starts_at.getTime()}`,
        });
      // Whoever is late may still check in for a day.
      await tx.sql
        .updateTable('centres.appointments')
        .set({ state: 'missed' })
        .where('state', '=', 'booked')
        .where('ends_at', '<', new Date(now.getTime() - DAY_MS))
        .execute();
    });
  };
