import { deflateSync, inflateSync } from 'node:zlib';
import { parseCrs } from '../geo/crs.ts';
import { bytesAsSource } from '../testing/byte-source.ts';
import { pbfFile } from '../testing/write-osm-pbf.ts';
import { csv } from './csv.ts';
import type { FileSource, TableFormat } from './format.ts';
import { geojson } from './geojson.ts';
import { suggestImportKind, suggestMapping } from './mapping.ts';
import { osmToIntake } from './osm/osm-to-intake.ts';
import { tableToIntake } from './table-to-intake.ts';
import { tallyIssues } from './tally-issues.ts';

export interface FuzzLimits {
  inputs: number;
  seconds: number;
}
export interface FuzzReport {
  inputs: number;
  /** Inputs read to the end, with or without issues; the others ended as a failure, which is a value too. */
  readThrough: number;
  slowestMs: number;
  slowestSeed: number;
}

/** An input that made a reader throw, or take longer than `longestMs`. Its seed makes it again. */
export class FuzzFinding extends Error {}

const longestMs = 5000;

/**
 * Damages valid files at random and reads them as an import would, until either limit is reached. Whatever the bytes, reading must end,
 * soon, in rows, issues or a failure value. Throws `FuzzFinding` otherwise.
 */
export async function fuzzFormats({ inputs, seconds }: FuzzLimits, firstSeed = 1): Promise<FuzzReport> {
  const report: FuzzReport = { inputs: 0, readThrough: 0, slowestMs: 0, slowestSeed: firstSeed };
  const end = performance.now() + seconds * 1000;
  for (let seed = firstSeed; report.inputs < inputs && performance.now() < end; seed++) {
    const random = randomFrom(seed);
    const { bytes, read } = targets[seed % targets.length]!;
    const damaged = damage(bytes, random);
    const source = bytesAsSource(damaged, 'fuzz', 1 + Math.floor(random() * 4000));
    const before = performance.now();
    try {
      if (await read(source, random)) report.readThrough += 1;
    } catch (error) {
      throw new FuzzFinding(`seed ${seed}: ${error instanceof Error ? error.stack : String(error)}`);
    }
    const elapsedMs = performance.now() - before;
    if (elapsedMs > longestMs) throw new FuzzFinding(`seed ${seed}: ${Math.round(elapsedMs)} ms`);
    if (elapsedMs > report.slowestMs) [report.slowestMs, report.slowestSeed] = [elapsedMs, seed];
    report.inputs += 1;
  }
  return report;
}

type Random = () => number;

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const table = encode(
  `编号,名称,地址,类别,等级,评级日期,面积,经度,纬度\n${Array.from({ length: 60 }, (_, row) => `P${row},"红山""${row}""饭店","新华街\n${row}号",餐馆,建好,2026-03-0${1 + (row % 9)},12${row}㎡,118.9${row},42.2${row}`).join('\n')}\n`,
);
const features = encode(
  JSON.stringify({
    type: 'FeatureCollection',
    features: Array.from({ length: 40 }, (_, row) => ({
      type: 'Feature',
      id: row,
      properties: { name: `店 "${row}" \\ {`, 类别: '超市', nested: { a: [row] }, none: null },
      geometry:
        row % 3 === 0
          ? {
              type: 'Polygon',
              coordinates: [
                [
                  [118, 42],
                  [118.1, 42],
                  [118.1, 42.1],
                  [118, 42],
                ],
              ],
            }
          : row % 3 === 1
            ? { type: 'Point', coordinates: [118.9, 42.2] }
            : {
                type: 'LineString',
                coordinates: [
                  [118, 42],
                  [118.1, 42.1],
                ],
              },
    })),
  }),
);
const extract = {
  nodes: Array.from({ length: 60 }, (_, id) => ({
    id: id * 1000 + 1,
    lon: 1_189_000_000 + id * 1000,
    lat: 422_000_000 + (id % 7) * 1000,
    tags: id % 5 === 0 ? { shop: 'yes', name: `店${id}` } : ({} as Record<string, string>),
  })),
  ways: Array.from({ length: 20 }, (_, id) => ({
    id: id + 1,
    refs: [0, 7, 14, 21, 0].map((step) => ((id + step) % 60) * 1000 + 1),
    tags: { highway: 'residential', name: `路${id}`, ...(id % 2 === 0 ? { building: 'yes' } : { natural: 'water' }) } as Record<
      string,
      string
    >,
  })),
  relations: Array.from({ length: 6 }, (_, id) => ({
    id: id + 1,
    members: [1, 2, 3].map((way) => ({ type: 1, id: way + id, role: way === 1 ? 'from' : way === 2 ? 'to' : 'via' })),
    tags: (id % 2 === 0 ? { type: 'multipolygon', natural: 'water' } : { type: 'restriction', restriction: 'no_left_turn' }) as Record<
      string,
      string
    >,
  })),
};

const readExtract = async (source: FileSource, random: Random): Promise<boolean> => {
  const clip = random() < 0.3 ? ([118.9, 42.2, 118.901, 42.201] as [number, number, number, number]) : null;
  const inflate = (bytes: Uint8Array, size: number): Uint8Array => inflateSync(bytes, { maxOutputLength: Math.max(1, size) });
  const reading = osmToIntake(source, { inflate, clip, tally: tallyIssues() });
  for (;;) {
    const next = await reading.next();
    if (next.done === true) return next.value === null;
  }
};

const targets: readonly { bytes: Uint8Array; read: (source: FileSource, random: Random) => Promise<boolean> }[] = [
  { bytes: table, read: (source, random) => readAsTable(csv, source, random) },
  { bytes: features, read: (source, random) => readAsTable(geojson, source, random) },
  { bytes: pbfFile(extract), read: readExtract },
  { bytes: pbfFile(extract, deflateSync), read: readExtract },
];

async function readAsTable(format: TableFormat, source: FileSource, random: Random): Promise<boolean> {
  const encodings = [undefined, undefined, undefined, 'gb18030', 'utf-16le'];
  const encoding = encodings[Math.floor(random() * encodings.length)];
  const opened = await format.open(source, encoding === undefined ? {} : { encoding });
  const systems = ['wgs84', 'gcj02', 'bd09', 'EPSG:4548'];
  const crs = parseCrs(systems[Math.floor(random() * systems.length)]!);
  if (!opened.ok || !crs.ok) return false;
  const { head, rows } = opened.value;
  const first = await rows(() => {}).next();
  const sample = first.done === true ? [] : first.value.map((row) => row.values);
  const kinds = ['premises', 'hazards', 'stations', 'facilities', 'zones', 'roads'] as const;
  const kind = random() < 0.3 ? suggestImportKind(head.columns, sample) : kinds[Math.floor(random() * kinds.length)]!;
  const { mapping } = suggestMapping(kind, head.columns, sample);
  const tally = tallyIssues();
  const reading = tableToIntake(rows(tally.reportUnreadRow), { kind, mapping, crs: crs.value, file: source.name, tally });
  for (;;) {
    const next = await reading.next();
    if (next.done === true) return next.value === null;
  }
}

/** Flips, overwrites, cuts, repeats and splices; often only a little, so that readers get deep before they meet it. */
function damage(bytes: Uint8Array, random: Random): Uint8Array {
  let damaged: Uint8Array = bytes.slice();
  const strokes = 1 + Math.floor(random() ** 3 * 40);
  const at = (): number => Math.floor(random() * damaged.length);
  for (let stroke = 0; stroke < strokes && damaged.length > 0; stroke++) {
    const kind = random();
    if (kind < 0.4) damaged[at()] = Math.floor(random() * 256);
    else if (kind < 0.6) damaged[at()] = sharpBytes[Math.floor(random() * sharpBytes.length)]!;
    else if (kind < 0.7) damaged[at()]! ^= 1 << Math.floor(random() * 8);
    else if (kind < 0.8) damaged = damaged.slice(0, at());
    else {
      const [from, to] = [at(), at()].sort((a, b) => a - b) as [number, number];
      const part = damaged.slice(from, Math.min(to, from + 400));
      const place = at();
      damaged =
        kind < 0.9 ? joined(damaged.slice(0, place), part, damaged.slice(place)) : joined(damaged.slice(0, from), damaged.slice(to));
    }
  }
  return damaged;
}

/** Bytes that mean something to one of the formats. */
const sharpBytes = [0, 1, 0x7f, 0x80, 0xff, ...encode('"\\{}[],:\n\r;=-09e')];

function joined(...parts: Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((total, part) => total + part.length, 0));
  let filled = 0;
  for (const part of parts) {
    whole.set(part, filled);
    filled += part.length;
  }
  return whole;
}

/** Mulberry32. */
function randomFrom(seed: number): Random {
  let state = seed * 0x9e3779b9;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
