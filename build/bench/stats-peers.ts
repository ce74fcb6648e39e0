import turfPointInPolygon from '@turf/boolean-point-in-polygon';
import turfDbscan from '@turf/clusters-dbscan';
import type { Feature, FeatureCollection, Point, Polygon, Position } from 'geojson';
import KDBush from 'kdbush';
import pointInPolygon from 'point-in-polygon-hao';
import RBush from 'rbush';
import type { Points } from './make-points.ts';

/** Peers of the statistics kernels, as their documentation uses them. */

/** DBSCAN as it is usually written: a queue of points, neighbours from a kdbush. */
export function kdbushDbscan(x: Float64Array, y: Float64Array, radius: number, minPoints: number): Int32Array {
  const index = new KDBush(x.length);
  for (let row = 0; row < x.length; row++) index.add(x[row]!, y[row]!);
  index.finish();
  const labels = new Int32Array(x.length).fill(-2);
  let cluster = 0;
  for (let row = 0; row < x.length; row++) {
    if (labels[row] !== -2) continue;
    const neighbours = index.within(x[row]!, y[row]!, radius);
    if (neighbours.length < minPoints) {
      labels[row] = -1;
      continue;
    }
    labels[row] = cluster;
    const queue = neighbours;
    while (queue.length > 0) {
      const other = queue.pop()!;
      if (labels[other] === -1) labels[other] = cluster;
      if (labels[other] !== -2) continue;
      labels[other] = cluster;
      const more = index.within(x[other]!, y[other]!, radius);
      if (more.length >= minPoints) for (const next of more) if (labels[next]! < 0) queue.push(next);
    }
    cluster++;
  }
  return labels;
}

export function pointFeatures({ lon, lat }: Points, count: number): FeatureCollection<Point> {
  return {
    type: 'FeatureCollection',
    features: Array.from({ length: count }, (_, row) => ({
      type: 'Feature',
      properties: {},
      geometry: { type: 'Point', coordinates: [lon[row]!, lat[row]!] },
    })),
  };
}

export function runTurfDbscan(points: FeatureCollection<Point>, radiusMeters: number, minPoints: number): unknown {
  return turfDbscan(points, radiusMeters, { units: 'meters', minPoints });
}

type Box = { minX: number; minY: number; maxX: number; maxY: number; zone: number };

/** Boxes of the zones in an rbush, then point-in-polygon-hao. */
export function rbushZones(rings: readonly Position[][], { lon, lat }: Points): Int32Array {
  const index = new RBush<Box>();
  index.load(
    rings.map((ring, zone) => ({
      minX: Math.min(...ring.map(([x]) => x!)),
      minY: Math.min(...ring.map(([, y]) => y!)),
      maxX: Math.max(...ring.map(([x]) => x!)),
      maxY: Math.max(...ring.map(([, y]) => y!)),
      zone,
    })),
  );
  const polygons = rings.map((ring) => [ring as [number, number][]]);
  const zoneOf = new Int32Array(lon.length).fill(-1);
  for (let row = 0; row < lon.length; row++) {
    const at: [number, number] = [lon[row]!, lat[row]!];
    for (const { zone } of index.search({ minX: at[0], minY: at[1], maxX: at[0], maxY: at[1] })) {
      if (zoneOf[row]! >= 0 && zoneOf[row]! < zone) continue;
      if (pointInPolygon(at, polygons[zone]!) !== false) zoneOf[row] = zone;
    }
  }
  return zoneOf;
}

export function zoneFeatures(rings: readonly Position[][]): Feature<Polygon>[] {
  return rings.map((ring) => ({ type: 'Feature', properties: {}, geometry: { type: 'Polygon', coordinates: [ring] } }));
}

/** Every zone asked for every point until one answers. */
export function turfZones(zones: readonly Feature<Polygon>[], { lon, lat }: Points, count: number): Int32Array {
  const zoneOf = new Int32Array(count).fill(-1);
  for (let row = 0; row < count; row++) zoneOf[row] = zones.findIndex((zone) => turfPointInPolygon([lon[row]!, lat[row]!], zone));
  return zoneOf;
}

/** Points of one zone: kdbush over its box, then point-in-polygon-hao on all of its border. */
export function kdbushZone(index: KDBush, { lon, lat }: Points, ring: readonly Position[]): number[] {
  const xs = ring.map(([x]) => x!);
  const ys = ring.map(([, y]) => y!);
  const polygon = [ring as [number, number][]];
  return index
    .range(Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys))
    .filter((row) => pointInPolygon([lon[row]!, lat[row]!], polygon) !== false);
}

/** Gi* from lists of neighbours, as weights are usually kept: cells of a full square grid within `radius` cells. */
export function neighbourLists(side: number, radius: number): { start: Uint32Array; neighbours: Uint32Array } {
  const start = new Uint32Array(side * side + 1);
  const list: number[] = [];
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      for (let dy = -Math.floor(radius); dy <= radius; dy++) {
        for (let dx = -Math.floor(radius); dx <= radius; dx++) {
          if (dx * dx + dy * dy > radius * radius + 1e-9) continue;
          if (row + dy >= 0 && row + dy < side && column + dx >= 0 && column + dx < side) list.push((row + dy) * side + column + dx);
        }
      }
      start[row * side + column + 1] = list.length;
    }
  }
  return { start, neighbours: Uint32Array.from(list) };
}

export function listGiStar(values: Float64Array, { start, neighbours }: ReturnType<typeof neighbourLists>): Float64Array {
  const n = values.length;
  let mean = 0;
  let squares = 0;
  for (let cell = 0; cell < n; cell++) {
    mean += values[cell]! / n;
    squares += values[cell]! ** 2 / n;
  }
  const deviation = Math.sqrt(squares - mean * mean);
  const z = new Float64Array(n);
  for (let cell = 0; cell < n; cell++) {
    let sum = 0;
    for (let at = start[cell]!; at < start[cell + 1]!; at++) sum += values[neighbours[at]!]!;
    const count = start[cell + 1]! - start[cell]!;
    z[cell] = (sum - mean * count) / (deviation * Math.sqrt((n * count - count * count) / (n - 1)));
  }
  return z;
}
