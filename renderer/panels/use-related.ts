import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { StoredRow } from '../../shared/ipc/index.ts';
import type { TableName } from '../../shared/model/index.ts';
import { host } from '../host/host.ts';
import { workspaceStore } from '../state/workspace.ts';

/** Rows that point at a record; null while they are read. Read again whenever the record moves on. */
export function useRelated(table: TableName, field: string, value: string | null, limit: number): StoredRow[] | null {
  const rev = useStore(workspaceStore, (state) => state.info?.rev ?? 0);
  const [read, setRead] = useState<{ value: string; rows: StoredRow[] } | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new revision means reading again.
  useEffect(() => {
    if (value === null) return;
    let current = true;
    void host()
      .records.related({ table, field, value, limit })
      .then((rows) => {
        if (current) setRead({ value, rows });
      });
    return () => {
      current = false;
    };
  }, [table, field, value, limit, rev]);
  return read !== null && read.value === value ? read.rows : null;
}

/** One record by id; null while it is read or when there is none. */
export function useRow(table: TableName, id: string | null): StoredRow | null {
  const rev = useStore(workspaceStore, (state) => state.info?.rev ?? 0);
  const [read, setRead] = useState<StoredRow | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new revision means reading again.
  useEffect(() => {
    if (id === null) return;
    let current = true;
    void host()
      .records.get({ table, id })
      .then((row) => {
        if (current) setRead(row);
      });
    return () => {
      current = false;
    };
  }, [table, id, rev]);
  return read !== null && read.id === id ? read : null;
}
