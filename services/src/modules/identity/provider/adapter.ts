import type { Adapter } from 'oidc-provider';
import { system } from '../../../platform/actor.ts';
import type { Platform } from '../../../platform/platform.ts';
import type { Tables } from '../tables.ts';
import { sha256, type Vault } from '../vault.ts';

const TASK = system('openid-provider');

/** Keeps what the provider knows in one table: ids hashed and payloads sealed, so that a copy of it opens nothing. */
export function createAdapter({ db, clock }: Pick<Platform, 'db' | 'clock'>, vault: Vault): new (model: string) => Adapter {
  return class implements Adapter {
    readonly #model: string;
    constructor(model: string) {
      this.#model = model;
    }

    async upsert(id: string, payload: Record<string, unknown>, seconds?: number): Promise<void> {
      const text = (value: unknown) => (typeof value === 'string' ? sha256(value) : null);
      const row = {
        payload: vault.seal(`oidc ${this.#model}`, payload),
        grant_id: text(payload.grantId),
        uid: text(payload.uid),
        expires_at: seconds === undefined ? null : new Date(clock.now().getTime() + seconds * 1000),
      };
      await db.write<Tables, unknown>(TASK, ({ sql }) =>
        sql
          .insertInto('identity.oidc')
          .values({ model: this.#model, id: sha256(id), consumed_at: null, ...row })
          .onConflict((c) => c.columns(['model', 'id']).doUpdateSet(row))
          .execute(),
      );
    }

    find(id: string) {
      return this.#one('id', id);
    }
    findByUid(uid: string) {
      return this.#one('uid', uid);
    }
    async findByUserCode(): Promise<undefined> {}

    async #one(column: 'id' | 'uid', value: string): Promise<Record<string, unknown> | undefined> {
      const row = await db.read<Tables, Tables['identity.oidc'] | undefined>(TASK, (sql) =>
        sql.selectFrom('identity.oidc').selectAll().where('model', '=', this.#model).where(column, '=', sha256(value)).executeTakeFirst(),
      );
      if (!row || (row.expires_at && row.expires_at < clock.now())) return undefined;
      const payload = vault.open(`oidc ${this.#model}`, row.payload) as Record<string, unknown>;
      return { ...payload, ...(row.consumed_at ? { consumed: Math.floor(row.consumed_at.getTime() / 1000) } : {}) };
    }

    async consume(id: string): Promise<void> {
      await db.write<Tables, unknown>(TASK, ({ sql }) =>
        sql
          .updateTable('identity.oidc')
          .set({ consumed_at: clock.now() })
          .where('model', '=', this.#model)
          .where('id', '=', sha256(id))
          .execute(),
      );
    }

    async destroy(id: string): Promise<void> {
      await db.write<Tables, unknown>(TASK, ({ sql }) =>
        sql.deleteFrom('identity.oidc').where('model', '=', this.#model).where('id', '=', sha256(id)).execute(),
      );
    }

    async revokeByGrantId(grant: string): Promise<void> {
      await db.write<Tables, unknown>(TASK, ({ sql }) => sql.deleteFrom('identity.oidc').where('grant_id', '=', sha256(grant)).execute());
    }
  };
}
