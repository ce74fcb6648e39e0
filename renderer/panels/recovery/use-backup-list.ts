import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { BackupList } from '../../../shared/ipc/index.ts';
import type { Result } from '../../../shared/model/index.ts';
import { host } from '../../host/host.ts';
import { preferencesStore } from '../../state/preferences.ts';

/**
 * Backups of a workspace file, each compared with its checksum; null while that is done. Read again for another operator, who may be
 * allowed what the one before was not.
 */
export function useCheckedBackups(path: string): Result<BackupList> | null {
  const role = useStore(preferencesStore, (state) => state.app?.operator.role);
  const [list, setList] = useState<Result<BackupList> | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another role means asking again.
  useEffect(() => {
    let current = true;
    setList(null);
    void host()
      .backups.list({ path, check: true })
      .then((answer) => {
        if (current) setList(answer);
      });
    return () => {
      current = false;
    };
  }, [path, role]);
  return list;
}
