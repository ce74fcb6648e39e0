import { createStore } from 'zustand/vanilla';
import type { TextKey } from '../i18n.ts';

export type LonLat = readonly [lon: number, lat: number];

/** Places or lines somebody is asked to click on the map. */
export interface DrawingRequest {
  /** A `point` is done with one click; a `line` when it is finished. */
  shape: 'point' | 'line';
  /** What to click, in words. */
  hint: TextKey;
  /** Goes on with the next one after each, until it is stopped. */
  repeat: boolean;
  done(positions: readonly LonLat[]): void;
}
export interface DrawingState {
  request: DrawingRequest | null;
  /** Clicked so far, of a line not yet finished. */
  positions: readonly LonLat[];
}
export const drawingStore = createStore<DrawingState>(() => ({ request: null, positions: [] }));

/** @param positions already there, of a line */
export function startDrawing(request: DrawingRequest, positions: readonly LonLat[] = []): void {
  drawingStore.setState({ request, positions });
}
export function drawAt(position: LonLat): void {
  const { request, positions } = drawingStore.getState();
  if (request === null) return;
  drawingStore.setState({ positions: [...positions, position] });
  if (request.shape === 'point') finishDrawing();
}
/** Takes back the last click. */
export function undrawLast(): void {
  drawingStore.setState(({ positions }) => ({ positions: positions.slice(0, -1) }));
}
/** Hands over what was drawn; a line of one position is none. */
export function finishDrawing(): void {
  const { request, positions } = drawingStore.getState();
  if (request === null || positions.length < (request.shape === 'line' ? 2 : 1)) return;
  drawingStore.setState({ request: request.repeat ? request : null, positions: [] });
  request.done(positions);
}
export function stopDrawing(): void {
  drawingStore.setState({ request: null, positions: [] });
}
