import type { RoadInput } from '../analyses/network/index.ts';

/** A residential two-way road along positions (degrees), without anything special unless `values` say so. */
export const aRoad = (coordinates: [number, number][], values: Partial<RoadInput> = {}): RoadInput => ({
  geom: { type: 'LineString', coordinates },
  name: null,
  roadClass: 'residential',
  oneway: 0,
  maxspeedKmh: null,
  access: null,
  layer: null,
  bridge: false,
  tunnel: false,
  osmWayId: null,
  nodeIds: [],
  barriers: [],
  ...values,
});
