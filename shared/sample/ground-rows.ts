import { buildingMinZoom, landMinZoom, roadMinZoom } from '../formats/osm/min-zoom.ts';
import type { RoadClass, RowIn } from '../model/index.ts';
import type { AdminPlan } from './admin-areas.ts';
import type { PlacedBuilding } from './buildings.ts';
import { districtCentre, districtName } from './city-plan.ts';
import type { LandArea } from './lands.ts';
import { type Network, type PlanLine, runsOf } from './network.ts';
import { distanceToSegment, type Point, ringArea } from './plane.ts';
import { toGeoPoint, toLineString, toMultiPolygon } from './projection.ts';
import { sampleId } from './sample-id.ts';
import { segmentIndex } from './segment-index.ts';
import type { Settlement } from './streets.ts';
import type { Terrain } from './terrain.ts';

/** A row with the fields the sample speaks of. */
export const entityRow = <
  T extends
    | 'road'
    | 'building'
    | 'land'
    | 'waterway'
    | 'place'
    | 'admin_area'
    | 'zone'
    | 'station'
    | 'facility'
    | 'person'
    | 'premises'
    | 'hazard'
    | 'inspection',
>(
  table: T,
  key: string | number,
  values: Partial<RowIn<T>>,
): Partial<RowIn<T>> & { id: string; sourceRef: string } => ({ ...values, id: sampleId(table, key), sourceRef: `sample:${table}/${key}` });

/** Node ids of the sample start here: far from anything a real extract of the district would hold. */
const firstNodeId = 900_000_000_000;
const speedsKmh: Partial<Record<RoadClass, number>> = {
  motorway: 100,
  motorway_link: 40,
  trunk: 70,
  primary: 60,
  secondary: 50,
  tertiary: 40,
  residential: 30,
  living_street: 15,
  service: 15,
};

/** Roads with the node id of every vertex; a stretch over water or over another road is a row of its own, flagged as a bridge. */
export function* roadRows(network: Network, terrain: Terrain) {
  const bridges = bridgeLinks(network, terrain);
  const rows: { line: PlanLine; nodes: number[]; bridge: boolean }[] = [];
  const byEnds = new Map<string, number>();
  network.links.forEach(({ a, b }, i) => {
    byEnds.set(`${a},${b}`, i);
  });
  for (const { line, nodes } of runsOf(network, () => false)) {
    let start = 0;
    const bridgeAt = (k: number) => bridges.has(byEnds.get(`${nodes[k]},${nodes[k + 1]}`)!);
    for (let k = 1; k < nodes.length; k++) {
      if (k < nodes.length - 1 && bridgeAt(k) === bridgeAt(k - 1)) continue;
      rows.push({ line: network.lines[line]!, nodes: nodes.slice(start, k + 1), bridge: bridgeAt(k - 1) });
      start = k;
    }
  }
  for (const [i, { line, nodes, bridge }] of rows.entries()) {
    yield entityRow('road', i + 1, {
      geom: toLineString(nodes.map((node): Point => [network.x[node]!, network.y[node]!])),
      name: line.name,
      roadClass: line.roadClass,
      oneway: line.oneway,
      maxspeedKmh: speedsKmh[line.roadClass] ?? 30,
      layer: bridge || line.level === 1 ? 1 : 0,
      bridge,
      nodeIds: nodes.map((node) => firstNodeId + node),
      minZoom: roadMinZoom(line.roadClass),
    });
  }
}

function bridgeLinks(network: Network, terrain: Terrain): Set<number> {
  const below = segmentIndex<number>(150);
  const place = (node: number): Point => [network.x[node]!, network.y[node]!];
  network.links.forEach(({ a, b, line }, i) => {
    const { level, roadClass } = network.lines[line]!;
    if (level === 0 && roadClass !== 'motorway_link') below.add(place(a), place(b), i);
  });
  const result = new Set<number>();
  network.links.forEach(({ a, b, line }, i) => {
    const [from, to] = [place(a), place(b)];
    const middle: Point = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2];
    if (terrain.metersToWater(middle, 20) < 4) result.add(i);
    else if (network.lines[line]!.level === 1) {
      below.near(middle, 60, (_, __, c, d) => {
        const crosses = distanceToSegment(from, c, d) < 8 || distanceToSegment(to, c, d) < 8 || distanceToSegment(middle, c, d) < 8;
        if (crosses) result.add(i);
      });
    }
  });
  return result;
}

export function* buildingRows(buildings: PlacedBuilding[]) {
  for (const [i, { ring, kind, levels, areaSquareMeters }] of buildings.entries()) {
    yield entityRow('building', i + 1, {
      geom: toMultiPolygon([{ outer: ring, holes: [] }]),
      kind,
      levels,
      minZoom: buildingMinZoom(areaSquareMeters),
    });
  }
}

export function* landRows(lands: LandArea[]) {
  for (const [i, land] of lands.entries()) {
    yield entityRow('land', i + 1, {
      geom: toMultiPolygon([land]),
      name: land.name,
      kind: land.kind,
      minZoom: landMinZoom(land.kind, Math.abs(ringArea(land.outer)), districtCentre.lat),
    });
  }
}

export function* waterwayRows({ river, tributaries }: Terrain) {
  for (const [i, { name, course }] of [river, ...tributaries].entries()) {
    yield entityRow('waterway', i + 1, { geom: toLineString(course), name, kind: i === 0 ? 'river' : 'stream', minZoom: i === 0 ? 8 : 11 });
  }
}

export function* placeRows(admin: AdminPlan, settlements: Settlement[], cityCentre: Point) {
  const total = admin.communities.reduce((sum, { population }) => sum + population, 0);
  yield entityRow('place', 'city', { geom: toGeoPoint(cityCentre), name: districtName, kind: 'city', population: total, minZoom: 5 });
  for (const { name, centre, communities } of admin.subdistricts) {
    if (!name.endsWith('街道')) continue;
    const population = communities.reduce((sum, community) => sum + community.population, 0);
    yield entityRow('place', name, { geom: toGeoPoint(centre), name: name.replace(/街道$/, ''), kind: 'suburb', population, minZoom: 11 });
  }
  for (const [i, { name, centre, town, seat }] of settlements.entries()) {
    const community = admin.communities.find((candidate) => candidate.centre === centre);
    yield entityRow('place', `settlement-${i + 1}`, {
      geom: toGeoPoint(centre),
      name,
      kind: seat ? 'town' : town ? 'suburb' : 'village',
      population: community?.population ?? null,
      minZoom: seat ? 8 : town ? 11 : 12,
    });
  }
}

export const districtKey = 'district';
export const communityKey = (subdistrict: string, name: string) => `${subdistrict}/${name}`;

export function* adminAreaRows(admin: AdminPlan) {
  const sum = (populations: { population: number }[]) => populations.reduce((total, { population }) => total + population, 0);
  yield entityRow('admin_area', districtKey, {
    geom: toMultiPolygon(admin.district),
    name: districtName,
    level: 'district',
    osmAdminLevel: 6,
    population: sum(admin.communities),
  });
  for (const { name, polygons, communities } of admin.subdistricts) {
    yield entityRow('admin_area', name, {
      geom: toMultiPolygon(polygons),
      name,
      level: 'townStreet',
      osmAdminLevel: 8,
      parentId: sampleId('admin_area', districtKey),
      population: sum(communities),
    });
  }
  for (const { name, subdistrict, polygons, population } of admin.communities) {
    yield entityRow('admin_area', communityKey(subdistrict, name), {
      geom: toMultiPolygon(polygons),
      name,
      level: 'community',
      osmAdminLevel: 10,
      parentId: sampleId('admin_area', subdistrict),
      population,
    });
  }
}
