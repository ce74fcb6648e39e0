import { expose, transfer } from 'comlink';
import { createShapes } from './cut-shapes.ts';

const { put, drop, tile } = createShapes();

/** The surface the window calls: shapes too large to be taken apart on its thread. */
const surface = {
  put,
  drop,
  tile(source: string, z: number, x: number, y: number): Uint8Array<ArrayBuffer> {
    const bytes = tile(source, z, x, y);
    return transfer(bytes, [bytes.buffer]);
  },
};
export type ShapesSurface = typeof surface;

expose(surface);
