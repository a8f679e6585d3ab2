import { accountRoutes } from './account.ts';
import { documentRoutes } from './account-documents.ts';
import { mandateRoutes } from './account-mandates.ts';
import { tokenRoutes } from './account-tokens.ts';
import { agencyRoutes } from './agencies.ts';
import { agreementRoutes, transitionRoutes } from './agreements.ts';
import { answerRoutes, appealRoutes } from './appeals.ts';
import { appealDeskRoutes } from './appeals-desk.ts';
import { applyRoutes } from './apply.ts';
import { centreRoutes } from './centres.ts';
import { appointmentRoutes } from './centres-appointments.ts';
import { assistRoutes } from './centres-assist.ts';
import { helpRoutes } from './centres-help.ts';
import { contentCentralRoutes } from './content-central.ts';
import { contentFeedbackRoutes } from './content-feedback.ts';
import { deskRoutes } from './desk.ts';
import { deskAppointmentRoutes } from './desk-appointments.ts';
import { editorialRoutes } from './editorial.ts';
import { homeRoutes } from './home.ts';
import { migrationRoutes } from './migration.ts';
import type { Site } from './needs.ts';
import { payRoutes } from './pay.ts';
import { portalRoutes } from './portal.ts';
import { registerRoutes } from './register.ts';
import { searchRoutes } from './search.ts';
import { sectionRoutes } from './section.ts';
import { serviceRoutes } from './services.ts';
import { staffRoutes } from './staff.ts';
import { standardRoutes } from './standard.ts';
import { promiseRoutes } from './standard-promises.ts';
import { statisticsRoutes } from './statistics.ts';
import { verifyRoutes } from './verify.ts';
import type { PageRoute } from './visit.ts';

/** A person's own pages, each part from its own file. */
const personal = (site: Site): PageRoute[] =>
  [
    applyRoutes,
    accountRoutes,
    documentRoutes,
    mandateRoutes,
    answerRoutes,
    promiseRoutes,
    appealDeskRoutes,
    tokenRoutes,
    payRoutes,
    deskRoutes,
    deskAppointmentRoutes,
    editorialRoutes,
    appointmentRoutes,
    helpRoutes,
    assistRoutes,
    staffRoutes,
    agreementRoutes,
    migrationRoutes,
  ].flatMap((part) => part(site));

/** Every page of the portal, by the part of the portal it belongs to. */
export const pageTable = (site: Site): PageRoute[] => [
  ...homeRoutes(site),
  ...contentCentralRoutes(site),
  ...contentFeedbackRoutes(site),
  ...serviceRoutes(site),
  ...registerRoutes(site),
  ...statisticsRoutes(site),
  ...standardRoutes(site),
  ...appealRoutes(site),
  ...agencyRoutes(site),
  ...transitionRoutes(site),
  ...portalRoutes(),
  ...searchRoutes(site),
  ...centreRoutes(site),
  ...personal(site).map((route): PageRoute => ({ navigatedOnly: true, ...route })),
  ...verifyRoutes(site),
  ...sectionRoutes(site),
];
