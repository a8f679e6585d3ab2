import type { Manifest } from '../manifest.ts';
import { unconfirmedIn } from '../unconfirmed.ts';
import { type Finding, pointer, warning } from './finding.ts';

/** Values that nobody has confirmed may be shown as samples; a portal that is no demonstration starts no such service. */
export const checkConfirmed = (manifest: Manifest): Finding[] =>
  (manifest.services ?? []).flatMap((service, at) => {
    const places = unconfirmedIn(service);
    const [first] = places;
    if (first === undefined) return [];
    return [
      warning(
        'unconfirmed-values',
        pointer('services', at) + first,
        `${places.length} values of ${service.id} are samples or still to come`,
        'Confirm each and drop `sample: true`: outside a demonstration nobody can start this service before.',
      ),
    ];
  });
