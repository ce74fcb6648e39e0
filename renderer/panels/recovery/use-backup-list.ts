import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { BackupList } from '../../../shared/ipc/index.ts';
import type { Result } from '../../../shared/model/index.ts';
import type { BackupJob } from '../../dialogs/backups/backup-job-line.tsx';
import { useJob } from '../../dialogs/job/use-job.ts';
import { host } from '../../host/host.ts';
import { preferencesStore } from '../../state/preferences.ts';

/**
 * Backups of a workspace file, each compared with its checksum; null while that is done. Cancelled, they are listed as they were when
 * written. Read again for another operator, who may be allowed what the one before was not.
 */
export function useCheckedBackups(path: string) {
  const role = useStore(preferencesStore, (state) => state.app?.operator.role);
  const { running, run, cancel } = useJob<BackupJob>();
  const [list, setList] = useState<Result<BackupList> | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another file or role means asking again.
  useEffect(() => {
    let current = true;
    setList(null);
    const read = async () => {
      const { backups } = host();
      const checked = await run('checking', (jobId) => backups.list({ path, check: true, jobId }));
      const answer = !checked.ok && checked.failure.code === 'cancelled' ? await backups.list({ path, check: false }) : checked;
      if (current) setList(answer);
    };
    void read();
    return () => {
      current = false;
      cancel();
    };
  }, [path, role]);
  return { list, running, cancel };
}
