import type { WorkspaceInfo } from '../../shared/ipc/index.ts';
import { redoTop, undoTop } from './change-log.ts';
import type { Connection } from './connection.ts';
import { countOpenConflicts } from './field-packages/conflicts.ts';
import { readFieldPackage } from './field-packages/package-mark.ts';
import type { Workspace } from './workspace.ts';

/** Whether a workspace holds what the sample generator made. */
export const readSample = (connection: Connection): boolean =>
  connection.get<{ sample: number }>('SELECT sample FROM workspace_meta')?.sample === 1;

/** What windows know of the open workspace. Cheap: indexed look-ups and the root nodes of the spatial indexes. */
export function readWorkspaceInfo(workspace: Workspace): WorkspaceInfo {
  const { reader, path, workspaceId, name, counts } = workspace;
  const meta = reader.get<{ schema_version: number }>('SELECT schema_version FROM workspace_meta');
  const last = reader.get<{ rev: number; at: string }>('SELECT rev, at FROM change_log ORDER BY rev DESC LIMIT 1');
  return {
    workspaceId,
    path,
    name,
    rev: last?.rev ?? 0,
    sample: readSample(reader),
    readOnly: workspace.readOnly,
    schemaVersion: meta?.schema_version ?? 0,
    changedAt: last?.at ?? null,
    extent: workspace.firstView.of(reader, counts.placed),
    counts: { ...counts },
    openStreetMap: reader.get("SELECT 1 FROM import_batch WHERE imported_as = 'osm' LIMIT 1") !== undefined,
    figures: workspace.keyFigures.of(reader, last?.rev ?? 0),
    fieldPackage: readFieldPackage(reader),
    openConflicts: countOpenConflicts(reader),
    undo: undoTop(reader)?.note ?? null,
    redo: redoTop(reader)?.note ?? null,
  };
}
