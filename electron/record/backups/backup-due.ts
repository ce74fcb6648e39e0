/** When a backup is made unasked. */
export const backupRhythm = { changes: 200, hours: 24 };

const HOUR_MS = 3_600_000;

/** Whether a backup is due: enough changes since the last one, or any change and a day gone. */
export function backupDue(
  state: { rev: number; backedUpRev: number; backedUpAt: string | null; now: Date },
  rhythm = backupRhythm,
): boolean {
  // The revision may also stand below the newest backup's: a recovery went back to an older one.
  const changes = Math.abs(state.rev - state.backedUpRev);
  if (changes === 0) return false;
  if (changes >= rhythm.changes || state.backedUpAt === null) return true;
  return state.now.getTime() - Date.parse(state.backedUpAt) >= rhythm.hours * HOUR_MS;
}
