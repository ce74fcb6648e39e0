import { newRow } from '../../shared/model/entity.ts';
import { type Change, entities, type Failure } from '../../shared/model/index.ts';
import type { Connection } from './connection.ts';

/** Key of the `setting` row that remembers the added basemap archives. */
export const BASEMAPS_KEY = 'basemaps';

/** Key of the `setting` row that says what was exported last: one revision an export, so that the log has them all. */
export const LAST_EXPORT_KEY = 'lastExport';

/** A settings write the record refused, carried through code that knows nothing of results. */
export class SettingError extends Error {
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(failure.code);
    this.failure = failure;
  }
}

/** Value of a setting, or null when it was never set. */
export function readSetting(connection: Connection, key: string): unknown {
  const found = connection.get<{ value: string | null }>('SELECT value FROM setting WHERE key = ?', key);
  return found?.value ? JSON.parse(found.value) : null;
}

/** The change that sets a setting. */
export function settingChange(connection: Connection, key: string, value: unknown): Change {
  const found = connection.get<{ id: string }>('SELECT id FROM setting WHERE key = ?', key);
  const row = newRow(entities.setting, found?.id ?? crypto.randomUUID(), { key, value });
  return { note: { edit: 'changeSetting', subject: key, count: 1 }, puts: { setting: [row] }, deletes: {} };
}
