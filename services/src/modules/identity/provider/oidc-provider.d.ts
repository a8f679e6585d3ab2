/** The part of oidc-provider (which ships no types) that the embedded provider uses. */
declare module 'oidc-provider' {
  import type { IncomingMessage, ServerResponse } from 'node:http';

  export interface Interaction {
    uid: string;
    /** Seconds since 1970. */
    exp: number;
    prompt: { name: string; reasons: string[] };
    params: Record<string, string | undefined>;
    session?: { accountId: string };
    result?: Record<string, unknown>;
    save(seconds: number): Promise<unknown>;
  }

  export interface Context {
    oidc: {
      params?: Record<string, string | undefined>;
      acr?: string;
      session: { accountId?: string };
      client: { clientId: string };
      account: { accountId: string };
    };
    type: string;
    set(headers: Record<string, string>): void;
    body: unknown;
    req: IncomingMessage;
  }

  export interface Adapter {
    upsert(id: string, payload: Record<string, unknown>, seconds?: number): Promise<void>;
    find(id: string): Promise<Record<string, unknown> | undefined>;
    findByUid(uid: string): Promise<Record<string, unknown> | undefined>;
    findByUserCode(code: string): Promise<Record<string, unknown> | undefined>;
    consume(id: string): Promise<void>;
    destroy(id: string): Promise<void>;
    revokeByGrantId(grant: string): Promise<void>;
  }

  export class Check {
    constructor(reason: string, description: string, check: (ctx: Context) => boolean);
  }
  export namespace interactionPolicy {
    const Check: typeof import('oidc-provider').Check;
    function base(): { get(name: string): { checks: { add(check: Check): void } } };
  }

  interface Grant {
    addOIDCScope(scope: string): void;
    save(): Promise<string>;
  }

  export default class Provider {
    constructor(issuer: string, configuration: Record<string, unknown>);
    proxy: boolean;
    /** Koa's prototype of every request. */
    request: object;
    callback(): (request: IncomingMessage, response: ServerResponse) => Promise<void>;
    interactionDetails(request: IncomingMessage, response: ServerResponse): Promise<Interaction>;
    interactionResult(request: IncomingMessage, response: ServerResponse, result: Record<string, unknown>): Promise<string>;
    on(event: string, listener: (ctx: Context, error: Error) => void): this;
    Grant: new (of: {
      accountId: string;
      clientId: string;
    }) => Grant;
  }
}
