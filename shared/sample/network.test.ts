import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findFaces } from './faces.ts';
import { buildNetwork, degreesOf, type Network, type PlanLine } from './network.ts';
import { lineLength, type Point } from './plane.ts';

const line = (points: Point[], values: Partial<PlanLine> = {}): PlanLine => ({
  points,
  roadClass: 'residential',
  name: null,
  oneway: 0,
  level: 0,
  trimMeters: 0,
  ...values,
});
const place = ({ x, y }: Network, node: number): Point => [x[node]!, y[node]!];
const kinds = (network: Network) => {
  const degrees = degreesOf(network);
  return [1, 2, 3, 4].map((degree) => degrees.filter((value) => value === degree).length);
};

describe('buildNetwork', () => {
  it('joins lines where they cross', () => {
    const network = buildNetwork([
      line([
        [-100, 0],
        [100, 0],
      ]),
      line([
        [0, -100],
        [0, 100],
      ]),
    ]);
    expect(network.links).toHaveLength(4);
    expect(kinds(network)).toEqual([4, 0, 0, 1]);
  });

  it('trims overshoots but keeps longer ends', () => {
    const network = buildNetwork([
      line([
        [-100, 0],
        [100, 0],
      ]),
      line(
        [
          [0, -100],
          [0, 20],
        ],
        { trimMeters: 34 },
      ),
    ]);
    expect(network.links).toHaveLength(3);
    expect(kinds(network)).toEqual([3, 0, 1, 0]);
  });

  it('lets lines of different levels pass over each other', () => {
    const network = buildNetwork([
      line([
        [-100, 0],
        [100, 0],
      ]),
      line(
        [
          [0, -100],
          [0, 100],
        ],
        { level: 1 },
      ),
    ]);
    expect(kinds(network)[3]).toBe(0);
  });

  it('drops what is not connected to the largest part', () => {
    const network = buildNetwork([
      line([
        [0, 0],
        [100, 0],
        [100, 100],
      ]),
      line([
        [500, 500],
        [600, 500],
      ]),
    ]);
    expect(network.x).toHaveLength(3);
  });

  it('leaves no crossing without a node, whatever the lines', () => {
    const coordinate = fc.integer({ min: -500, max: 500 });
    const anyLine = fc.array(fc.tuple(coordinate, coordinate), { minLength: 2, maxLength: 5 });
    fc.assert(
      fc.property(fc.array(anyLine, { minLength: 1, maxLength: 9 }), (lines) => {
        const network = buildNetwork(lines.map((points) => line(points)));
        for (const [i, one] of network.links.entries()) {
          for (const other of network.links.slice(0, i)) {
            if ([other.a, other.b].includes(one.a) || [other.a, other.b].includes(one.b)) continue;
            if (depthOfCrossing(network, one, other) > 0.05) return false;
          }
        }
        return true;
      }),
      { seed: 5, numRuns: 150 },
    );
  });
});

describe('findFaces', () => {
  it('finds as many faces as Euler’s formula asks for, with the right area', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 }), (columns, rows) => {
        const lines = [
          ...Array.from({ length: rows + 1 }, (_, j) =>
            line([
              [0, j * 50],
              [columns * 80, j * 50],
            ]),
          ),
          ...Array.from({ length: columns + 1 }, (_, i) =>
            line([
              [i * 80, 0],
              [i * 80, rows * 50],
            ]),
          ),
          line([
            [10, 20],
            [70, 20],
          ]),
        ];
        const faces = findFaces(buildNetwork(lines));
        const area = faces.reduce((sum, face) => sum + face.area, 0);
        return faces.length === columns * rows && Math.abs(area - columns * 80 * rows * 50) < 1e-6;
      }),
      { seed: 6, numRuns: 40 },
    );
  });

  it('ignores lanes that lead nowhere', () => {
    const network = buildNetwork([
      line([
        [0, 0],
        [100, 0],
        [100, 100],
        [0, 100],
        [0, 0],
      ]),
      line([
        [50, 0],
        [50, 60],
      ]),
    ]);
    const [face, ...others] = findFaces(network);
    expect(others).toEqual([]);
    expect(face?.area).toBeCloseTo(10_000);
    expect(lineLength([...face!.ring, face!.ring[0]!])).toBeCloseTo(400);
  });
});

/** How far two links pass through each other, in metres: 0 when they do not cross. */
function depthOfCrossing(network: Network, one: { a: number; b: number }, other: { a: number; b: number }): number {
  const [a, b, c, d] = [place(network, one.a), place(network, one.b), place(network, other.a), place(network, other.b)];
  const away = (p: Point, q: Point, r: Point) =>
    ((q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])) / (Math.hypot(q[0] - p[0], q[1] - p[1]) || 1);
  const [s, t, u, v] = [away(a, b, c), away(a, b, d), away(c, d, a), away(c, d, b)];
  return s * t < 0 && u * v < 0 ? Math.min(...[s, t, u, v].map(Math.abs)) : 0;
}
