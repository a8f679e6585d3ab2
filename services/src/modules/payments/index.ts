export type { Charge, Invoice, InvoiceLine, InvoiceState, Payments } from './invoice.ts';
export { createPayments } from './payments.ts';
export { createSandboxBank, SANDBOX_CARDS, type SandboxBank, type SandboxCard } from './sandbox/bank.ts';
