import type { Json } from '@hukumat/contract';
import type { Host } from '@hukumat/contract/plugin';

/** What the registry's API answers; the fields this console shows. Times are ISO 8601. */
export interface ReleaseSummary {
  agency: string;
  version: string;
  digest: string;
  state: string;
  publisher: string;
  submittedAt: string;
  reviewer: string | null;
  reviewedAt: string | null;
  reason: string | null;
}
export interface Finding {
  code: string;
  severity: 'error' | 'warning';
  place: string;
  message: string;
  advice: string;
}
export interface ReleaseDetail extends ReleaseSummary {
  findings: Finding[];
  against: string | null;
  powers: { added: string[]; removed: string[] };
  routes: { added: string[]; removed: string[] };
  files: { path: string; bytes: number; sha384: string }[];
}

/** A refusal of the registry with its stable code. */
export class RegistryRefusal extends Error {
  readonly code: string;
  constructor(code: string) {
    super(`the registry refused: ${code}`);
    this.code = code;
  }
}

export interface RegistryClient {
  pending(): Promise<ReleaseSummary[]>;
  history(agency: string): Promise<ReleaseSummary[]>;
  release(agency: string, version: string): Promise<ReleaseDetail>;
  review(release: ReleaseDetail, verdict: 'approve' | 'reject', reason: string): Promise<void>;
  rollBack(agency: string, to: string, reason: string): Promise<void>;
}

/** The registry through the host; undefined when this person's document was not given that power. */
export function registryClient(host: Host): RegistryClient | undefined {
  const http = host.http;
  if (!http) return undefined;
  const call = async <T>(method: string, path: string, body?: Json): Promise<T> => {
    const answer = await http(path, body === undefined ? { method } : { method, body });
    if (answer.status >= 400) {
      const code = typeof answer.body === 'object' && answer.body !== null && 'code' in answer.body ? String(answer.body.code) : 'unknown';
      throw new RegistryRefusal(code);
    }
    return answer.body as T;
  };
  const at = (agency: string, version?: string) =>
    `/api/v1/releases/${encodeURIComponent(agency)}${version === undefined ? '' : `/${encodeURIComponent(version)}`}`;
  return {
    pending: async () => (await call<{ releases: ReleaseSummary[] }>('GET', '/api/v1/releases?state=pending')).releases,
    history: async (agency) =>
      (await call<{ releases: ReleaseSummary[] }>('GET', `/api/v1/agencies/${encodeURIComponent(agency)}/releases`)).releases,
    release: (agency, version) => call<ReleaseDetail>('GET', at(agency, version)),
    review: async (release, verdict, reason) => {
      await call('POST', `${at(release.agency, release.version)}/review`, {
        verdict,
        against: release.against,
        ...(reason ? { reason } : {}),
      });
    },
    rollBack: async (agency, to, reason) => {
      await call('POST', `/api/v1/agencies/${encodeURIComponent(agency)}/rollback`, { to, reason });
    },
  };
}
