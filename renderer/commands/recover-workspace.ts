import type { BackupEntry, BackupList } from '../../shared/ipc/index.ts';
import type { Failure } from '../../shared/model/index.ts';
import { formatMinute } from '../format.ts';
import { host } from '../host/host.ts';
import { notify } from '../state/notices.ts';

/**
 * Puts a backup in the place of a file that does not open, opens it, and says where the damaged file went. `before` is what was
 * listed of the file. Answers why it failed, or null.
 */
export async function recoverFromBackup(path: string, backup: BackupEntry, before: BackupList, jobId: string): Promise<Failure | null> {
  const recovered = await host().backups.recover({ path, id: backup.id, jobId });
  if (!recovered.ok) return recovered.failure;
  const after = await host().backups.list({ path: null, check: false });
  const known = new Set(before.keptAside.map((kept) => kept.path));
  const kept = after.ok ? after.value.keptAside.find((each) => !known.has(each.path)) : undefined;
  const time = formatMinute(backup.createdAt);
  if (kept === undefined) notify({ tone: 'success', text: 'backups.recoveredMissing', values: { time }, durationMs: null });
  else notify({ tone: 'success', text: 'backups.recovered', values: { time, path: kept.path }, durationMs: null });
  return null;
}

/** Takes a sound file as it stands, whatever it lacks, and opens it. Answers why it failed, or null. */
export async function acceptFileAsItIs(path: string): Promise<Failure | null> {
  const accepted = await host().backups.acceptAsIs({ path });
  return accepted.ok ? null : accepted.failure;
}
