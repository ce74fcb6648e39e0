import type { PictureLayer, PictureSource } from './picture.ts';
import type { MapSurface } from './update-map.ts';

export interface FakeSurface extends MapSurface {
  sources: Map<string, unknown>;
  /** Ids, bottom first. */
  order: string[];
  layers: Map<string, PictureLayer>;
  /** Every call, in order. */
  calls: string[];
}

/** A map without a screen, as strict as MapLibre about ids, order and sources in use. For tests. */
export function fakeSurface(): FakeSurface {
  const sources = new Map<string, unknown>();
  const layers = new Map<string, PictureLayer>();
  const order: string[] = [];
  const calls: string[] = [];
  const must = (found: boolean, message: string): void => {
    if (!found) throw new Error(message);
  };
  const insert = (id: string, beforeId: string | null): void => {
    const at = beforeId === null ? order.length : order.indexOf(beforeId);
    must(at >= 0, `no layer ${beforeId}`);
    order.splice(at, 0, id);
  };
  return {
    sources,
    layers,
    order,
    calls,
    addSource(id, source) {
      must(!sources.has(id), `source ${id} exists`);
      sources.set(id, source);
      calls.push(`addSource ${id}`);
    },
    removeSource(id) {
      must(sources.delete(id), `no source ${id}`);
      must(![...layers.values()].some((layer) => 'source' in layer && layer.source === id), `source ${id} in use`);
      calls.push(`removeSource ${id}`);
    },
    setSourceTiles(id, tiles) {
      must(sources.has(id), `no source ${id}`);
      sources.set(id, { ...(sources.get(id) as object), tiles });
      calls.push(`setSourceTiles ${id}`);
    },
    setSourceData(id, data) {
      must(sources.has(id), `no source ${id}`);
      sources.set(id, { ...(sources.get(id) as object), data });
      calls.push(`setSourceData ${id}`);
    },
    setSourceShapes(id, source) {
      must(sources.has(id), `no source ${id}`);
      sources.set(id, source);
      calls.push(`setSourceShapes ${id}`);
    },
    addLayer(layer, beforeId) {
      must(!layers.has(layer.id), `layer ${layer.id} exists`);
      if ('source' in layer) {
        const source = sources.get(layer.source as string) as PictureSource | undefined;
        must(source !== undefined, `no source of ${layer.id}`);
        const hasLayers = source?.type === 'shapes' || source?.type === 'vector';
        must(hasLayers === (layer['source-layer'] !== undefined), `${layer.id} needs a source-layer where its source has layers`);
      }
      insert(layer.id, beforeId);
      layers.set(layer.id, layer);
      calls.push(`addLayer ${layer.id}`);
    },
    removeLayer(id) {
      must(layers.delete(id), `no layer ${id}`);
      order.splice(order.indexOf(id), 1);
      calls.push(`removeLayer ${id}`);
    },
    moveLayer(id, beforeId) {
      order.splice(order.indexOf(id), 1);
      insert(id, beforeId);
      calls.push(`moveLayer ${id}`);
    },
    setLayerProperty(id, kind, name, value) {
      const layer = layers.get(id);
      must(layer !== undefined, `no layer ${id}`);
      const values: Record<string, unknown> = { ...((layer as unknown as Record<string, object>)[kind] ?? {}) };
      if (value === undefined) delete values[name];
      else values[name] = value;
      layers.set(id, { ...layer, [kind]: values } as PictureLayer);
      calls.push(`set ${kind} ${id} ${name}`);
    },
    setFilter(id, filter) {
      const { filter: _old, ...rest } = layers.get(id) as PictureLayer & { filter?: unknown };
      layers.set(id, (filter === null ? rest : { ...rest, filter }) as PictureLayer);
      calls.push(`setFilter ${id}`);
    },
    setZoomRange(id, minzoom, maxzoom) {
      const { minzoom: _min, maxzoom: _max, ...rest } = layers.get(id) as PictureLayer & { minzoom?: number; maxzoom?: number };
      const zooms = { ...(minzoom === undefined ? {} : { minzoom }), ...(maxzoom === undefined ? {} : { maxzoom }) };
      layers.set(id, { ...rest, ...zooms } as PictureLayer);
      calls.push(`setZoomRange ${id}`);
    },
    repaint() {},
    setHeat(heat) {
      calls.push(heat === null ? 'setHeat none' : 'setHeat');
    },
  };
}
