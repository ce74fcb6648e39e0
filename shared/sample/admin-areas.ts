import { towns, urbanSubdistricts } from './city-plan.ts';
import type { Polygon } from './contours.ts';
import { dissolveFaces } from './dissolve.ts';
import { type Face, findFaces } from './faces.ts';
import { communityNames } from './names.ts';
import { buildNetwork, type PlanLine, runsOf } from './network.ts';
import { smoothNoise } from './noise.ts';
import { type Box, boxOf, distance, inBox, insideRing, mix, type Point, resample, ringCentroid } from './plane.ts';
import { sampleRandom } from './sample-random.ts';
import type { StreetPlan } from './streets.ts';
import type { Terrain } from './terrain.ts';

export interface Community {
  name: string;
  subdistrict: string;
  centre: Point;
  urban: boolean;
  faces: Face[];
  polygons: Polygon[];
  population: number;
}
export interface Subdistrict {
  name: string;
  centre: Point;
  polygons: Polygon[];
  communities: Community[];
}
export interface AdminPlan {
  district: Polygon[];
  subdistricts: Subdistrict[];
  communities: Community[];
  communityAt(point: Point): Community;
}

/** Residents of the district, as published for Hongshan. */
export const districtPopulation = 470_500;

/**
 * District → 镇街 → 社区（村）. The borders run along main streets in the city and half-way between villages outside; all
 * levels are unions of the same faces, so neighbours share their borders exactly and children add up to their parent.
 */
export function divideDistrict(plan: StreetPlan, terrain: Terrain): AdminPlan {
  const faces = borderFaces(plan, terrain);
  const seeds = [
    ...urbanSubdistricts.map(({ name, seed }) => ({ name, seed, urban: true })),
    ...towns.map(({ name, centre }) => ({ name, seed: centre, urban: false })),
  ];
  const subdistrictOf = (point: Point, urban: boolean) =>
    seeds.reduce((best, seed) => (reach(seed, point, urban) < reach(best, point, urban) ? seed : best)).name;
  const nameCommunity = communityNames(sampleRandom('communities'));
  const communities: Community[] = [];
  const found = (name: string, subdistrict: string, centre: Point, urban: boolean): Community => {
    const community: Community = { name, subdistrict, centre, urban, faces: [], polygons: [], population: 0 };
    communities.push(community);
    return community;
  };
  const urbanFaces = faces.filter(({ ring }) => insideRing(plan.outerRing, ringCentroid(ring)));
  for (const { ring } of [...urbanFaces].sort((p, q) => q.area - p.area)) {
    const centre = ringCentroid(ring);
    if (communities.every((other) => distance(other.centre, centre) > 860))
      found(nameCommunity(), subdistrictOf(centre, true), centre, true);
  }
  const villages = plan.settlements.map(({ name, centre, seat }) =>
    found(seat ? `${name.slice(0, 2)}镇社区` : name, subdistrictOf(centre, false), centre, false),
  );
  const urban = new Set(urbanFaces);
  for (const face of faces) {
    const centre = ringCentroid(face.ring);
    const own = subdistrictOf(centre, true);
    const choices = urban.has(face) ? communities.filter((community) => community.urban && community.subdistrict === own) : villages;
    const from = choices.length > 0 ? choices : communities;
    from
      .reduce((best, community) => (distance(community.centre, centre) < distance(best.centre, centre) ? community : best))
      .faces.push(face);
  }
  const settled = communities.filter((community) => community.faces.length > 0);
  share(settled);
  const boxes = settled.flatMap((community): { community: Community; face: Face }[] =>
    community.faces.map((face) => ({ community, face })),
  );
  const boxed: { box: Box; community: Community; ring: Point[] }[] = boxes.map(({ community, face }) => ({
    box: boxOf(face.ring),
    community,
    ring: face.ring,
  }));
  for (const community of settled) community.polygons = dissolveFaces(community.faces);
  const subdistricts = seeds.map(({ name, seed }): Subdistrict => {
    const own = settled.filter((community) => community.subdistrict === name);
    return { name, centre: seed, communities: own, polygons: dissolveFaces(own.flatMap((community) => community.faces)) };
  });
  return {
    district: dissolveFaces(faces),
    subdistricts,
    communities: settled,
    communityAt: (point) =>
      boxed.find(({ box, ring }) => inBox(box, point) && insideRing(ring, point))?.community ??
      settled.reduce((best, community) => (distance(community.centre, point) < distance(best.centre, point) ? community : best)),
  };
}

/** Towns reach far into the country; the city's sub-districts keep to the city and its fringe. */
function reach({ seed, urban }: { seed: Point; urban: boolean }, point: Point, pointUrban: boolean): number {
  if (pointUrban) return urban ? distance(seed, point) : Number.POSITIVE_INFINITY;
  return distance(seed, point) * (urban ? 1.22 : 0.85);
}

function share(communities: Community[]) {
  const weights = communities.map(
    ({ urban, faces }) => (urban ? 5.2 : 0.13) * faces.reduce((sum, face) => sum + face.area, 0) ** (urban ? 0.85 : 0.9),
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let [given, running] = [0, 0];
  communities.forEach((community, i) => {
    running += weights[i]!;
    const upTo = Math.round((districtPopulation * running) / total);
    community.population = upTo - given;
    given = upTo;
  });
}

function borderFaces(plan: StreetPlan, terrain: Terrain): Face[] {
  const { network } = plan;
  const base: Omit<PlanLine, 'points'> = { roadClass: 'road', name: null, oneway: 0, level: 0, trimMeters: 0 };
  const lines: PlanLine[] = [{ ...base, points: [...terrain.outline, terrain.outline[0]!] }];
  const carriageways = new Set<number>();
  const kept = network.links.filter(({ a, b, line }) => {
    const { roadClass, name, level, oneway } = network.lines[line]!;
    if (level !== 0 || !['trunk', 'primary', 'secondary', 'tertiary'].includes(roadClass)) return false;
    if (oneway === 1) carriageways.add(line);
    if (oneway === 1 && line !== Math.min(...carriageways)) return false;
    if (name === '红枫环路') return true;
    return insideRing(plan.outerRing, [(network.x[a]! + network.x[b]!) / 2, (network.y[a]! + network.y[b]!) / 2]);
  });
  for (const { nodes } of runsOf({ ...network, links: kept }, () => false)) {
    lines.push({ ...base, points: nodes.map((node): Point => [network.x[node]!, network.y[node]!]) });
  }
  for (const points of cellBorders(plan.settlements.map(({ centre }) => centre))) {
    const outside = points.map((point) => !insideRing(plan.outerRing, point) && inReach(point, terrain));
    for (let i = 0; i < points.length; i++) {
      if (!outside[i]) continue;
      let end = i;
      while (end + 1 < points.length && outside[end + 1]) end++;
      const part = points.slice(Math.max(0, i - 2), Math.min(points.length, end + 3));
      if (part.length > 1) lines.push({ ...base, points: part });
      i = end;
    }
  }
  const cut = buildNetwork(lines);
  return findFaces(cut).filter(({ ring, area }) => area > 1 && terrain.insideDistrict(innerPoint(ring)));
}

const inReach = (point: Point, terrain: Terrain) =>
  terrain.insideDistrict(point) ||
  [-90, 90].some((by) => terrain.insideDistrict([point[0] + by, point[1]]) || terrain.insideDistrict([point[0], point[1] + by]));

function innerPoint(ring: Point[]): Point {
  const centre = ringCentroid(ring);
  if (insideRing(ring, centre)) return centre;
  for (let i = 0; i < ring.length; i++) {
    const [a, b] = [ring[i]!, ring[(i + 1) % ring.length]!];
    const length = distance(a, b) || 1;
    const probe: Point = [(a[0] + b[0]) / 2 - ((b[1] - a[1]) / length) * 0.4, (a[1] + b[1]) / 2 + ((b[0] - a[0]) / length) * 0.4];
    if (insideRing(ring, probe)) return probe;
  }
  return centre;
}

/** Borders half-way between neighbouring places (Voronoi edges by half-plane cutting), gently wandering, ends in place. */
function cellBorders(places: Point[]): Point[][] {
  const far = 40000;
  const wander = smoothNoise(71, 700);
  const result: Point[][] = [];
  places.forEach((place, i) => {
    let cell: { at: Point; neighbour: number }[] = [
      { at: [-far, -far], neighbour: -1 },
      { at: [far, -far], neighbour: -1 },
      { at: [far, far], neighbour: -1 },
      { at: [-far, far], neighbour: -1 },
    ];
    places.forEach((other, j) => {
      if (j === i) return;
      const middle = mix(place, other, 0.5);
      const side = ({ at }: { at: Point }) => (at[0] - middle[0]) * (other[0] - place[0]) + (at[1] - middle[1]) * (other[1] - place[1]);
      const next: typeof cell = [];
      cell.forEach((corner, k) => {
        const after = cell[(k + 1) % cell.length]!;
        const [here, there] = [side(corner), side(after)];
        if (here <= 0) next.push(corner);
        if (here <= 0 !== there <= 0) {
          const at = mix(corner.at, after.at, here / (here - there));
          // Leaving the kept side begins the new border; coming back goes on along the old one.
          next.push({ at, neighbour: here <= 0 ? j : corner.neighbour });
        }
      });
      cell = next;
    });
    cell.forEach(({ at, neighbour }, k) => {
      if (neighbour < i) return;
      const end = cell[(k + 1) % cell.length]!.at;
      const length = distance(at, end);
      const straight = resample([at, end], 60);
      const normal: Point = [-(end[1] - at[1]) / length, (end[0] - at[0]) / length];
      result.push(
        straight.map((point, n) => {
          const taper = Math.min(1, (n * 60) / 400, ((straight.length - 1 - n) * 60) / 400);
          const by = 110 * taper * wander(point[0], point[1]);
          return [point[0] + normal[0] * by, point[1] + normal[1] * by];
        }),
      );
    });
  });
  return result;
}
