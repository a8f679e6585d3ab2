import type { AgencyId } from '@hukumat/contract';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Actor } from '../../platform/actor.ts';

export { createGateway } from './gateway.ts';
export { hostOf, isPrivate } from './private-address.ts';

/** The central Agency: its registrar says where back ends are. */
export const CENTRAL = 'innovation-agency';

/** An agency's own server, reached by the calls its plugin declared under `{agency}.{scope}`. */
export interface Backend {
  agency: AgencyId;
  /** The declared scope without the agency: `plans` for `architecture-construction.plans`. */
  scope: string;
  url: string;
  /** How long one call may take, the whole answer included. */
  deadlineMs: number;
  /** How many calls it is given at once. */
  places: number;
  /** Whether the proof holds the person's name besides the pairwise one. */
  tellsName: boolean;
}

export interface GatewayDeps {
  identity: {
    actorOf(request: FastifyRequest): Actor;
    capability: { check(request: FastifyRequest, agency: string): void };
  };
  /** What each agency's live release declares; nothing else is ever carried. */
  registry: {
    snapshot(): {
      releases: ReadonlyMap<AgencyId, { manifest: { calls?: { scope: string; methods: readonly string[] }[] | undefined } }>;
    };
  };
  agencies(): readonly AgencyId[];
  /** How long a failing back end is left alone before one call tries again. */
  resetMs?: number;
}

export interface Gateway {
  /** Registered again, it takes the new address at once, on every instance. @throws Problem 403, 404, 422. */
  registerBackend(actor: Actor, backend: Backend): Promise<void>;
  withdrawBackend(actor: Actor, agency: AgencyId, scope: string): Promise<void>;
  /** For the central Agency's registrar and auditor, and for the agency's own developers. */
  backendsOf(actor: Actor, agency: AgencyId): Promise<Backend[]>;
  routes(app: FastifyInstance): Promise<void>;
  /** Loads the back ends and follows changes; call before the first request. */
  start(): Promise<void>;
  stop(): Promise<void>;
}
