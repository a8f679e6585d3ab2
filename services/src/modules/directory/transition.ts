import type { Text } from '@hukumat/contract';
import type { Agency } from './agency.ts';
import type { AgreementState } from './agreement.ts';
import type { Agreements } from './agreements.ts';

/** One body in the open register of the transition. A body without a state was not invited yet. */
export interface TransitionLine {
  agency: string;
  names: Text;
  level: Agency['level'];
  region: string;
  state?: AgreementState;
  since?: string;
  inspected: boolean;
  sample: boolean;
}

/** Every body, in the order it is given, with how far it is. */
export const transitionLines = (bodies: readonly Agency[], agreements: Agreements): TransitionLine[] =>
  bodies.map(({ id, names, level, region }) => {
    const agreement = agreements.of(id);
    const inspected = agreements.inspected(id);
    return {
      agency: id,
      names,
      level,
      region,
      ...(agreement ? { state: agreement.state } : {}),
      ...(agreement?.since ? { since: agreement.since } : {}),
      inspected,
      sample: agreement?.sample ?? inspected,
    };
  });
