import { type Actor, actorName, holds } from '../../platform/actor.ts';
import type { Platform } from '../../platform/platform.ts';
import { forbidden, notFound, unprocessable } from '../../platform/problem.ts';
import { CHANGED } from './backends.ts';
import { type Backend, CENTRAL } from './index.ts';
import { hostOf, isPrivate } from './private-address.ts';
import type { Tables } from './tables.ts';

/** Says where the calls of one scope go, how long they may take and how many at once. Only the central Agency's registrar may. */
export async function registerBackend(platform: Platform, agencies: readonly string[], actor: Actor, backend: Backend): Promise<void> {
  if (!holds(actor, 'registrar', CENTRAL)) throw forbidden('Only the registrar of the central Agency registers back ends');
  if (!agencies.includes(backend.agency)) throw notFound(`Agency ${backend.agency}`);
  const url = addressOf(backend.url, platform.config.privateBackends);

  await platform.db.write<Tables, void>(actor, async (tx) => {
    const values = {
      url,
      deadline_ms: backend.deadlineMs,
      places: backend.places,
      tells_name: backend.tellsName,
      registered_by: actorName(actor),
      registered_at: platform.clock.now(),
    };
    await tx.sql
      .insertInto('gateway.backends')
      .values({ agency: backend.agency, scope: backend.scope, ...values })
      .onConflict((there) => there.columns(['agency', 'scope']).doUpdateSet(values))
      .execute();
    await tx.journal({
      type: 'gateway.backend-registered',
      agency: backend.agency,
      entity: `backend:${backend.agency}.${backend.scope}`,
      data: { url, deadlineMs: backend.deadlineMs, places: backend.places, tellsName: backend.tellsName },
    });
    await tx.notify(CHANGED, `${backend.agency}.${backend.scope}`);
  });
}

/** The address as it is kept, without a final slash. @throws Problem 422 for what no agency's server can be. */
function addressOf(text: string, privateToo: boolean): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password || url.search || url.hash)
    throw unprocessable('backend-address', 'Give an address like https://api.agency.tj/v1, without a query and without a password');
  if (!privateToo && (url.protocol !== 'https:' || isPrivate(hostOf(url)) || /^localhost\.?$|\.localhost\.?$/.test(url.hostname)))
    throw unprocessable('backend-private', 'Only public servers over https are called; HUKUMAT_PRIVATE_BACKENDS=1 allows others');
  return url.href.replace(/\/+$/, '');
}
