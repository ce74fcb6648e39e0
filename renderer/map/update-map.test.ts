import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { LayerSpecification } from './engine.ts';
import { fakeSurface } from './fake-surface.ts';
import { emptyPicture, type MapPicture } from './picture.ts';
import { applyDifference, createMapUpdater } from './update-map.ts';

const fill = (id: string, opacity: number, source = 'a'): LayerSpecification => ({
  id,
  type: 'fill',
  source,
  paint: { 'fill-opacity': opacity },
});
const geojson = (name: string): MapPicture['sources'][string] => ({ type: 'geojson', data: dataOf(name) });
const kept = new Map<string, { type: 'FeatureCollection'; features: [] }>();
const dataOf = (name: string) => {
  const found = kept.get(name) ?? { type: 'FeatureCollection' as const, features: [] as [] };
  kept.set(name, found);
  return found;
};

const picture: fc.Arbitrary<MapPicture> = fc
  .record({
    ids: fc.uniqueArray(fc.constantFrom('l1', 'l2', 'l3', 'l4', 'l5', 'l6', 'l7'), { maxLength: 7 }),
    looks: fc.array(
      fc.record({
        opacity: fc.constantFrom(0.2, 0.6),
        source: fc.constantFrom('a', 'b'),
        zoom: fc.option(fc.constantFrom(3, 9)),
        filtered: fc.boolean(),
      }),
      { minLength: 7, maxLength: 7 },
    ),
    data: fc.constantFrom('first', 'second'),
    version: fc.constantFrom(1, 2),
    bounds: fc.boolean(),
  })
  .map(({ ids, looks, data, version, bounds }) => ({
    sources: {
      a: geojson(data),
      b: { type: 'vector', tiles: [`points://x/{z}/{x}/{y}?v=${version}`], ...(bounds ? { maxzoom: 14 } : {}) },
    },
    layers: ids.map((id, index) => {
      const { opacity, source, zoom, filtered } = looks[index]!;
      return {
        ...fill(id, opacity, source),
        ...(source === 'b' ? { 'source-layer': 'points' } : {}),
        ...(zoom === null ? {} : { minzoom: zoom }),
        ...(filtered ? { filter: ['==', ['get', 'level'], 'district'] } : {}),
      } as LayerSpecification;
    }),
    heat: null,
  }));

test('whatever came before, the map ends as the newest picture says', () => {
  fc.assert(
    fc.property(fc.array(picture, { minLength: 1, maxLength: 5 }), (pictures) => {
      const map = fakeSurface();
      let before = emptyPicture;
      for (const after of pictures) {
        applyDifference(map, before, after);
        expect(map.order).toEqual(after.layers.map((layer) => layer.id));
        for (const layer of after.layers) expect(map.layers.get(layer.id)).toEqual(layer);
        expect(Object.fromEntries(map.sources)).toEqual(after.sources);
        const calls = map.calls.length;
        applyDifference(map, after, structuredClonePicture(after));
        expect(map.calls.slice(calls)).toEqual([]);
        before = after;
      }
    }),
    { seed: 7, numRuns: 300 },
  );
});

/** Another object saying the same; data is compared by identity, as it is too large to compare by content. */
const structuredClonePicture = (of: MapPicture): MapPicture => ({
  sources: Object.fromEntries(Object.entries(of.sources).map(([id, source]) => [id, { ...source }])) as MapPicture['sources'],
  layers: structuredClone(of.layers),
  heat: of.heat,
});

test('a change of one value is one mutation', () => {
  const map = fakeSurface();
  const before: MapPicture = { sources: { a: geojson('first') }, layers: [fill('l1', 0.2), fill('l2', 0.2)], heat: null };
  applyDifference(map, emptyPicture, before);
  map.calls.length = 0;
  applyDifference(map, before, { ...before, layers: [fill('l1', 0.2), fill('l2', 0.6)] });
  expect(map.calls).toEqual(['set paint l2 fill-opacity']);
});

test('lifting one layer over the others moves only that one', () => {
  const map = fakeSurface();
  const layers = ['l1', 'l2', 'l3', 'l4'].map((id) => fill(id, 0.2));
  const before: MapPicture = { sources: { a: geojson('first') }, layers, heat: null };
  applyDifference(map, emptyPicture, before);
  map.calls.length = 0;
  applyDifference(map, before, { ...before, layers: [layers[1]!, layers[2]!, layers[3]!, layers[0]!] });
  expect(map.calls).toEqual(['moveLayer l1']);
});

test('many changes in one frame are one update; a map made anew gets the whole picture', () => {
  const frames: (() => void)[] = [];
  let map = fakeSurface();
  let ready = false;
  let opacity = 0;
  const updater = createMapUpdater(
    () => (ready ? map : null),
    () => ({ sources: { a: geojson('first') }, layers: [fill('l1', opacity)], heat: null }),
    (run) => frames.push(run),
  );
  const frame = () =>
    frames.splice(0).forEach((run) => {
      run();
    });
  updater.schedule();
  frame();
  expect(map.calls).toEqual([]);
  ready = true;
  for (opacity = 0.1; opacity < 0.9; opacity += 0.1) updater.schedule();
  expect(frames).toHaveLength(1);
  frame();
  expect(map.calls).toEqual(['addSource a', 'addLayer l1']);
  map = fakeSurface();
  updater.startOver();
  frame();
  expect(map.calls).toEqual(['addSource a', 'addLayer l1']);
  updater.stop();
  updater.schedule();
  expect(frames).toHaveLength(0);
});
