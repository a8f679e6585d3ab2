import { dushanbeDate } from '@hukumat/contract/locale';
import type { FastifyRequest } from 'fastify';
import type { Clock } from '../../../platform/clock.ts';
import { fromScript } from '../../../platform/http/from-script.ts';
import type { Application, Applications, ApplicationsDeps } from '../model.ts';
import { detailOf, summaryOf } from '../summary.ts';

/** What every group of routes is given. */
export function facesOf(applications: Applications, deps: ApplicationsDeps, clock: Clock) {
  const { identity } = deps;
  const today = () => dushanbeDate(clock.now());
  return {
    applications,
    deps,
    /** The role is checked by each command; the document a browser calls from must have been issued for this agency. */
    officer(request: FastifyRequest, agency: string) {
      identity.capability.check(request, agency);
      return identity.actorOf(request);
    },
    /** The same for a file that is opened by going there: the portal's own desk links to it, and no script can pass that off. */
    reader(request: FastifyRequest, agency: string) {
      if (fromScript(request)) identity.capability.check(request, agency);
      return identity.actorOf(request);
    },
    /** A person's own applications lie with many agencies; a script sees those of the one its document was issued for. */
    within(request: FastifyRequest, agency: string): void {
      if (fromScript(request)) identity.capability.check(request, agency);
    },
    line: (application: Application) => summaryOf(application, today()),
    sheet: async (application: Application, lang: 'tg' | 'ru' | 'en', fileBase: string) =>
      detailOf(application, await applications.definitionOf(application), { lang, fileBase, today: today(), slots: deps.slots }),
  };
}
export type Faces = ReturnType<typeof facesOf>;
