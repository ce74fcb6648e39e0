/// <reference types="vite/client" />
import { Map as MapLibreMap, type MapOptions, setWorkerUrl } from 'maplibre-gl';
import 'maplibre-gl/dist/maplibre-gl.css';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import { createHeatLayer } from '../../../renderer/map/heat-layer.ts';
import { binForHeat, type HeatBins, heatFromBins, suggestHeatClasses } from '../../../shared/analyses/heat/index.ts';
import { CENTER, makePoints, randomFrom } from '../make-points.ts';

/** Milliseconds to the next idle map, per run. */
export interface PageTimes {
  first: number;
  changed: number[];
}
export interface HeatPage {
  measureOurs(count: number, runs: number): Promise<PageTimes>;
  measureMapLibre(count: number, runs: number): Promise<PageTimes>;
}

const SIDE_METERS = 30_000;
const BANDWIDTH_METERS = 500;
const RADIUS_PIXELS = 14;
const ramp = ['#ffffcc', '#fed976', '#fd8d3c', '#fc4e2a', '#e31a1c', '#800026'];

setWorkerUrl(workerUrl);
(window as unknown as { heatPage: HeatPage }).heatPage = { measureOurs, measureMapLibre };

/** Kernel in the page, density uploaded as a texture, drawn, map idle. */
async function measureOurs(count: number, runs: number): Promise<PageTimes> {
  const { lon, lat } = makePoints(count, SIDE_METERS);
  const weights = weightsOf(count);
  const map = await openMap();
  const heat = createHeatLayer(() => map.triggerRepaint());
  map.addLayer(heat.layer);
  let bins: HeatBins | null = null;
  const show = async (mask: Uint8Array | null): Promise<number> => {
    const elapsedMs = await untilIdle(map, () => {
      bins ??= binForHeat(lon, lat, BANDWIDTH_METERS);
      const grid = heatFromBins(bins, weights, mask);
      heat.setLook({ grid, classes: suggestHeatClasses(grid), ramp, opacity: 0.8 });
    });
    if (!heat.settled()) throw new Error('The map was idle before the density was uploaded.');
    return elapsedMs;
  };
  const first = await show(null);
  const changed: number[] = [];
  for (let run = 0; run < runs; run++) changed.push(await show(Uint8Array.from(weights, (weight) => (weight > threshold(run) ? 1 : 0))));
  map.remove();
  return { first, changed };
}

/** MapLibre's own heatmap layer over a GeoJSON source, the same filter. */
async function measureMapLibre(count: number, runs: number): Promise<PageTimes> {
  const { lon, lat } = makePoints(count, SIDE_METERS);
  const weights = weightsOf(count);
  const features = Array.from(
    lon,
    (x, row): GeoJSON.Feature => ({
      type: 'Feature',
      properties: { weight: weights[row]! },
      geometry: { type: 'Point', coordinates: [x, lat[row]!] },
    }),
  );
  const map = await openMap();
  const first = await untilIdle(map, () => {
    map.addSource('points', { type: 'geojson', data: { type: 'FeatureCollection', features } });
    map.addLayer({
      id: 'heat',
      type: 'heatmap',
      source: 'points',
      paint: { 'heatmap-radius': RADIUS_PIXELS, 'heatmap-weight': ['get', 'weight'] },
    });
  });
  const changed: number[] = [];
  for (let run = 0; run < runs; run++) {
    changed.push(await untilIdle(map, () => map.setFilter('heat', ['>', ['get', 'weight'], threshold(run)])));
  }
  map.remove();
  return { first, changed };
}

function openMap(): Promise<MapLibreMap> {
  const options: MapOptions = {
    container: 'map',
    style: { version: 8, sources: {}, layers: [] },
    center: [CENTER.lon, CENTER.lat],
    zoom: 10.5,
    fadeDuration: 0,
    attributionControl: false,
  };
  const map = new MapLibreMap(options);
  return new Promise((resolve) => map.once('idle', () => resolve(map)));
}

/** From the change to the map's next idle. */
function untilIdle(map: MapLibreMap, change: () => void): Promise<number> {
  return new Promise((resolve) => {
    const before = performance.now();
    map.once('idle', () => resolve(performance.now() - before));
    change();
    map.triggerRepaint();
  });
}

function weightsOf(count: number): Float32Array {
  const random = randomFrom(6);
  return Float32Array.from({ length: count }, () => random());
}

/** Another filter each run, so that nothing drawn before can be used again. */
function threshold(run: number): number {
  return 0.2 + 0.01 * run;
}
