import type { Json } from '@hukumat/contract';
import type { QuotaStore } from '@hukumat/contract/plugin';

/** Characters of JSON that one agency may keep in one browser. */
const QUOTA = 256 * 1024;

const done = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

/** What an agency keeps in this browser, under its own name. Any code of this origin can read it: nothing personal belongs here. */
export function quotaStore(agency: string): QuotaStore {
  let opened: Promise<IDBDatabase> | undefined;
  const open = (): Promise<IDBDatabase> => {
    const request = indexedDB.open(`hukumat.${agency}`, 1);
    request.onupgradeneeded = () => request.result.createObjectStore('kept');
    return done(request);
  };
  const kept = async (mode: IDBTransactionMode): Promise<IDBObjectStore> => {
    opened ??= open();
    return (await opened).transaction('kept', mode).objectStore('kept');
  };
  return Object.freeze<QuotaStore>({
    get: async (key) => done<Json | undefined>((await kept('readonly')).get(key)),
    async set(key, value) {
      const store = await kept('readwrite');
      const [keys, values] = await Promise.all([done(store.getAllKeys()), done<Json[]>(store.getAll())]);
      const others = values.filter((_, index) => keys[index] !== key);
      if (JSON.stringify([...others, value]).length > QUOTA) throw new Error('the store is full');
      await done(store.put(value, key));
    },
    delete: async (key) => void (await done((await kept('readwrite')).delete(key))),
  });
}
