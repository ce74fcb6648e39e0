import type { ChangedRow, OutsideEditsShown } from '../../../shared/ipc/index.ts';
import { type TableName, tableNames } from '../../../shared/model/index.ts';
import { decodeChunk, inflateChunk } from '../change-log.ts';
import type { Connection } from '../connection.ts';
import { changedRow } from '../history/read-change.ts';
import { type Image, layoutOf, type SqlValue, sameValue } from '../table-layout.ts';
import { combineDigest, computeDigest, type Digest, sameDigest, storedDigest } from './table-digest.ts';

interface Known {
  id: string;
  image: Image;
}

/** A row that is not as the change log left it. */
export interface OutsideRow {
  fid: number;
  /** As the log knows it; null when the log knows no such row. */
  known: Known | null;
  /** As it stands; null when it is gone. */
  found: Known | null;
}

export interface OutsideFindings {
  rows: Map<TableName, OutsideRow[]>;
  /** Of tables whose rows all stand as logged and whose stored digest is off: what to add to it. */
  corrections: Map<TableName, Digest>;
}

/**
 * Every row that another program added, changed or removed. Each table's digest is worked out (some 10 µs a row) and compared with the
 * stored one; only where they differ are its rows compared with their last images in the log, one by one. Exact for what the log
 * covers: everything. The connection should hold one snapshot.
 */
export async function findOutsideEdits(connection: Connection, breathe: () => Promise<void>): Promise<OutsideFindings> {
  const findings: OutsideFindings = { rows: new Map(), corrections: new Map() };
  for (const table of tableNames) {
    const actual = await computeDigest(connection, table, breathe);
    const stored = storedDigest(connection, table);
    if (sameDigest(actual, stored)) continue;
    const rows = await compareWithLog(connection, table, breathe);
    if (rows.length > 0) {
      findings.rows.set(table, rows);
    } else {
      combineDigest(actual, stored, -1);
      findings.corrections.set(table, actual);
    }
  }
  return findings;
}

const ROWS_SHOWN = 50;

/** The findings as numbers, with the first rows of each table, for the screen. */
export function showOutsideEdits({ rows }: OutsideFindings): OutsideEditsShown[] {
  return [...rows].map(([table, list]) => ({
    table,
    added: list.filter(({ known }) => known === null).length,
    changed: list.filter(({ known, found }) => known !== null && found !== null).length,
    removed: list.filter(({ found }) => found === null).length,
    rows: list.slice(0, ROWS_SHOWN).flatMap((row) => shownRow(table, row)),
  }));
}

/** None for a row whose values cannot even be read as what they should be; adopting it is refused by name. */
function shownRow(table: TableName, { fid, known, found }: OutsideRow): ChangedRow[] {
  try {
    return [changedRow(table, { fid, id: (found ?? known)?.id ?? '', before: known?.image ?? null, after: found?.image ?? null })];
  } catch (error) {
    if (error instanceof RangeError || error instanceof SyntaxError || error instanceof TypeError) return [];
    throw error;
  }
}

/** Walks the log from its end: the first image met of a row is how the record left it. */
async function compareWithLog(connection: Connection, table: TableName, breathe: () => Promise<void>): Promise<OutsideRow[]> {
  const layout = layoutOf(table);
  const differing: OutsideRow[] = [];
  const seen = new Set<number>();
  const select = `SELECT ${layout.selectList} FROM ${table} WHERE fid = ?`;
  const chunks = connection.allValues('SELECT rev, seq FROM change_chunk WHERE table_name = ? ORDER BY rev DESC, seq DESC', table);
  for (const [rev, seq] of chunks) {
    const [blob] = connection.getValues('SELECT blob FROM change_chunk WHERE rev = ? AND seq = ?', rev as number, seq as number) ?? [];
    for (const { fid, id, after } of decodeChunk(layout, inflateChunk(blob as Uint8Array)).reverse()) {
      if (seen.has(fid)) continue;
      seen.add(fid);
      const found = knownOf(connection.getValues(select, fid));
      const known = after === null ? null : { id, image: after };
      if (!sameRow(known, found)) differing.push({ fid, known, found });
    }
    await breathe();
  }
  for (const [fid] of connection.allValues(`SELECT fid FROM ${table} ORDER BY fid`)) {
    if (!seen.has(fid as number)) {
      differing.push({ fid: fid as number, known: null, found: knownOf(connection.getValues(select, fid as number)) });
    }
  }
  return differing;
}

const knownOf = (selected: SqlValue[] | undefined): Known | null =>
  selected === undefined ? null : { id: selected[1] as string, image: selected.slice(2) };

function sameRow(one: Known | null, other: Known | null): boolean {
  if (one === null || other === null) return one === other;
  return one.id === other.id && one.image.every((value, index) => sameValue(value, other.image[index] as SqlValue));
}
