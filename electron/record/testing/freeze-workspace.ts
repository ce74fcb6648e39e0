import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { newRow } from '../../../shared/model/entity.ts';
import { type Change, entities } from '../../../shared/model/index.ts';
import { aWorkspace } from '../../../shared/testing/a-workspace.ts';
import { openReader } from '../connection.ts';
import { schemaVersion } from '../migrations/index.ts';
import { createRecord } from '../record.ts';
import { openSqlite } from '../sqlite.ts';
import { goldenExport } from './golden-export.ts';
import { scriptedImport, scriptedIntakeWorkerUrl, successOf } from './open-test-record.ts';

/**
 * Run once by hand for every released schema: `node freeze-workspace.ts`. Writes `frozen/<version>.gpkg.gz`, a small
 * workspace with a past of edits, an import, undo and redo, and `frozen/<version>.json`, what it holds. Never run again for a
 * version that has gone out: the files stand for workspaces that exist.
 */
const folder = mkdtempSync(join(tmpdir(), 'freeze-'));
const path = join(folder, 'frozen.gpkg');
const record = createRecord({ intakeWorkerUrl: scriptedIntakeWorkerUrl, onEvent: () => undefined });
const apply = async (change: Change) => successOf(await record.apply({ change }));
const note = (edit: string) => ({ edit, subject: null, count: 1 });

successOf(await record.open({ path, create: { name: '红山片区' }, actor: '李四' }));
const first = aWorkspace().withPremises(12).withHazards(8).withStations(2).withFacilities(3).withRoads(3).withZones(2);
await apply(first.toChange());
const [premises, other] = first.rows.premises ?? [];
if (premises === undefined || other === undefined) throw new Error('no premises');
await apply({ note: note('editPremises'), puts: { premises: [{ ...premises, name: '改名超市', seats: 40 }] }, deletes: {} });
const setting = newRow(entities.setting, crypto.randomUUID(), { key: 'layers', value: { heat: true } });
await apply({ note: note('changeSetting'), puts: { setting: [setting] }, deletes: {} });
const imported = successOf(await record.runImport({ jobId: 'a', request: scriptedImport('premises=20&hazards=6'), commit: true }));
await apply({ note: note('removePremises'), puts: {}, deletes: { premises: [other.id] } });
successOf(await record.undo(null));
successOf(await record.redo(null));
successOf(await record.undo(null));
await apply({ note: note('editPremises'), puts: { premises: [{ ...premises, name: '改名超市', note: '第二次修改' }] }, deletes: {} });
if (imported.importBatchId === null) throw new Error('nothing imported');
await record.close(null);

const name = join(import.meta.dirname, 'frozen', String(schemaVersion).padStart(4, '0'));
const compact = openSqlite(path, { readOnly: false });
compact.exec('PRAGMA journal_mode = DELETE; VACUUM; PRAGMA journal_mode = WAL');
compact.close();
const connection = openReader(path);
writeFileSync(`${name}.json`, `${JSON.stringify(goldenExport(connection), null, 1)}\n`);
connection.close();
const packed = gzipSync(readFileSync(path), { level: 9 });
writeFileSync(`${name}.gpkg.gz`, packed);
rmSync(folder, { recursive: true, force: true });
