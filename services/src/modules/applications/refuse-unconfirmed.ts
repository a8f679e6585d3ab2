import { type ServiceDefinition, startable } from '@hukumat/contract';
import { conflict } from '../../platform/problem.ts';

/** @throws Problem 409 `service-unconfirmed` for a service with values that nobody has confirmed, in a portal that is no demonstration. */
export function refuseUnconfirmed(definition: ServiceDefinition, demonstration: boolean): void {
  if (!startable(definition, demonstration))
    throw conflict('service-unconfirmed', 'The service cannot be started before all of its values are confirmed');
}
