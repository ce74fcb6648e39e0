import type { PremisesCategory, SupervisionGrade } from '../model/index.ts';
import type { AdminPlan, Community } from './admin-areas.ts';
import { type Block, type BlockUse, tradeAt } from './blocks.ts';
import type { Front, PlacedBuilding } from './buildings.ts';
import { dayOf, firstDay, lastDay } from './calendar.ts';
import { districtName } from './city-plan.ts';
import { estateEnds, estateStems, madeUpPhone, personName, shopStems } from './names.ts';
import type { Network } from './network.ts';
import { mix, type Point } from './plane.ts';
import { type SampleRandom, sampleRandom } from './sample-random.ts';

/** Units checked by Hongshan's platform, as published. */
export const premisesCount = 5621;

export interface PlacedPremises {
  at: Point;
  name: string;
  category: PremisesCategory;
  address: string;
  community: Community;
  businessItems: string | null;
  responsiblePerson: string;
  phone: string;
  areaSquareMeters: number;
  seats: number | null;
  beds: number | null;
  mixedUse: boolean;
  grade: SupervisionGrade;
  registeredDay: number;
  /** How prone it is to hazards, about 0.3 to 4. */
  proneness: number;
}

type Mixture = Partial<Record<PremisesCategory, number>>;
const mixtures: Partial<Record<BlockUse, Mixture>> = {
  commercial: {
    smallShop: 40,
    smallEatery: 25,
    smallBeautyBath: 11,
    smallEntertainment: 5,
    smallHotel: 5,
    smallInternetCafe: 3,
    smallClinic: 3,
    other: 5,
    keyFireUnit: 2,
  },
  market: { smallShop: 66, smallEatery: 12, smallWarehouse: 14, smallWorkshop: 4, other: 4 },
  oldHousing: {
    smallShop: 37,
    smallEatery: 21,
    rentalHouse: 15,
    smallBeautyBath: 8,
    smallHotel: 5,
    smallClinic: 4,
    smallWorkshop: 5,
    smallWarehouse: 3,
    other: 2,
  },
  housing: {
    smallShop: 41,
    smallEatery: 23,
    smallBeautyBath: 10,
    smallClinic: 5,
    smallSchool: 5,
    rentalHouse: 6,
    smallHotel: 2,
    smallInternetCafe: 2,
    smallWorkshop: 3,
    other: 3,
  },
  townHousing: {
    smallShop: 42,
    smallEatery: 20,
    smallBeautyBath: 7,
    smallWorkshop: 9,
    smallHotel: 4,
    smallClinic: 5,
    smallWarehouse: 6,
    rentalHouse: 4,
    smallSchool: 3,
  },
  village: { smallShop: 38, smallEatery: 16, smallWorkshop: 17, smallWarehouse: 14, rentalHouse: 8, smallClinic: 4, smallSchool: 3 },
  works: { smallWorkshop: 46, smallWarehouse: 30, smallShop: 9, smallEatery: 10, rentalHouse: 5 },
};

const nouns: Record<PremisesCategory, readonly string[]> = {
  smallSchool: ['幼儿园', '培训学校', '托管中心', '艺术培训中心'],
  smallClinic: ['诊所', '口腔门诊部', '中医馆', '社区卫生室'],
  smallShop: [
    '超市',
    '便利店',
    '五金店',
    '服装店',
    '鞋店',
    '水果店',
    '粮油店',
    '文具店',
    '药房',
    '手机店',
    '烟酒店',
    '家电行',
    '花店',
    '母婴店',
    '建材店',
  ],
  smallEatery: ['饭店', '面馆', '火锅店', '烧烤店', '饺子馆', '小吃店', '羊汤馆', '麻辣烫', '快餐店', '早餐店', '炒菜馆'],
  smallHotel: ['旅馆', '宾馆', '招待所', '公寓酒店'],
  smallEntertainment: ['歌厅', '量贩式歌厅', '棋牌室', '台球厅'],
  smallInternetCafe: ['网吧', '网咖', '电竞馆'],
  smallBeautyBath: ['美发店', '美容院', '足疗店', '浴池', '养生馆'],
  smallWorkshop: ['加工厂', '木器加工部', '制衣坊', '印刷部', '铝塑门窗加工部', '豆制品加工坊'],
  smallWarehouse: ['仓库', '物流货站', '冷库', '快递仓'],
  flammableExplosiveSite: ['加油站', '液化气站', '油漆商店'],
  rentalHouse: ['出租房', '公寓', '群租公寓'],
  residentialEstate: [],
  keyFireUnit: ['购物中心', '大酒店', '家居城', '影城', '商场'],
  other: ['营业厅', '事务所', '活动中心', '驾校报名处'],
};

/** How much a place of this use takes part in trade. */
const weightOfUse: Partial<Record<BlockUse, (trade: number) => number>> = {
  commercial: (trade) => 1.9 + 2.2 * trade,
  market: () => 4.6,
  oldHousing: (trade) => 0.42 + 1.5 * trade,
  housing: (trade) => 0.42 + 1.3 * trade,
  townHousing: () => 0.52,
  village: () => 0.17,
  works: () => 0.5,
};

/** The premises of the district: at building fronts along the trading streets, dense in the centres, thin outside. */
export function placePremises(
  fronts: Front[],
  buildings: PlacedBuilding[],
  blocks: Block[],
  network: Network,
  admin: AdminPlan,
): PlacedPremises[] {
  const random = sampleRandom('premises');
  const chainage = chainages(network);
  const usedNames = new Set<string>();
  const result: PlacedPremises[] = [];

  const address = (front: Front): { text: string; street: string } => {
    const community = admin.communityAt(front.at);
    const street = network.lines[front.line]!.name;
    const { a, b } = network.links[front.link]!;
    const side =
      (network.x[b]! - network.x[a]!) * (front.at[1] - network.y[a]!) - (network.y[b]! - network.y[a]!) * (front.at[0] - network.x[a]!) > 0
        ? 1
        : 2;
    const number = Math.floor(chainage[front.link]! / 14) * 2 + side;
    const plain = community.urban || community.name.endsWith('镇社区') || street?.startsWith(community.name);
    const place = plain ? '' : community.name;
    return { text: `${districtName}${community.subdistrict}${place}${street ?? ''}${number}号`, street: street ?? community.name };
  };
  const uniqueName = (plain: string, street: string): string => {
    let name = plain;
    for (let n = 2; usedNames.has(name); n++) name = n === 2 ? `${plain}（${street}店）` : `${plain}（${street}${n - 1}店）`;
    usedNames.add(name);
    return name;
  };
  const add = (front: Front, at: Point, category: PremisesCategory, plainName: string) => {
    const where = address(front);
    result.push(premisesOf(at, category, uniqueName(plainName, where.street), where.text, admin.communityAt(at), front.block, random));
  };

  const nearestFronts = new Map<Block, Front>();
  for (const front of fronts) if (!nearestFronts.has(front.block)) nearestFronts.set(front.block, front);
  for (const block of random.shuffle(blocks.filter(({ use }) => use === 'housing')).slice(0, 268)) {
    const front = nearestFronts.get(block);
    if (front) add(front, front.at, 'residentialEstate', `${random.pick(estateStems)}${random.pick(estateEnds)}`);
  }
  const institutions = blocks.filter(
    ({ use }) => use === 'school' || use === 'hospital' || use === 'university' || use === 'stadium' || use === 'government',
  );
  const large = buildings.filter(({ kind }) => kind === 'school' || kind === 'hospital' || kind === 'public' || kind === 'stadium');
  for (const [i, block] of institutions.slice(0, 64).entries()) {
    const hall = large.find(({ ring }) => Math.hypot(ring[0]![0] - block.centre[0], ring[0]![1] - block.centre[1]) < 260);
    const front = nearest(fronts, block.centre);
    if (!hall || !front) continue;
    const at = mix(hall.ring[0]!, hall.ring[2]!, 0.5);
    const name =
      block.name ??
      (block.use === 'school' ? `红枫第${numerals(i + 1)}${i % 3 === 0 ? '中学' : '小学'}` : `红枫区公共服务${numerals(i + 1)}号楼`);
    add(front, at, 'keyFireUnit', name);
  }
  const busy = fronts.filter(({ roadClass, block }) => (roadClass === 'primary' || roadClass === 'trunk') && tradeAt(block.centre) < 0.25);
  for (const front of random.shuffle(busy).slice(0, 26)) {
    add(front, front.at, 'flammableExplosiveSite', random.pick(shopStems) + random.pick(nouns.flammableExplosiveSite));
  }

  const slots = fronts.flatMap((front) => {
    const of = weightOfUse[front.block.use];
    if (!of) return [];
    const street =
      front.roadClass === 'secondary' || front.roadClass === 'tertiary'
        ? 1.6
        : front.roadClass === 'primary'
          ? 1.3
          : front.roadClass === 'trunk'
            ? 0.8
            : 1;
    const seat = front.block.settlement?.seat ? 1.7 : 1;
    const weight = of(tradeAt(front.at)) * street * seat;
    const doors = Math.max(1, Math.floor(front.widthMeters / 6.5));
    return Array.from({ length: doors }, (_, door) => ({ front, door, doors, key: -Math.log(1 - random.next()) / weight }));
  });
  slots.sort((p, q) => p.key - q.key);
  for (const { front, door, doors } of slots) {
    if (result.length === premisesCount) break;
    const { a, b } = network.links[front.link]!;
    const length = Math.hypot(network.x[b]! - network.x[a]!, network.y[b]! - network.y[a]!) || 1;
    const along = ((door + 0.5) / doors - 0.5) * front.widthMeters * 0.9;
    const at: Point = [
      front.at[0] + ((network.x[b]! - network.x[a]!) / length) * along,
      front.at[1] + ((network.y[b]! - network.y[a]!) / length) * along,
    ];
    const category = draw(mixtures[front.block.use]!, random);
    const stem = random.chance(0.28)
      ? `${personName(random).slice(0, 1)}${random.pick(['记', '家', '氏', '姐', '师傅'])}`
      : random.pick(shopStems);
    add(front, at, category, `${stem}${random.pick(nouns[category])}`);
  }
  return gradeAll(result);
}

function premisesOf(
  at: Point,
  category: PremisesCategory,
  name: string,
  address: string,
  community: Community,
  block: Block,
  random: SampleRandom,
): PlacedPremises {
  const livesIn: Partial<Record<PremisesCategory, number>> = {
    smallShop: 0.08,
    smallEatery: 0.06,
    smallWorkshop: 0.12,
    smallWarehouse: 0.05,
  };
  const old = block.use === 'oldHousing' || block.use === 'village' || block.use === 'market';
  const mixedUse = random.chance((livesIn[category] ?? 0) * (old ? 1.6 : 0.7));
  const area = Math.round(areaOf(category, random));
  const [, noun] = /(.{2,4})$/.exec(name.replace(/（.*）$/, '')) ?? [];
  const registered = random.chance(0.86) ? random.whole(dayOf('2019-04-01'), firstDay) : random.whole(firstDay, lastDay - 25);
  return {
    at,
    name,
    category,
    address,
    community,
    businessItems: category === 'residentialEstate' ? null : (noun ?? null),
    responsiblePerson: personName(random),
    phone: madeUpPhone(random),
    areaSquareMeters: area,
    seats: category === 'smallEatery' ? Math.min(96, Math.max(8, Math.round(area / 2.6))) : null,
    beds:
      category === 'smallHotel'
        ? Math.min(48, Math.max(8, Math.round(area / 12)))
        : category === 'smallClinic'
          ? random.whole(0, 12)
          : null,
    mixedUse,
    grade: 'gradeExcellent',
    registeredDay: registered,
    proneness: (old ? 1.5 : 1) * (mixedUse ? 1.7 : 1) * (hazardous[category] ?? 1) * random.between(0.4, 1.5),
  };
}

const hazardous: Partial<Record<PremisesCategory, number>> = {
  smallEatery: 1.35,
  smallWorkshop: 1.5,
  smallWarehouse: 1.3,
  rentalHouse: 1.4,
  smallEntertainment: 1.4,
  smallHotel: 1.2,
  residentialEstate: 1.3,
  flammableExplosiveSite: 1.1,
  smallSchool: 0.8,
  smallClinic: 0.7,
};

function areaOf(category: PremisesCategory, random: SampleRandom): number {
  if (category === 'keyFireUnit') return random.between(1800, 26000);
  if (category === 'residentialEstate') return random.between(18000, 160000);
  if (category === 'smallWorkshop' || category === 'smallWarehouse') return random.between(80, 900);
  if (category === 'smallHotel') return random.between(180, 560);
  if (category === 'smallSchool') return random.between(160, 900);
  if (category === 'smallEntertainment') return random.between(70, 195);
  return random.between(18, 90) * (random.chance(0.2) ? 2.8 : 1);
}

/** The published shares: 建优 62 %, 建好 30 %, 建安 8 %, the proneest premises last. */
function gradeAll(all: PlacedPremises[]): PlacedPremises[] {
  const random = sampleRandom('grades');
  const ranked = all.map((premises) => ({ premises, rank: premises.proneness * random.between(0.6, 1.4) })).sort((p, q) => p.rank - q.rank);
  const [good, secure] = [Math.round(all.length * 0.62), Math.round(all.length * 0.92)];
  ranked.forEach(({ premises }, i) => {
    premises.grade = i < good ? 'gradeExcellent' : i < secure ? 'gradeGood' : 'gradeSecure';
  });
  return all;
}

function draw(mixture: Mixture, random: SampleRandom): PremisesCategory {
  const entries = Object.entries(mixture) as [PremisesCategory, number][];
  let roll = random.next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [category, weight] of entries) {
    roll -= weight;
    if (roll < 0) return category;
  }
  return entries[0]![0];
}

function nearest(fronts: Front[], point: Point): Front | null {
  return fronts.reduce<Front | null>(
    (best, front) =>
      !best || Math.hypot(front.at[0] - point[0], front.at[1] - point[1]) < Math.hypot(best.at[0] - point[0], best.at[1] - point[1])
        ? front
        : best,
    null,
  );
}

/** Metres from the start of each plan line to the middle of each of its links: house numbers follow them. */
function chainages(network: Network): Float64Array {
  const result = new Float64Array(network.links.length);
  const walked = new Map<number, number>();
  network.links.forEach(({ a, b, line }, i) => {
    const length = Math.hypot(network.x[a]! - network.x[b]!, network.y[a]! - network.y[b]!);
    const before = walked.get(line) ?? 0;
    result[i] = before + length / 2;
    walked.set(line, before + length);
  });
  return result;
}

export function numerals(value: number): string {
  const digits = '零一二三四五六七八九';
  if (value < 10) return digits[value]!;
  const [tens, ones] = [Math.floor(value / 10), value % 10];
  return `${tens === 1 ? '' : digits[tens]}十${ones === 0 ? '' : digits[ones]}`;
}
