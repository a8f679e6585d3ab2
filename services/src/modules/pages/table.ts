import { accountRoutes } from './account.ts';
import { documentRoutes } from './account-documents.ts';
import { mandateRoutes } from './account-mandates.ts';
import { tokenRoutes } from './account-tokens.ts';
import { agencyRoutes } from './agencies.ts';
import { answerRoutes, appealRoutes } from './appeals.ts';
import { appealDeskRoutes } from './appeals-desk.ts';
import { applyRoutes } from './apply.ts';
import { homeRoutes } from './home.ts';
import type { Site } from './needs.ts';
import { payRoutes } from './pay.ts';
import { portalRoutes } from './portal.ts';
import { registerRoutes } from './register.ts';
import { sectionRoutes } from './section.ts';
import { serviceRoutes } from './services.ts';
import { statisticsRoutes } from './statistics.ts';
import { verifyRoutes } from './verify.ts';
import type { PageRoute } from './visit.ts';

/** Every page of the portal, by the part of the portal it belongs to. */
export const pageTable = (site: Site): PageRoute[] => [
  ...homeRoutes(site),
  ...serviceRoutes(site),
  ...registerRoutes(site),
  ...statisticsRoutes(site),
  ...appealRoutes(site),
  ...agencyRoutes(site),
  ...portalRoutes(site),
  ...[
    ...applyRoutes(site),
    ...accountRoutes(site),
    ...documentRoutes(site),
    ...mandateRoutes(site),
    ...answerRoutes(site),
    ...appealDeskRoutes(site),
    ...tokenRoutes(site),
    ...payRoutes(site),
  ].map((route): PageRoute => ({ navigatedOnly: true, ...route })),
  ...verifyRoutes(site),
  ...sectionRoutes(site),
];
