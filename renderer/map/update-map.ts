import type { GeoJSONSourceSpecification } from './engine.ts';
import { emptyPicture, type HeatLook, type MapPicture, type PictureLayer, type PictureSource, type ShapeSource } from './picture.ts';

/** What the updater needs of a map. The engine implements it on MapLibre, tests on a plain list. */
export interface MapSurface {
  addSource(id: string, source: PictureSource): void;
  removeSource(id: string): void;
  setSourceTiles(id: string, tiles: string[]): void;
  setSourceData(id: string, data: GeoJSONSourceSpecification['data']): void;
  setSourceShapes(id: string, source: ShapeSource): void;
  addLayer(layer: PictureLayer, beforeId: string | null): void;
  removeLayer(id: string): void;
  moveLayer(id: string, beforeId: string | null): void;
  setLayerProperty(id: string, kind: 'paint' | 'layout', name: string, value: unknown): void;
  setFilter(id: string, filter: unknown): void;
  setZoomRange(id: string, minZoom: number | undefined, maxZoom: number | undefined): void;
  setHeat(heat: HeatLook | null): void;
  /** Draws a frame even when nothing changed, so that the map reports idle again. */
  repaint(): void;
}

export interface MapUpdater {
  /** The map does not show the newest picture yet. */
  readonly pending: boolean;
  /** Something the picture depends on has changed: the map follows within a frame, however often this is called. */
  schedule(): void;
  /** Forgets what the map shows (it has been made anew) and draws everything again. */
  startOver(): void;
  stop(): void;
}

/**
 * The one writer of the map: composes the newest picture, compares it with the one last applied and makes only the
 * difference, at most once a frame.
 * @param surface null while there is no map that can draw
 * @param nextFrame as `requestAnimationFrame`
 */
export function createMapUpdater(
  surface: () => MapSurface | null,
  compose: () => MapPicture,
  nextFrame: (run: () => void) => void,
): MapUpdater {
  let applied = emptyPicture;
  let scheduled = false;
  let stopped = false;
  const run = (): void => {
    scheduled = false;
    const map = surface();
    if (map === null || stopped) return;
    const newest = compose();
    applyDifference(map, applied, newest);
    applied = newest;
    map.repaint();
  };
  const schedule = (): void => {
    if (scheduled || stopped) return;
    scheduled = true;
    nextFrame(run);
  };
  return {
    get pending() {
      return scheduled || applied === emptyPicture;
    },
    schedule,
    startOver() {
      applied = emptyPicture;
      schedule();
    },
    stop() {
      stopped = true;
    },
  };
}

/** Turns what the map shows (`before`) into `after` with as few mutations as it takes. */
export function applyDifference(map: MapSurface, before: MapPicture, after: MapPicture): void {
  const replaced = new Set(
    Object.keys(before.sources).filter((id) => {
      const next = after.sources[id];
      return next === undefined || !sameButContent(before.sources[id]!, next);
    }),
  );
  const wanted = new Map(after.layers.map((layer) => [layer.id, layer]));
  const kept: string[] = [];
  const previous = new Map<string, PictureLayer>();
  for (const layer of before.layers) {
    const next = wanted.get(layer.id);
    if (next !== undefined && sameKind(layer, next) && !replaced.has(sourceOf(layer) ?? '')) {
      kept.push(layer.id);
      previous.set(layer.id, layer);
    } else {
      map.removeLayer(layer.id);
    }
  }
  for (const id of replaced) map.removeSource(id);
  for (const [id, source] of Object.entries(after.sources)) {
    if (before.sources[id] === undefined || replaced.has(id)) map.addSource(id, source);
    else updateSource(map, id, before.sources[id], source);
  }
  if (after.heat !== before.heat) map.setHeat(after.heat);
  let above: string | null = null;
  for (const layer of after.layers.toReversed()) {
    const was = previous.get(layer.id);
    if (was === undefined) {
      map.addLayer(layer, above);
      kept.splice(above === null ? kept.length : kept.indexOf(above), 0, layer.id);
    } else {
      const at = kept.indexOf(layer.id);
      if ((kept[at + 1] ?? null) !== above) {
        map.moveLayer(layer.id, above);
        kept.splice(at, 1);
        kept.splice(above === null ? kept.length : kept.indexOf(above), 0, layer.id);
      }
      updateLayer(map, was, layer);
    }
    above = layer.id;
  }
}

function updateSource(map: MapSurface, id: string, before: PictureSource, after: PictureSource): void {
  if (before.type === 'geojson' && after.type === 'geojson') {
    if (before.data !== after.data) map.setSourceData(id, after.data);
  } else if (before.type === 'shapes' && after.type === 'shapes') {
    if (before.data !== after.data) map.setSourceShapes(id, after);
  } else if ('tiles' in before && 'tiles' in after && !same(before.tiles, after.tiles)) {
    map.setSourceTiles(id, after.tiles ?? []);
  }
}

function updateLayer(map: MapSurface, before: PictureLayer, after: PictureLayer): void {
  if (before === after || before.type === 'custom' || after.type === 'custom') return;
  for (const kind of ['layout', 'paint'] as const) {
    const was = (before[kind] ?? {}) as Record<string, unknown>;
    const is = (after[kind] ?? {}) as Record<string, unknown>;
    for (const name of new Set([...Object.keys(was), ...Object.keys(is)])) {
      if (!same(was[name], is[name])) map.setLayerProperty(after.id, kind, name, is[name]);
    }
  }
  if (before.minzoom !== after.minzoom || before.maxzoom !== after.maxzoom) map.setZoomRange(after.id, after.minzoom, after.maxzoom);
  const filterBefore = 'filter' in before ? before.filter : undefined;
  const filterAfter = 'filter' in after ? after.filter : undefined;
  if (!same(filterBefore, filterAfter)) map.setFilter(after.id, filterAfter ?? null);
}

/** Tiles and data can be changed in place; anything else about a source needs a new one. */
function sameButContent(before: PictureSource, after: PictureSource): boolean {
  return same({ ...before, data: null, tiles: null }, { ...after, data: null, tiles: null });
}
function sameKind(before: PictureLayer, after: PictureLayer): boolean {
  return before.type === after.type && sourceOf(before) === sourceOf(after) && sourceLayerOf(before) === sourceLayerOf(after);
}
const sourceOf = (layer: PictureLayer): string | undefined => ('source' in layer ? (layer.source as string) : undefined);
const sourceLayerOf = (layer: PictureLayer): string | undefined => ('source-layer' in layer ? layer['source-layer'] : undefined);
const same = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);
