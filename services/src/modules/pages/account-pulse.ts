import { createHash } from 'node:crypto';
import type { Person } from './apply-person.ts';
import type { Site } from './needs.ts';
import type { PageRoute } from './visit.ts';

const PATH = '/account/pulse';

/** What an open page compares itself with. A digest, because code of any agency may ask for it: it learns that something changed, never what. */
async function pulseOf(site: Site, person: Person, application?: string): Promise<string> {
  const [applications, unread] = await Promise.all([
    site.applications.pulse(person, application),
    application === undefined ? site.notifications.unread(person) : 0,
  ]);
  return createHash('sha256').update(`${person.subject} ${applications} ${unread}`).digest('base64url').slice(0, 22);
}

/** The pulse of a page that is being drawn, and where it is asked for again. */
export const pulseMark = async (site: Site, person: Person, to: (path: string) => string, application?: string) => ({
  now: await pulseOf(site, person, application),
  at: to(PATH) + (application === undefined ? '' : `?application=${application}`),
});

export const pulseRoutes = (site: Site): PageRoute[] => [
  {
    pattern: PATH,
    personal: true,
    // It is a script that asks.
    navigatedOnly: false,
    get: async (visit, reply) => {
      void reply.header('cache-control', 'no-store');
      if (visit.actor.kind === 'person') await reply.send({ pulse: await pulseOf(site, visit.actor, visit.query.application) });
      else await reply.status(401).send({});
      return { sent: true };
    },
  },
];
