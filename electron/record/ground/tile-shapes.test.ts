import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clipLine, clipRing } from './clip-path.ts';
import { labelPoint } from './label-point.ts';
import { simplifyPath } from './simplify-path.ts';
import { addRing, createTilePath, signedArea } from './tile-path.ts';

const number = fc.integer({ min: -400, max: 800 });
const vertices = (minLength: number) => fc.array(fc.tuple(number, number), { minLength, maxLength: 40 });
const flat = (points: number[][]) => Float64Array.from(points.flat());
const settings = { seed: 11, numRuns: 300 };

describe('simplifyPath', () => {
  it('keeps both ends and stays within the tolerance', () => {
    fc.assert(
      fc.property(vertices(2), fc.double({ min: 0.5, max: 50, noNaN: true }), (points, tolerance) => {
        const out = new Float64Array(points.length * 2);
        const count = simplifyPath(flat(points), 0, points.length, tolerance, out, 0);
        const kept = pairs(out.subarray(0, count * 2));
        expect(kept[0]).toEqual(points[0]);
        expect(kept.at(-1)).toEqual(points.at(-1));
        // Thinning may move a line by half the tolerance before Douglas–Peucker moves it by the whole.
        for (const point of points) expect(distanceToLine(point, kept)).toBeLessThanOrEqual(tolerance * 1.5 + 1e-9);
      }),
      settings,
    );
  });
});

describe('clipLine', () => {
  it('keeps exactly what lies inside the square', () => {
    fc.assert(
      fc.property(vertices(2), (points) => {
        const pieces = clipLine(flat(points), 0, points.length, 0, 400);
        for (const piece of pieces) for (const value of piece) expect(value >= -1e-9 && value <= 400 + 1e-9).toBe(true);
        const length = pieces.reduce((sum, piece) => sum + lengthOf(pairs(piece)), 0);
        expect(length).toBeCloseTo(lengthInside(points, 0, 400), 0);
      }),
      settings,
    );
  });
});

describe('clipRing', () => {
  it('leaves the area of the part inside', () => {
    fc.assert(
      fc.property(number, number, fc.integer({ min: 5, max: 600 }), fc.integer({ min: 3, max: 24 }), (x, y, radius, corners) => {
        const points = Array.from({ length: corners }, (_, i) => {
          const angle = (i / corners) * 2 * Math.PI;
          return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
        });
        const ring = clipRing(flat([...points, points[0]!]), 0, corners + 1, 0, 400);
        const area = ring ? Math.abs(signedArea(ring)) : 0;
        expect(area).toBeLessThanOrEqual(Math.abs(signedArea(points.flat())) + 1e-6);
        expect(area).toBeLessThanOrEqual(400 * 400 + 1e-6);
        if (x - radius >= 0 && x + radius <= 400 && y - radius >= 0 && y + radius <= 400) {
          expect(area).toBeCloseTo(Math.abs(signedArea(points.flat())), 3);
        }
        for (const value of ring ?? []) expect(value >= -1e-9 && value <= 400 + 1e-9).toBe(true);
      }),
      settings,
    );
  });
});

describe('addRing', () => {
  it('winds outer rings clockwise on screen and inner ones anticlockwise, whichever way they came', () => {
    fc.assert(
      fc.property(vertices(3), fc.boolean(), (points, outer) => {
        const path = createTilePath();
        if (!addRing(path, flat(points), points.length, outer, 0)) return;
        const area = signedArea(decode(path.commands));
        expect(area > 0).toBe(outer);
      }),
      settings,
    );
  });

  it('drops rings below the least area', () => {
    const path = createTilePath();
    expect(
      addRing(
        path,
        flat([
          [0, 0],
          [3, 0],
          [3, 3],
          [0, 3],
        ]),
        4,
        true,
        10,
      ),
    ).toBe(false);
    expect(path.commands).toEqual([]);
  });
});

describe('labelPoint', () => {
  const shape = (...rings: number[][][]) => {
    const partEnds: number[] = [];
    for (const ring of rings) partEnds.push((partEnds.at(-1) ?? 0) + ring.length);
    return {
      kind: 'polygon' as const,
      coordinates: flat(rings.flat()),
      vertexCount: rings.flat().length,
      partEnds,
      polygonEnds: [rings.length],
    };
  };
  it('is the centroid of a convex area', () => {
    expect(
      labelPoint(
        shape([
          [0, 0],
          [10, 0],
          [10, 10],
          [0, 10],
          [0, 0],
        ]),
      ),
    ).toEqual({ x: 5, y: 5, area: 100 });
  });
  it('moves inside when the centroid falls in a bay or a hole', () => {
    const bay = labelPoint(
      shape([
        [0, 0],
        [30, 0],
        [30, 30],
        [20, 30],
        [20, 4],
        [10, 4],
        [10, 30],
        [0, 30],
        [0, 0],
      ]),
    )!;
    expect(bay.x < 10 || bay.x > 20).toBe(true);
    const ring = labelPoint(
      shape(
        [
          [0, 0],
          [30, 0],
          [30, 30],
          [0, 30],
          [0, 0],
        ],
        [
          [10, 10],
          [20, 10],
          [20, 20],
          [10, 20],
          [10, 10],
        ],
      ),
    )!;
    expect(ring.x < 10 || ring.x > 20).toBe(true);
  });
});

function pairs(values: ArrayLike<number>): number[][] {
  return Array.from({ length: values.length / 2 }, (_, i) => [values[i * 2]!, values[i * 2 + 1]!]);
}

function lengthOf(points: number[][]): number {
  return points.slice(1).reduce((sum, point, i) => sum + Math.hypot(point[0]! - points[i]![0]!, point[1]! - points[i]![1]!), 0);
}

/** Length inside the square by sampling each segment's parameter where it crosses the sides. */
function lengthInside(points: number[][], low: number, high: number): number {
  let length = 0;
  for (let i = 1; i < points.length; i++) {
    const [ax, ay] = points[i - 1] as [number, number];
    const [bx, by] = points[i] as [number, number];
    const cuts = [0, 1];
    for (const limit of [low, high]) {
      if (ax !== bx) cuts.push((limit - ax) / (bx - ax));
      if (ay !== by) cuts.push((limit - ay) / (by - ay));
    }
    const sorted = cuts.filter((t) => t >= 0 && t <= 1).sort((a, b) => a - b);
    for (let k = 1; k < sorted.length; k++) {
      const middle = (sorted[k - 1]! + sorted[k]!) / 2;
      const x = ax + middle * (bx - ax);
      const y = ay + middle * (by - ay);
      if (x >= low && x <= high && y >= low && y <= high) length += (sorted[k]! - sorted[k - 1]!) * Math.hypot(bx - ax, by - ay);
    }
  }
  return length;
}

function distanceToLine([x, y]: number[], line: number[][]): number {
  let best = Number.POSITIVE_INFINITY;
  for (let i = 1; i < line.length; i++) {
    const [ax, ay] = line[i - 1] as [number, number];
    const [bx, by] = line[i] as [number, number];
    const squared = (bx - ax) ** 2 + (by - ay) ** 2;
    const t = squared === 0 ? 0 : Math.min(1, Math.max(0, ((x! - ax) * (bx - ax) + (y! - ay) * (by - ay)) / squared));
    best = Math.min(best, Math.hypot(x! - ax - t * (bx - ax), y! - ay - t * (by - ay)));
  }
  return best;
}

/** The vertices of a single ring's commands. */
function decode(commands: number[]): number[] {
  const unzigzag = (value: number) => (value >>> 1) ^ -(value & 1);
  const out: number[] = [];
  let x = 0;
  let y = 0;
  for (let i = 0; i < commands.length; ) {
    const command = commands[i++]!;
    if ((command & 7) === 7) continue;
    for (let k = 0; k < command >> 3; k++) {
      x += unzigzag(commands[i++]!);
      y += unzigzag(commands[i++]!);
      out.push(x, y);
    }
  }
  return out;
}
