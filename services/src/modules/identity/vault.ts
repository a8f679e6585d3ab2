import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { system } from '../../platform/actor.ts';
import type { Platform } from '../../platform/platform.ts';
import type { Tables } from './tables.ts';

/** Seals what the database must keep but not be able to read. */
export interface Vault {
  /** AES-256-GCM under this month's key. `purpose` is bound in: what was sealed for one place opens in no other. */
  seal(purpose: string, value: unknown): string;
  /** @throws Error when the text was changed or sealed for something else. */
  open(purpose: string, sealed: string): unknown;
  /** HMAC-SHA-256, base64url. */
  mark(purpose: string, text: string): string;
  /** A secret all instances share, made by whoever comes first. */
  secret<T>(name: string, make: () => Promise<T>): Promise<T>;
}

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
/** 256 random bits, base64url. */
export const randomText = (): string => randomBytes(32).toString('base64url');

/** Opens the key in `dataDir/keys/identity.key`, or makes it on the first start. Instances of one portal share that file. */
export function openVault({ config, clock, db }: Platform): Vault {
  const master = masterKey(join(config.dataDir, 'keys'));
  const keyFor = (purpose: string, period: string) => Buffer.from(hkdfSync('sha256', master, period, `hukumat ${purpose}`, 32));

  const vault: Vault = {
    seal(purpose, value) {
      const period = clock.now().toISOString().slice(0, 7);
      const iv = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', keyFor(purpose, period), iv);
      const bytes = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final(), cipher.getAuthTag()]);
      return `${period}.${iv.toString('base64url')}.${bytes.toString('base64url')}`;
    },
    open(purpose, sealed) {
      const [period = '', iv = '', text = ''] = sealed.split('.');
      const bytes = Buffer.from(text, 'base64url');
      const decipher = createDecipheriv('aes-256-gcm', keyFor(purpose, period), Buffer.from(iv, 'base64url'), { authTagLength: 16 });
      decipher.setAuthTag(bytes.subarray(-16));
      return JSON.parse(Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]).toString('utf8'));
    },
    mark: (purpose, text) => createHmac('sha256', keyFor(purpose, 'mark')).update(text).digest('base64url'),
    async secret<T>(name: string, make: () => Promise<T>): Promise<T> {
      const sealed = vault.seal(name, await make());
      const row = await db.write<Tables, { sealed: string }>(system('identity-keys'), async ({ sql }) => {
        await sql
          .insertInto('identity.secrets')
          .values({ name, sealed })
          .onConflict((c) => c.column('name').doNothing())
          .execute();
        return sql.selectFrom('identity.secrets').select('sealed').where('name', '=', name).executeTakeFirstOrThrow();
      });
      return vault.open(name, row.sealed) as T;
    },
  };
  return vault;
}

function masterKey(folder: string): Buffer {
  const path = join(folder, 'identity.key');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  try {
    return readFileSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  // Linked into place whole, so that two instances starting together agree on one.
  const fresh = `${path}.${process.pid}`;
  writeFileSync(fresh, randomBytes(32), { mode: 0o600 });
  try {
    linkSync(fresh, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(fresh, { force: true });
  }
  return readFileSync(path);
}
