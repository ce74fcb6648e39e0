import type { Point } from 'geojson';
import { collectRoads, type RoadInput, type TurnRestrictionInput } from '../../shared/analyses/network/index.ts';
import { columnMakers } from '../../shared/ipc/allocate-columns.ts';
import { type ColumnSetName, columnSets, type DataRequest, type DataResponse, NO_DAY, type StoredRow } from '../../shared/ipc/index.ts';
import {
  facilityTypes,
  hazardSeverities,
  hazardStates,
  inspectionResults,
  premisesCategories,
  settledHazardStates,
  stationTypes,
  supervisionGrades,
  type TableName,
  warningColors,
} from '../../shared/model/index.ts';

/** Answers one request of the data plane from rows, in chunks, as the record's process does. */
export function* answerFromRows(
  workspaceId: string,
  request: DataRequest,
  tables: Map<TableName, StoredRow[]>,
  rev: number,
): Generator<DataResponse> {
  const { id } = request;
  if (request.ask === 'rev') {
    yield { id, kind: 'rev', rev, head: '', workspaceId };
    return;
  }
  if (request.ask === 'roads') {
    const roads = collectRoads(
      tables.get('road') as unknown as RoadInput[],
      tables.get('turn_restriction') as unknown as TurnRestrictionInput[],
    );
    yield { id, kind: 'roads', rev, head: '', workspaceId, roads, last: true };
    return;
  }
  const rows = columnRows(request.set, tables);
  for (let offset = 0; offset === 0 || offset < rows.length; offset += request.chunkRows) {
    const part = rows.slice(offset, offset + request.chunkRows);
    const columns = Object.fromEntries(
      Object.entries(columnSets[request.set]).map(([column, kind]) => {
        const array = new columnMakers[kind](part.length);
        part.forEach((row, index) => {
          array[index] = row[column] ?? 0;
        });
        return [column, array];
      }),
    );
    const last = offset + part.length >= rows.length;
    yield { id, kind: 'chunk', rev, head: '', workspaceId, total: rows.length, offset, count: part.length, columns, last };
  }
}

const codeOf = (codes: readonly string[], value: unknown): number => codes.indexOf(value as string) + 1;
const dayOf = (value: unknown): number => (typeof value === 'string' ? Math.floor(Date.parse(value) / 86_400_000) : NO_DAY);
const isOpen = (row: StoredRow): boolean => !settledHazardStates.includes(row.state as never);

/** Rows of a column set as numbers, as shared/ipc/data-plane.ts defines them. */
function columnRows(set: ColumnSetName, tables: Map<TableName, StoredRow[]>): Record<string, number>[] {
  const premises = tables.get('premises')!;
  const hazards = tables.get('hazard')!;
  const placed = (row: StoredRow, geom: unknown): Record<string, number>[] => {
    if (geom === null || geom === undefined) return [];
    const [lon, lat] = (geom as Point).coordinates as [number, number];
    return [{ fid: row.fid, lon, lat }];
  };
  if (set === 'premises') {
    return premises.flatMap((row) => {
      const own = hazards.filter((hazard) => hazard.premisesId === row.id && hazard.state !== 'void');
      return placed(row, row.geom).map((place) => ({
        ...place,
        category: codeOf(premisesCategories, row.category),
        grade: codeOf(supervisionGrades, row.supervisionGrade),
        color: codeOf(warningColors, row.warningColor),
        openHazards: own.filter(isOpen).length,
        openHighHazards: own.filter((hazard) => isOpen(hazard) && hazard.severity === 'severityHigh').length,
        totalHazards: own.length,
        mixedUse: row.mixedUse === true ? 1 : 0,
        registeredDay: dayOf(row.registeredOn),
        closedDay: dayOf(row.closedOn),
      }));
    });
  }
  if (set === 'hazards') {
    const places = new Map(premises.map((row) => [row.id, row.geom]));
    return hazards
      .filter((row) => row.state !== 'void')
      .flatMap((row) =>
        placed(row, row.geom ?? places.get(row.premisesId as string)).map((place) => ({
          ...place,
          severity: codeOf(hazardSeverities, row.severity),
          state: codeOf(hazardStates, row.state),
          open: isOpen(row) ? 1 : 0,
          prominent: row.prominent === true ? 1 : 0,
          premisesFid: premises.find(({ id }) => id === row.premisesId)?.fid ?? 0,
          foundDay: dayOf(row.foundOn),
          settledDay: isOpen(row) ? NO_DAY : dayOf(row.rectifiedOn ?? row.acceptedOn ?? row.closedOn),
        })),
      );
  }
  if (set === 'inspections') {
    const places = new Map(premises.map((row) => [row.id, row]));
    return tables.get('inspection')!.flatMap((row) => {
      const inspected = places.get(row.premisesId as string);
      return placed(row, inspected?.geom).map((place) => ({
        ...place,
        premisesFid: inspected!.fid,
        inspectedDay: dayOf(row.inspectedOn),
        result: codeOf(inspectionResults, row.result),
        hazardCount: Number(row.hazardCount ?? 0),
      }));
    });
  }
  const [table, codes] = set === 'stations' ? (['station', stationTypes] as const) : (['facility', facilityTypes] as const);
  return tables.get(table)!.flatMap((row) => placed(row, row.geom).map((place) => ({ ...place, type: codeOf(codes, row.type) })));
}
