import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { Actor } from '../../platform/actor.ts';
import { fixedClock } from '../../platform/clock.ts';
import { createHttp } from '../../platform/http.ts';
import { type TestPlatform, testPlatform } from '../../platform/testing.ts';
import { CITIZEN, exampleDeps } from '../applications/testing.ts';
import { freePort } from '../identity/testing.ts';
import type { Charge, Invoice, Payments } from './invoice.ts';
import { createPayments } from './payments.ts';
import type { Provider } from './provider.ts';
import { createSandboxBank, type SandboxBank } from './sandbox/bank.ts';

export const REVIEW = { kind: 'review' as const, label: { tg: 'Барои баррасӣ', ru: 'За рассмотрение', en: 'For review' }, diram: 15_600 };

export interface PaymentStage extends TestPlatform {
  clock: ReturnType<typeof fixedClock>;
  app: FastifyInstance;
  payments: Payments;
  bank: SandboxBank;
  charge(application: string, actor?: Actor, changed?: Partial<Charge>): ReturnType<Payments['charge']>;
  /** A charged application with the bank's page open: its id and the bank's session. */
  begun(): Promise<{ application: string; session: string }>;
  look(application: string): Promise<Invoice | undefined>;
}

/** Payments with the demonstration bank, listening: webhooks come over HTTP. `provider` puts another one between. */
export async function paymentStage(provider: (bank: SandboxBank) => Provider | undefined = (bank) => bank): Promise<PaymentStage> {
  const clock = fixedClock('2026-11-23T06:00:00Z');
  const port = await freePort();
  const stage = await testPlatform({ clock, env: { PORT: String(port), HUKUMAT_ORIGIN: `http://localhost:${port}`, HUKUMAT_DEMO: '1' } });
  const { platform } = stage;
  const bank = createSandboxBank(platform);
  const payments = createPayments(platform, { ...exampleDeps(), provider: provider(bank) });
  const app = await createHttp({ config: platform.config, log: platform.log, ready: async () => undefined });
  await payments.routes(app);
  await app.listen({ port, host: 'localhost' });
  const charge: PaymentStage['charge'] = (application, actor = CITIZEN, changed = {}) =>
    platform.db.write(actor, (tx) =>
      payments.charge(tx, {
        application,
        number: 'EGOV-2026-000001',
        owner: 'citizen-1',
        agency: 'mia',
        service: 'residence-note',
        occasion: 'hand-in',
        lines: [REVIEW, { ...REVIEW, kind: 'issue', diram: 7_800 }],
        ...changed,
      }),
    );
  return {
    ...stage,
    clock,
    app,
    payments,
    bank,
    charge,
    async begun() {
      const application = randomUUID();
      await charge(application);
      const { url } = await payments.begin(CITIZEN, application, 'tg');
      return { application, session: url.split('/').at(-1) ?? '' };
    },
    look: (application) => payments.ofApplication(CITIZEN, application),
    async stop() {
      await app.close();
      await stage.stop();
    },
  };
}
