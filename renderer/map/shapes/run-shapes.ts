import { type Remote, releaseProxy, wrap } from 'comlink';
import type { ShapeData } from './shape-makers.ts';
import type { ShapesSurface } from './shapes-worker.ts';

/** The map's worker of shapes. It starts with the first shape; what is put is there for every tile asked for after it. */
export interface ShapesClient {
  put(source: string, data: ShapeData, tolerance: number): void;
  drop(source: string): void;
  tile(source: string, z: number, x: number, y: number): Promise<Uint8Array<ArrayBuffer>>;
  stop(): void;
}

export function startShapes(): ShapesClient {
  let running: { worker: Worker; remote: Remote<ShapesSurface> } | null = null;
  const remote = (): Remote<ShapesSurface> => {
    if (running === null) {
      const worker = new Worker(new URL('./shapes-worker.ts', import.meta.url), { type: 'module' });
      running = { worker, remote: wrap<ShapesSurface>(worker) };
    }
    return running.remote;
  };
  return {
    put: (source, data, tolerance) => void remote().put(source, data as never, tolerance),
    drop: (source) => void running?.remote.drop(source),
    tile: (source, z, x, y) => remote().tile(source, z, x, y),
    stop() {
      running?.remote[releaseProxy]();
      running?.worker.terminate();
      running = null;
    },
  };
}
