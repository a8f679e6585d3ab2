import type { Manifest } from '@hukumat/contract';
import { system } from '../../platform/actor.ts';
import type { Platform } from '../../platform/platform.ts';
import type { CentralKey } from './central-key.ts';
import type { ReleaseRow } from './live-pointer.ts';
import type { ReleaseState } from './release.ts';
import type { Tables } from './tables.ts';
import { approvedManifest, keyRow } from './trust.ts';

/** A release that was approved at some time, verified when it was read. */
export interface StoredRelease {
  manifest: Manifest;
  state: ReleaseState;
  /** Path → SHA-256 of the stored object. */
  objects: ReadonlyMap<string, string>;
}

const KEPT = 400;

/** Approved releases by agency and version, verified once and kept while nothing changes for their agency. */
export class StoredReleases {
  readonly #platform: Platform;
  readonly #central: CentralKey;
  readonly #kept = new Map<string, Promise<StoredRelease | undefined>>();

  constructor(platform: Platform, central: CentralKey) {
    this.#platform = platform;
    this.#central = central;
  }

  /** Undefined when there is none, or none that was ever approved. @throws NotTrusted */
  find(agency: string, version: string): Promise<StoredRelease | undefined> {
    const name = `${agency}@${version}`;
    const kept = this.#kept.get(name);
    if (kept) return kept;
    const found = this.#read(agency, version);
    this.#kept.set(name, found);
    const forget = () => {
      if (this.#kept.get(name) === found) this.#kept.delete(name);
    };
    found.then((release) => release ?? forget(), forget);
    const oldest = this.#kept.size > KEPT ? this.#kept.keys().next().value : undefined;
    if (oldest !== undefined) this.#kept.delete(oldest);
    return found;
  }

  /** Forgets one agency's releases, or everyone's. */
  forget(agency?: string): void {
    for (const name of [...this.#kept.keys()]) {
      if (agency === undefined || name.startsWith(`${agency}@`)) this.#kept.delete(name);
    }
  }

  async #read(agency: string, version: string): Promise<StoredRelease | undefined> {
    return this.#platform.db.read<Tables, StoredRelease | undefined>(system('read-release'), async (sql) => {
      const row: ReleaseRow | undefined = await sql
        .selectFrom('registry.releases')
        .selectAll()
        .where('agency', '=', agency)
        .where('version', '=', version)
        .executeTakeFirst();
      if (!row?.counter_signature) return undefined;
      const manifest = approvedManifest(row, await keyRow(sql, row.key_id), this.#central);
      const files = await sql
        .selectFrom('registry.release_files')
        .select(['path', 'sha256'])
        .where('agency', '=', agency)
        .where('version', '=', version)
        .execute();
      return { manifest, state: row.state, objects: new Map(files.map((file) => [file.path, file.sha256])) };
    });
  }
}
