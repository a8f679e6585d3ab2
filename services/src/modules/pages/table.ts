import { homeRoutes } from './home.ts';
import type { Site } from './needs.ts';
import type { PageRoute } from './visit.ts';

/** Every page of the portal, by the part of the portal it belongs to. */
export const pageTable = (site: Site): PageRoute[] => [...homeRoutes(site)];
