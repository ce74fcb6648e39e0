import type { Crs } from '../geo/crs.ts';
import { type Failure, failed, type TableName } from '../model/index.ts';
import type { CategoryThresholds } from '../rules/suggest-category.ts';
import type { CodeReaders } from './code-words.ts';
import { isExportedKeyColumn, readExportedRow } from './exported-row.ts';
import type { TableImportKind } from './field-words.ts';
import type { SourceRow } from './format.ts';
import type { BoundingBox, CellRule, DateOrder, IntakeBatch, IntakeRow, Mapping, MatchKey } from './intake.ts';
import type { ReasonCode } from './issue.ts';
import { createKeySet } from './key-set.ts';
import { parseWkt } from './parse-wkt.ts';
import { readFacility } from './read-facility.ts';
import { readHazard } from './read-hazard.ts';
import { readInspection } from './read-inspection.ts';
import { readPatrolTrack } from './read-patrol-track.ts';
import { readPerson } from './read-person.ts';
import { readPremises } from './read-premises.ts';
import { readRoad } from './read-road.ts';
import { readStation } from './read-station.ts';
import { readZone } from './read-zone.ts';
import { type Cells, rowCells } from './row-cells.ts';
import { chosenKey } from './source-key.ts';
import type { IssueTally } from './tally-issues.ts';

const rowsPerBatch = 1000;

export interface TableIntakeOptions {
  kind: TableImportKind;
  mapping: Mapping;
  crs: Crs;
  /** Name of the file, for issues. */
  file: string;
  tally: IssueTally;
  /** How rows find their records; `auto` when left out. */
  matchBy?: MatchKey | undefined;
  /** Which part of a date comes first where a cell leaves it open. */
  dateOrder?: DateOrder | undefined;
  /** Where small premises end: with it, categories are suggested and doubted by name and size. */
  thresholds?: CategoryThresholds | undefined;
  /** What words stand for, with those of the office; the usual ones when left out. */
  codes?: CodeReaders | undefined;
  /** Where the workspace's data lies (WGS84): tells longitude from latitude where both may be either. */
  district?: BoundingBox | undefined;
  /** How the cells of a field's column are read, by field. */
  cellRules?: Readonly<Record<string, CellRule>> | undefined;
}

export const tableOfKind = {
  premises: 'premises',
  hazards: 'hazard',
  inspections: 'inspection',
  people: 'person',
  stations: 'station',
  facilities: 'facility',
  zones: 'zone',
  roads: 'road',
  patrolTracks: 'patrol_track',
} as const satisfies Record<TableImportKind, TableName>;

/**
 * Rows of a table-like file as rows for the record, in batches. Every source row is counted in the tally; a rejected one has an
 * issue of level `error`, a kept one possibly warnings. Returns the failure the source ended with, or null.
 */
export async function* tableToIntake(
  source: AsyncGenerator<SourceRow[], Failure | null, void>,
  options: TableIntakeOptions,
): AsyncGenerator<IntakeBatch, Failure | null, void> {
  const { kind, mapping, tally } = options;
  if ((kind === 'premises' || kind === 'stations') && mapping.name === undefined)
    return failed('noColumnForName', { file: options.file }).failure;
  const table = tableOfKind[kind];
  const seen = createKeySet();
  const readRow = rowReader(options);
  let rows: IntakeRow[] = [];
  for (let next = await source.next(); ; next = await source.next()) {
    if (next.done === true) {
      if (rows.length > 0) yield { table, rows };
      return next.value;
    }
    const found: IntakeRow[][] = [];
    for (const row of next.value) {
      tally.read += 1;
      const read = readRow(row);
      if (read === null) tally.rejected += 1;
      else found.push(read);
    }
    const isNew = seen.addAll(found.map((read) => read[0]!.values.sourceRef));
    found.forEach((read, index) => {
      if (isNew[index]) {
        for (const one of read) rows.push(one);
        return;
      }
      tally.rejected += 1;
      tally.report({
        code: 'duplicateInFile',
        file: options.file,
        row: read[0]!.origin,
        column: mapping.code ?? mapping.number ?? mapping.name ?? null,
        value: read[0]!.values.sourceRef,
      });
    });
    while (rows.length >= rowsPerBatch) {
      yield { table, rows: rows.slice(0, rowsPerBatch) };
      rows = rows.slice(rowsPerBatch);
    }
  }
}

/** Reads one row after the other; null for a row that is rejected, which is reported. */
function rowReader(options: TableIntakeOptions): (row: SourceRow) => IntakeRow[] | null {
  const { kind, mapping, tally, file, crs, matchBy = 'auto' } = options;
  const { cells, turnTo } = rowCells(options);
  const table = tableOfKind[kind];
  const read = readers[kind];
  const mayBeExported = matchBy === 'auto' && isExportedKeyColumn(table, mapping.sourceRef);
  return (row) => {
    if (mayBeExported) {
      const report = (code: ReasonCode, column: string, value: string): void =>
        tally.report({ code, file, row: row.row, column, value: value.slice(0, 100) });
      const exported = readExportedRow(row, table, { crs, keyColumn: mapping.sourceRef, report });
      if (exported !== null) return [exported];
    }
    turnTo(row);
    const rows = read(withShape(row, mapping.geometry), cells, options);
    if (rows === null || rows.length > 1) return rows;
    const { values } = rows[0]!;
    const known = cells.text('sourceRef');
    if (known !== null && exportedKey.test(known)) values.sourceRef = known;
    const id = cells.text('id')?.toLowerCase();
    if (id !== undefined && recordId.test(id)) values.id = id;
    if (matchBy === 'auto') return rows;
    const key = chosenKey(matchBy, table, { ...values, code: cells.text('code') ?? cells.text('number') });
    if (key === null) {
      cells.report('missingKey', matchBy === 'nameAddress' ? 'address' : matchBy, null);
      return null;
    }
    values.sourceRef = key;
    return rows;
  };
}

/** A row whose shape stands in a column, as Well-Known Text. */
function withShape(row: SourceRow, column: string | undefined): SourceRow {
  const geometry = row.geometry === null && column !== undefined ? parseWkt(row.values[column] ?? '') : null;
  return geometry === null ? row : { ...row, geometry };
}

/** A key as this app writes it into its exports. */
const exportedKey = /^[a-z_]{2,20}:\S/;
const recordId = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

type Reader = (row: SourceRow, cells: Cells, options: TableIntakeOptions) => IntakeRow[] | null;
const readers: Readonly<Record<TableImportKind, Reader>> = {
  premises: readPremises,
  hazards: readHazard,
  inspections: readInspection,
  people: readPerson,
  stations: readStation,
  facilities: readFacility,
  zones: readZone,
  roads: readRoad,
  patrolTracks: readPatrolTrack,
};
