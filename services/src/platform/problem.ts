/** A refusal with a stable code, answered as RFC 9457 `application/problem+json` or as an error page. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly details: Record<string, unknown>;
  constructor(status: number, code: string, message: string, details: Record<string, unknown> = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.details = details;
  }
}
export const notFound = (what: string) => new Problem(404, 'not-found', `${what} was not found`);
export const forbidden = (why: string) => new Problem(403, 'forbidden', why);
export const conflict = (code: string, why: string, details: Record<string, unknown> = {}) => new Problem(409, code, why, details);
export const unprocessable = (code: string, why: string, details: Record<string, unknown> = {}) => new Problem(422, code, why, details);
