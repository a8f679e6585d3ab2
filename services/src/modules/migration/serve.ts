import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { system } from '../../platform/actor.ts';
import type { Platform } from '../../platform/platform.ts';
import { knownOf, type Lead, lead } from './lead.ts';
import type { MigrationDeps } from './migration.ts';
import { type OldAddress, oldAddress, oldHostOf } from './old-address.ts';
import type { Tables } from './tables.ts';
import { type Counter, isFurniture } from './visits.ts';

const TASK = system('serve-old-host');
/** Not for ever: a mapping may still be put right. */
const MOVED_FOR = 'public, max-age=3600';

/** Answers for hosts of old sites: 301 to the page of the portal, 410 for what is gone, 404 for what never was. */
export function serveOldHosts(app: FastifyInstance, platform: Platform, deps: MigrationDeps, counter: Counter): void {
  app.get('/_host/old/:agency', async (request, reply) => {
    const host = oldHostOf(request.headers.host ?? '');
    const asked = oldAddress(request.originalUrl);
    if (asked.path === '/robots.txt') return reply.type('text/plain; charset=utf-8').send('User-agent: *\nAllow: /\n');
    const found = asked.whole.length > 2000 ? 'unknown' : await leadOf(platform, host, asked);
    if (!isFurniture(asked.path)) counter.count(host, asked.whole);
    if (typeof found === 'object')
      return reply.header('cache-control', MOVED_FOR).redirect(new URL(found.to, platform.config.origin).href, 301);
    return answerText(platform, deps, request, reply, host, found);
  });
}

/** The few rows that can decide one address, judged by the same rule as the whole host. */
async function leadOf({ db }: Platform, host: string, asked: OldAddress): Promise<Lead> {
  return db.read<Tables, Lead>(TASK, async (sql) => {
    const rows = await sql
      .selectFrom('migration.mappings')
      .select(['address', 'target'])
      .where('host', '=', host)
      .where('address', 'in', [asked.whole, asked.path])
      .execute();
    const queried = await sql
      .selectFrom('migration.mappings')
      .select(['address', 'target'])
      .where('host', '=', host)
      .where('address', 'like', `${asked.path.replace(/[\\%_]/g, '\\$&')}?%`)
      .limit(1)
      .execute();
    return lead(knownOf([...queried, ...rows]), asked);
  });
}

async function answerText(
  { db, config }: Platform,
  { directory, renderPage }: MigrationDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  host: string,
  found: 'gone' | 'unknown',
) {
  const site = await db.read<Tables, { agency: string; archive: string | null } | undefined>(TASK, (sql) =>
    sql.selectFrom('migration.sites').select(['agency', 'archive']).where('host', '=', host).executeTakeFirst(),
  );
  const agency = site?.agency ?? '';
  const old = `http://${host}${request.originalUrl.startsWith('/') ? request.originalUrl : '/'}`;
  const { html, headers } = renderPage({
    kind: found,
    agency: directory.agency(agency)?.names ?? { tg: agency },
    section: `${config.origin}/tg/${agency}/`,
    ...(site?.archive && URL.canParse(old) ? { archive: `${site.archive}${new URL(old).href}` } : {}),
  });
  return reply
    .code(found === 'gone' ? 410 : 404)
    .headers(headers)
    .type('text/html; charset=utf-8')
    .send(html);
}
