import type { ContentValues } from './values.ts';

/** Open through its last day, closed after it, and with a result as soon as there is one. */
export const vacancyState = (
  { deadline, result }: Pick<ContentValues['vacancy'], 'deadline'> & { result?: unknown },
  today: string,
): 'open' | 'closed' | 'result' => (result ? 'result' : today <= deadline ? 'open' : 'closed');
