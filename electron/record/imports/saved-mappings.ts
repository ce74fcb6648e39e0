import type { TableImportKind } from '../../../shared/formats/field-words.ts';
import { importKinds, type Mapping } from '../../../shared/formats/intake.ts';
import {
  mappingSignature,
  preferSavedMapping,
  readSavedMappings,
  type SavedMapping,
  type SavedMappings,
  savedMappingPrefix,
  withSavedMapping,
} from '../../../shared/formats/saved-mapping.ts';
import type { ImportPreview } from '../../../shared/ipc/index.ts';
import type { Change } from '../../../shared/model/index.ts';
import type { Connection } from '../connection.ts';
import { readSetting, settingChange } from '../settings.ts';

const keyOf = (columns: readonly string[]): string => savedMappingPrefix + mappingSignature(columns);

/** Every mapping that was saved, newest first. */
export function listSavedMappings(connection: Connection): SavedMapping[] {
  const listed = Object.entries(savedMappingsBySignature(connection)).flatMap(([signature, { columns, kinds }]): SavedMapping[] =>
    Object.entries(kinds).map(([kind, entry]) => ({ signature, kind: kind as TableImportKind, columns, ...entry })),
  );
  return listed.sort((a, b) => b.savedAt.localeCompare(a.savedAt));
}

/** What was saved for each set of headers, by their signature. */
export function savedMappingsBySignature(connection: Connection): Record<string, SavedMappings> {
  const rows = connection.all<{ key: string; value: string | null }>(
    'SELECT key, value FROM setting WHERE substr(key, 1, ?) = ?',
    savedMappingPrefix.length,
    savedMappingPrefix,
  );
  const read = rows.map(({ key, value }) => [
    key.slice(savedMappingPrefix.length),
    readSavedMappings(value === null ? null : JSON.parse(value)),
  ]);
  return Object.fromEntries(read.filter(([, saved]) => saved !== null));
}

/** The change that saves a mapping for these headers, or forgets it with null. */
export function savedMappingChange(
  connection: Connection,
  { columns, as, mapping }: { columns: string[]; as: TableImportKind; mapping: Mapping | null },
  savedBy: string,
): Change {
  const key = keyOf(columns);
  const entry = mapping === null ? null : { mapping, savedAt: new Date().toISOString(), savedBy };
  return settingChange(connection, key, withSavedMapping(readSavedMappings(readSetting(connection, key)), columns, as, entry));
}

/** The preview with what was saved for its headers in place of what they suggest. */
export function withSavedMappings(connection: Connection, preview: ImportPreview): ImportPreview {
  const saved = readSavedMappings(readSetting(connection, keyOf(preview.columns)));
  if (saved === null) return preview;
  const suggested: ImportPreview['suggested'] = { ...preview.suggested };
  for (const kind of importKinds) {
    const before = suggested[kind];
    if (kind !== 'osm' && before !== undefined) suggested[kind] = preferSavedMapping(kind, preview.columns, before, saved);
  }
  return { ...preview, suggested };
}
