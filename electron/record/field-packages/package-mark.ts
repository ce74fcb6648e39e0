import type { FieldPackageMark, HandedOutPackage } from '../../../shared/ipc/index.ts';
import type { FieldPackage } from '../../../shared/model/index.ts';
import type { Connection } from '../connection.ts';
import { layoutOf, rowOfSelected } from '../table-layout.ts';
import { packageOf, readMark } from './returned-copy.ts';

/** What windows are told of a package. */
export const markOf = (row: FieldPackage): FieldPackageMark => ({
  packageId: row.id,
  originWorkspaceId: row.originWorkspaceId ?? '',
  originName: row.originName ?? '',
  baseRev: row.baseRev ?? 0,
  zoneName: row.zoneName ?? '',
  madeBy: row.madeBy ?? '',
  madeAt: row.madeAt ?? '',
  expiresOn: row.expiresOn ?? '',
});

/** The mark of an open working copy; null for any other workspace. */
export function readFieldPackage(connection: Connection): FieldPackageMark | null {
  const row = readMark(connection);
  return row === null ? null : markOf(row);
}

/** Packages handed out, newest first. */
export function readHandedOut(connection: Connection): HandedOutPackage[] {
  const layout = layoutOf('field_package');
  return connection
    .allValues(`SELECT ${layout.selectList} FROM field_package WHERE side = 'handedOut' ORDER BY made_at DESC, fid DESC`)
    .map((values) => packageOf(rowOfSelected(layout, values)))
    .map((row) => ({ ...markOf(row), counts: row.counts ?? {}, merged: row.merged.map(({ rev, at, by }) => ({ rev, at, by })) }));
}
