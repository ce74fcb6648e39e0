import fc from 'fast-check';
import { expect, it } from 'vitest';
import { backupDue } from './backup-due.ts';
import { backupsToDrop, usualKeep } from './retention.ts';

const DAY_MS = 86_400_000;
const dayOf = (at: string): number => Math.floor((Date.parse(at) + 8 * 3_600_000) / DAY_MS);
const backups = fc
  .uniqueArray(fc.integer({ min: 0, max: 400 * 24 * 60 }), { maxLength: 150 })
  .map((minutes) => minutes.map((minute) => ({ createdAt: new Date(Date.UTC(2025, 0, 1) + minute * 60_000).toISOString() })));

it('keeps the newest, one a day and one a week, and no more than those', () => {
  fc.assert(
    fc.property(backups, (all) => {
      const dropped = new Set(backupsToDrop(all, usualKeep));
      const kept = all.filter((backup) => !dropped.has(backup));
      const newestFirst = all.toSorted((one, other) => other.createdAt.localeCompare(one.createdAt));
      for (const recent of newestFirst.slice(0, usualKeep.recent)) expect(dropped.has(recent)).toBe(false);
      expect(kept.length).toBeLessThanOrEqual(usualKeep.recent + usualKeep.days + usualKeep.weeks);
      // Each of the newest days keeps its last backup.
      const days = [...new Set(newestFirst.map(({ createdAt }) => dayOf(createdAt)))].slice(0, usualKeep.days);
      for (const day of days) expect(kept).toContain(newestFirst.find(({ createdAt }) => dayOf(createdAt) === day));
      expect(backupsToDrop(kept, usualKeep)).toEqual([]);
      expect([...dropped, ...kept].length).toBe(all.length);
    }),
    { seed: 5, numRuns: 300 },
  );
});

it('keeps what was made before a migration for half a year, the newest three of them', () => {
  const at = (day: number) => new Date(Date.UTC(2026, 0, 1 + day)).toISOString();
  const migrations = [0, 1, 2, 3].map((day) => ({ createdAt: at(day), reason: 'beforeMigration' as const }));
  const after = (days: number) => Array.from({ length: 60 }, (_, index) => ({ createdAt: at(days - index), reason: 'scheduled' as const }));
  const keptAfter = (days: number) => {
    const all = [...migrations, ...after(days)];
    const dropped = new Set<object>(backupsToDrop(all, { recent: 2, days: 2, weeks: 2 }));
    return migrations.filter((backup) => !dropped.has(backup));
  };
  expect(keptAfter(150)).toEqual(migrations.slice(1));
  expect(keptAfter(190)).toEqual([]);
});

it('thins out as backups come, without ever losing the reach back over twelve weeks, the running one included', () => {
  let kept: { createdAt: string }[] = [];
  for (let hour = 0; hour < 24 * 7 * 20; hour += 3) {
    kept = [...kept, { createdAt: new Date(Date.UTC(2026, 0, 5) + hour * 3_600_000).toISOString() }];
    const dropped = new Set(backupsToDrop(kept, usualKeep));
    kept = kept.filter((backup) => !dropped.has(backup));
  }
  const oldest = Math.min(...kept.map(({ createdAt }) => Date.parse(createdAt)));
  const newest = Math.max(...kept.map(({ createdAt }) => Date.parse(createdAt)));
  expect((newest - oldest) / DAY_MS).toBeGreaterThanOrEqual(10 * 7);
  expect(kept.length).toBeLessThanOrEqual(36);
});

it('asks for a backup after enough changes, after a day with any, and never without one', () => {
  const now = new Date('2026-11-02T12:00:00Z');
  const state = { rev: 10, backedUpRev: 10, backedUpAt: '2026-01-01T00:00:00Z', now };
  expect(backupDue(state)).toBe(false);
  expect(backupDue({ ...state, rev: 11 })).toBe(true);
  expect(backupDue({ ...state, rev: 11, backedUpAt: '2026-11-02T11:00:00Z' })).toBe(false);
  expect(backupDue({ ...state, rev: 210, backedUpAt: '2026-11-02T11:00:00Z' })).toBe(true);
  expect(backupDue({ ...state, rev: 1, backedUpRev: 0, backedUpAt: null })).toBe(true);
  // After going back to an older backup the revision stands below the newest backup's.
  expect(backupDue({ ...state, rev: 3 })).toBe(true);
});
