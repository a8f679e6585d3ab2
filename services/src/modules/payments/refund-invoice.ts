import type { Command } from '../../platform/platform.ts';

export const REFUND_JOB = 'refund-payment';

/** The desk that decides may not read the invoice: the job finds out whether anything was paid. */
export async function askRefund<T>(tx: Command<T>, application: string, reason: string): Promise<void> {
  await tx.enqueue(REFUND_JOB, { application, reason }, { singletonKey: application });
}
