/**
 * What the browser keeps between visits, as records with a key. IndexedDB where the browser allows it; where it does
 * not (private windows, storage switched off) the records last as long as the page, which is all that is to be had.
 */
export interface KeyValueStore<T> {
  all(): Promise<readonly T[]>;
  get(key: string): Promise<T | undefined>;
  put(record: T): Promise<void>;
  remove(key: string): Promise<void>;
}

export interface BrowserStores<R, D> {
  readonly recents: KeyValueStore<R>;
  readonly drafts: KeyValueStore<D>;
}

const databaseName = 'spillway';
const version = 1;

/** The stores of recent projects (by path) and of drafts (by id). Opened once, at the first use. */
export function browserStores<R extends { path: string }, D extends { id: string }>(): BrowserStores<R, D> {
  let database: Promise<IDBDatabase | undefined> | undefined;
  const open = (): Promise<IDBDatabase | undefined> => (database ??= openDatabase());
  return {
    recents: lazyStore(open, 'recents', (record: R) => record.path),
    drafts: lazyStore(open, 'drafts', (record: D) => record.id),
  };
}

export function pageStore<T>(keyOf: (record: T) => string): KeyValueStore<T> {
  const records = new Map<string, T>();
  return {
    all: () => Promise.resolve([...records.values()]),
    get: (key) => Promise.resolve(records.get(key)),
    put: (record) => Promise.resolve(void records.set(keyOf(record), record)),
    remove: (key) => Promise.resolve(void records.delete(key)),
  };
}

function lazyStore<T>(
  open: () => Promise<IDBDatabase | undefined>,
  name: string,
  keyOf: (record: T) => string,
): KeyValueStore<T> {
  const fallback = pageStore(keyOf);
  const chosen = async (): Promise<KeyValueStore<T>> => {
    const database = await open();
    return database ? databaseStore<T>(database, name) : fallback;
  };
  return {
    all: async () => (await chosen()).all(),
    get: async (key) => (await chosen()).get(key),
    put: async (record) => (await chosen()).put(record),
    remove: async (key) => (await chosen()).remove(key),
  };
}

function databaseStore<T>(database: IDBDatabase, name: string): KeyValueStore<T> {
  const read = <V>(ask: (store: IDBObjectStore) => IDBRequest<V>): Promise<V> =>
    answered(ask(database.transaction(name, 'readonly').objectStore(name)));
  return {
    all: () => read<T[]>((store) => store.getAll()),
    get: (key) => read<T | undefined>((store) => store.get(key)),
    put: (record) => written(database, name, (store) => void store.put(record)),
    remove: (key) => written(database, name, (store) => void store.delete(key)),
  };
}

async function openDatabase(): Promise<IDBDatabase | undefined> {
  try {
    const request = indexedDB.open(databaseName, version);
    request.onupgradeneeded = () => {
      request.result.createObjectStore('recents', { keyPath: 'path' });
      request.result.createObjectStore('drafts', { keyPath: 'id' });
    };
    return await answered(request);
  } catch {
    return undefined;
  }
}

function answered<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('the browser refused its database'));
  });
}

/** Waits for the transaction and not for the request: only then is the record on disk. */
function written(database: IDBDatabase, name: string, change: (store: IDBObjectStore) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(name, 'readwrite', { durability: 'strict' });
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new Error('the browser refused to keep the record'));
    change(transaction.objectStore(name));
  });
}
