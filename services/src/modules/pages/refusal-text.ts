import { isMessage } from '@hukumat/shell/document';
import { Problem } from '../../platform/problem.ts';
import type { Visit } from './visit.ts';

/** What a person is told about a refusal by rule; undefined for what is no refusal (not there, not theirs, a failure). */
export function refusalText({ t }: Pick<Visit, 't'>, error: unknown): string | undefined {
  const key = error instanceof Problem ? `problem.${error.code}` : '';
  const byRule = error instanceof Problem && (error.status === 409 || error.status === 422);
  return byRule && isMessage(key) ? t(key) : undefined;
}
