import type { ExpressionSpecification } from '@maplibre/maplibre-gl-style-spec';
import type { BasemapSchema } from '../basemap-schema.ts';
import { localName } from './local-name.ts';

const classOf: ExpressionSpecification = ['get', 'class'];
const roadKind: ExpressionSpecification = [
  'match',
  classOf,
  ['motorway', 'motorway_construction'],
  'motorway',
  'trunk',
  'trunk',
  'primary',
  'primary',
  'secondary',
  'secondary',
  'tertiary',
  'tertiary',
  ['minor', 'busway', 'bus_guideway'],
  'minor',
  ['service', 'raceway'],
  'service',
  'pedestrian',
  'pedestrian',
  ['path', 'track', 'path_construction'],
  ['match', ['get', 'subclass'], 'pedestrian', 'pedestrian', 'path'],
  'none',
];

/** openmaptiles.org/schema, version 3. */
export const openmaptilesSchema: BasemapSchema = {
  name: localName,
  land: [
    {
      sourceLayer: 'landuse',
      kind: [
        'match',
        classOf,
        ['residential', 'suburb', 'neighbourhood', 'quarter'],
        'residential',
        ['commercial', 'retail'],
        'commercial',
        ['industrial', 'railway', 'garages', 'quarry', 'military'],
        'industrial',
        ['school', 'university', 'college', 'kindergarten', 'hospital', 'library'],
        'institution',
        'cemetery',
        'cemetery',
        ['pitch', 'playground', 'stadium', 'track', 'zoo', 'theme_park'],
        'park',
        'none',
      ],
    },
    {
      sourceLayer: 'landcover',
      kind: [
        'match',
        classOf,
        ['wood', 'forest'],
        'forest',
        ['grass', 'wetland'],
        ['match', ['get', 'subclass'], ['park', 'garden', 'recreation_ground'], 'park', 'grass'],
        'farmland',
        'farmland',
        'sand',
        'sand',
        'none',
      ],
    },
    { sourceLayer: 'park', kind: ['literal', 'park'] as unknown as ExpressionSpecification },
  ],
  water: [{ sourceLayer: 'water', filter: ['!=', ['get', 'brunnel'], 'tunnel'] }],
  waterway: [{ sourceLayer: 'waterway', kind: classOf, filter: ['!=', ['get', 'brunnel'], 'tunnel'] }],
  building: [{ sourceLayer: 'building' }],
  road: {
    sourceLayer: 'transportation',
    kind: roadKind,
    bridge: ['==', ['get', 'brunnel'], 'bridge'],
    tunnel: ['==', ['get', 'brunnel'], 'tunnel'],
    link: ['==', ['to-number', ['get', 'ramp'], 0], 1],
    oneway: ['to-number', ['get', 'oneway'], 0],
    filter: ['==', ['geometry-type'], 'LineString'],
  },
  roadName: { sourceLayer: 'transportation_name', kind: roadKind },
  rail: { sourceLayer: 'transportation', filter: ['in', classOf, ['literal', ['rail', 'transit']]] },
  boundary: [
    {
      sourceLayer: 'boundary',
      filter: ['all', ['<=', ['to-number', ['get', 'admin_level'], 99], 8], ['!=', ['to-number', ['get', 'maritime'], 0], 1]],
    },
  ],
  place: {
    sourceLayer: 'place',
    kind: [
      'match',
      classOf,
      ['suburb', 'borough', 'island'],
      'suburb',
      ['quarter', 'neighbourhood'],
      'neighbourhood',
      ['hamlet', 'isolated_dwelling'],
      'locality',
      classOf,
    ],
    rank: ['to-number', ['get', 'rank'], 50],
  },
  waterName: [{ sourceLayer: 'water_name' }],
};
