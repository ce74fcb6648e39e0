import type { Position } from 'geojson';
import {
  binForHeat,
  type HeatBins,
  type HeatGrid,
  heatFromBins,
  makeBinScratch,
  suggestHeatClasses,
} from '../../shared/analyses/heat/index.ts';
import { hazardCountsOn, isOpenOn } from '../../shared/analyses/response/rows-on-day.ts';
import { assignZones, indexZones } from '../../shared/analyses/zones/index.ts';
import { type ColumnArray, type ColumnSet, type ColumnSetName, type ColumnsVersion, NO_DAY } from '../../shared/ipc/data-plane.ts';
import { done, type Failure, failed, type Result } from '../../shared/model/failure.ts';
import type { Filters } from '../../shared/model/filters.ts';
import { defaultRiskParameters, scoreColumns } from '../../shared/rules/risk-score.ts';
import { type HazardsMask, maskHazards, maskPremises, type PremisesMask } from './masks.ts';
import { cutPointTile, type PointLayer, pointLayer, type SharedPlace, type SymbolBy } from './point-layer.ts';
import { type ColumnReader, type DataPort, openColumnReader, type ReadSet } from './read-columns.ts';

/** Column sets the worker holds, in the order they are read. Stations and areas are few: the map draws them from rows. */
export const heldSets = ['premises', 'hazards', 'facilities'] as const satisfies readonly ColumnSetName[];
export type HeldSet = (typeof heldSets)[number];

export interface View {
  filters: Filters;
  symbolBy: SymbolBy;
  /** Days since 1970-01-01. */
  asOfDay: number;
  /** What was registered or found later is not shown; Infinity in the present. */
  newestDay: number;
}
export interface ViewCounts {
  premises: Omit<PremisesMask, 'mask'>;
  hazards: Omit<HazardsMask, 'mask'>;
  facilities: number;
  /** The first day a hazard was found, days since 1970-01-01; null when none says. */
  firstHazardDay: number | null;
}
export interface HeatRequest {
  source: 'premises' | 'hazards';
  weight: 'count' | 'openHazards' | 'riskScore';
  bandwidthMeters: number;
}
export interface HeatAnswer {
  grid: HeatGrid;
  suggestedClasses: number[];
  elapsedMs: number;
  /** Revision of the record the grid was computed at. */
  rev: number;
}
export interface LoadProgress {
  done: number;
  total: number;
  /** Sets whose tiles changed with this step. */
  changed: HeldSet[];
}
export interface Loaded {
  rev: number;
  fromCache: boolean;
}
/** What the analysis needs of the outside: kept columns. */
export interface KeptColumnSets {
  read(
    workspaceId: string,
    set: ColumnSetName,
    version: ColumnsVersion,
  ): Promise<{ count: number; columns: Record<string, ColumnArray> } | null>;
  write(
    workspaceId: string,
    set: ColumnSetName,
    version: ColumnsVersion,
    kept: { count: number; columns: Record<string, ColumnArray> },
  ): Promise<void>;
}

/** Rows asked for at a time: the first chunk shows at once. */
const CHUNK_ROWS = 5000;
/** A record that moves on while it is read is read again, but not for ever. */
const MAX_ATTEMPTS = 5;

type Held = { [S in HeldSet]: ColumnSet<S> };

/** The analysis over the open workspace's columns: one object a window, living in its worker. All kernels are in shared/. */
export function createAnalysis(cache: KeptColumnSets) {
  let reader: ColumnReader | null = null;
  let workspaceId: string | null = null;
  let generation = 0;
  let held: Partial<Held> = {};
  let layers: Partial<Record<HeldSet, PointLayer>> = {};
  let masks: { premises?: PremisesMask; hazards?: HazardsMask } = {};
  let view: View = {
    filters: { categories: [], grades: [], colors: [], openHazardsOnly: false, hazardSeverities: [] },
    symbolBy: 'grade',
    asOfDay: 0,
    newestDay: Infinity,
  };
  let then: { premises: ColumnSet<'premises'>; hazards: ColumnSet<'hazards'>; day: number; made: ColumnSet<'premises'> } | null = null;
  const bins = new Map<string, HeatBins>();
  const binScratch = makeBinScratch();
  let heatSerial = 0;

  const hold = (set: HeldSet, read: Pick<ReadSet, 'rev' | 'columns'>, count: number): void => {
    const columns = Object.fromEntries(Object.entries(read.columns).map(([name, column]) => [name, column.subarray(0, count)]));
    held = { ...held, [set]: { rev: read.rev, count, columns } };
    layers = { ...layers, [set]: pointLayer(columns.lon as Float64Array, columns.lat as Float64Array, columns.fid as Uint32Array) };
    for (const key of [...bins.keys()]) if (key.startsWith(set)) bins.delete(key);
    remask();
  };
  /** Premises with the hazards they had on the day that is looked at; as they stand in the present. */
  const premisesThen = (): ColumnSet<'premises'> | undefined => {
    const { premises, hazards } = held;
    if (premises === undefined || hazards === undefined || view.newestDay === Infinity) return premises;
    if (then?.premises !== premises || then.hazards !== hazards || then.day !== view.newestDay) {
      const columns = { ...premises.columns, ...hazardCountsOn(premises, hazards, view.newestDay) };
      then = { premises, hazards, day: view.newestDay, made: { ...premises, columns } };
    }
    return then.made;
  };
  const remask = (): void => {
    const premises = premisesThen();
    masks = {
      ...(premises && { premises: maskPremises(premises, view.filters, view.asOfDay, view.newestDay) }),
      ...(held.hazards && { hazards: maskHazards(held.hazards, view.filters, view.newestDay) }),
    };
  };

  const readAll = async (rev: number, onProgress: (progress: LoadProgress) => void, fresh = false): Promise<Result<Loaded>> => {
    generation += 1;
    const mine = generation;
    const id = workspaceId;
    if (id === null || reader === null) return failed('noWorkspace');
    const version = await reader.version();
    if (mine !== generation) return failed('superseded');
    // What is kept is used at exactly the state the record is in; anything else is read anew.
    if (fresh || !version.ok || version.value.workspaceId !== id || version.value.rev !== rev) return readFromRecord(id, mine, onProgress);
    const { head } = version.value;
    const kept = await Promise.all(heldSets.map((set) => cache.read(id, set, { rev, head })));
    if (mine !== generation) return failed('superseded');
    if (kept.every((one) => one !== null)) {
      heldSets.forEach((set, index) => {
        const one = kept[index];
        if (one) hold(set, { rev, columns: one.columns }, one.count);
      });
      const total = kept.reduce((sum, one) => sum + (one?.count ?? 0), 0);
      onProgress({ done: total, total, changed: [...heldSets] });
      return done({ rev, fromCache: true });
    }
    return readFromRecord(id, mine, onProgress);
  };

  const readFromRecord = async (id: string, mine: number, onProgress: (progress: LoadProgress) => void): Promise<Result<Loaded>> => {
    let failure: Failure = { code: 'columnsChanged', details: {} };
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      const sets = new Map<HeldSet, ReadSet>();
      for (const set of heldSets) {
        const before = [...sets.values()].reduce((sum, one) => sum + one.count, 0);
        const result = await reader!.read(set, CHUNK_ROWS, (part, soFar) => {
          if (mine !== generation) return;
          // The first rows show at once, on a set that has nothing to show yet.
          const first = held[set] === undefined;
          if (first) hold(set, part, soFar);
          onProgress({ done: before + soFar, total: before + part.count, changed: first ? [set] : [] });
        });
        if (mine !== generation) return failed('superseded');
        if (!result.ok) {
          failure = result.failure;
          break;
        }
        if (result.value.workspaceId !== id) return failed('superseded');
        sets.set(set, result.value);
        hold(set, result.value, result.value.count);
        onProgress({ done: before + result.value.count, total: before + result.value.count, changed: [set] });
      }
      const first = sets.get('premises');
      const agreed = sets.size === heldSets.length && [...sets.values()].every((one) => one.rev === first?.rev && one.head === first.head);
      if (agreed && first !== undefined) {
        const { rev, head } = first;
        for (const [set, read] of sets) void cache.write(id, set, { rev, head }, { count: read.count, columns: read.columns });
        return done({ rev, fromCache: false });
      }
      if (sets.size < heldSets.length && failure.code !== 'columnsChanged') return { ok: false, failure };
    }
    return { ok: false, failure };
  };

  return {
    /** Takes over the port of a workspace and reads its columns, from the cache when it is at `rev`, else from the record. */
    open(
      request: { workspaceId: string; rev: number; port: DataPort },
      onProgress: (progress: LoadProgress) => void,
    ): Promise<Result<Loaded>> {
      reader?.close();
      reader = openColumnReader(request.port);
      workspaceId = request.workspaceId;
      held = {};
      layers = {};
      masks = {};
      then = null;
      bins.clear();
      return readAll(request.rev, onProgress);
    },
    /** Reads all columns again after a change, `fresh` whatever is kept; what is drawn stays until the new columns are there. */
    refresh(rev: number, onProgress: (progress: LoadProgress) => void, fresh = false): Promise<Result<Loaded>> {
      return readAll(rev, onProgress, fresh);
    },
    /**
     * Reads all columns as they stood after a revision; what is drawn stays until they are all there. Nothing of it is kept, and `refresh`
     * goes back to the present.
     */
    async viewPast(rev: number): Promise<Result<Loaded>> {
      generation += 1;
      const mine = generation;
      const sets: [HeldSet, ReadSet][] = [];
      for (const set of heldSets) {
        if (reader === null) return failed('noWorkspace');
        const result = await reader.read(set, CHUNK_ROWS, () => undefined, rev);
        if (mine !== generation) return failed('superseded');
        if (!result.ok) return result;
        sets.push([set, result.value]);
      }
      for (const [set, read] of sets) hold(set, read, read.count);
      return done({ rev, fromCache: false });
    },
    close(): void {
      generation += 1;
      reader?.close();
      reader = null;
      workspaceId = null;
      held = {};
      layers = {};
      masks = {};
      then = null;
      bins.clear();
    },
    /** Sets filters and symbols, and counts what passes. Null while nothing is read. */
    setView(next: View): ViewCounts | null {
      view = next;
      remask();
      return counts(masks, held);
    },
    counts(): ViewCounts | null {
      return counts(masks, held);
    },
    /** MVT bytes of one tile of a set; empty where there is nothing. */
    tile(set: HeldSet, z: number, x: number, y: number, place: SharedPlace): Uint8Array<ArrayBuffer> {
      const layer = layers[set];
      if (layer === undefined) return new Uint8Array(0);
      const symbols = { ...symbolsOf(set, held, view.symbolBy), mask: set === 'facilities' ? null : (masks[set]?.mask ?? null) };
      return cutPointTile(layer, z, x, y, symbols, place);
    },
    /** The density grid of what passes the filters; null when a newer request has come in meanwhile, or nothing is read. */
    async heat(request: HeatRequest): Promise<HeatAnswer | null> {
      heatSerial += 1;
      const serial = heatSerial;
      await queuedMessages();
      const set = held[request.source];
      if (serial !== heatSerial || set === undefined) return null;
      const startedAt = performance.now();
      const key = `${request.source}:${request.bandwidthMeters}`;
      let binned = bins.get(key);
      if (binned === undefined) {
        for (const other of [...bins.keys()]) if (other.startsWith(request.source)) bins.delete(other);
        binned = binForHeat(set.columns.lon, set.columns.lat, request.bandwidthMeters, binScratch);
        bins.set(key, binned);
      }
      const grid = heatFromBins(
        binned,
        weightsOf(request, premisesThen(), held.hazards, view.newestDay),
        masks[request.source]?.mask ?? null,
      );
      return { grid, suggestedClasses: suggestHeatClasses(grid), elapsedMs: performance.now() - startedAt, rev: set.rev };
    },
    /** Handles of the rows of a set that pass the filters. */
    matching(set: HeldSet): Uint32Array<ArrayBuffer> {
      const fid = held[set]?.columns.fid;
      if (fid === undefined) return new Uint32Array(0);
      const mask = set === 'facilities' ? null : (masks[set]?.mask ?? null);
      return mask === null ? fid.slice() : fid.filter((_, row) => mask[row] === 1);
    },
    /** Handles of the rows of a set that lie in one of the polygons, whatever the filters. */
    within(set: HeldSet, polygons: readonly Position[][][]): Uint32Array<ArrayBuffer> {
      const columns = held[set]?.columns;
      if (columns === undefined) return new Uint32Array(0);
      const zones = assignZones(indexZones([polygons]), columns.lon, columns.lat);
      return columns.fid.filter((_, row) => zones[row]! >= 0);
    },
    /** Where a row of a set stands, lon/lat. */
    locate(set: HeldSet, fid: number): [number, number] | null {
      const columns = held[set]?.columns;
      const row = columns ? indexOfFid(columns.fid, fid) : -1;
      return columns && row >= 0 ? [columns.lon[row]!, columns.lat[row]!] : null;
    },
  };
}

function counts(masks: { premises?: PremisesMask; hazards?: HazardsMask }, held: Partial<Held>): ViewCounts | null {
  if (!masks.premises || !masks.hazards || !held.facilities) return null;
  const { mask: _premises, ...premises } = masks.premises;
  const { mask: _hazards, ...hazards } = masks.hazards;
  return { premises, hazards, facilities: held.facilities.count, firstHazardDay: firstDayOf(held.hazards?.columns.foundDay) };
}

function firstDayOf(days: Int32Array | undefined): number | null {
  let first: number | null = null;
  for (const day of days ?? []) if (day !== NO_DAY && (first === null || day < first)) first = day;
  return first;
}

/** Column values are the symbols: index in the code list + 1, 0 for what is not known. */
function symbolsOf(set: HeldSet, held: Partial<Held>, symbolBy: SymbolBy): { symbols: Uint8Array; symbolCount: number } {
  if (set === 'hazards') return { symbols: held.hazards!.columns.severity, symbolCount: 5 };
  if (set === 'facilities') return { symbols: held.facilities!.columns.type, symbolCount: 7 };
  const { grade, color, category } = held.premises!.columns;
  if (symbolBy === 'grade') return { symbols: grade, symbolCount: 4 };
  return symbolBy === 'warningColor' ? { symbols: color, symbolCount: 5 } : { symbols: category, symbolCount: 16 };
}

function weightsOf(
  { source, weight }: HeatRequest,
  premises: ColumnSet<'premises'> | undefined,
  hazards: ColumnSet<'hazards'> | undefined,
  newestDay: number,
): Float32Array | null {
  if (weight === 'count') return null;
  if (source === 'hazards') {
    const { columns } = hazards!;
    return Float32Array.from(columns.open, (_, row) => (isOpenOn(columns, row, newestDay) ? 1 : 0));
  }
  return weight === 'openHazards'
    ? Float32Array.from(premises!.columns.openHazards)
    : scoreColumns(premises!.columns, defaultRiskParameters);
}

/** Binary search: columns are ordered by fid. */
function indexOfFid(fids: Uint32Array, fid: number): number {
  let low = 0;
  let high = fids.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (fids[middle]! === fid) return middle;
    if (fids[middle]! < fid) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/** Lets messages that already wait be handled first, so that a newer request makes an older one stale before it runs. */
const queuedMessages = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));
