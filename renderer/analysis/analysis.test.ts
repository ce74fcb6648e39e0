import { VectorTile } from '@mapbox/vector-tile';
import fc from 'fast-check';
import { PbfReader } from 'pbf';
import { expect, test } from 'vitest';
import { densityAt, exactDensity } from '../../shared/analyses/heat/index.ts';
import {
  type ColumnArray,
  type ColumnSetName,
  columnSets,
  type DataRequest,
  type DataResponse,
  NO_DAY,
} from '../../shared/ipc/data-plane.ts';
import { hazardSeverities, type SupervisionGrade, supervisionGrades } from '../../shared/model/codes.ts';
import { createAnalysis, type KeptColumnSets, type LoadProgress, type View } from './analysis.ts';
import type { DataPort } from './read-columns.ts';

const workspaceId = 'w1';
const makers = { u8: Uint8Array, u16: Uint16Array, u32: Uint32Array, i32: Int32Array, f32: Float32Array, f64: Float64Array };
type GradeChoice = SupervisionGrade | 'ungraded';
type Sets = Record<ColumnSetName, Record<string, ColumnArray>>;

function columnsOf(set: ColumnSetName, count: number, values: Record<string, (row: number) => number>): Record<string, ColumnArray> {
  return Object.fromEntries(
    Object.entries(columnSets[set]).map(([name, kind]) => [
      name,
      new makers[kind](Array.from({ length: count }, (_, row) => values[name]?.(row) ?? 0)) as ColumnArray,
    ]),
  );
}
const spread = () => ({
  fid: (row: number) => row + 1,
  lon: (row: number) => 118.9 + (row % 100) / 1000,
  lat: (row: number) => 42.25 + Math.floor(row / 100) / 1000,
});
const sets = (count: number): Sets => ({
  premises: columnsOf('premises', count, {
    ...spread(),
    category: (row) => row % 16,
    grade: (row) => row % 4,
    color: (row) => row % 5,
    openHazards: (row) => (row % 10 === 0 ? 2 : 0),
    closedDay: (row) => (row === 0 ? 19_000 : NO_DAY),
  }),
  hazards: columnsOf('hazards', 20, { ...spread(), severity: (row) => (row % 4) + 1, open: (row) => (row < 5 ? 1 : 0) }),
  facilities: columnsOf('facilities', 3, { ...spread(), type: () => 1 }),
  inspections: columnsOf('inspections', 0, {}),
  stations: columnsOf('stations', 0, {}),
});

/** The record's side of a data port: answers in chunks, at a revision that may rise while it is read. */
function recordPort(record: { rev: number; head?: string; sets: Sets; onChunk?: () => void }): DataPort & { asked: string[] } {
  const port: DataPort & { asked: string[] } = {
    asked: [],
    onmessage: null,
    close: () => undefined,
    postMessage(request: DataRequest) {
      if (request.ask === 'rev') {
        queueMicrotask(() =>
          port.onmessage?.({
            data: { id: request.id, kind: 'rev', rev: record.rev, head: record.head ?? '', workspaceId },
          } as MessageEvent<DataResponse>),
        );
        return;
      }
      if (request.ask === 'roads') throw new Error('the map needs no roads as columns');
      port.asked.push(request.set);
      const columns = record.sets[request.set];
      const total = columns.fid!.length;
      void (async () => {
        for (let offset = 0; offset === 0 || offset < total; offset += request.chunkRows) {
          await Promise.resolve();
          const count = Math.min(request.chunkRows, total - offset);
          const part = Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, column.slice(offset, offset + count)]));
          const chunk: DataResponse = {
            id: request.id,
            kind: 'chunk',
            rev: record.rev,
            head: record.head ?? '',
            workspaceId,
            total,
            offset,
            count,
            columns: part as Record<string, ColumnArray>,
            last: offset + count >= total,
          };
          port.onmessage?.({ data: chunk } as MessageEvent<DataResponse>);
          record.onChunk?.();
        }
      })();
    },
  };
  return port;
}
function memoryCache(): KeptColumnSets & { entries: Map<string, { count: number; columns: Record<string, ColumnArray> }> } {
  const entries = new Map<string, { count: number; columns: Record<string, ColumnArray> }>();
  return {
    entries,
    read: async (id, set, { rev, head }) => entries.get(`${id}/${set}/${rev}${head}`) ?? null,
    write: async (id, set, { rev, head }, kept) => void entries.set(`${id}/${set}/${rev}${head}`, kept),
  };
}
const view = (filters: Partial<View['filters']> = {}): View => ({
  filters: { categories: [], grades: [], colors: [], openHazardsOnly: false, hazardSeverities: [], ...filters },
  symbolBy: 'grade',
  asOfDay: 20_000,
  newestDay: Infinity,
});
const noProgress = (): void => undefined;

test('the first chunk shows before the rest is there, and the whole set is kept', async () => {
  const cache = memoryCache();
  const analysis = createAnalysis(cache);
  const steps: LoadProgress[] = [];
  const seenAtFirst: number[] = [];
  const port = recordPort({ rev: 4, sets: sets(12_000) });
  const loaded = await analysis.open({ workspaceId, rev: 4, port }, (progress) => {
    if (steps.length === 0) seenAtFirst.push(analysis.tile('premises', 0, 0, 0, { turn: 0, sets: 1 }).length);
    steps.push(progress);
  });
  expect(loaded).toEqual({ ok: true, value: { rev: 4, fromCache: false } });
  expect(steps[0]).toEqual({ done: 5000, total: 12_000, changed: ['premises'] });
  expect(seenAtFirst[0]).toBeGreaterThan(0);
  expect(analysis.setView(view())?.premises.total).toBe(11_999);
  expect([...cache.entries.keys()].sort()).toEqual(['w1/facilities/4', 'w1/hazards/4', 'w1/premises/4']);
});

test('a cache at the right revision answers alone; at another one the record is asked', async () => {
  const cache = memoryCache();
  await createAnalysis(cache).open({ workspaceId, rev: 4, port: recordPort({ rev: 4, sets: sets(200) }) }, noProgress);
  const again = createAnalysis(cache);
  const port = recordPort({ rev: 4, sets: sets(200) });
  expect(await again.open({ workspaceId, rev: 4, port }, noProgress)).toEqual({ ok: true, value: { rev: 4, fromCache: true } });
  expect(port.asked).toEqual([]);
  expect(again.setView(view())?.premises.matching).toBe(199);
  const later = recordPort({ rev: 5, sets: sets(300) });
  expect(await again.open({ workspaceId, rev: 5, port: later }, noProgress)).toMatchObject({ value: { fromCache: false } });
  expect(again.setView(view())?.premises.matching).toBe(299);
});

test('a copy of the workspace that went another way to the same revision is not taken for it', async () => {
  const cache = memoryCache();
  await createAnalysis(cache).open({ workspaceId, rev: 4, port: recordPort({ rev: 4, head: 'a', sets: sets(200) }) }, noProgress);
  const other = createAnalysis(cache);
  const port = recordPort({ rev: 4, head: 'b', sets: sets(300) });
  expect(await other.open({ workspaceId, rev: 4, port }, noProgress)).toMatchObject({ value: { fromCache: false } });
  expect(other.setView(view())?.premises.matching).toBe(299);
});

test('a record that moves on while it is read is read again, at one revision', async () => {
  const cache = memoryCache();
  const analysis = createAnalysis(cache);
  const record = { rev: 1, sets: sets(12_000), onChunk: noProgress };
  let chunks = 0;
  record.onChunk = () => {
    chunks += 1;
    if (chunks === 2) record.rev = 2;
  };
  const loaded = await analysis.open({ workspaceId, rev: 1, port: recordPort(record) }, noProgress);
  expect(loaded).toEqual({ ok: true, value: { rev: 2, fromCache: false } });
  expect([...cache.entries.keys()].every((key) => key.endsWith('/2'))).toBe(true);
});

test('filters: counts, tiles and heat speak of the same rows', async () => {
  const analysis = createAnalysis(memoryCache());
  await analysis.open({ workspaceId, rev: 1, port: recordPort({ rev: 1, sets: sets(4000) }) }, noProgress);
  await fc.assert(
    fc.asyncProperty(
      fc.subarray<GradeChoice>([...supervisionGrades, 'ungraded']),
      fc.boolean(),
      fc.constantFrom(0, 6, 11),
      async (grades: GradeChoice[], openHazardsOnly, z) => {
        const counts = analysis.setView(view({ grades, openHazardsOnly }));
        const matching = counts!.premises.matching;
        expect(countInTiles(analysis, z)).toBe(matching);
        const heat = await analysis.heat({ source: 'premises', weight: 'count', bandwidthMeters: 500 });
        expect(heat?.grid.totalWeight ?? 0).toBe(matching);
        const byGrade = counts!.premises.byGrade;
        const chosen: readonly GradeChoice[] = grades.length === 0 ? ([...supervisionGrades, 'ungraded'] as const) : grades;
        expect(chosen.reduce((sum, grade) => sum + (byGrade[grade] ?? 0), 0)).toBe(matching);
      },
    ),
    { seed: 3, numRuns: 25 },
  );
});

function countInTiles(analysis: ReturnType<typeof createAnalysis>, z: number): number {
  const side = 2 ** z;
  const column = Math.floor(((118.95 + 180) / 360) * side);
  let count = 0;
  for (let x = Math.max(0, column - 3); x <= Math.min(side - 1, column + 3); x++) {
    for (let y = 0; y < Math.min(side, 2048); y++) {
      if (z > 6 && (y < 740 || y > 780)) continue;
      const { layers } = new VectorTile(new PbfReader(analysis.tile('premises', z, x, y, { turn: 0, sets: 1 })));
      count += layers.points?.length ?? 0;
      for (let index = 0; index < (layers.clusters?.length ?? 0); index++)
        count += Number(layers.clusters!.feature(index).properties.count);
    }
  }
  return count;
}

test('hazards by severity and openness', async () => {
  const analysis = createAnalysis(memoryCache());
  await analysis.open({ workspaceId, rev: 1, port: recordPort({ rev: 1, sets: sets(50) }) }, noProgress);
  const counts = analysis.setView(view({ openHazardsOnly: true, hazardSeverities: [hazardSeverities[0]] }));
  expect(counts?.hazards).toMatchObject({ matching: 2, total: 20 });
});

test('heat is the exact density, open hazards weigh, and only the newest question is answered', async () => {
  const analysis = createAnalysis(memoryCache());
  const data = sets(2000);
  await analysis.open({ workspaceId, rev: 1, port: recordPort({ rev: 1, sets: data }) }, noProgress);
  analysis.setView(view());
  const [older, newer] = await Promise.all([
    analysis.heat({ source: 'premises', weight: 'count', bandwidthMeters: 900 }),
    analysis.heat({ source: 'premises', weight: 'openHazards', bandwidthMeters: 600 }),
  ]);
  expect(older).toBeNull();
  expect(newer?.grid.totalWeight).toBe(398);
  const [lon, lat] = [118.94, 42.26];
  const rows = [...data.premises.lon!.keys()].filter((row) => row !== 0);
  const exact = exactDensity(
    Float64Array.from(rows, (row) => data.premises.lon![row]!),
    Float64Array.from(rows, (row) => data.premises.lat![row]!),
    Float32Array.from(rows, (row) => data.premises.openHazards![row]!),
    600,
    lon,
    lat,
  );
  expect(Math.abs(densityAt(newer!.grid, lon, lat) - exact)).toBeLessThan(0.01 * newer!.grid.maxDensity);
  expect(newer?.rev).toBe(1);
});

test('rows are found by fid', async () => {
  const analysis = createAnalysis(memoryCache());
  await analysis.open({ workspaceId, rev: 1, port: recordPort({ rev: 1, sets: sets(50) }) }, noProgress);
  expect(analysis.locate('premises', 7)).toEqual([118.9 + 6 / 1000, 42.25]);
  expect(analysis.locate('premises', 51)).toBeNull();
});
