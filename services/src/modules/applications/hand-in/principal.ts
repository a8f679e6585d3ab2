import type { ServiceDefinition } from '@hukumat/contract';
import { forbidden } from '../../../platform/problem.ts';
import type { Context } from '../context.ts';
import type { Handed } from '../ports.ts';

/** For whom somebody acts, and by what. */
export interface Principal {
  mandate: string;
  subject: string;
  name: string;
}

/** The person for whom the actor may act. @throws Problem 403 when the mandate does not hold now or the service knows none. */
export async function actsFor(
  context: Context,
  tx: Handed,
  definition: ServiceDefinition,
  mandate?: string,
): Promise<Principal | undefined> {
  if (!mandate) return undefined;
  if (!definition.onBehalf || !context.deps.mandates) throw forbidden('Nobody acts for another in this service');
  const held = await context.deps.mandates.acting(tx, mandate, definition.id);
  return { mandate: held.id, subject: held.grantor, name: held.grantorName };
}
