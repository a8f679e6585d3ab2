import type { AgencyId, GovernedLibrary, Json, Lang, Manifest, ServiceDefinition, Tier } from '@hukumat/contract';
import type { Finding } from '@hukumat/contract/standard';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Actor } from '../../platform/actor.ts';
import type { ReleaseState } from './release.ts';

export { keyFile } from './key-file.ts';
export { createRegistry } from './registry.ts';
export type { ReleaseState } from './release.ts';

/** One agency's release that is live now, verified against both signatures when it was loaded. */
export interface LiveRelease {
  readonly agency: AgencyId;
  readonly version: string;
  readonly manifest: Manifest;
  readonly tier: Tier;
  /** SHA-384 (base64) of the canonical manifest, which holds every file's hash. */
  readonly digest: string;
  /** Rises with every change of any agency's live release. */
  readonly sequence: number;
  /** ISO 8601. */
  readonly since: string;
}

export interface Snapshot {
  readonly sequence: number;
  readonly releases: ReadonlyMap<AgencyId, LiveRelease>;
}

/** One change of what is live. `version` is null when nothing of the agency is live any more. */
export interface LiveChange {
  agency: AgencyId;
  version: string | null;
  sequence: number;
}

/** What the registry takes: the manifest as sent, the bytes by path, the agency's signature over the canonical manifest. */
export interface ReleaseUpload {
  manifest: unknown;
  files: ReadonlyMap<string, Uint8Array>;
  signature: { keyId: string; value: string };
}

export interface ReleaseSummary {
  agency: AgencyId;
  version: string;
  digest: string;
  state: ReleaseState;
  publisher: string;
  submittedAt: string;
  reviewer: string | null;
  reviewedAt: string | null;
  reason: string | null;
}

/** What of the host and the portal a release may do, compared with what is live. Plain names, sorted. */
export interface Change {
  added: string[];
  removed: string[];
}
export type ReleaseFinding = Finding;
export interface ReleaseDetail extends ReleaseSummary {
  findings: ReleaseFinding[];
  /** The live version the two comparisons are made against; null when nothing is live. */
  against: string | null;
  powers: Change;
  routes: Change;
  files: { path: string; bytes: number; sha384: string }[];
}

/** Data that lets the browser half wake one plugin; the same shape as the shell's `RoutePlugin`. */
export interface PluginData {
  agency: string;
  version: string;
  tier: Tier;
  format: 'module' | 'federation';
  entry: string;
  entryExport?: string;
  scripts: Record<string, string>;
  styles: Record<string, string>;
  texts: string;
  export: string;
  params: Record<string, string>;
  powers: string[];
  mountMs: number;
  title: string;
  fallback: { what: string; phone: string; address: string; hours: string };
  trustedTypes: string[];
  /** Governed libraries it shares; the shell adds their scripts. */
  shares: GovernedLibrary[];
  /** Route name → path below the language, for `host.go`. */
  links: Record<string, string>;
  calls?: { scope: string; methods: string[] }[];
  events?: { emits: string[]; hears: string[] };
  config?: Json;
  /** Its Tajik texts, where the page's language is another. */
  tajikTexts?: string;
}

export interface RegistryDeps {
  identity: {
    actorOf(request: FastifyRequest): Actor;
    /** Refuses (403) a browser's call from a document that was not issued for `agency`. */
    capability: { check(request: FastifyRequest, agency: string): void };
  };
  /** Ids of every agency of the directory: the only ones that may hold keys and releases. */
  agencies(): readonly AgencyId[];
}

export interface Registry {
  /** What is live now, from memory. */
  snapshot(): Snapshot;
  /** Whether a release has a file of these bytes, so that nobody throws them away. */
  names(sha256: string): Promise<boolean>;
  /** The service as the live release of its agency defines it. */
  serviceById(id: string): { release: LiveRelease; definition: ServiceDefinition } | undefined;
  /** A service as a certain version defined it, for applications pinned to that version. */
  definitionAt(agency: AgencyId, version: string, serviceId: string): Promise<ServiceDefinition | undefined>;
  /** Calls `listener` after the snapshot has changed. Returns the way to stop. */
  onChange(listener: (change: LiveChange) => void): () => void;
  /** Undefined when the release ships no code. */
  routePlugin(release: LiveRelease, exportName: string, params: Readonly<Record<string, string>>, lang: Lang): PluginData | undefined;

  registerAgencyKey(actor: Actor, key: { agency: AgencyId; publicKey: string; validTo?: string | undefined }): Promise<{ keyId: string }>;
  /** `created` is false when the same bytes were already there. */
  publishRelease(actor: Actor, agency: AgencyId, upload: ReleaseUpload): Promise<{ created: boolean; release: ReleaseSummary }>;
  review(
    actor: Actor,
    agency: AgencyId,
    version: string,
    verdict: { verdict: 'approve' | 'reject'; reason?: string | undefined; against?: string | null | undefined },
  ): Promise<ReleaseSummary>;
  rollBack(actor: Actor, agency: AgencyId, request: { to?: string | undefined; reason: string }): Promise<ReleaseSummary>;
  killRelease(actor: Actor, agency: AgencyId, request: { version?: string | undefined; reason: string }): Promise<ReleaseSummary>;
  setTier(actor: Actor, agency: AgencyId, request: { tier: Tier; reason?: string | undefined }): Promise<void>;

  /** Pending releases, oldest first. */
  queue(actor: Actor): Promise<ReleaseSummary[]>;
  release(actor: Actor, agency: AgencyId, version: string): Promise<ReleaseDetail>;
  /** Every release of one agency, newest first. */
  history(actor: Actor, agency: AgencyId): Promise<ReleaseSummary[]>;

  routes(app: FastifyInstance): void;
  /** Loads the snapshot and follows changes; call before the first request. */
  start(): Promise<void>;
  stop(): Promise<void>;
}
