export type { Invoice, Payments } from './invoice.ts';
export { createPayments } from './payments.ts';
export { createSandboxBank, SANDBOX_CARDS, type SandboxBank } from './sandbox/bank.ts';
