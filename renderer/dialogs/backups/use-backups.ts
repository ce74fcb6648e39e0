import { useCallback, useEffect, useRef, useState } from 'react';
import type { BackupList, BackupSettings, BackupState } from '../../../shared/ipc/index.ts';
import type { Result } from '../../../shared/model/index.ts';
import { host } from '../../host/host.ts';

export interface BackupsRead {
  state: BackupState | null;
  settings: BackupSettings | null;
  list: Result<BackupList>;
}

/** What is known of the open workspace's backups; null until it is read. Read again whenever a backup ended. */
export function useBackups(): { read: BackupsRead | null; reload(): Promise<void>; put(change: Partial<BackupsRead>): void } {
  const [read, setRead] = useState<BackupsRead | null>(null);
  const reloads = useRef(0);
  /** Told since the newest reload began: newer than what it answers. */
  const told = useRef<BackupState | null>(null);
  const reload = useCallback(async () => {
    const { backups } = host();
    reloads.current += 1;
    const mine = reloads.current;
    told.current = null;
    const [state, settings, list] = await Promise.all([
      backups.state(null),
      backups.settings(null),
      backups.list({ path: null, check: false }),
    ]);
    if (mine === reloads.current) setRead({ state: told.current ?? state, settings, list });
  }, []);
  const put = useCallback((change: Partial<BackupsRead>) => setRead((before) => (before === null ? before : { ...before, ...change })), []);
  useEffect(() => {
    void reload();
    return host().on('backupsChanged', (state) => {
      told.current = state;
      put({ state });
      if (!state.running) void reload();
    });
  }, [reload, put]);
  return { read, reload, put };
}
