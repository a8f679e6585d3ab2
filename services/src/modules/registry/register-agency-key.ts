import { keyIdOf } from '@hukumat/contract/release';
import { type Actor, actorName, holds } from '../../platform/actor.ts';
import type { Platform } from '../../platform/platform.ts';
import { conflict, forbidden, notFound, unprocessable } from '../../platform/problem.ts';
import { publicKeyOf } from './agency-key.ts';
import { CENTRAL } from './roles.ts';
import type { Tables } from './tables.ts';

/**
 * Lets an agency sign releases with one more Ed25519 key. Only the central Agency's registrar may.
 * The same key again is no error; a key of another agency is.
 */
export async function registerAgencyKey(
  platform: Platform,
  agencies: readonly string[],
  actor: Actor,
  request: { agency: string; publicKey: string; validTo?: string | undefined },
): Promise<{ keyId: string }> {
  if (!holds(actor, 'registrar', CENTRAL)) throw forbidden('Only the registrar of the central Agency registers keys');
  if (!agencies.includes(request.agency)) throw notFound(`Agency ${request.agency}`);
  const publicKey = publicKeyOf(request.publicKey);
  const keyId = keyIdOf(publicKey);
  const now = platform.clock.now();
  const validTo = request.validTo ? new Date(request.validTo) : null;
  if (validTo && validTo <= now) throw unprocessable('key-already-expired', 'The key would never be valid');

  return platform.db.write<Tables, { keyId: string }>(actor, async ({ sql, journal }) => {
    const added = await sql
      .insertInto('registry.agency_keys')
      .values({
        key_id: keyId,
        agency: request.agency,
        public_key: publicKey,
        valid_from: now,
        valid_to: validTo,
        revoked_at: null,
        registered_by: actorName(actor),
      })
      .onConflict((there) => there.column('key_id').doNothing())
      .returning('key_id')
      .executeTakeFirst();
    if (added) {
      await journal({
        type: 'registry.key-registered',
        agency: request.agency,
        entity: `key:${keyId}`,
        data: { validTo: validTo?.toISOString() ?? null },
      });
      return { keyId };
    }
    const owner = await sql.selectFrom('registry.agency_keys').select('agency').where('key_id', '=', keyId).executeTakeFirstOrThrow();
    if (owner.agency !== request.agency) throw conflict('key-of-another-agency', 'This key belongs to another agency');
    return { keyId };
  });
}
