import { densityAt } from '../../shared/analyses/heat/index.ts';
import { type ChosenPlace, placeAtPosition, rememberPremises } from '../state/chosen-place.ts';
import { dropGhost, moveGhost } from '../state/coverage.ts';
import { drawAt, drawingStore, finishDrawing, undrawLast } from '../state/drawing.ts';
import { chooseGathering } from '../state/gatherings.ts';
import { setHeatUnderCursor } from '../state/heat.ts';
import { heatGridStore } from '../state/heat-grid.ts';
import { layerEntry, layersStore } from '../state/layers.ts';
import { openMapMenu } from '../state/map-menu.ts';
import { type CameraRequest, mapMoved, mapViewStore, premisesShown, setCursor, setDrawing, setMapIdle } from '../state/map-view.ts';
import { placesStore } from '../state/places.ts';
import { placeAt, placingStore } from '../state/placing.ts';
import { type PointSetName, pointSetsStore } from '../state/point-sets.ts';
import { dropRouteEnd, moveRouteEnd } from '../state/routes.ts';
import { clearSelection, select, setHovered } from '../state/selection.ts';
import { composePicture } from './compose-picture.ts';
import { MapEngine } from './engine.ts';
import { type Identified, identify, identifyLayers } from './identify.ts';
import { gatheringLayers } from './layers/gatherings.ts';
import { clusterLayerId, pointLayerId } from './layers/point-set-layers.ts';
import { GHOSTS_LAYER } from './layers/response-plans.ts';
import { ROUTE_ENDS_LAYER } from './layers/ways.ts';
import { currentMapState, watchMapState } from './map-state.ts';
import { startShapes } from './shapes/run-shapes.ts';
import { createMapUpdater } from './update-map.ts';

/** Fingers and pens are less exact than the symbol they mean. */
const REACH_PIXELS = 6;
const premisesLayers = [clusterLayerId('premises'), pointLayerId('premises')];
/** Where the map looks before anything says where to. */
const firstCamera = { center: [104.5, 36] as const, zoom: 3.6 };

export interface RunningMap {
  resize(): void;
  setLabel(label: string): void;
  picture(pixelRatio: number): Promise<HTMLCanvasElement | null>;
  stop(): void;
}

/**
 * Puts the map into a container and ties it to the stores: they say what is drawn and where to look, it reports camera,
 * cursor, hover and clicks.
 * @param animate off for snapshots and for readers who asked for less motion
 */
export function startMap(container: HTMLElement, label: string, animate: boolean): RunningMap {
  const view = mapViewStore.getState();
  const camera = view.center === null ? firstCamera : { center: view.center, zoom: view.zoom };
  setDrawing('starting');
  const pointer = followPointer(() => engine);
  // MapLibre draws glyphs with the fonts it finds when it first needs them and keeps them: ours must be there before.
  let lettered = false;
  const updater = createMapUpdater(
    () => (lettered ? engine.surface : null),
    () => composePicture(currentMapState()),
    // After the frame, not in it: the page's own style and layout of the same change are a task of their own.
    (run) => void requestAnimationFrame(() => setTimeout(run)),
  );
  const engine: MapEngine = new MapEngine({
    container,
    label,
    camera,
    animate,
    readPointTile: async (set, z, x, y, place) =>
      (await pointSetsStore.getState().readTile?.(set as PointSetName, z, x, y, place)) ?? new Uint8Array(0),
    shapes: startShapes(),
    events: {
      ready() {
        setDrawing('ok');
        updater.startOver();
        const { request } = mapViewStore.getState();
        if (request !== null && request.serial !== obeyed) obey(request);
      },
      moved(camera) {
        mapMoved(camera);
        // What was under the pointer has moved away.
        setHovered(null);
        pointer.mapMoved();
      },
      rendered() {
        if (mapViewStore.getState().firstPremisesAt !== null || !engine.showsAny(premisesLayers)) return;
        premisesShown(performance.timeOrigin + performance.now());
      },
      idle: (idle) => setMapIdle(idle && !updater.pending),
      pointerMoved: pointer.moved,
      clicked: pointer.clicked,
      doubleClicked: pointer.doubleClicked,
      pressed: pointer.pressed,
      dragged: pointer.dragged,
      dropped: pointer.dropped,
      menuAsked: pointer.menuAsked,
      contextLost: () => setDrawing('contextLost'),
      unavailable: () => setDrawing('unavailable'),
    },
  });
  let obeyed = 0;
  const obey = (request: CameraRequest): void => {
    if (engine.surface === null) return;
    obeyed = request.serial;
    const { padding } = mapViewStore.getState();
    if (request.kind === 'fitExtent')
      engine.fitExtent(request.extent, request.animate, { ...padding, left: padding.left + request.roomAtLeft });
    else if (request.kind === 'lookAt') engine.lookAt(request.center, request.zoom);
    else if (request.kind === 'zoomBy') engine.zoomBy(request.levels);
    else engine.flyTo(request.center, request.zoom, [(padding.left - padding.right) / 2, (padding.top - padding.bottom) / 2]);
  };
  const stops = [
    watchMapState(() => {
      setMapIdle(false);
      updater.schedule();
    }),
    mapViewStore.subscribe(({ request }) => {
      if (request !== null && request.serial !== obeyed) obey(request);
    }),
    placingStore.subscribe(({ target }) => engine.setCursor(target === null ? '' : 'crosshair')),
    drawingStore.subscribe(({ request }) => engine.setCursor(request === null ? '' : 'crosshair')),
  ];
  void document.fonts.load('16px "Noto Sans SC Bundled"', '消防').finally(() => {
    lettered = true;
    updater.startOver();
  });
  return {
    resize: () => engine.resize(),
    setLabel: (next) => engine.setLabel(next),
    picture: (pixelRatio) => engine.picture(pixelRatio),
    stop() {
      for (const stop of stops) stop();
      updater.stop();
      pointer.stop();
      engine.remove();
    },
  };
}

/** What can be dragged on the map: features with their number in `index`. */
const handles = [
  { layer: ROUTE_ENDS_LAYER, move: moveRouteEnd, drop: dropRouteEnd },
  { layer: GHOSTS_LAYER, move: moveGhost, drop: dropGhost },
] as const;
type Handle = (typeof handles)[number];

/** Hover and clicks. Hover is looked up at most once a frame. */
function followPointer(engine: () => MapEngine) {
  let waiting: { position: readonly [number, number]; pixel: readonly [number, number] } | null = null;
  let frame = 0;
  /** Where the pointer rests over the map; null when it is off it. */
  let resting: readonly [number, number] | null = null;
  /** What is being dragged, its number, and whether it has moved. */
  let held: { handle: Handle; index: number; moved: boolean } | null = null;
  let dropped = false;
  const handleAt = (pixel: readonly [number, number]): { handle: Handle; index: number } | null => {
    for (const handle of handles) {
      const index = engine().featuresAt(pixel, REACH_PIXELS, [handle.layer])[0]?.properties.index as number | undefined;
      if (index !== undefined) return { handle, index };
    }
    return null;
  };
  const find = (position: readonly [number, number], pixel: readonly [number, number], reach: number): Identified | null =>
    identify(engine().featuresAt(pixel, reach, identifyLayers), position);
  const hover = (): void => {
    frame = 0;
    if (waiting === null) return;
    const { position, pixel } = waiting;
    readHeat(position);
    if (placingStore.getState().target !== null || drawingStore.getState().request !== null || held !== null) return;
    if (handleAt(pixel) !== null) {
      engine().setCursor('grab');
      return;
    }
    const found = find(position, pixel, 2);
    const answers = found !== null && !(found.kind === 'record' && found.table === 'zone');
    engine().setCursor(answers ? 'pointer' : '');
    setHovered(
      answers
        ? {
            table: found.table,
            fid: found.kind === 'record' ? found.fid : 0,
            x: pixel[0],
            y: pixel[1],
            position: found.position ?? position,
            title: found.kind === 'record' ? found.title : null,
            count: found.kind === 'cluster' ? found.count : 1,
          }
        : null,
    );
  };
  /** Nothing is under the pointer: it has left the map, or the map is gone. */
  const leave = (): void => {
    waiting = null;
    resting = null;
    setCursor(null);
    setHovered(null);
    setHeatUnderCursor(null);
  };
  return {
    moved(position: readonly [number, number] | null, pixel: readonly [number, number]): void {
      if (position === null) {
        leave();
        return;
      }
      setCursor(position);
      resting = pixel;
      waiting = { position, pixel };
      if (frame === 0) frame = requestAnimationFrame(hover);
    },
    /** Another place lies under the resting pointer. */
    mapMoved(): void {
      if (resting !== null) setCursor(engine().positionAt(resting));
    },
    clicked(position: readonly [number, number], pixel: readonly [number, number]): void {
      if (placingStore.getState().target !== null) {
        placeAt(position);
        return;
      }
      if (drawingStore.getState().request !== null) {
        drawAt(position);
        return;
      }
      // A drag ends with a click that means nothing.
      if (dropped) {
        dropped = false;
        return;
      }
      const found = find(position, pixel, REACH_PIXELS);
      // What gathers lies over the zones and under the records.
      const unit =
        found === null || (found.kind === 'record' && found.table === 'zone')
          ? (engine().featuresAt(pixel, 0, gatheringLayers)[0]?.properties.unit as number | undefined)
          : undefined;
      if (unit !== undefined) chooseGathering(unit);
      else if (found === null) clearSelection();
      else if (found.kind === 'cluster') engine().flyTo(found.position, (mapViewStore.getState().zoom ?? 0) + 2, [0, 0]);
      else select({ table: found.table, fid: found.fid, id: null, position: found.position ?? position });
    },
    doubleClicked(): boolean {
      if (drawingStore.getState().request === null) return false;
      // Its second click has added the same place once more.
      if (drawingStore.getState().positions.length > 2) undrawLast();
      finishDrawing();
      return true;
    },
    pressed(pixel: readonly [number, number]): boolean {
      dropped = false;
      const found = drawingStore.getState().request === null ? handleAt(pixel) : null;
      if (found === null) return false;
      held = { ...found, moved: false };
      engine().setCursor('grabbing');
      return true;
    },
    dragged(position: readonly [number, number]): void {
      if (held === null) return;
      held.moved = true;
      held.handle.move(held.index, position);
    },
    dropped(): void {
      if (held === null) return;
      dropped = held.moved;
      if (held.moved) held.handle.drop();
      held = null;
      engine().setCursor('');
    },
    menuAsked(position: readonly [number, number], pixel: readonly [number, number], onWindow: readonly [number, number]): void {
      if (placingStore.getState().target !== null || drawingStore.getState().request !== null || held !== null) return;
      const found = find(position, pixel, REACH_PIXELS);
      const place = placeAtPosition(position);
      openMapMenu(found?.kind === 'record' && found.table !== 'zone' ? placeOfRecord(found, place) : place, onWindow);
    },
    stop(): void {
      cancelAnimationFrame(frame);
      leave();
    },
  };
}

/** What stands at a place, as a place by its name. */
function placeOfRecord({ table, fid, position, title }: Identified & { kind: 'record' }, clicked: ChosenPlace): ChosenPlace {
  if (position === null || title === null) return clicked;
  const place = placeAtPosition(position, title);
  if (table === 'station') return { ...place, stationId: placesStore.getState().stations.find((row) => row.fid === fid)?.id ?? null };
  if (table !== 'premises') return place;
  rememberPremises(fid, title);
  return { ...place, premisesFid: fid };
}

function readHeat([lon, lat]: readonly [number, number]): void {
  const { grid } = heatGridStore.getState();
  const shown = layerEntry(layersStore.getState(), 'heat')?.visible === true;
  setHeatUnderCursor(grid !== null && shown ? densityAt(grid, lon, lat) : null);
}
