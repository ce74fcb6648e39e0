import 'maplibre-gl/dist/maplibre-gl.css';
import {
  addProtocol,
  type CustomLayerInterface,
  type GeoJSONSource,
  type GeoJSONSourceSpecification,
  type LayerSpecification,
  type MapGeoJSONFeature,
  Map as MapLibreMap,
  type MapMouseEvent,
  removeProtocol,
  type SourceSpecification,
  setWorkerUrl,
  type VectorTileSource,
} from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import { fontFamily } from '../../shared/look/tokens.ts';
import { drawImage, IMAGE_PIXEL_RATIO } from './draw-image.ts';
import { createHeatLayer, type HeatLayer } from './heat-layer.ts';
import type { HeatLook, ShapeSource } from './picture.ts';
import type { ShapesClient } from './shapes/run-shapes.ts';
import { MAX_SHAPES_ZOOM } from './shapes/tile-scheme.ts';
import type { MapSurface } from './update-map.ts';

export type { CustomLayerInterface, GeoJSONSourceSpecification, LayerSpecification, MapGeoJSONFeature, MapMouseEvent, SourceSpecification };

setWorkerUrl(workerUrl);

export interface Camera {
  center: readonly [number, number];
  zoom: number;
}
export interface EngineEvents {
  /** The map can be drawn on (again): everything has to be put on it. */
  ready(): void;
  moved(view: Camera & { extent: readonly [number, number, number, number]; metersPerPixel: number }): void;
  /** A frame has been handed to the GPU. */
  rendered(): void;
  idle(idle: boolean): void;
  pointerMoved(position: readonly [number, number] | null, pixel: readonly [number, number]): void;
  clicked(position: readonly [number, number], pixel: readonly [number, number]): void;
  doubleClicked(): boolean;
  /** A button goes down: true when what lies there is to be dragged instead of the map. */
  pressed(pixel: readonly [number, number]): boolean;
  dragged(position: readonly [number, number]): void;
  dropped(): void;
  /** The menu of a place is asked for, by the right button or the menu key. @param onWindow where that is, pixels of the page */
  menuAsked(position: readonly [number, number], pixel: readonly [number, number], onWindow: readonly [number, number]): void;
  /** The WebGL context is gone; a new map is made as soon as it can be. */
  contextLost(): void;
  /** No WebGL2 at all. */
  unavailable(): void;
}
export interface EngineOptions {
  container: HTMLElement;
  /** What the map is called to those who do not see it. */
  label: string;
  camera: Camera;
  /** Fades and flights; off for snapshots and reduced motion. */
  animate: boolean;
  /** MVT bytes of a tile of a point set. */
  readPointTile(set: string, z: number, x: number, y: number, place: { turn: number; sets: number }): Promise<Uint8Array<ArrayBuffer>>;
  shapes: ShapesClient;
  events: EngineEvents;
}

/** How long a lost context may take to come back before a new map is made without it. */
const CONTEXT_PATIENCE_MS = 1500;
const shapeTile = /^shapes:\/\/([\w-]+)\/(\d+)\/(\d+)\/(\d+)/;
/** What MapLibre goes by unless it is told. */
const TOLERANCE = 0.375;
const pointTile = /^points:\/\/(\w+)\/(\d+)of(\d+)\/(\d+)\/(\d+)\/(\d+)/;

/**
 * The MapLibre map and its life: made, drawn on through `surface`, made again after its WebGL context was lost. Keeps no
 * state worth saving: the updater draws the whole picture again on `ready`.
 */
export class MapEngine {
  private map: MapLibreMap | null = null;
  private heat: HeatLayer | null = null;
  private camera: Camera;
  private label: string;
  private readonly options: EngineOptions;
  private styleReady = false;
  private revival: ReturnType<typeof setTimeout> | undefined;

  constructor(options: EngineOptions) {
    this.options = options;
    this.camera = options.camera;
    this.label = options.label;
    addProtocol('points', async ({ url }) => {
      const [, set, ...numbers] = pointTile.exec(url) ?? [];
      const [turn, sets, z, x, y] = numbers.map(Number) as [number, number, number, number, number];
      const bytes = set === undefined ? new Uint8Array(0) : await options.readPointTile(set, z, x, y, { turn, sets });
      return { data: bytes.buffer };
    });
    addProtocol('shapes', async ({ url }) => {
      const [, source, ...numbers] = shapeTile.exec(url) ?? [];
      const [z, x, y] = numbers.map(Number) as [number, number, number];
      const bytes = source === undefined ? new Uint8Array(0) : await options.shapes.tile(source, z, x, y);
      return { data: bytes.buffer };
    });
    this.make();
  }

  /** What the updater writes on; null while there is no map to write on. */
  get surface(): MapSurface | null {
    return this.map !== null && this.heat !== null && this.styleReady ? surfaceOf(this.map, this.heat, this.options.shapes) : null;
  }

  /** Lon/lat under a pixel; null while there is no map. */
  positionAt([x, y]: readonly [number, number]): [number, number] | null {
    const position = this.map?.unproject([x, y]);
    return position === undefined ? null : [position.lng, position.lat];
  }

  /** Features under a pixel or box of the given layers, topmost first. */
  featuresAt(pixel: readonly [number, number], reachPixels: number, layers: readonly string[]): MapGeoJSONFeature[] {
    const { map } = this;
    if (map === null || !this.styleReady) return [];
    const [x, y] = pixel;
    const present = layers.filter((id) => map.getLayer(id) !== undefined);
    if (present.length === 0) return [];
    return map.queryRenderedFeatures(
      [
        [x - reachPixels, y - reachPixels],
        [x + reachPixels, y + reachPixels],
      ],
      { layers: present },
    );
  }

  /** Whether the last frame shows anything of the given layers. */
  showsAny(layers: readonly string[]): boolean {
    const present = layers.filter((id) => this.map?.getLayer(id) !== undefined);
    return present.length > 0 && this.styleReady && (this.map?.queryRenderedFeatures({ layers: present }).length ?? 0) > 0;
  }

  setLabel(label: string): void {
    this.label = label;
    this.map?.getCanvas().setAttribute('aria-label', label);
  }

  setCursor(cursor: '' | 'pointer' | 'crosshair' | 'grab' | 'grabbing'): void {
    if (this.map !== null) this.map.getCanvas().style.cursor = cursor;
  }

  resize(): void {
    this.map?.resize();
  }

  flyTo(center: readonly [number, number], zoom: number | null, offset: readonly [number, number]): void {
    const target = { center: [center[0], center[1]] as [number, number], zoom: zoom ?? Math.max(this.map?.getZoom() ?? 0, 16) };
    this.map?.easeTo({ ...target, offset: [offset[0], offset[1]], duration: 600, animate: this.options.animate });
  }

  lookAt(center: readonly [number, number], zoom: number): void {
    this.map?.jumpTo({ center: [center[0], center[1]], zoom });
  }

  fitExtent(
    [west, south, east, north]: readonly [number, number, number, number],
    animate: boolean,
    padding: { top: number; right: number; bottom: number; left: number },
  ): void {
    this.map?.fitBounds([west, south, east, north], {
      animate: animate && this.options.animate,
      duration: 600,
      maxZoom: 17,
      padding: this.fittingPadding(padding),
    });
  }

  zoomBy(levels: number): void {
    const map = this.map;
    if (map === null) return;
    const zoom = Math.round((map.getZoom() + levels) * 2) / 2;
    if (this.options.animate) map.easeTo({ zoom, duration: 250 });
    else map.jumpTo({ zoom });
  }

  /**
   * The map as it now is, with the given device pixels to a map pixel; null when it cannot be drawn. Only of maps that are not animated: the others do
   * not keep their picture. Pixels in memory, not a file: a page printed or photographed with them has nothing to decode first.
   */
  async picture(pixelRatio: number): Promise<HTMLCanvasElement | null> {
    const { map } = this;
    if (map === null) return null;
    map.setPixelRatio(pixelRatio);
    await new Promise((resolve) => {
      map.once('idle', resolve);
      map.triggerRepaint();
    });
    const drawn = map.getCanvas();
    const copy = document.createElement('canvas');
    copy.width = drawn.width;
    copy.height = drawn.height;
    const context = copy.getContext('2d', { willReadFrequently: true });
    context?.drawImage(drawn, 0, 0);
    return context === null ? null : copy;
  }

  /** Whether all that is asked for is drawn: tiles, texts and heat. */
  get settled(): boolean {
    return this.map !== null && this.styleReady && this.map.loaded() && !this.map.isMoving() && (this.heat?.settled() ?? true);
  }

  remove(): void {
    clearTimeout(this.revival);
    this.drop();
    removeProtocol('points');
    removeProtocol('shapes');
    this.options.shapes.stop();
  }

  private make(): void {
    const { container, animate, events } = this.options;
    let map: MapLibreMap;
    try {
      map = new MapLibreMap({
        container,
        style: { version: 8, sources: {}, layers: [] },
        center: [this.camera.center[0], this.camera.center[1]],
        zoom: this.camera.zoom,
        minZoom: 3,
        maxZoom: 20,
        attributionControl: false,
        locale: { 'Map.Title': this.label },
        // North stays up and the ground flat: one picture for screen, wall and print.
        dragRotate: false,
        touchPitch: false,
        pitchWithRotate: false,
        renderWorldCopies: false,
        fadeDuration: animate ? 150 : 0,
        localIdeographFontFamily: fontFamily,
        validateStyle: false,
        canvasContextAttributes: { antialias: false, powerPreference: 'high-performance', preserveDrawingBuffer: !animate },
      });
    } catch {
      events.unavailable();
      return;
    }
    this.map = map;
    this.heat = createHeatLayer(() => map.triggerRepaint());
    map.touchZoomRotate.disableRotation();
    map.keyboard.disableRotation();
    map.once('style.load', () => {
      this.styleReady = true;
      events.ready();
      this.report(map);
    });
    // Symbols are drawn when first asked for. A resolver, not the `styleimagemissing` event: tiles do not wait for the event.
    map.setMissingStyleImageResolver(async (id) => {
      const image = drawImage(id);
      if (image !== null && !map.hasImage(id)) map.addImage(id, image, { pixelRatio: IMAGE_PIXEL_RATIO });
    });
    map.on('move', () => this.report(map));
    map.on('render', () => {
      events.rendered();
      events.idle(false);
    });
    // At the end of a fade MapLibre lets go of the tiles of the zoom before, but what it drew of them stays: symbols of another size.
    let drawnAfterMove = true;
    map.on('moveend', () => {
      drawnAfterMove = false;
    });
    map.on('idle', () => {
      if (drawnAfterMove) return events.idle(this.settled);
      drawnAfterMove = true;
      map.triggerRepaint();
    });
    map.on('mousemove', (event) => events.pointerMoved([event.lngLat.lng, event.lngLat.lat], [event.point.x, event.point.y]));
    map.on('mouseout', () => events.pointerMoved(null, [0, 0]));
    map.on('click', (event) => events.clicked([event.lngLat.lng, event.lngLat.lat], [event.point.x, event.point.y]));
    map.on('dblclick', (event) => {
      if (events.doubleClicked()) event.preventDefault();
    });
    map.on('contextmenu', ({ lngLat, point, originalEvent }) => {
      originalEvent.preventDefault();
      events.menuAsked([lngLat.lng, lngLat.lat], [point.x, point.y], [originalEvent.clientX, originalEvent.clientY]);
    });
    map.on('mousedown', (event) => {
      if (event.originalEvent.button !== 0 || !events.pressed([event.point.x, event.point.y])) return;
      event.preventDefault();
      const move = (moved: MapMouseEvent): void => events.dragged([moved.lngLat.lng, moved.lngLat.lat]);
      map.on('mousemove', move);
      const drop = (): void => {
        map.off('mousemove', move);
        events.dropped();
      };
      // Also when the button comes up over a panel.
      window.addEventListener('mouseup', drop, { once: true });
    });
    map.on('webglcontextlost', () => {
      events.contextLost();
      this.revival = setTimeout(() => this.makeAgain(), CONTEXT_PATIENCE_MS);
    });
    map.on('webglcontextrestored', () => this.makeAgain());
  }

  private makeAgain(): void {
    clearTimeout(this.revival);
    this.drop();
    this.make();
  }

  private drop(): void {
    this.styleReady = false;
    this.map?.remove();
    this.map = null;
    this.heat = null;
  }

  private report(map: MapLibreMap): void {
    const { lng, lat } = map.getCenter();
    this.camera = { center: [lng, lat], zoom: map.getZoom() };
    // 512 px span the equator at zoom 0.
    const metersPerPixel = (40_075_016.686 * Math.cos((lat * Math.PI) / 180)) / (512 * 2 ** this.camera.zoom);
    const extent = map.getBounds().toArray().flat() as [number, number, number, number];
    this.options.events.moved({ ...this.camera, extent, metersPerPixel });
  }

  /** Padding that leaves at least a third of the map to fit into. */
  private fittingPadding(padding: { top: number; right: number; bottom: number; left: number }): typeof padding {
    const { clientWidth, clientHeight } = this.options.container;
    const margin = 40;
    const across = Math.min(1, (clientWidth * 0.66) / (padding.left + padding.right + 2 * margin));
    const down = Math.min(1, (clientHeight * 0.66) / (padding.top + padding.bottom + 2 * margin));
    return {
      top: (padding.top + margin) * down,
      bottom: (padding.bottom + margin) * down,
      left: (padding.left + margin) * across,
      right: (padding.right + margin) * across,
    };
  }
}

/** Counts what has been put: other addresses make MapLibre ask for the tiles anew. */
let lastShapes = 0;

function surfaceOf(map: MapLibreMap, heat: HeatLayer, shapes: ShapesClient): MapSurface {
  const tilesOf = (id: string, { data, tolerance = TOLERANCE }: ShapeSource): string[] => {
    shapes.put(id, data, tolerance);
    lastShapes += 1;
    return [`shapes://${id}/{z}/{x}/{y}?v=${lastShapes}`];
  };
  const before = (id: string | null): string | undefined => id ?? undefined;
  return {
    addSource(id, source) {
      if (source.type === 'shapes') map.addSource(id, { type: 'vector', tiles: tilesOf(id, source), maxzoom: MAX_SHAPES_ZOOM });
      else map.addSource(id, source);
    },
    removeSource(id) {
      map.removeSource(id);
      shapes.drop(id);
    },
    setSourceTiles: (id, tiles) => void map.getSource<VectorTileSource>(id)?.setTiles(tiles),
    setSourceShapes: (id, source) => void map.getSource<VectorTileSource>(id)?.setTiles(tilesOf(id, source)),
    setSourceData: (id, data) => void map.getSource<GeoJSONSource>(id)?.setData(data),
    addLayer: (layer, beforeId) => void map.addLayer(layer.type === 'custom' ? heat.layer : layer, before(beforeId)),
    removeLayer: (id) => void map.removeLayer(id),
    moveLayer: (id, beforeId) => void map.moveLayer(id, before(beforeId)),
    setLayerProperty(id, kind, name, value) {
      if (kind === 'paint') map.setPaintProperty(id, name as never, value as never);
      else map.setLayoutProperty(id, name as never, value as never);
    },
    setFilter: (id, filter) => void map.setFilter(id, filter as never),
    setZoomRange: (id, minZoom, maxZoom) => void map.setLayerZoomRange(id, minZoom ?? 0, maxZoom ?? 24),
    setHeat: (look: HeatLook | null) => heat.setLook(look),
    repaint: () => map.triggerRepaint(),
  };
}
