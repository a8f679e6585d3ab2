import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FileStore } from '@tus/file-store';
import { Server } from '@tus/server';

/** How long an upload that nobody carries on is kept. */
const KEPT_MS = 24 * 60 * 60_000;
/** How many one person may have begun and not ended. */
const PER_PERSON = 20;
/** What of the protocol's answer goes out; everything else is the portal's own table of headers. */
const HEADERS = ['location', 'tus-resumable', 'upload-length', 'upload-offset', 'upload-expires'] as const;

export interface Asked {
  method: 'POST' | 'HEAD' | 'PATCH' | 'DELETE';
  /** The id at the end of the address; none for a new one. */
  id?: string;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  body?: ReadableStream<Uint8Array>;
}
export interface Told {
  status: number;
  headers: Record<string, string>;
  text: string;
  /** Every byte has arrived. */
  whole: boolean;
}
export interface Unfinished {
  size: number;
  /** What was said of it when it began. */
  about: Record<string, string>;
}

/** Files that arrive in pieces, by the tus protocol 1.0, below `folder`. Who may send what is decided by the caller. */
export interface UnfinishedFiles {
  /** Whether this person may begin another one. */
  mayBegin(owner: string): Promise<boolean>;
  begin(asked: Asked, owner: string, about: Unfinished['about']): Promise<Told>;
  /** One that this person began; another's looks like none. */
  find(id: string, owner: string): Promise<Unfinished | undefined>;
  carryOn(asked: Asked): Promise<Told>;
  read(id: string): Promise<Uint8Array>;
  drop(id: string): Promise<void>;
  /** Lets go of what was left longer than a day. Answers how many. */
  dropExpired(): Promise<number>;
}

export function createUnfinishedFiles(folder: string, path: string, keptMs = KEPT_MS): UnfinishedFiles {
  const beginning = new WeakMap<Request, { owner: string; about: Unfinished['about'] }>();
  let opened: Promise<{ store: FileStore; server: Server }> | undefined;
  // The folder is made when the first file comes.
  const open = (): NonNullable<typeof opened> => {
    opened ??= mkdir(folder, { recursive: true, mode: 0o700 }).then(() => {
      const store = new FileStore({ directory: folder, expirationPeriodInMilliseconds: keptMs });
      const server = new Server({
        path,
        datastore: store,
        relativeLocation: true,
        // A connection that hangs gives way to the one that carries on.
        lockDrainTimeout: 500,
        namingFunction: (request) => `${markOf(beginning.get(request as Request)?.owner ?? '')}-${randomUUID()}`,
        onUploadCreate: async (request) => ({ metadata: beginning.get(request as Request)?.about ?? {} }),
      });
      return { store, server };
    });
    return opened;
  };

  async function answer(asked: Asked, begun?: { owner: string; about: Unfinished['about'] }): Promise<Told> {
    const { server } = await open();
    const request = requestOf(asked, path);
    if (begun) beginning.set(request, begun);
    const answered = await server.handleWeb(request);
    const headers: Record<string, string> = {};
    for (const name of HEADERS) {
      const value = answered.headers.get(name);
      if (value !== null) headers[name] = value;
    }
    return { status: answered.status, headers, text: await answered.text(), whole: false };
  }

  const uploadOf = async (id: string) => {
    if (!NAME.test(id)) return undefined;
    const { store } = await open();
    return store.getUpload(id).catch(() => undefined);
  };
  return {
    async mayBegin(owner) {
      const names = await readdir(folder).catch(() => []);
      return names.filter((name) => name.startsWith(`${markOf(owner)}-`) && !name.endsWith('.json')).length < PER_PERSON;
    },
    begin: (asked, owner, about) => answer(asked, { owner, about }),
    async find(id, owner) {
      if (!id.startsWith(`${markOf(owner)}-`)) return undefined;
      const upload = await uploadOf(id);
      return upload && { size: upload.size ?? 0, about: upload.metadata as Unfinished['about'] };
    },
    async carryOn(asked) {
      const told = await answer(asked);
      const size = (await uploadOf(asked.id ?? ''))?.size;
      return { ...told, whole: told.status === 204 && size !== undefined && told.headers['upload-offset'] === String(size) };
    },
    read: (id) => readFile(join(folder, id)),
    async drop(id) {
      const { store } = await open();
      await store.remove(id).catch(() => undefined);
    },
    async dropExpired() {
      const { server } = await open();
      return server.cleanUpExpiredUploads();
    },
  };
}

const NAME = /^[0-9a-f]{32}-[0-9a-f-]{36}$/;
/** Whose it is stands in the name and says nothing about the person. */
const markOf = (owner: string): string => createHash('sha256').update(owner).digest('hex').slice(0, 32);

function requestOf({ method, id, headers, body }: Asked, path: string): Request {
  const given = new Headers();
  for (const name of ['tus-resumable', 'upload-length', 'upload-offset', 'content-type', 'content-length']) {
    const value = headers[name];
    if (typeof value === 'string') given.set(name, value);
  }
  const init: RequestInit & { duplex?: 'half' } = { method, headers: given, ...(body ? { body, duplex: 'half' } : {}) };
  return new Request(`http://localhost${path}${id ? `/${id}` : ''}`, init);
}
