import type { SourceRow } from '../../shared/formats/format.ts';
import { exchangeCells, type GatheredPositions, gatherPosition, noPositions, report } from '../../shared/formats/gather-positions.ts';
import type { ImportKind, ImportRequest, Mapping } from '../../shared/formats/intake.ts';
import { mostTableBytes } from '../../shared/formats/limits.ts';
import { suggestMapping } from '../../shared/formats/mapping.ts';
import { parseCrs, toWgs84 } from '../../shared/geo/crs.ts';
import { candidateSystems, type Magnitude, positionsUnder } from '../../shared/geo/crs-doctor/candidate-systems.ts';
import type { CrsReport } from '../../shared/geo/crs-doctor/crs-report.ts';
import { diagnoseCrs } from '../../shared/geo/crs-doctor/diagnose-crs.ts';
import type { PointHabit } from '../../shared/geo/crs-doctor/ground-fit.ts';
import { type GroundIndex, indexGround, insideDistrict } from '../../shared/geo/crs-doctor/ground-index.ts';
import { toLocal } from '../../shared/geo/crs-doctor/local-frame.ts';
import type { Envelope } from '../../shared/geo/wkb.ts';
import { done, failed, type Result } from '../../shared/model/index.ts';
import type { SqliteDriver } from '../record/sqlite.ts';
import { openByteSource } from './byte-source.ts';
import { chooseFormat } from './choose-format.ts';
import { readGround } from './read-ground.ts';

export type CrsRequest = Pick<ImportRequest, 'path' | 'as' | 'encoding' | 'layout' | 'mapping'>;
export interface WorkspaceFile {
  path: string;
  driver: SqliteDriver | undefined;
}

/** Rows and positions beyond these would not change the verdict. */
const mostRows = 20_000;
const mostPositions = 40_000;
const mappingSampleRows = 200;
const samplePoints = 2000;
/** How far around the points ground is read: GCJ-02 and BD-09 move by up to 1.5 km. */
const marginDegrees = 0.025;

const habits: Record<ImportKind, PointHabit> = {
  osm: null,
  premises: 'premises',
  hazards: 'premises',
  inspections: 'premises',
  stations: 'premises',
  people: null,
  facilities: 'roadside',
  zones: null,
  roads: 'onRoad',
  patrolTracks: 'onRoad',
};

/**
 * Which coordinate system a file is in, judged by its first rows and the workspace's ground, and which of those rows have positions
 * that are wrong in any system. Fails as `openByteSource` and the formats do.
 */
export async function diagnoseFile(
  request: CrsRequest,
  workspace: WorkspaceFile | null,
  checkpoint: () => void = () => {},
): Promise<Result<CrsReport>> {
  const opened = await openByteSource(request.path, mostTableBytes, checkpoint);
  if (!opened.ok) return opened;
  const { source, close } = opened.value;
  try {
    const chosen = await chooseFormat(opened.value, request.path);
    if (!chosen.ok) return chosen;
    if (chosen.value.kind === 'osm' || request.as === 'osm') return failed('fileTypeUnsupported', { file: source.name, type: 'OSM PBF' });
    const table = await chosen.value.format.open(chosen.value.source, { ...request.layout, encoding: request.encoding ?? undefined });
    if (!table.ok) return table;
    const { head, rows } = table.value;
    const gathered = noPositions();
    let { mapping } = request;
    let rowsRead = 0;
    let wholeFile = true;
    for await (const batch of rows(() => {})) {
      checkpoint();
      mapping ??= suggestMapping(request.as, head.columns, valuesOf(batch.slice(0, mappingSampleRows))).mapping;
      for (const row of batch.slice(0, mostRows - rowsRead)) gatherPosition(gathered, row, mapping);
      rowsRead += Math.min(batch.length, mostRows - rowsRead);
      if (rowsRead < mostRows && gathered.degrees.rows.length + gathered.meters.rows.length < mostPositions) continue;
      wholeFile = false;
      break;
    }
    // A shapefile's .prj and a GeoPackage's own table are statements; what a format prescribes is not, for phones ignore it.
    const stated = head.crsStated === null ? null : head.crs;
    return done({ ...judge(gathered, mapping ?? {}, request.as, stated, workspace), rowsRead, wholeFile });
  } finally {
    await close();
  }
}

const valuesOf = (rows: readonly SourceRow[]) => rows.map((row) => row.values);

function judge(
  gathered: GatheredPositions,
  mapping: Mapping,
  as: ImportKind,
  stated: string | null,
  workspace: WorkspaceFile | null,
): Omit<CrsReport, 'rowsRead' | 'wholeFile'> {
  const magnitude: Magnitude = gathered.meters.rows.length > gathered.degrees.rows.length ? 'meters' : 'degrees';
  const { raw, rows } = gathered[magnitude];
  const pairs = Float64Array.from(raw);
  const boxes = boxesOf(magnitude, pairs, stated);
  const ground = workspace === null || pairs.length === 0 ? null : indexGround(readGround(workspace.path, workspace.driver, boxes));
  const diagnosis = diagnoseCrs({ raw: pairs, magnitude, stated, habit: habits[as], ground });
  const best = diagnosis.chosen ?? diagnosis.candidates[0]?.crs ?? null;
  if (ground !== null && best !== null && (diagnosis.candidates[0]?.outside ?? 1) < 0.5)
    nameStrays(gathered, { pairs, rows, ground, crs: best, mapping });
  const step = Math.max(1, rows.length / samplePoints);
  const sample = Array.from({ length: Math.min(rows.length, samplePoints) }, (_, index): [number, number] => {
    const at = Math.floor(index * step) * 2;
    return [pairs[at]!, pairs[at + 1]!];
  });
  return {
    ...diagnosis,
    sample,
    swappedColumns: magnitude === 'degrees' && gathered.swapped > rows.length / 2,
    problems: gathered.problems.toSorted((a, b) => a.row - b.row),
    problemCounts: gathered.counts,
  };
}

interface Strays {
  pairs: Float64Array;
  rows: readonly number[];
  ground: GroundIndex;
  crs: string;
  mapping: Mapping;
}

/** Names the rows outside the district; those that exchanging longitude and latitude would bring inside are swapped ones. */
function nameStrays(gathered: GatheredPositions, { pairs, rows, ground, crs: name, mapping }: Strays): void {
  const parsed = parseCrs(name);
  if (!parsed.ok) return;
  const crs = parsed.value;
  const isInside = (x: number, y: number): boolean => {
    const position = toWgs84(crs, x, y);
    if (position === null) return false;
    const [east, north] = toLocal(ground.frame, position) as unknown as [number, number];
    return insideDistrict(ground, east, north);
  };
  const named = new Set<number>();
  rows.forEach((row, index) => {
    const x = pairs[index * 2]!;
    const y = pairs[index * 2 + 1]!;
    if (named.has(row) || isInside(x, y)) return;
    named.add(row);
    const swapped = !crs.projected && isInside(y, x);
    const fix = swapped ? exchangeCells(row, mapping, String(x), String(y)) : [];
    report(gathered, {
      row,
      code: swapped ? 'swappedCoordinates' : 'outsideDistrict',
      column: mapping.lon ?? mapping.position ?? null,
      value: `${x}, ${y}`,
      fix,
    });
  });
}

/** Where the points may lie under any of the systems, strays left out. */
function boxesOf(magnitude: Magnitude, pairs: Float64Array, stated: string | null): Envelope[] {
  const systems = candidateSystems(magnitude, pairs).map(({ crs }) => crs);
  const told = stated === null ? null : parseCrs(stated);
  if (told?.ok) systems.push(told.value);
  // In degrees the systems differ by less than the margin: one box holds them all.
  const boxes = (magnitude === 'degrees' ? systems.slice(0, 1) : systems).map((crs) => coreOf(positionsUnder(crs, pairs)));
  return boxes.filter((box) => box !== null);
}

function coreOf(positions: Float64Array): Envelope | null {
  const side = (offset: 0 | 1): [number, number] | null => {
    const values: number[] = [];
    for (let at = offset; at < positions.length; at += 2) if (!Number.isNaN(positions[at]!)) values.push(positions[at]!);
    values.sort((a, b) => a - b);
    const cut = Math.floor(values.length / 50);
    return values.length === 0 ? null : [values[cut]! - marginDegrees, values[values.length - 1 - cut]! + marginDegrees];
  };
  const across = side(0);
  const along = side(1);
  return across === null || along === null ? null : [across[0], along[0], across[1], along[1]];
}
