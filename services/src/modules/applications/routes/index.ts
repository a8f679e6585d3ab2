import type { FastifyInstance } from 'fastify';
import type { Clock } from '../../../platform/clock.ts';
import type { Applications, ApplicationsDeps } from '../model.ts';
import { applicantRoutes } from './applicant-routes.ts';
import { deskRoutes } from './desk-routes.ts';
import { facesOf } from './faces.ts';
import { fileRoutes } from './file-routes.ts';
import { opinionRoutes } from './opinion-routes.ts';

/** The HTTP face: what is the applicant's under `/api/v1/applications`, what is the desk's under the agency. */
export function applicationRoutes(app: FastifyInstance, applications: Applications, deps: ApplicationsDeps, clock: Clock): void {
  const faces = facesOf(applications, deps, clock);
  applicantRoutes(app, faces);
  deskRoutes(app, faces);
  opinionRoutes(app, faces);
  fileRoutes(app, faces);
}
