import { Problem } from '../../platform/problem.ts';

/** Why an answer of a back end is not passed on. */
export type Why = 'redirect' | 'type' | 'encoding' | 'size' | 'length' | 'json' | 'status' | 'protocol' | 'proof';

/** Nobody answers there, or so much went wrong lately that nobody is asked. */
export const backendAway = (retryAfter: number) =>
  new Problem(503, 'backend-away', "The agency's own server does not answer right now", { retryAfter });
export const backendBusy = () =>
  new Problem(503, 'backend-busy', "As many calls to the agency's own server are under way as it takes", { retryAfter: 1 });
export const backendSlow = (ms: number) =>
  new Problem(504, 'backend-slow', `The agency's own server did not answer within ${ms} ms`, { retryAfter: 5 });
export const backendRefused = (why: Why) =>
  new Problem(502, 'backend-refused', "The answer of the agency's own server cannot be passed on", { why, retryAfter: 30 });
