import { troublePage } from '@hukumat/shell/document';
import { Problem } from '../../platform/problem.ts';
import type { Site } from './needs.ts';
import type { Page, Visit } from './visit.ts';

const KINDS = { 401: 'forbidden', 403: 'forbidden', 404: 'not-found', 410: 'gone', 429: 'busy', 503: 'busy' } as const;
const isKnown = (status: number): status is keyof typeof KINDS => status in KINDS;

/** A failure as a page for a person, with the next step. An unforeseen one gets a number that the log carries too. */
export function problemPage(site: Site, visit: Visit, error: unknown): Page {
  const problem = error instanceof Problem ? error : undefined;
  const status = problem?.status ?? statusOf(error);
  const kind = isKnown(status) ? KINDS[status] : status >= 500 ? 'failed' : 'refused';
  const incident = kind === 'failed' ? visit.request.id.slice(0, 8).toUpperCase() : undefined;
  if (incident) visit.request.log.error({ incident, err: error }, 'page failed');
  const asked = visit.path.split('/').filter(Boolean).at(-1) ?? '';
  const suggestions = kind === 'not-found' ? site.search.suggest(asked.replaceAll('-', ' '), visit.lang).slice(0, 4) : [];
  return {
    title: visit.t(`trouble.${kind}`),
    status: isKnown(status) || status >= 400 ? status : 500,
    unlisted: true,
    main: troublePage({ kind, suggestions, ...(incident ? { incident } : {}), ...(problem ? { code: problem.code } : {}) }, visit),
  };
}

/** What fastify itself refused (a body too large, a broken path) carries its status. */
function statusOf(error: unknown): number {
  const status = (error as { statusCode?: unknown } | null)?.statusCode;
  return typeof status === 'number' && status >= 400 && status < 600 ? status : 500;
}
