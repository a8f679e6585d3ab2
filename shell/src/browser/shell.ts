import type { Json } from '@hukumat/contract';
import type { IncidentId, Live, NavResult, Who } from '@hukumat/contract/plugin';
import type { Hashes } from './download.ts';
import type { Parts } from './parts.ts';
import type { Route } from './route.ts';

/** What `main` hands to its lazy parts. They are bundled before it and may not import it. */
export interface Shell {
  readonly route: Route;
  /** Loads a lazy part of the shell under its hashes. */
  part<Name extends keyof Parts>(name: Name): Promise<Parts[Name]>;
  bring(scripts: Hashes, silence: number, signal?: AbortSignal): Promise<void>;
  go(path: string): Promise<NavResult>;
  /** See `Routes.follow`. */
  follow(address: URL, place: string, signal: AbortSignal): Promise<boolean>;
  announce(text: string): void;
}

/** What went wrong in a plugin, as the portal's server keeps it. */
export interface Incident {
  agency: string;
  version: string;
  kind: string;
  reason: string;
  message?: string;
  context?: Json;
}

/** What plugins share in one document. */
export interface Surroundings {
  readonly shell: Shell;
  readonly who: Live<Who>;
  readonly events: EventTarget;
  /** Sends the incident to the portal and gives its number at once. */
  report(incident: Incident): IncidentId;
}
