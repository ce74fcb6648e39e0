import { useCallback, useEffect, useState } from 'react';
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
  const reload = useCallback(async () => {
    const { backups } = host();
    const [state, settings, list] = await Promise.all([
      backups.state(null),
      backups.settings(null),
      backups.list({ path: null, check: false }),
    ]);
    setRead({ state, settings, list });
  }, []);
  const put = useCallback((change: Partial<BackupsRead>) => setRead((before) => (before === null ? before : { ...before, ...change })), []);
  useEffect(() => {
    void reload();
    return host().on('backupsChanged', (state) => {
      put({ state });
      if (!state.running) void reload();
    });
  }, [reload, put]);
  return { read, reload, put };
}
