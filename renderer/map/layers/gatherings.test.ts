import { describe, expect, it } from 'vitest';
import { makeCellGrid } from '../../../shared/analyses/hotspots/index.ts';
import { planeOfLatitudes } from '../../../shared/analyses/metric-plane.ts';
import type { ClusterAnswer, HotspotAnswer } from '../../../shared/analyses/response/index.ts';
import { type Gathering, unitsInOrder } from '../../state/gatherings.ts';
import type { MapState } from '../map-state.ts';
import type { ShapeSource } from '../picture.ts';
import { shapeMakers } from '../shapes/shape-makers.ts';
import { gatheringsPart } from './gatherings.ts';

const made = makeCellGrid({
  plane: planeOfLatitudes(Float64Array.of(30.5, 30.51)),
  shape: 'square',
  cellMeters: 500,
  bounds: { west: 114.3, south: 30.5, east: 114.31, north: 30.51 },
  district: null,
});
if (!made.ok) throw new Error(made.failure.code);
const grid = made.value;
const cells = grid.inside.length;

const hotspots = (): HotspotAnswer => {
  const classes = new Int8Array(cells);
  const z = new Float64Array(cells);
  classes.set([0, 3, -2, 1]);
  z.set([0.1, 4.2, -2.4, 1.9]);
  const inside = new Uint8Array(cells).fill(1);
  inside[4] = 0;
  return { grid, inside, classes, z, values: z, p: z, adjustedP: z, cells, mean: 0, deviation: 1 } as HotspotAnswer;
};
const stateWith = (gathering: Gathering | null): MapState =>
  ({ theme: 'light', language: 'zh-CN', response: { gathering } }) as unknown as MapState;
const dataOf = (part: ReturnType<typeof gatheringsPart>, source: string) => (part.sources[source] as ShapeSource).data;
const featuresOf = (part: ReturnType<typeof gatheringsPart>, source: string) => {
  const { kind, from } = dataOf(part, source);
  return (shapeMakers[kind] as (from: unknown) => GeoJSON.FeatureCollection)(from).features;
};

describe('gatherings on the map', () => {
  it('draws cells that take part, a sign on those with a finding, and nothing without an answer', () => {
    const part = gatheringsPart(stateWith({ kind: 'hotspots', answer: hotspots(), chosen: null }));
    expect(featuresOf(part, 'gathering-surfaces')).toHaveLength(cells - 1);
    expect(featuresOf(part, 'gathering-marks').map(({ properties }) => [properties!.unit, properties!.level])).toEqual([
      [1, 3],
      [2, -2],
      [3, 1],
    ]);
    expect(part.sources['gathering-chosen']).toBeUndefined();
    expect(gatheringsPart(stateWith(null))).toEqual({ sources: {} });
  });

  it('gives the same data for the same answer, and outlines the chosen cell', () => {
    const answer = hotspots();
    const one = gatheringsPart(stateWith({ kind: 'hotspots', answer, chosen: null }));
    const other = gatheringsPart(stateWith({ kind: 'hotspots', answer, chosen: 3 }));
    expect(dataOf(other, 'gathering-surfaces')).toBe(dataOf(one, 'gathering-surfaces'));
    const chosen = other.sources['gathering-chosen'] as unknown as { data: GeoJSON.Feature };
    expect(chosen.data.geometry).toEqual(featuresOf(one, 'gathering-surfaces')[3]!.geometry);
  });

  it('lists hot cells by their score', () => {
    expect(unitsInOrder({ kind: 'hotspots', answer: hotspots(), chosen: null })).toEqual([1, 3]);
  });

  it('draws a hull only where there is ground, and tells members from noise', () => {
    const answer = {
      clusters: [
        {
          cluster: 0,
          points: 3,
          centroid: [114.3, 30.5],
          hull: [
            [114.3, 30.5],
            [114.31, 30.5],
            [114.3, 30.51],
            [114.3, 30.5],
          ],
        },
        {
          cluster: 1,
          points: 2,
          centroid: [114.4, 30.5],
          hull: [
            [114.4, 30.5],
            [114.4, 30.5],
          ],
        },
      ],
      points: {
        fid: Uint32Array.of(1, 2, 3, 4, 5, 6),
        lon: new Float64Array(6),
        lat: new Float64Array(6),
        label: Int32Array.of(0, 0, 0, 1, 1, -1),
      },
    } as unknown as ClusterAnswer;
    const part = gatheringsPart(stateWith({ kind: 'cluster', answer, chosen: null }));
    expect(featuresOf(part, 'gathering-surfaces')).toHaveLength(1);
    expect(featuresOf(part, 'gathering-marks').map(({ properties }) => properties!.mark)).toEqual(['1 · 3', '2 · 2']);
    expect(featuresOf(part, 'gathering-records').map(({ properties }) => properties!.member)).toEqual([1, 1, 1, 1, 1, 0]);
  });
});
