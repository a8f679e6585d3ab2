import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { Problem } from '../problem.ts';
import { kindOf } from './strict-headers.ts';

/** Renders a problem as a page in the visitor's language. Its headers (policy, language) win over the table's. */
export type ProblemPage = (request: FastifyRequest, problem: Problem) => Promise<{ html: string; headers: Record<string, string> }>;

/** Codes for refusals that fastify itself makes, by its own code or else by status. */
const CODES: Readonly<Record<string, string>> = {
  FST_ERR_BAD_URL: 'bad-address',
  FST_ERR_MAX_PARAM_LENGTH: 'bad-address',
  FST_ERR_CTP_BODY_TOO_LARGE: 'too-large',
  FST_REQ_FILE_TOO_LARGE: 'too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported-type',
  FST_ERR_CTP_INVALID_JSON_BODY: 'bad-json',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'bad-json',
  '404': 'not-found',
  '413': 'too-large',
  '415': 'unsupported-type',
  '429': 'too-many-requests',
};

/** Any error as a refusal that may be shown: what is not meant for the outside becomes `internal`, without its text. */
export function asProblem(error: FastifyError | Error): Problem {
  if (error instanceof Problem) return error;
  if (hasZodFastifySchemaValidationErrors(error)) {
    const errors = error.validation.map((v) => ({
      pointer: v.instancePath === '/' ? '' : v.instancePath,
      code: v.keyword,
      message: v.message ?? '',
    }));
    return new Problem(400, 'invalid', 'The request does not have the described shape', { errors });
  }
  const { statusCode, code } = error as FastifyError;
  if (statusCode && statusCode >= 400 && statusCode < 500) {
    return new Problem(statusCode, CODES[code] ?? CODES[String(statusCode)] ?? 'bad-request', error.message);
  }
  return new Problem(500, 'internal', 'Something went wrong on our side');
}

/** RFC 9457 for programs, a page for people. */
export async function answerProblem(request: FastifyRequest, reply: FastifyReply, problem: Problem, page?: ProblemPage): Promise<unknown> {
  reply.code(problem.status).header('cache-control', 'no-store');
  const retryAfter = problem.details.retryAfter;
  if (typeof retryAfter === 'number') reply.header('retry-after', String(retryAfter));
  if (wantsPage(request)) {
    const drawn = await page?.(request, problem).catch((error: unknown) => {
      request.log.error({ err: error }, 'the error page failed');
      return undefined;
    });
    if (drawn) return reply.headers(drawn.headers).type('text/html; charset=utf-8').send(drawn.html);
    return reply.type('text/plain; charset=utf-8').send(`${problem.status} ${problem.code}\n`);
  }
  return reply.type('application/problem+json').send(JSON.stringify(problemBody(problem, request.id)));
}

export function problemBody(problem: Problem, incident: string): Record<string, unknown> {
  return {
    ...problem.details,
    type: `/problems/${problem.code}`,
    title: TITLES[problem.status] ?? 'Refused',
    status: problem.status,
    code: problem.code,
    detail: problem.message,
    ...(problem.status >= 500 ? { incident } : {}),
  };
}

function wantsPage(request: FastifyRequest): boolean {
  const kind = request.routeOptions?.config?.headers ?? kindOf(request.url);
  return (kind === 'page' || kind === 'oidc') && !/^application\/(problem\+)?json/.test(request.headers.accept ?? '');
}

const TITLES: Readonly<Record<number, string>> = {
  400: 'The request cannot be understood',
  401: 'Sign-in is needed',
  403: 'This is not allowed',
  404: 'There is nothing here',
  405: 'This cannot be done here',
  409: 'The state does not allow this',
  410: 'This is gone',
  413: 'This is too large',
  415: 'This kind of content is not accepted',
  421: 'This host is not served here',
  422: 'The content is not acceptable',
  429: 'Too many requests',
  500: 'Something went wrong',
  503: 'Not available right now',
};
