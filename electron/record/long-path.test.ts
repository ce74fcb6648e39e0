import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { refuseLongPath } from './long-path.ts';
import { openSqlite, sqliteDrivers } from './sqlite.ts';

test('what is refused is what SQLite does not open, in bytes and not in characters', () => {
  const folder = mkdtempSync(join(tmpdir(), 'long-'));
  try {
    let deep = folder;
    while (Buffer.byteLength(deep) < 400) deep = join(deep, '辖区台账'.repeat(5));
    mkdirSync(deep, { recursive: true });
    const pathOf = (bytes: number) => join(deep, 'w'.repeat(bytes - Buffer.byteLength(deep) - 1));
    for (const driver of sqliteDrivers) {
      const opens = (path: string): boolean => {
        try {
          const database = openSqlite(path, { readOnly: false, driver });
          database.exec('PRAGMA journal_mode = WAL; CREATE TABLE t (a)');
          database.close();
          return true;
        } catch {
          return false;
        }
      };
      expect([503, 504, 505, 506].map((bytes) => opens(pathOf(bytes)))).toEqual([true, true, false, false]);
      rmSync(pathOf(503), { force: true });
      rmSync(pathOf(504), { force: true });
    }
    expect(refuseLongPath(pathOf(504), 0, 'linux')).toBeNull();
    expect(refuseLongPath(pathOf(505), 0, 'linux')).toMatchObject({
      failure: { code: 'pathTooLong', details: { bytes: 505, limit: 504 } },
    });
    expect(refuseLongPath(pathOf(480), 25, 'linux')).toMatchObject({ failure: { details: { bytes: 480, limit: 479 } } });
    expect(refuseLongPath(pathOf(800), 0, 'win32')).toBeNull();
  } finally {
    rmSync(folder, { recursive: true });
  }
});
