import type { RuleId } from './section/rule.ts';

/** One thing found by a check. `code` is stable; `place` is a JSON pointer into the manifest or a file's path. */
export interface Finding {
  code: string;
  /** The rule of the standard that it breaks. */
  rule?: RuleId;
  severity: 'error' | 'warning';
  place: string;
  message: string;
  advice: string;
}

export const error = (code: string, place: string, message: string, advice: string): Finding => ({
  code,
  severity: 'error',
  place,
  message,
  advice,
});
export const warning = (code: string, place: string, message: string, advice: string): Finding => ({
  code,
  severity: 'warning',
  place,
  message,
  advice,
});

/** A JSON pointer (RFC 6901) to a path of keys. */
export const pointer = (...path: PropertyKey[]): string =>
  path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
