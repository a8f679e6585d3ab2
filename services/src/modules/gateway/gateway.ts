import { holds } from '../../platform/actor.ts';
import type { Platform } from '../../platform/platform.ts';
import { forbidden } from '../../platform/problem.ts';
import { backendRoutes } from './backend-routes.ts';
import { Backends, backendOf } from './backends.ts';
import { callRoutes } from './call-routes.ts';
import { carryCall } from './carry-call.ts';
import { CENTRAL, type Gateway, type GatewayDeps } from './index.ts';
import { forgetAnswers, openOnce } from './once.ts';
import { openOwnKey } from './own-key.ts';
import { registerBackend } from './register-backend.ts';
import type { Tables } from './tables.ts';
import { withdrawBackend } from './withdraw-backend.ts';

const RESET_MS = 10_000;

/** Opens the gateway over its own key of this data folder. Call `start` before the first request. */
export async function createGateway(platform: Platform, deps: GatewayDeps): Promise<Gateway> {
  const key = await openOwnKey(platform.config.dataDir);
  const backends = new Backends(platform, deps.resetMs ?? RESET_MS);
  const carry = carryCall(platform, { key, backends, once: openOnce(platform) });
  platform.jobs.schedule('gateway.forget-answers', '17 * * * *', () => forgetAnswers(platform));

  const gateway: Gateway = {
    async registerBackend(actor, backend) {
      await registerBackend(platform, deps.agencies(), actor, backend);
      await backends.refresh();
    },
    async withdrawBackend(actor, agency, scope) {
      await withdrawBackend(platform, actor, agency, scope);
      await backends.refresh();
    },
    async backendsOf(actor, agency) {
      const may = holds(actor, 'registrar', CENTRAL) || holds(actor, 'auditor', CENTRAL) || holds(actor, 'developer', agency);
      if (!may) throw forbidden('The central Agency and the developers of the agency see where its back ends are');
      return platform.db.read<Tables, ReturnType<typeof backendOf>[]>(actor, async (sql) =>
        (await sql.selectFrom('gateway.backends').selectAll().where('agency', '=', agency).orderBy('scope').execute()).map(backendOf),
      );
    },
    async routes(app) {
      app.addHook('onClose', () => backends.stop());
      backendRoutes(app, gateway, deps.identity, key.jwks);
      await callRoutes(app, carry, deps);
    },
    start: () => backends.start(),
    stop: () => backends.stop(),
  };
  return gateway;
}
