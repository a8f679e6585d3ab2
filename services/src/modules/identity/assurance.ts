import { LOAS, type Loa } from '@hukumat/contract';

/** The level of a sign-in as a provider names it; what it does not name counts as `low`. */
export const loaOf = (acr: unknown): Loa => LOAS.find((loa) => loa === acr && loa !== 'none') ?? 'low';

/** Whether `held` is at least `needed`. */
export const reaches = (held: Loa, needed: Loa): boolean => LOAS.indexOf(held) >= LOAS.indexOf(needed);
