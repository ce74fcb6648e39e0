/**
 * Travel times against scipy.sparse.csgraph and pgRouting, frozen by build/references/make-network-references.ts: on a made-up town, and on the roads of
 * New York where the shared data is there.
 */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Feature, LineString, Point, Position } from 'geojson';
import { describe, expect, test } from 'vitest';
import { isSaid, layerOf, maxspeedKmhOf, onewayOf, roadClassOf } from '../../formats/osm/read-tags.ts';
import { defaultTravelProfiles } from '../../rules/travel-profiles.ts';
import { aRoad } from '../../testing/a-road.ts';
import { buildNetwork } from './build-network.ts';
import { findNearest } from './find-nearest.ts';
import { measureMatrix } from './measure-matrix.ts';
import { collectRoads, type RoadInput } from './road-columns.ts';
import { snapPlaces } from './snap-places.ts';
import { makeTravelGraph, type TravelGraph } from './travel-graph.ts';

interface Expected {
  scipy: { nearestStation: (number | null)[]; nearestSeconds: (number | null)[]; matrixSeconds: (number | null)[][]; snapMeters: number[] };
  pgRouting: { matrixSeconds: (number | null)[][] };
}

const fixture = (name: string) => JSON.parse(readFileSync(resolve(import.meta.dirname, 'fixtures', name), 'utf8'));
function compare(graph: TravelGraph, stations: Position[], places: Position[], { scipy, pgRouting }: Expected): void {
  const snap = (positions: Position[]) =>
    snapPlaces(
      graph,
      positions.map(([lon]) => lon!),
      positions.map(([, lat]) => lat!),
      Infinity,
    );
  const [from, to] = [snap(stations), snap(places)];
  for (let place = 0; place < to.count; place++) expect(Math.abs(to.meters[place]! - scipy.snapMeters[place]!)).toBeLessThan(0.002);

  const nearest = findNearest(graph, { places: from, startSeconds: null }, to, { k: 2, limitSeconds: Infinity });
  for (let place = 0; place < to.count; place++) {
    const [first, second] = [nearest.seconds[2 * place]!, nearest.seconds[2 * place + 1]!];
    expect(Math.abs(first - (scipy.nearestSeconds[place] ?? Infinity)) || 0).toBeLessThan(0.05);
    if (second - first > 0.05) expect(nearest.station[2 * place]).toBe(scipy.nearestStation[place]);
  }

  const matrix = measureMatrix(graph, { places: snap(stations.slice(0, scipy.matrixSeconds.length)), startSeconds: null }, to);
  const check = (rows: (number | null)[][], tolerance: number, counts: (place: number) => boolean): number => {
    let compared = 0;
    for (const [station, row] of rows.entries()) {
      for (const [place, seconds] of row.entries()) {
        if (!counts(place)) continue;
        const ours = matrix[station * to.count + place]!;
        if (seconds === null) expect(ours).toBe(Infinity);
        else expect(Math.abs(ours - seconds)).toBeLessThan(tolerance);
        compared++;
      }
    }
    return compared;
  };
  expect(check(scipy.matrixSeconds, 0.05, () => true)).toBe(scipy.matrixSeconds.length * to.count);
  // PostGIS snaps on the projected ellipsoid: places far from roads come to lie elsewhere on them.
  const near = check(pgRouting.matrixSeconds, 0.1, (place) => scipy.snapMeters[place]! < 100);
  expect(near).toBeGreaterThan(pgRouting.matrixSeconds.flat().length / 2);
}

test('a made-up town: travel seconds, nearest station, snapping', () => {
  const task = fixture('town.json');
  const roads = task.roads.map(({ coordinates, level, ...road }: { coordinates: [number, number][]; level: number }) =>
    aRoad(coordinates, { ...road, layer: level }),
  );
  const profile = { ...defaultTravelProfiles.fireEngine, speedKmh: task.speedKmh, unknownClassKmh: task.unknownClassKmh };
  compare(makeTravelGraph(buildNetwork(collectRoads(roads)), profile), task.stations, task.places, fixture('town-expected.json'));
});

const data = resolve(import.meta.dirname, '../../../../shared/data/nyc-roads');
describe.skipIf(!existsSync(data))('New York (read from ../shared/data, skipped without it)', () => {
  test('travel seconds, nearest of 213 firehouses, snapping', { timeout: 60_000 }, () => {
    const points = (name: string): Position[] =>
      JSON.parse(readFileSync(resolve(data, name), 'utf8')).features.map((feature: Feature<Point>) => feature.geometry.coordinates);
    const lines: Feature<LineString>[] = JSON.parse(gunzipSync(readFileSync(resolve(data, 'roads.geojson.gz'))).toString()).features;
    const roads = lines.map(({ geometry, properties }): RoadInput => {
      const tags = properties as Record<string, string>;
      return aRoad(geometry.coordinates as [number, number][], {
        roadClass: roadClassOf(tags),
        oneway: onewayOf(tags),
        maxspeedKmh: maxspeedKmhOf(tags.maxspeed),
        layer: layerOf(tags),
        bridge: isSaid(tags.bridge),
        tunnel: isSaid(tags.tunnel),
      });
    });
    const { fireEngine, onFoot } = defaultTravelProfiles;
    const profile = { ...fireEngine, speedKmh: { ...onFoot.speedKmh, ...fireEngine.speedKmh, raceway: 30, construction: 20 } };
    const graph = makeTravelGraph(buildNetwork(collectRoads(roads), { joinMeters: 0 }), profile);
    const places = points('pois.geojson')
      .filter((_, index) => index % 34 === 0)
      .slice(0, 480);
    compare(graph, points('fire_stations.geojson'), places, fixture('new-york-expected.json'));
  });
});
