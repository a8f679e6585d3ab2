import type { ServiceDefinition } from '@hukumat/contract';
import type { Selectable } from 'kysely';
import { system } from '../../platform/actor.ts';
import type { Platform } from '../../platform/platform.ts';
import type { CentralKey } from './central-key.ts';
import type { LiveChange, LiveRelease, Snapshot } from './index.ts';
import { CHANNEL, type ReleaseRow } from './live-pointer.ts';
import type { RegistrySql, Tables } from './tables.ts';
import { approvedManifest, keyRow, NotTrusted } from './trust.ts';

type PointerRow = Selectable<Tables['registry.live']>;

/**
 * What is live now, in memory, each release verified against both signatures before it is taken up.
 * Follows the database by NOTIFY, so that several instances agree within moments. What does not verify is logged and
 * left out; what was verified before stays.
 */
export class LiveSnapshot {
  readonly #platform: Platform;
  readonly #central: CentralKey;
  readonly #listeners = new Set<(change: LiveChange) => void>();
  #releases: ReadonlyMap<string, LiveRelease> = new Map();
  /** Last pointer taken up per agency, the killed ones too: a pointer from before it is never believed again. */
  readonly #changes = new Map<string, LiveChange>();
  #services = new Map<string, { release: LiveRelease; definition: ServiceDefinition }>();
  #sequence = 0;
  #turn: Promise<void> = Promise.resolve();
  #stop: (() => Promise<void>) | undefined;

  constructor(platform: Platform, central: CentralKey) {
    this.#platform = platform;
    this.#central = central;
  }

  get current(): Snapshot {
    return { sequence: this.#sequence, releases: this.#releases };
  }

  service(id: string): { release: LiveRelease; definition: ServiceDefinition } | undefined {
    return this.#services.get(id);
  }

  /** Changes after `sequence`, oldest first, one for each agency. */
  changesSince(sequence: number): LiveChange[] {
    return [...this.#changes.values()].filter((change) => change.sequence > sequence).sort((a, b) => a.sequence - b.sequence);
  }

  onChange(listener: (change: LiveChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Loads everything and follows changes. `heard` is called first for each notice: an agency, or undefined for all. */
  async start(heard: (agency: string | undefined) => void): Promise<void> {
    this.#stop = await this.#platform.db.listen(CHANNEL, (agency) => {
      heard(agency);
      this.refresh(agency).catch((error: unknown) =>
        this.#platform.log.error({ err: error, agency }, 'the live releases could not be read'),
      );
    });
    await this.refresh();
  }

  async stop(): Promise<void> {
    await this.#stop?.();
    await this.#turn.catch(() => undefined);
  }

  /** Reads one agency's pointer again, or all of them. Refreshes happen one after another. */
  refresh(agency?: string): Promise<void> {
    const next = this.#turn.catch(() => undefined).then(() => this.#read(agency));
    this.#turn = next;
    return next;
  }

  async #read(agency: string | undefined): Promise<void> {
    const changes = await this.#platform.db.read<Tables, LiveChange[]>(system('read-live-releases'), async (sql) => {
      let pointers = sql.selectFrom('registry.live').selectAll().orderBy('sequence');
      if (agency !== undefined) pointers = pointers.where('agency', '=', agency);
      const releases = new Map(this.#releases);
      const changed: LiveChange[] = [];
      for (const pointer of await pointers.execute()) {
        const known = this.#changes.get(pointer.agency);
        if (known?.sequence === pointer.sequence && known.version === pointer.version) continue;
        try {
          if (known && pointer.sequence <= known.sequence) throw new NotTrusted(`${pointer.agency}: an older pointer was put back`);
          const release = await this.#verified(sql, pointer);
          if (release) releases.set(pointer.agency, release);
          else releases.delete(pointer.agency);
          changed.push({ agency: pointer.agency, version: pointer.version, sequence: pointer.sequence });
        } catch (error) {
          this.#platform.log.error({ err: error, agency: pointer.agency, version: pointer.version }, 'a live release is refused');
        }
      }
      if (changed.length > 0) this.#take(releases, changed);
      return changed;
    });
    for (const change of changes) for (const listener of this.#listeners) listener(change);
  }

  async #verified(sql: RegistrySql, pointer: PointerRow): Promise<LiveRelease | undefined> {
    const { agency, version, tier, sequence } = pointer;
    const row: ReleaseRow | undefined =
      version === null
        ? undefined
        : await sql
            .selectFrom('registry.releases')
            .selectAll()
            .where('agency', '=', agency)
            .where('version', '=', version)
            .executeTakeFirst();
    const statement = { type: 'hukumat.live' as const, agency, version, digest: row?.digest ?? null, tier, sequence };
    if (!this.#central.verify(statement, pointer.signature)) throw new NotTrusted(`${agency}: the pointer's signature does not hold`);
    if (!row) return undefined;
    const manifest = approvedManifest(row, await keyRow(sql, row.key_id), this.#central);
    return { agency, version: row.version, manifest, tier, digest: row.digest, sequence, since: pointer.since.toISOString() };
  }

  #take(releases: ReadonlyMap<string, LiveRelease>, changed: readonly LiveChange[]): void {
    for (const change of changed) this.#changes.set(change.agency, change);
    this.#releases = releases;
    this.#sequence = Math.max(this.#sequence, ...changed.map((change) => change.sequence));
    this.#services = new Map();
    for (const release of releases.values()) {
      for (const definition of release.manifest.services ?? []) this.#services.set(definition.id, { release, definition });
    }
  }
}
