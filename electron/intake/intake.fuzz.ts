import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { refusalsAsFailures } from '../../shared/formats/refusal.ts';
import { damage, type FuzzTarget } from '../../shared/testing/fuzz.ts';
import { geopackage } from './geopackage.ts';
import { readExif } from './read-exif.ts';

const fixtures = join(import.meta.dirname, 'fixtures');
const database = readFileSync(join(fixtures, 'both.gpkg'));
const photo = readFileSync(join(fixtures, 'photos', '隐患.jpg'));

/** The readers of this room; the database is written to a folder of its own, which `clear` removes. */
export function intakeTargets(): { targets: readonly FuzzTarget[]; clear(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'fuzz-'));
  const path = join(folder, 'fuzz.gpkg');
  return {
    clear: () => rmSync(folder, { recursive: true, force: true }),
    targets: [
      {
        name: 'geopackage',
        make: (random) => damage(database, random),
        async read(source) {
          writeFileSync(path, await source.readAt(0, source.size));
          const format = refusalsAsFailures(geopackage(path));
          const first = await format.open(source, {});
          if (!first.ok) return false;
          for (const { name } of first.value.head.sheets.slice(0, 3)) {
            const table = await format.open(source, { sheet: name });
            if (!table.ok) return false;
            const rows = table.value.rows(() => {});
            for (let next = await rows.next(); ; next = await rows.next())
              if (next.done === true) {
                if (next.value !== null) return false;
                break;
              }
          }
          return true;
        },
      },
      {
        name: 'exif',
        make: (random) => damage(photo, random),
        read: async (source) => readExif(await source.readAt(0, source.size)) !== null,
      },
    ],
  };
}
