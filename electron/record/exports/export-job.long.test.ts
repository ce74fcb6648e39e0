import { afterAll, beforeAll, describe, test } from 'vitest';
import { exportedTables } from '../../../shared/formats/export-request.ts';
import { type ExportRecord, formatsOf, openExportRecord } from '../testing/open-export-record.ts';

let opened: ExportRecord;
beforeAll(async () => {
  opened = await openExportRecord();
}, 60_000);
afterAll(() => opened?.held.dispose());

describe.each(exportedTables)('%s', (table) => {
  test.each(formatsOf(table))('taken back from %s, nothing changes', { timeout: 60_000 }, (format) =>
    opened.expectTakenBack(table, format),
  );
});
