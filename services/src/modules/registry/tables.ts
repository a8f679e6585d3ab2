import type { Tier } from '@hukumat/contract';
import type { Generated } from 'kysely';
import type { Command } from '../../platform/platform.ts';
import type { ReleaseState } from './release.ts';

/** The registry's tables, as migrations 0020 and following make them. */
export interface Tables {
  'registry.central_key': { one: Generated<boolean>; key_id: string; public_key: string; since: Generated<Date> };
  'registry.agency_keys': {
    key_id: string;
    agency: string;
    public_key: string;
    valid_from: Date;
    valid_to: Date | null;
    revoked_at: Date | null;
    registered_by: string;
  };
  'registry.releases': {
    agency: string;
    version: string;
    digest: string;
    manifest: string;
    key_id: string;
    signature: string;
    state: ReleaseState;
    publisher: string;
    submitted_at: Date;
    /** JSON, written as text. */
    findings: unknown;
    powers: unknown;
    reviewer: string | null;
    reviewed_at: Date | null;
    reason: string | null;
    counter_signature: string | null;
    state_since: Date;
  };
  'registry.release_files': { agency: string; version: string; path: string; sha256: string; sha384: string; bytes: number };
  'registry.live': {
    agency: string;
    version: string | null;
    previous: string | null;
    tier: Tier;
    sequence: number;
    since: Date;
    by: string;
    signature: string;
  };
  'registry.incidents': {
    id: string;
    at: Date;
    agency: string;
    version: string;
    kind: string;
    reason: string;
    message: string | null;
    path: string;
  };
  'registry.policies': { agency: string; tier: Tier; set_by: string; set_at: Date };
}

export type RegistryCommand = Command<Tables>;
export type RegistrySql = RegistryCommand['sql'];
