import type { Position } from 'geojson';
import { assembleAreas } from './assemble-areas.ts';
import type { ReachField } from './reach-field.ts';
import type { FirstDueArea } from './results.ts';

/** Steps along the cells' corners: east, north, west, south. */
const stepX = [1, 0, -1, 0] as const;
const stepY = [0, 1, 0, -1] as const;

/** A corner of cells or the middle of a side, in cells; whether it is part of the ring in any case. */
type Step = [x: number, y: number, kept: boolean];

/**
 * Where each station arrives first within the limit, as areas that share their borders and never overlap: every cell of the field goes to the station that
 * reaches it first, and borders run through the middles of cell sides, with the corner itself where three areas meet.
 */
export function traceFirstDueAreas(field: ReachField, limitSeconds: number): FirstDueArea[] {
  const { columns, rows, west, south, cellLon, cellLat } = field;
  const limit = limitSeconds * 1000;
  const stationAt = (column: number, row: number): number => {
    if (column < 0 || row < 0 || column >= columns || row >= rows) return -1;
    const cell = row * columns + column;
    return field.milliseconds[cell]! <= limit ? field.origin[cell]! : -1;
  };
  // Corner (x, y) is the lower left one of cell (x, y). A side leaves a corner in a direction and has a cell on its left and one on its right.
  const left = (x: number, y: number, direction: number): number =>
    stationAt(direction === 0 || direction === 3 ? x : x - 1, direction === 0 || direction === 1 ? y : y - 1);
  const right = (x: number, y: number, direction: number): number =>
    stationAt(direction === 0 || direction === 1 ? x : x - 1, direction === 1 || direction === 2 ? y : y - 1);
  const walked = new Uint8Array((columns + 1) * (rows + 1));
  const rings = new Map<number, Position[][]>();

  for (let y = 0; y <= rows; y++) {
    for (let x = 0; x <= columns; x++) {
      for (let direction = 0; direction < 4; direction++) {
        const station = left(x, y, direction);
        if (station < 0 || station === right(x, y, direction) || (walked[y * (columns + 1) + x]! & (1 << direction)) !== 0) continue;
        rings.set(station, [...(rings.get(station) ?? []), ...walk(x, y, direction, station)]);
      }
    }
  }
  return [...rings].sort(([a], [b]) => a - b).map(([station, of]) => ({ station, area: assembleAreas(of) }));

  /** Once around, the area on the left; where two of its cells touch at a corner only, around the own cell. */
  function walk(startX: number, startY: number, startDirection: number, station: number): Position[][] {
    const path: Step[] = [];
    let [x, y, direction] = [startX, startY, startDirection];
    do {
      walked[y * (columns + 1) + x]! |= 1 << direction;
      path.push([x + stepX[direction]! / 2, y + stepY[direction]! / 2, false]);
      x += stepX[direction]!;
      y += stepY[direction]!;
      if (isJunction(x, y)) path.push([x, y, true]);
      direction = [direction + 1, direction, direction + 3]
        .map((turn) => turn % 4)
        .find((turn) => left(x, y, turn) === station && right(x, y, turn) !== station)!;
    } while (x !== startX || y !== startY || direction !== startDirection);
    return cutAtRepeats(path).map(ringOf);
  }

  /** Without the steps that lie straight between those beside them. */
  function ringOf(path: readonly Step[]): Position[] {
    const ring: Position[] = [];
    for (let index = 0; index < path.length; index++) {
      const [px, py, kept] = path[index]!;
      const before = path[(index + path.length - 1) % path.length]!;
      const after = path[(index + 1) % path.length]!;
      if (!kept && (px - before[0]) * (after[1] - py) === (py - before[1]) * (after[0] - px)) continue;
      ring.push([west + (px - 0.5) * cellLon, south + (py - 0.5) * cellLat]);
    }
    ring.push([...ring[0]!]);
    return ring;
  }

  /** Whether more than two areas, or one area twice, meet at a corner. */
  function isJunction(x: number, y: number): boolean {
    const around = [stationAt(x, y), stationAt(x - 1, y), stationAt(x - 1, y - 1), stationAt(x, y - 1)];
    let changes = 0;
    for (let index = 0; index < 4; index++) if (around[index] !== around[(index + 1) % 4]) changes++;
    return changes > 2;
  }
}

/** A walk that comes by the same corner twice touches itself there: cut into walks that do not, so that every ring is simple. */
function cutAtRepeats(path: readonly Step[]): Step[][] {
  const walks: Step[][] = [];
  const open: Step[] = [];
  const corners: number[] = [];
  for (const step of path) {
    if (step[2]) {
      const before = corners.findLastIndex((at) => open[at]![0] === step[0] && open[at]![1] === step[1]);
      if (before >= 0) {
        walks.push(open.splice(corners[before]!));
        corners.length = before;
      }
      corners.push(open.length);
    }
    open.push(step);
  }
  return [...walks, open];
}
