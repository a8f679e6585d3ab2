import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Platform } from '../../platform/platform.ts';
import type { PlainPage } from './index.ts';
import type { RelyingParty } from './relying-party.ts';
import type { Sessions } from './sessions.ts';
import type { Vault } from './vault.ts';
import type { Visitor } from './visitor.ts';

/** What the routes below `/auth` are built from. */
export interface BffDeps extends Platform {
  vault: Vault;
  sessions: Sessions;
  relyingParty: RelyingParty;
  /** Another provider than the embedded one. */
  foreign: boolean;
  visitorOf(request: FastifyRequest): Visitor;
  show(request: FastifyRequest, reply: FastifyReply, status: number, page: PlainPage): Promise<unknown>;
}
