import type { Position } from 'geojson';
import type { Failure, TableName } from '../../model/index.ts';
import { mostVertices } from '../check-geometry.ts';
import type { ByteSource } from '../format.ts';
import type { BoundingBox, IntakeBatch, IntakeRow } from '../intake.ts';
import type { ReasonCode } from '../issue.ts';
import type { IssueTally } from '../tally-issues.ts';
import { joinRings, nestRings } from './assemble-rings.ts';
import {
  adminAreaRow,
  buildingRow,
  facilityRow,
  landRow,
  middleOf,
  placeRow,
  premisesRow,
  restrictionRow,
  roadRow,
  stationRow,
  waterwayRow,
} from './build-rows.ts';
import { type Area, areaOf, facilityTypeOf, isAnyArea, isAnyLine, lineOf, placeOf } from './classify.ts';
import type { IdTable } from './id-table.ts';
import {
  type AreaRelation,
  emptyPositions,
  isClosed,
  isNear,
  malformedFailure,
  type NodePositions,
  type OsmFile,
  openOsmFile,
  readNeededNodes,
  readRelations,
} from './osm-passes.ts';
import { type Inflate, MalformedPbf } from './pbf-blobs.ts';
import { holdsNodes, holdsWays, noCoordinate, tagsOf, type Ways } from './pbf-block.ts';
import { premisesCategoryOf } from './premises-category.ts';
import { accessOf, type Tags } from './read-tags.ts';
import { lineTouchesBox, polygonsTouchBox } from './touch-box.ts';

/** How often the file is read through: relations, ways, nodes, ways again; a clip box needs the ways once more. */
export const osmPasses = (clip: BoundingBox | null): number => (clip === null ? 4 : 5);

export interface OsmIntakeOptions {
  inflate: Inflate;
  /** Keep what touches this box; roads are kept whole. */
  clip: BoundingBox | null;
  tally: IssueTally;
}

const rowsPerBatch = 500;

/**
 * An OpenStreetMap extract as rows for the record: roads, turn restrictions, boundaries, land, water, buildings, places, fire
 * stations, hydrants and candidates for premises. The file is read in several passes in which only ids and coordinates of needed
 * nodes stay in memory (12 bytes a node). Returns the failure that ended it, or null.
 */
export async function* osmToIntake(source: ByteSource, options: OsmIntakeOptions): AsyncGenerator<IntakeBatch, Failure | null, void> {
  try {
    yield* readAll(source, options);
    return null;
  } catch (error) {
    if (error instanceof MalformedPbf) return malformedFailure(source, error);
    throw error;
  }
}

async function* readAll(source: ByteSource, { inflate, clip, tally }: OsmIntakeOptions): AsyncGenerator<IntakeBatch, void, void> {
  const file = openOsmFile(source, inflate);
  const relationPass = await readRelations(file, clip);
  const { nodes, wantedAreas } = await readNeededNodes(file, relationPass);
  const sink = createSink(source.name, tally);
  const barriers: Barriers = { codeOf: new Map(), known: [] };
  const positions = emptyPositions(nodes.size);
  yield* readNodes(file, { nodes, positions, barriers, clip, sink });

  const { areas, restrictions, memberWays, restrictedWays, nearNodes } = relationPass;
  const memberLines = createLineStore(memberWays.size);
  const keptRoads = new Uint8Array(restrictedWays.size);
  const context: WayContext = {
    nodes,
    positions,
    barriers,
    clip,
    sink,
    memberWays,
    memberLines,
    restrictedWays,
    keptRoads,
    nearNodes,
    scratch: { places: new Int32Array(2048) },
  };
  for await (const { strings, ways } of file.blocks(holdsWays)) {
    for (let index = 0; index < ways.count; index++) {
      takeWay(ways, index, strings, context);
      if (sink.full()) yield* sink.drain(false);
    }
  }
  for (let number = 0; number < areas.length; number++) {
    if (wantedAreas[number] === 1) takeAreaRelation(areas[number]!, context);
    if (sink.full()) yield* sink.drain(false);
  }
  for (const { id, part, tags, ...restriction } of restrictions) {
    const { fromWayId, toWayId } = restriction;
    if (keptRoads[restrictedWays.placeOf(fromWayId)] !== 1 || keptRoads[restrictedWays.placeOf(toWayId)] !== 1) continue;
    sink.emit('turn_restriction', restrictionRow(`relation/${id}`, tags, restriction, part));
    if (sink.full()) yield* sink.drain(false);
  }
  yield* sink.drain(true);
}

/** Gathers rows by table into batches, and counts. */
interface Sink {
  emit(table: TableName, row: IntakeRow): void;
  report(code: ReasonCode, object: string, value: string | null): void;
  reject(code: ReasonCode, object: string, value: string | null): void;
  /** Whether a batch is ready: handed over at once, its rows die young and cost no memory. */
  full(): boolean;
  drain(all: boolean): Generator<IntakeBatch, void, void>;
}

function createSink(file: string, tally: IssueTally): Sink {
  const pending = new Map<TableName, IntakeRow[]>();
  let isFull = false;
  const report: Sink['report'] = (code, object, value) => tally.report({ code, file, row: object, column: null, value });
  return {
    emit(table, row) {
      tally.read += 1;
      const rows = pending.get(table);
      if (rows === undefined) pending.set(table, [row]);
      else if (rows.push(row) >= rowsPerBatch) isFull = true;
    },
    full: () => isFull,
    report,
    reject(code, object, value) {
      tally.read += 1;
      tally.rejected += 1;
      report(code, object, value);
    },
    *drain(all) {
      isFull = false;
      for (const [table, rows] of pending)
        while (rows.length >= rowsPerBatch || (all && rows.length > 0)) yield { table, rows: rows.splice(0, rowsPerBatch) };
    },
  };
}

/** Barriers on needed nodes: by place, a number into the few different ones there are. */
interface Barriers {
  codeOf: Map<number, number>;
  known: { barrier: string; access: string | null }[];
}

interface NodeContext {
  nodes: IdTable;
  positions: NodePositions;
  barriers: Barriers;
  clip: BoundingBox | null;
  sink: Sink;
}

/** Third pass: positions of the needed nodes, and the nodes that are something themselves. */
async function* readNodes(file: OsmFile, context: NodeContext): AsyncGenerator<IntakeBatch, void, void> {
  const { nodes, positions, clip, sink } = context;
  for await (const { strings, nodes: found } of file.blocks(holdsNodes)) {
    for (let index = 0; index < found.count; index++) {
      const place = nodes.placeOf(found.ids[index]!);
      if (place >= 0) {
        positions.lons[place] = found.lons[index]!;
        positions.lats[place] = found.lats[index]!;
      }
      if (found.tagStarts[index] === found.tagStarts[index + 1]) continue;
      const tags = tagsOf(found, index, strings);
      if (place >= 0) noteBarrier(tags, place, context.barriers);
      if (found.lons[index] === noCoordinate || found.lats[index] === noCoordinate) continue;
      const lon = found.lons[index]! / 1e7;
      const lat = found.lats[index]! / 1e7;
      if (clip === null || lineTouchesBox([[lon, lat]], clip)) takeNode(`node/${found.ids[index]}`, tags, lon, lat, sink);
      if (sink.full()) yield* sink.drain(false);
    }
  }
}

function noteBarrier(tags: Tags, place: number, { codeOf, known }: Barriers): void {
  if (tags.barrier === undefined || tags.barrier === 'no') return;
  const access = accessOf(tags);
  let code = known.findIndex((entry) => entry.barrier === tags.barrier && entry.access === access);
  if (code < 0) code = known.push({ barrier: tags.barrier, access }) - 1;
  codeOf.set(place, code);
}

function takeNode(object: string, tags: Tags, lon: number, lat: number, sink: Sink): void {
  if (tags.amenity === 'fire_station') sink.emit('station', stationRow(object, tags, lon, lat));
  else if (premisesCategoryOf(tags) !== null) sink.emit('premises', premisesRow(object, tags, lon, lat));
  if (facilityTypeOf(tags) !== null) sink.emit('facility', facilityRow(object, tags, lon, lat));
  if (placeOf(tags) === null) return;
  const place = placeRow(object, tags, lon, lat);
  if (place !== null) sink.emit('place', place);
}

interface WayContext extends NodeContext {
  memberWays: IdTable;
  /** The nodes of member ways, once read; none for a way with a node missing. */
  memberLines: LineStore;
  restrictedWays: IdTable;
  /** Which of the restricted ways became roads. */
  keptRoads: Uint8Array;
  nearNodes: IdTable | null;
  scratch: { places: Int32Array };
}

/** Fourth pass: a way for itself, and as part of relations. */
function takeWay(ways: Ways, index: number, strings: readonly string[], context: WayContext): void {
  const { memberWays, memberLines, nearNodes, sink } = context;
  const id = ways.ids[index]!;
  const member = memberWays.placeOf(id);
  const tagged = ways.tagStarts[index] !== ways.tagStarts[index + 1];
  if (member < 0 && !tagged) return;
  if (member < 0 && nearNodes !== null && !isNear(ways, index, nearNodes)) return;
  const places = placesOf(ways, index, context);
  if (member >= 0 && isWhole(places, context.positions)) memberLines.put(member, places);
  if (!tagged || (nearNodes !== null && !isNear(ways, index, nearNodes))) return;
  const tags = tagsOf(ways, index, strings);
  const line = lineOf(tags);
  if (isAnyLine(line)) takeLine(id, tags, ways, index, places, context);
  if (!isClosed(ways, index)) return;
  const area = areaOf(tags);
  if (!isAnyArea(area)) return;
  const object = `way/${id}`;
  if (!isWhole(places, context.positions)) sink.reject('geometryInvalid', object, null);
  else takeArea(object, tags, area, nestRings([positionsAt(places, context.positions)]), context);
}

function takeLine(id: number, tags: Tags, ways: Ways, index: number, places: Int32Array, context: WayContext): void {
  const { positions, barriers, clip, sink } = context;
  const { road, waterway } = lineOf(tags);
  const pieces = wholePieces(places, positions);
  const missing = countMissing(places, positions);
  if (missing > 0) {
    if (pieces.length === 0) sink.reject('geometryInvalid', `way/${id}`, String(missing));
    else sink.report('missingNodes', `way/${id}`, String(missing));
  }
  const shapes = pieces.map(([from, to]) => ({ from, to, coordinates: positionsAt(places.subarray(from, to), positions) }));
  if (clip !== null && !shapes.some(({ coordinates }) => lineTouchesBox(coordinates, clip))) return;
  const firstRef = ways.refStarts[index]!;
  shapes.forEach(({ from, to, coordinates }, piece) => {
    if (waterway !== null) sink.emit('waterway', waterwayRow(id, tags, waterway, coordinates, piece + 1));
    if (!road) return;
    const found: { vertex: number; barrier: string; access: string | null }[] = [];
    for (let at = from; at < to; at++) {
      const code = barriers.codeOf.get(places[at]!);
      if (code !== undefined) found.push({ vertex: at - from, ...barriers.known[code]! });
    }
    const nodeIds = Array.from(ways.refs.subarray(firstRef + from, firstRef + to));
    sink.emit('road', roadRow(id, tags, { coordinates, nodeIds, barriers: found }, piece + 1));
    const restricted = context.restrictedWays.placeOf(id);
    if (restricted >= 0) context.keptRoads[restricted] = 1;
  });
}

function takeArea(object: string, tags: Tags, area: Area, polygons: Position[][][] | null, { clip, sink }: WayContext): void {
  if (polygons === null || polygons.length === 0 || countVertices(polygons) > mostVertices) {
    sink.reject('geometryInvalid', object, null);
    return;
  }
  if (clip !== null && !polygonsTouchBox(polygons, clip)) return;
  if (area.building) sink.emit('building', buildingRow(object, tags, polygons));
  if (area.land !== null) sink.emit('land', landRow(object, tags, area.land, polygons));
  if (!area.station && !area.premises) return;
  const [lon, lat] = middleOf(polygons);
  if (clip !== null && !lineTouchesBox([[lon, lat]], clip)) return;
  if (area.station) sink.emit('station', stationRow(object, tags, lon, lat));
  else sink.emit('premises', premisesRow(object, tags, lon, lat));
}

function takeAreaRelation({ id, tags, area, admin, wayIds }: AreaRelation, context: WayContext): void {
  const { memberWays, memberLines, positions, clip, sink } = context;
  const object = `relation/${id}`;
  const lines: Int32Array[] = [];
  for (const wayId of wayIds) {
    const line = memberLines.get(memberWays.placeOf(wayId));
    if (line !== null) lines.push(line);
  }
  const { rings, open } = joinRings(lines);
  const missing = wayIds.length - lines.length;
  const polygons = missing > 0 || open > 0 ? [] : nestRings(rings.map((ring) => positionsAt(ring, positions)));
  if (polygons === null || polygons.length === 0) {
    sink.reject('brokenRelation', object, missing > 0 ? `${missing} / ${wayIds.length}` : null);
    return;
  }
  if (admin) {
    if (countVertices(polygons) > mostVertices) sink.reject('geometryInvalid', object, null);
    else if (clip === null || polygonsTouchBox(polygons, clip)) sink.emit('admin_area', adminAreaRow(object, tags, polygons));
  }
  if (isAnyArea(area)) takeArea(object, tags, area, polygons, context);
}

/** The places of a way's nodes, in an array that the next way overwrites. */
function placesOf(ways: Ways, index: number, { nodes, scratch }: WayContext): Int32Array {
  const first = ways.refStarts[index]!;
  const count = ways.refStarts[index + 1]! - first;
  if (scratch.places.length < count) scratch.places = new Int32Array(count * 2);
  for (let at = 0; at < count; at++) scratch.places[at] = nodes.placeOf(ways.refs[first + at]!);
  return scratch.places.subarray(0, count);
}

const isKnown = (place: number, { lons, lats }: NodePositions): boolean =>
  place >= 0 && lons[place] !== noCoordinate && lats[place] !== noCoordinate;

const isWhole = (places: Int32Array, positions: NodePositions): boolean => countMissing(places, positions) === 0;

function countMissing(places: Int32Array, positions: NodePositions): number {
  let missing = 0;
  for (let at = 0; at < places.length; at++) if (!isKnown(places[at]!, positions)) missing += 1;
  return missing;
}

/** Lines of node places in one growing array: no object for each. */
interface LineStore {
  put(number: number, line: Int32Array): void;
  get(number: number): Int32Array | null;
}

function createLineStore(size: number): LineStore {
  const starts = new Int32Array(size);
  const ends = new Int32Array(size);
  let pool = new Int32Array(1024);
  let used = 0;
  return {
    put(number, line) {
      if (pool.length < used + line.length) {
        const larger = new Int32Array(Math.max(pool.length * 2, used + line.length));
        larger.set(pool.subarray(0, used));
        pool = larger;
      }
      pool.set(line, used);
      starts[number] = used;
      used += line.length;
      ends[number] = used;
    },
    get: (number) => (ends[number]! > starts[number]! ? pool.subarray(starts[number], ends[number]) : null),
  };
}

/** Stretches of at least two known nodes, as [from, to). */
function wholePieces(places: Int32Array, positions: NodePositions): [from: number, to: number][] {
  const pieces: [number, number][] = [];
  let from = 0;
  for (let at = 0; at <= places.length; at++) {
    if (at < places.length && isKnown(places[at]!, positions)) continue;
    if (at - from >= 2) pieces.push([from, at]);
    from = at + 1;
  }
  return pieces;
}

function positionsAt(places: Int32Array, { lons, lats }: NodePositions): Position[] {
  const coordinates: Position[] = new Array(places.length);
  for (let at = 0; at < places.length; at++) coordinates[at] = [lons[places[at]!]! / 1e7, lats[places[at]!]! / 1e7];
  return coordinates;
}

function countVertices(polygons: readonly Position[][][]): number {
  return polygons.reduce((total, rings) => total + rings.reduce((sum, ring) => sum + ring.length, 0), 0);
}
