import type { FacilityType, Station } from '../model/index.ts';
import type { AdminPlan } from './admin-areas.ts';
import { tradeAt } from './blocks.ts';
import type { Front } from './buildings.ts';
import { dateOf, dayOf, lastDay } from './calendar.ts';
import { towns } from './city-plan.ts';
import { madeUpPhone, personName } from './names.ts';
import type { Network } from './network.ts';
import { distance, type Point } from './plane.ts';
import { sampleRandom } from './sample-random.ts';
import { segmentIndex } from './segment-index.ts';
import type { Terrain } from './terrain.ts';
import type { ZonePlan } from './zones.ts';

export interface PlacedStation {
  at: Point;
  name: string;
  type: NonNullable<Station['type']>;
  stationClass: Station['stationClass'];
  phone: string;
  staff: number;
  hours: string | null;
  equipment: Station['equipment'];
  openedOn: string;
  subdistrict: string;
}
export interface PlacedFacility {
  at: Point;
  type: FacilityType;
  name: string;
  quantity: number | null;
  status: string;
  expiresOn: string | null;
}
export interface SamplePerson {
  name: string;
  role: string;
  unit: string;
  phone: string;
  zone: number | null;
}

/** Grid workers of Hongshan, as published. */
export const gridWorkerCount = 531;

const kilometre = 1000;
const fireStations: { name: string; x: number; y: number; stationClass: NonNullable<Station['stationClass']>; staff: number }[] = [
  { name: '红枫特勤消防站', x: 1.1, y: 3.1, stationClass: 'special', staff: 52 },
  { name: '鼓楼消防站', x: -1.0, y: -1.3, stationClass: 'class1', staff: 42 },
  { name: '西屯消防站', x: -3.7, y: -1.5, stationClass: 'class2', staff: 30 },
  { name: '迎宾消防站', x: 1.4, y: -3.6, stationClass: 'class1', staff: 40 },
  { name: '临江消防站', x: 3.5, y: -0.2, stationClass: 'small', staff: 16 },
  { name: '工业园消防站', x: 4.4, y: -3.6, stationClass: 'class2', staff: 28 },
  { name: '青石消防站', x: -12.3, y: -0.1, stationClass: 'small', staff: 15 },
];
const firePosts: { name: string; x: number; y: number }[] = [
  { name: '鼓楼步行街消防驿站', x: -0.25, y: -0.5 },
  { name: '东关夜市消防驿站', x: 0.7, y: -0.2 },
  { name: '枫桥市场消防驿站', x: 1.2, y: -1.7 },
  { name: '西屯广场消防驿站', x: -3.3, y: -0.3 },
  { name: '南山消防驿站', x: -0.6, y: -3.3 },
  { name: '滨北商圈消防驿站', x: 0.95, y: 3.2 },
  { name: '文昌学府消防驿站', x: -2.2, y: 2.65 },
  { name: '朝阳路消防驿站', x: 4.2, y: 3.0 },
  { name: '临江公园消防驿站', x: 2.8, y: 0.6 },
  { name: '迎宾客运站消防驿站', x: 2.2, y: -2.8 },
];
const postEquipment = (scale: number): Station['equipment'] => [
  { name: '手提式干粉灭火器', quantity: 8 * scale },
  { name: '灭火毯', quantity: 4 * scale },
  { name: '灭火战斗服', quantity: 2 * scale },
  { name: '消防水带', quantity: 4 * scale },
  { name: '强光手电', quantity: 4 },
  { name: '过滤式自救呼吸器', quantity: 6 * scale },
];

/** Stations, posts and centres at building fronts; hydrants and cabinets along the streets; the people of the zones. */
export function placeForces(fronts: Front[], network: Network, admin: AdminPlan, zones: ZonePlan[], terrain: Terrain) {
  const random = sampleRandom('forces');
  const taken = new Set<Front>();
  const frontNear = (point: Point): Point => {
    let [best, gap]: [Front, number] = [fronts[0]!, Number.POSITIVE_INFINITY];
    for (const front of fronts) {
      if (taken.has(front)) continue;
      const meters = distance(front.at, point) - (front.roadClass === 'residential' ? 0 : 60);
      if (meters < gap) [best, gap] = [front, meters];
    }
    taken.add(best);
    return best.at;
  };
  const stations: PlacedStation[] = [];
  const station = (at: Point, values: Omit<PlacedStation, 'at' | 'phone' | 'subdistrict'>) => {
    stations.push({ ...values, at, phone: madeUpPhone(random), subdistrict: admin.communityAt(at).subdistrict });
  };
  for (const { name, x, y, stationClass, staff } of fireStations) {
    const engines = { special: 7, class1: 6, class2: 4, small: 2 }[stationClass];
    station(frontNear([x * kilometre, y * kilometre]), {
      name,
      type: 'fireStation',
      stationClass,
      staff,
      hours: '24小时',
      equipment: [
        { name: '水罐消防车', quantity: Math.ceil(engines / 2) },
        { name: '泡沫消防车', quantity: Math.floor(engines / 3) },
        { name: '登高平台消防车', quantity: stationClass === 'small' ? 0 : 1 },
        { name: '抢险救援车', quantity: 1 },
        { name: '正压式空气呼吸器', quantity: staff },
      ].filter(({ quantity }) => quantity > 0),
      openedOn: dateOf(random.whole(dayOf('1996-05-01'), dayOf('2021-12-01'))),
    });
  }
  firePosts.forEach(({ name, x, y }, i) => {
    station(frontNear([x * kilometre, y * kilometre]), {
      name,
      type: 'firePost',
      stationClass: null,
      staff: random.whole(3, 6),
      hours: i % 3 === 0 ? '24小时' : '07:00—22:00',
      // The last post has just opened and no list was handed in: it cannot count for response coverage.
      equipment: i === firePosts.length - 1 ? [] : postEquipment(i % 3 === 0 ? 2 : 1),
      openedOn: i === firePosts.length - 1 ? '2026-10-12' : dateOf(random.whole(dayOf('2023-03-01'), dayOf('2025-11-30'))),
    });
  });
  const micro = admin.communities.filter(({ urban }) => urban);
  for (const community of random.shuffle(micro).slice(0, 20)) {
    const staff = random.pick([6, 6, 7, 8, 10]);
    station(frontNear(community.centre), {
      name: `${community.name}微型消防站`,
      type: 'microFireStation',
      stationClass: null,
      staff,
      hours: '24小时',
      equipment: postEquipment(1).slice(0, random.whole(3, 5)),
      openedOn: dateOf(random.whole(dayOf('2018-01-01'), dayOf('2025-06-30'))),
    });
  }
  for (const subdistrict of admin.subdistricts) {
    const seat = towns.find(({ name }) => name === subdistrict.name)?.centre ?? subdistrict.centre;
    station(frontNear(seat), {
      name: `${subdistrict.name}消防安全服务中心`,
      type: 'fireSafetyServiceCentre',
      stationClass: null,
      staff: random.whole(4, 7),
      hours: '08:30—17:30',
      equipment: postEquipment(1).slice(0, 3),
      openedOn: dateOf(random.whole(dayOf('2022-04-13'), dayOf('2024-10-01'))),
    });
  }
  return { stations, facilities: placeFacilities(fronts, network, terrain), people: namePeople(admin, zones) };
}

function placeFacilities(fronts: Front[], network: Network, terrain: Terrain): PlacedFacility[] {
  const random = sampleRandom('facilities');
  const result: PlacedFacility[] = [];
  const count = { hydrant: 0, extinguisherCabinet: 0, chargingCabinet: 0 };
  const standing = segmentIndex(300);
  const free = (at: Point, gapMeters: number) => {
    let open = true;
    standing.near(at, gapMeters, () => {
      open = false;
    });
    return open;
  };
  const links = network.links.filter(({ a, line }) => {
    const { roadClass, level } = network.lines[line]!;
    const town =
      Math.hypot(network.x[a]! / 1.2, network.y[a]!) < 4600 ||
      towns.some(({ centre }) => distance(centre, [network.x[a]!, network.y[a]!]) < 600);
    return level === 0 && town && ['primary', 'secondary', 'tertiary', 'residential'].includes(roadClass);
  });
  for (const { a, b, line } of random.shuffle(links)) {
    if (count.hydrant === 420) break;
    const [from, to]: Point[] = [
      [network.x[a]!, network.y[a]!],
      [network.x[b]!, network.y[b]!],
    ];
    const length = distance(from!, to!);
    if (length < 30) continue;
    const away = network.lines[line]!.roadClass === 'residential' ? 6 : 11;
    const at: Point = [
      (from![0] + to![0]) / 2 - ((to![1] - from![1]) / length) * away,
      (from![1] + to![1]) / 2 + ((to![0] - from![0]) / length) * away,
    ];
    if (!free(at, 190) || terrain.metersToWater(at, 40) < 10) continue;
    standing.add(at, at, 0);
    count.hydrant++;
    result.push({
      at,
      type: 'hydrant',
      name: `消火栓${String(count.hydrant).padStart(3, '0')}号`,
      quantity: 1,
      status: random.chance(0.96) ? '完好' : '待修',
      expiresOn: null,
    });
  }
  for (const front of random.shuffle(fronts)) {
    const busy = tradeAt(front.at);
    if (count.extinguisherCabinet < 186 && random.chance(0.15 + busy) && free(front.at, 60)) {
      standing.add(front.at, front.at, 0);
      count.extinguisherCabinet++;
      result.push({
        at: front.at,
        type: 'extinguisherCabinet',
        name: `灭火器配置箱${String(count.extinguisherCabinet).padStart(3, '0')}号`,
        quantity: random.pick([2, 4, 4, 6]),
        status: '完好',
        expiresOn: dateOf(random.whole(lastDay - 40, lastDay + 900)),
      });
    } else if (count.chargingCabinet < 74 && front.block.use === 'housing' && free(front.at, 90)) {
      standing.add(front.at, front.at, 0);
      count.chargingCabinet++;
      result.push({
        at: front.at,
        type: 'chargingCabinet',
        name: `智能充电柜${String(count.chargingCabinet).padStart(3, '0')}号`,
        quantity: random.pick([8, 12, 16]),
        status: '在用',
        expiresOn: null,
      });
    }
  }
  const { course, halfWidthAt } = terrain.river;
  for (let k = 1; k <= 6; k++) {
    const i = Math.round((course.length * k) / 7);
    const at: Point = [course[i]![0], course[i]![1] - halfWidthAt(i) - 22];
    result.push({ at, type: 'waterSource', name: `红枫河取水点${k}号`, quantity: null, status: '可用', expiresOn: null });
  }
  return result;
}

function namePeople(admin: AdminPlan, zones: ZonePlan[]): SamplePerson[] {
  const random = sampleRandom('people');
  const people: SamplePerson[] = zones.map((zone, i) => ({
    name: zone.chiefName,
    role: '片长',
    unit: zone.name,
    phone: madeUpPhone(random),
    zone: i,
  }));
  const zoneOf = new Map(zones.flatMap((zone, i) => zone.communities.map((community) => [community, i] as const)));
  const total = admin.communities.reduce((sum, { population }) => sum + population, 0);
  const spare = gridWorkerCount - admin.communities.length;
  let [given, running] = [0, 0];
  for (const community of admin.communities) {
    running += community.population;
    const upTo = Math.round((spare * running) / total);
    for (let k = 0; k < 1 + upTo - given; k++) {
      people.push({
        name: personName(random),
        role: '网格员',
        unit: `${community.subdistrict}${community.name}`,
        phone: madeUpPhone(random),
        zone: zoneOf.get(community)!,
      });
    }
    given = upTo;
  }
  return people;
}
