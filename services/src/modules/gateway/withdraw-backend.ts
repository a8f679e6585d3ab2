import { type Actor, holds } from '../../platform/actor.ts';
import type { Platform } from '../../platform/platform.ts';
import { forbidden, notFound } from '../../platform/problem.ts';
import { CHANGED } from './backends.ts';
import { CENTRAL } from './index.ts';
import type { Tables } from './tables.ts';

/** From now on no call of this scope goes anywhere. Only the central Agency's registrar may. */
export async function withdrawBackend(platform: Platform, actor: Actor, agency: string, scope: string): Promise<void> {
  if (!holds(actor, 'registrar', CENTRAL)) throw forbidden('Only the registrar of the central Agency withdraws back ends');
  await platform.db.write<Tables, void>(actor, async (tx) => {
    const gone = await tx.sql
      .deleteFrom('gateway.backends')
      .where('agency', '=', agency)
      .where('scope', '=', scope)
      .returning('scope')
      .executeTakeFirst();
    if (!gone) throw notFound(`Back end ${agency}.${scope}`);
    await tx.journal({ type: 'gateway.backend-withdrawn', agency, entity: `backend:${agency}.${scope}` });
    await tx.notify(CHANGED, `${agency}.${scope}`);
  });
}
