import type { Page } from '@playwright/test';
import type { DataResponse, Host } from '../../shared/ipc/index.ts';
import { type ColumnSetName, columnSets } from '../../shared/ipc/index.ts';

/** The sets a window keeps. */
const sets = ['premises', 'hazards', 'facilities'] as const satisfies readonly ColumnSetName[];
const wanted = sets.map((set) => ({ set, columns: Object.keys(columnSets[set]) }));

/** SHA-256 over the columns the window's cache holds; null while a set of it is missing. */
export function hashOfCache(page: Page): Promise<string | null> {
  return page.evaluate(async (all) => {
    const info = await (window as unknown as { host: Host }).host.records.info(null);
    const name = `workspace-${info?.workspaceId}`;
    if (!(await indexedDB.databases()).some((database) => database.name === name)) return null;
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open(name);
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error);
    });
    try {
      if (!database.objectStoreNames.contains('columnSets')) return null;
      const parts: Blob[] = [];
      for (const { set, columns } of all) {
        const entry = await new Promise<{ rev: number; columns: Record<string, ArrayBufferView<ArrayBuffer>> } | undefined>(
          (resolve, reject) => {
            const asking = database.transaction('columnSets').objectStore('columnSets').get(set);
            asking.onsuccess = () => resolve(asking.result);
            asking.onerror = () => reject(asking.error);
          },
        );
        if (entry?.rev !== info?.rev || !entry?.columns) return null;
        for (const column of columns) {
          if (!ArrayBuffer.isView(entry.columns[column])) return null;
          parts.push(new Blob([entry.columns[column]]));
        }
      }
      const digest = await crypto.subtle.digest('SHA-256', await new Blob(parts).arrayBuffer());
      return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    } finally {
      database.close();
    }
  }, wanted);
}

/** How the window keeps the open workspace's view, as of the last time it wrote it; null while it has not. */
export function keptView(page: Page): Promise<{ layers: { entries: { id: string; visible: boolean; opacity: number }[] } } | null> {
  return page.evaluate(async () => {
    const info = await (window as unknown as { host: Host }).host.records.info(null);
    const name = `workspace-${info?.workspaceId}`;
    if (!(await indexedDB.databases()).some((database) => database.name === name)) return null;
    const settled = <T>(asked: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        asked.onsuccess = () => resolve(asked.result);
        asked.onerror = () => reject(asked.error);
      });
    const database = await settled(indexedDB.open(name));
    try {
      if (!database.objectStoreNames.contains('views')) return null;
      return (await settled(database.transaction('views').objectStore('views').get('view')))?.value ?? null;
    } finally {
      database.close();
    }
  });
}

/** SHA-256 over the same columns as the record gives them. */
export function hashOfRecord(page: Page): Promise<string> {
  return page.evaluate(async (all) => {
    const port = await new Promise<MessagePort>((resolve) => {
      const take = ({ data, ports }: MessageEvent) => {
        if (!data?.dataPort) return;
        window.removeEventListener('message', take);
        resolve(ports[0]!);
      };
      window.addEventListener('message', take);
      (window as unknown as { host: Host }).host.requestDataPort();
    });
    const parts: Blob[] = [];
    for (const [id, { set, columns }] of all.entries()) {
      const chunks: Record<string, Blob[]> = Object.fromEntries(columns.map((column) => [column, []]));
      await new Promise<void>((resolve, reject) => {
        port.onmessage = ({ data }: MessageEvent<DataResponse>) => {
          if (data.kind !== 'chunk') return reject(new Error(JSON.stringify(data)));
          for (const column of columns) chunks[column]!.push(new Blob([data.columns[column] as Float64Array<ArrayBuffer>]));
          if (data.last) resolve();
        };
        port.postMessage({ id, ask: 'columns', set, chunkRows: 100_000 });
      });
      for (const column of columns) parts.push(...chunks[column]!);
    }
    port.close();
    const digest = await crypto.subtle.digest('SHA-256', await new Blob(parts).arrayBuffer());
    return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  }, wanted);
}

/** What can befall the cache of the open workspace. Each is done to the database itself, behind the app's back. */
export type CacheDamage =
  | 'deleted'
  | 'behind'
  | 'ahead'
  | 'otherHistory'
  | 'truncated'
  | 'wrongShape'
  | 'bitFlipped'
  | 'strangersInside'
  | 'newerDatabase';
export function damageCache(page: Page, damage: CacheDamage): Promise<void> {
  return page.evaluate(async (what) => {
    const info = await (window as unknown as { host: Host }).host.records.info(null);
    const name = `workspace-${info?.workspaceId}`;
    const settled = <T>(asked: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        asked.onsuccess = () => resolve(asked.result);
        asked.onerror = () => reject(asked.error);
      });
    if (what === 'deleted' || what === 'newerDatabase') {
      await settled(indexedDB.deleteDatabase(name));
      if (what === 'deleted') return;
      const newer = indexedDB.open(name, 990);
      newer.onupgradeneeded = () => newer.result.createObjectStore('strangers');
      (await settled(newer)).close();
      return;
    }
    const database = await settled(indexedDB.open(name));
    const store = database.transaction('columnSets', 'readwrite').objectStore('columnSets');
    type Entry = { rev: number; head: string; count: number; columns: Record<string, unknown> };
    const entry = (await settled(store.get('premises'))) as Entry;
    const lon = entry.columns.lon as Float64Array;
    if (what === 'behind') entry.rev -= 1;
    if (what === 'ahead') entry.rev += 5;
    if (what === 'otherHistory') {
      entry.head = `${entry.head.slice(1)}0`;
      lon.fill(0);
    }
    if (what === 'truncated') entry.columns.lon = lon.slice(0, lon.length >> 1);
    if (what === 'wrongShape') entry.columns = { lon: 'text', fid: [1, 2, 3] };
    if (what === 'bitFlipped') new Uint8Array(lon.buffer)[4321]! ^= 16;
    if (what === 'strangersInside') await settled(store.clear());
    await settled(store.put(what === 'strangersInside' ? { set: 'premises', columns: null } : entry));
    database.close();
  }, damage);
}
