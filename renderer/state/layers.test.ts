import { beforeEach, expect, test } from 'vitest';
import { initialLayers, layerEntry, layersStore, moveLayer, restoreLayers, setBasemapLayers, setLayerOpacity, showOnly } from './layers.ts';

const order = (): string[] => layersStore.getState().entries.map((entry) => entry.id);
beforeEach(() => layersStore.setState(initialLayers));

test('a layer moves above another of its group, or to the bottom of it, and nowhere else', () => {
  moveLayer('facilities', 'stations');
  expect(order().slice(0, 4)).toEqual(['facilities', 'stations', 'premises', 'hazards']);
  moveLayer('facilities', null);
  expect(order().slice(0, 4)).toEqual(['stations', 'premises', 'hazards', 'facilities']);
  const before = order();
  moveLayer('heat', 'stations');
  moveLayer('ground', null);
  expect(order()).toEqual(before);
});

test('archives come and go at the bottom, keeping what was set', () => {
  setBasemapLayers(['a', 'b']);
  setLayerOpacity('basemap:b', 0.4);
  setBasemapLayers(['b']);
  expect(order().at(-1)).toBe('basemap:b');
  expect(layerEntry(layersStore.getState(), 'basemap:b')?.opacity).toBe(0.4);
});

test('a kept order comes back; layers it does not know keep their place', () => {
  restoreLayers({
    entries: [
      { id: 'premises', visible: false, opacity: 0.5 },
      { id: 'stations', visible: true, opacity: 1 },
    ],
    premisesSymbolBy: 'category',
  });
  expect(order().slice(0, 2)).toEqual(['premises', 'stations']);
  expect(layerEntry(layersStore.getState(), 'premises')).toMatchObject({ visible: false, opacity: 0.5 });
  expect([...order()].sort()).toEqual(initialLayers.entries.map((entry) => entry.id).sort());
});

test('an archive the kept order does not know stays below what it knows', () => {
  setBasemapLayers(['new']);
  restoreLayers({ entries: [{ id: 'ground', visible: true, opacity: 1 }], premisesSymbolBy: 'grade' });
  expect(order().slice(-2)).toEqual(['ground', 'basemap:new']);
});

test('a picture made to order shows what was asked for, on the base as it is', () => {
  showOnly(['heat', 'hazards']);
  expect(
    layersStore
      .getState()
      .entries.filter((entry) => entry.visible)
      .map((entry) => entry.id),
  ).toEqual(['hazards', 'heat', 'ground']);
});
