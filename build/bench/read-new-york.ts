import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Feature, FeatureCollection, LineString, Point, Position } from 'geojson';
import type { RoadInput } from '../../shared/analyses/network/index.ts';
import { isSaid, layerOf, maxspeedKmhOf, nameOf, onewayOf, roadClassOf, type Tags } from '../../shared/formats/osm/read-tags.ts';
import { defaultTravelProfiles, type TravelProfile } from '../../shared/rules/travel-profiles.ts';

/** The roads, firehouses and places of New York in ../shared/data, and a profile that may use every road. */
export interface NewYork {
  roads: RoadInput[];
  stations: Position[];
  places: Position[];
  profile: TravelProfile;
}

const folder = resolve(import.meta.dirname, '../../../shared/data/nyc-roads');

/** Null where the data is not there. */
export function readNewYork(): NewYork | null {
  if (!existsSync(folder)) return null;
  const points = (name: string): Position[] =>
    (JSON.parse(readFileSync(resolve(folder, name), 'utf8')) as FeatureCollection<Point>).features.map(
      ({ geometry }) => geometry.coordinates,
    );
  const lines = JSON.parse(gunzipSync(readFileSync(resolve(folder, 'roads.geojson.gz'))).toString()) as FeatureCollection<LineString>;
  const { fireEngine, onFoot } = defaultTravelProfiles;
  return {
    roads: lines.features.map(roadOf),
    stations: points('fire_stations.geojson'),
    places: points('pois.geojson'),
    profile: { ...fireEngine, speedKmh: { ...onFoot.speedKmh, ...fireEngine.speedKmh, raceway: 30, construction: 20 } },
  };
}

function roadOf({ geometry, properties }: Feature<LineString>): RoadInput {
  const tags = properties as Tags;
  return {
    geom: geometry,
    name: nameOf(tags),
    roadClass: roadClassOf(tags),
    oneway: onewayOf(tags),
    maxspeedKmh: maxspeedKmhOf(tags.maxspeed),
    access: null,
    layer: layerOf(tags),
    bridge: isSaid(tags.bridge),
    tunnel: isSaid(tags.tunnel),
    osmWayId: Number(tags.osm_id?.slice(1)),
    nodeIds: [],
    barriers: [],
  };
}
