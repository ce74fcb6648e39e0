import { createStore } from 'zustand/vanilla';
import { latitudeAtMercatorY, mercatorY } from '../../shared/analyses/mercator.ts';

export type Extent = readonly [west: number, south: number, east: number, north: number];
/** Something the map is asked to do with its camera. A newer request replaces an older one. */
export type CameraRequest =
  | { kind: 'flyTo'; center: readonly [number, number]; zoom: number | null; serial: number }
  | { kind: 'lookAt'; center: readonly [number, number]; zoom: number; serial: number }
  | { kind: 'fitExtent'; extent: Extent; animate: boolean; roomAtLeft: number; serial: number }
  | { kind: 'zoomBy'; levels: number; serial: number };
/** Pixels of the map covered by panels: the camera centres on what is left. */
export interface Padding {
  top: number;
  right: number;
  bottom: number;
  left: number;
}

export interface MapViewState {
  /** Lon/lat; null until the map has a view. */
  center: readonly [number, number] | null;
  zoom: number;
  /** What the map shows; null until it has a view. */
  extent: Extent | null;
  /** Ground metres a CSS pixel covers at the map's centre. */
  metersPerPixel: number | null;
  /** Lon/lat under the pointer; null when it is off the map. */
  cursor: readonly [number, number] | null;
  /** Nothing is moving, loading or fading. */
  idle: boolean;
  /** The map cannot draw (no WebGL2, or its context is lost and not yet back). */
  drawing: 'starting' | 'ok' | 'contextLost' | 'unavailable';
  /** End of the first frame with premises since the page was loaded, in ms since 1970; null before. */
  firstPremisesAt: number | null;
  padding: Padding;
  /** Where the map lies in the window, pixels; null while there is none. */
  box: { left: number; top: number; width: number; height: number } | null;
  request: CameraRequest | null;
}
export const mapViewStore = createStore<MapViewState>(() => ({
  center: null,
  zoom: 0,
  extent: null,
  metersPerPixel: null,
  cursor: null,
  idle: false,
  drawing: 'starting',
  firstPremisesAt: null,
  padding: { top: 0, right: 0, bottom: 0, left: 0 },
  box: null,
  request: null,
}));

let serial = 0;
type Unnumbered<R> = R extends CameraRequest ? Omit<R, 'serial'> : never;

/** @param zoom null keeps the present zoom, but at least street level. */
export function flyTo(center: readonly [number, number], zoom: number | null = null): void {
  ask({ kind: 'flyTo', center, zoom });
}
/** Puts the camera back exactly where it was, at once and whatever panels cover. */
export function lookAt(center: readonly [number, number], zoom: number): void {
  ask({ kind: 'lookAt', center, zoom });
}
/** @param roomAtLeft pixels beside the panels to keep free, too */
export function fitExtent(extent: Extent, animate = true, roomAtLeft = 0): void {
  ask({ kind: 'fitExtent', extent, animate, roomAtLeft });
}
/** @param levels +1 one step in, −1 one step out. */
export function zoomBy(levels: number): void {
  ask({ kind: 'zoomBy', levels });
}
export function setMapPadding(padding: Padding): void {
  mapViewStore.setState({ padding });
}
export function setMapBox({ left, top, width, height }: NonNullable<MapViewState['box']>): void {
  mapViewStore.setState({ box: { left, top, width, height } });
}
/** What the map itself reports. */
export function mapMoved(values: { center: readonly [number, number]; zoom: number; extent: Extent; metersPerPixel: number }): void {
  mapViewStore.setState(values);
}
/** The ground that no panel covers; null until the map has a view. */
export function extentInSight({ extent, zoom, padding }: Pick<MapViewState, 'extent' | 'zoom' | 'padding'>): Extent | null {
  if (extent === null) return null;
  const [west, south, east, north] = extent;
  const pixels = 512 * 2 ** zoom;
  const latitude = (from: number, down: number): number => latitudeAtMercatorY(mercatorY(from) + down / pixels);
  return [
    west + (360 * padding.left) / pixels,
    latitude(south, -padding.bottom),
    east - (360 * padding.right) / pixels,
    latitude(north, padding.top),
  ];
}
export function setCursor(cursor: readonly [number, number] | null): void {
  mapViewStore.setState({ cursor });
}
export function setMapIdle(idle: boolean): void {
  if (mapViewStore.getState().idle !== idle) mapViewStore.setState({ idle });
}
export function setDrawing(drawing: MapViewState['drawing']): void {
  mapViewStore.setState({ drawing });
}
export function premisesShown(atMs: number): void {
  mapViewStore.setState({ firstPremisesAt: atMs });
}

function ask(request: Unnumbered<CameraRequest>): void {
  serial += 1;
  mapViewStore.setState({ request: { ...request, serial } });
}
