import type { BackupKeep, BackupReason } from '../../../shared/ipc/index.ts';

/** What is kept until somebody says otherwise. */
export const usualKeep: BackupKeep = { recent: 10, days: 14, weeks: 12 };

/** Backups made before a migration: the newest of them are kept this long, whatever comes after. */
const MIGRATIONS = 3;
const MIGRATION_DAYS = 180;

const DAY_MS = 86_400_000;
/** 1970-01-01 was a Thursday: weeks begin on Monday. */
const MONDAY_OFFSET_DAYS = 3;

/**
 * The backups a rotation lets go, by their `createdAt` (ISO instants). Kept are the newest `recent`, the last one of each
 * of the newest `days` days that have any, and the last one of each of the newest `weeks` weeks that have any, and for half a year the
 * newest ones made before a migration. Days are those of `offsetMinutes` east of UTC.
 */
export function backupsToDrop<B extends { createdAt: string; reason?: BackupReason }>(
  backups: readonly B[],
  rule: BackupKeep,
  offsetMinutes = 480,
): B[] {
  const newestFirst = backups.toSorted((one, other) => Date.parse(other.createdAt) - Date.parse(one.createdAt));
  const kept = new Set<B>(newestFirst.slice(0, rule.recent));
  const keepLastOfEach = (periodOf: (day: number) => number, periods: number): void => {
    const seen = new Set<number>();
    for (const backup of newestFirst) {
      const period = periodOf(Math.floor((Date.parse(backup.createdAt) + offsetMinutes * 60_000) / DAY_MS));
      if (seen.has(period)) continue;
      if (seen.size === periods) return;
      seen.add(period);
      kept.add(backup);
    }
  };
  keepLastOfEach((day) => day, rule.days);
  keepLastOfEach((day) => Math.floor((day + MONDAY_OFFSET_DAYS) / 7), rule.weeks);
  const newestMs = Date.parse(newestFirst[0]?.createdAt ?? '');
  const migrations = newestFirst.filter(({ reason }) => reason === 'beforeMigration').slice(0, MIGRATIONS);
  for (const backup of migrations) if (newestMs - Date.parse(backup.createdAt) <= MIGRATION_DAYS * DAY_MS) kept.add(backup);
  return newestFirst.filter((backup) => !kept.has(backup));
}
