import type { AdminPlan, Community } from './admin-areas.ts';
import type { Polygon } from './contours.ts';
import { dissolveFaces } from './dissolve.ts';
import { personName } from './names.ts';
import { distance } from './plane.ts';
import { sampleRandom } from './sample-random.ts';

export interface ZonePlan {
  name: string;
  chiefName: string;
  colorIndex: number;
  communities: Community[];
  polygons: Polygon[];
}

/** Hues of the zone layer; neighbours differ. */
const hueCount = 6;

/** 消防联防片区: each 镇街 in two or three parts made of whole communities, so zones share borders exactly and leave no gap. */
export function drawZones(admin: AdminPlan): ZonePlan[] {
  const random = sampleRandom('zones');
  const zones: ZonePlan[] = [];
  for (const { name, communities } of admin.subdistricts) {
    const parts = Math.min(communities.length, communities.length > 8 ? 3 : 2);
    const seeds = [communities[0]!];
    while (seeds.length < parts) {
      const gap = (community: Community) => Math.min(...seeds.map((seed) => distance(seed.centre, community.centre)));
      seeds.push(communities.reduce((best, community) => (gap(community) > gap(best) ? community : best)));
    }
    const groups = seeds.map((): Community[] => []);
    for (const community of communities) {
      const nearest = seeds.reduce(
        (best, seed, i) => (distance(seed.centre, community.centre) < distance(seeds[best]!.centre, community.centre) ? i : best),
        0,
      );
      groups[nearest]!.push(community);
    }
    groups.forEach((group, i) => {
      zones.push({
        name: `${name.replace(/街道$|镇$/, '')}第${'一二三四'[i]}联防片区`,
        chiefName: personName(random),
        colorIndex: 0,
        communities: group,
        polygons: dissolveFaces(group.flatMap(({ faces }) => faces)),
      });
    });
  }
  colorZones(zones);
  return zones;
}

function colorZones(zones: ZonePlan[]) {
  const owners = new Map<string, number[]>();
  zones.forEach((zone, i) => {
    for (const { nodes } of zone.communities.flatMap(({ faces }) => faces)) {
      nodes.forEach((node, k) => {
        const other = nodes[(k + 1) % nodes.length]!;
        const key = node < other ? `${node},${other}` : `${other},${node}`;
        const list = owners.get(key);
        if (list) list.push(i);
        else owners.set(key, [i]);
      });
    }
  });
  const neighbours = zones.map(() => new Set<number>());
  for (const list of owners.values()) {
    for (const a of list) for (const b of list) if (a !== b) neighbours[a]!.add(b);
  }
  const used = new Array<number>(hueCount).fill(0);
  zones.forEach((zone, i) => {
    const taken = new Set([...neighbours[i]!].filter((other) => other < i).map((other) => zones[other]!.colorIndex));
    const free = used.map((_, hue) => hue).filter((hue) => !taken.has(hue));
    zone.colorIndex = (free.length > 0 ? free : [0]).reduce((best, hue) => (used[hue]! < used[best]! ? hue : best));
    used[zone.colorIndex]!++;
  });
}
