export type { Charge, Invoice, InvoiceLine, InvoiceState, Payments } from './invoice.ts';
export { createPayments } from './payments.ts';
