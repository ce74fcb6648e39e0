import type { RoadClass } from '../model/index.ts';
import type { Point } from './plane.ts';

/** The hand-drawn part of the fictional district: everything else grows out of these lines. Kilometres from the centre. */
export const sampleName = '红枫区（示范数据）';
export const districtName = '红枫区';
/** The published area of Hongshan. */
export const districtAreaSquareMeters = 506e6;
/** Where the fictional plan is laid on the globe, WGS84. */
export const districtCentre = { lon: 118.96, lat: 42.27 };

const kilometres = (points: readonly Point[]): Point[] => points.map(([x, y]) => [x * 1000, y * 1000]);

/** The heart of the old town: where the two main streets cross. */
export const coreCentre: Point = [-200, -350];

export const riverCourse = kilometres([
  [-19, 8.6],
  [-15.5, 7.4],
  [-13, 5.7],
  [-11.2, 5.4],
  [-9.3, 3.6],
  [-6.8, 3.3],
  [-5.1, 1.9],
  [-3.2, 1.75],
  [-1.6, 1.25],
  [0.4, 1.95],
  [2.5, 2.05],
  [3.9, 1.0],
  [5.1, 0.35],
  [7.0, 0.1],
  [8.6, -1.4],
  [10.2, -2.4],
  [12.4, -2.5],
  [14.2, -4.1],
  [19, -6.2],
]);
export const tributaries = [
  {
    name: '柳溪河',
    course: kilometres([
      [4.6, 13],
      [4.1, 9.8],
      [4.7, 8.0],
      [3.7, 6.3],
      [4.0, 4.7],
      [3.1, 3.4],
      [2.5, 2.05],
    ]),
    widthMeters: 34,
  },
  {
    name: '南沙河',
    course: kilometres([
      [-9.8, -12],
      [-8.2, -9.2],
      [-8.4, -7.4],
      [-6.6, -5.6],
      [-5.9, -3.6],
      [-4.7, -2.2],
      [-4.9, -0.4],
      [-4.2, 0.7],
      [-4.1, 1.75],
    ]),
    widthMeters: 30,
  },
  {
    name: '东沟河',
    course: kilometres([
      [13.6, 9.5],
      [11.8, 7.6],
      [11.4, 5.4],
      [9.8, 3.6],
      [9.9, 1.6],
      [8.9, 0.2],
      [8.6, -1.4],
    ]),
    widthMeters: 22,
  },
  {
    name: '石门河',
    course: kilometres([
      [8.4, -13],
      [9.1, -10],
      [10.9, -8.2],
      [10.8, -6.1],
      [12.3, -4.3],
      [12.4, -2.5],
    ]),
    widthMeters: 22,
  },
  {
    name: '西山沟',
    course: kilometres([
      [-15.8, -3.2],
      [-13.4, -1.2],
      [-12.9, 1.6],
      [-11.6, 3.4],
      [-11.2, 5.4],
    ]),
    widthMeters: 18,
  },
] as const;
export const riverName = '红枫河';

export interface PlannedRoad {
  /** Names from the inner to the outer part, each up to the distance from the old town where the next begins. */
  name: string;
  roadClass: RoadClass;
  /** The class outside the outer ring. */
  outerClass: RoadClass;
  course: Point[];
}

export const radialRoads: PlannedRoad[] = [
  {
    name: '枫华西大街',
    roadClass: 'primary',
    outerClass: 'trunk',
    course: kilometres([
      [-0.2, -0.35],
      [-0.9, -0.37],
      [-1.9, -0.2],
      [-3.6, -0.05],
      [-5.4, 0.5],
      [-7.6, 1.0],
      [-10.2, 0.6],
      [-13, -0.4],
      [-19, 0.4],
    ]),
  },
  {
    name: '枫华东大街',
    roadClass: 'primary',
    outerClass: 'trunk',
    course: kilometres([
      [-0.2, -0.35],
      [0.6, -0.34],
      [1.5, -0.5],
      [3.2, -1.25],
      [5.2, -2.15],
      [7.6, -3.9],
      [9.9, -5.0],
      [12.6, -7.2],
      [17, -8.3],
    ]),
  },
  {
    name: '鼓楼南大街',
    roadClass: 'primary',
    outerClass: 'trunk',
    course: kilometres([
      [-0.2, -0.35],
      [-0.22, -1.2],
      [-0.4, -2.0],
      [-0.5, -3.4],
      [-1.1, -5.2],
      [-2.2, -7.2],
      [-2.0, -9.4],
      [-2.9, -14],
    ]),
  },
  {
    name: '鼓楼北大街',
    roadClass: 'primary',
    outerClass: 'trunk',
    course: kilometres([
      [-0.2, -0.35],
      [-0.19, 0.5],
      [-0.1, 1.2],
      [0.25, 2.6],
      [0.9, 4.3],
      [1.3, 6.2],
      [0.7, 8.2],
      [1.0, 10],
      [0.2, 14],
    ]),
  },
  {
    name: '朝阳大街',
    roadClass: 'primary',
    outerClass: 'primary',
    course: kilometres([
      [0.95, 0.35],
      [1.7, 1.2],
      [2.1, 2.2],
      [3.3, 3.3],
      [4.7, 4.2],
      [6.6, 5.9],
      [8.2, 6.6],
      [9.6, 8.4],
      [14, 11],
    ]),
  },
  {
    name: '迎宾大街',
    roadClass: 'primary',
    outerClass: 'trunk',
    course: kilometres([
      [0.75, -1.35],
      [1.7, -2.3],
      [2.6, -3.5],
      [3.8, -4.7],
      [4.5, -6.6],
      [6.1, -8.4],
      [6.6, -10.4],
      [8.2, -14],
    ]),
  },
  {
    name: '天成大街',
    roadClass: 'primary',
    outerClass: 'primary',
    course: kilometres([
      [-1.25, -1.2],
      [-2.2, -1.95],
      [-3.5, -3.0],
      [-4.5, -3.9],
      [-6.9, -4.6],
      [-8.9, -6.3],
      [-11.3, -6.8],
      [-15, -9.6],
    ]),
  },
  {
    name: '文昌大街',
    roadClass: 'primary',
    outerClass: 'primary',
    course: kilometres([
      [-1.0, 0.45],
      [-1.55, 1.3],
      [-2.1, 2.5],
      [-3.4, 3.9],
      [-5.0, 5.1],
      [-6.3, 7.0],
      [-8.9, 8.4],
      [-11, 11],
      [-13, 14],
    ]),
  },
  {
    name: '滨北大街',
    roadClass: 'primary',
    outerClass: 'secondary',
    course: kilometres([
      [-7.6, 5.2],
      [-5.2, 3.9],
      [-3.6, 2.95],
      [-1.9, 2.55],
      [0.3, 2.95],
      [2.2, 3.05],
      [3.3, 3.3],
      [4.5, 2.6],
      [5.6, 1.9],
      [8.0, 1.9],
      [10.6, 0.9],
      [13, 1.4],
      [18, 0.4],
    ]),
  },
  {
    name: '和平大街',
    roadClass: 'secondary',
    outerClass: 'secondary',
    course: kilometres([
      [1.55, -0.6],
      [2.6, 0.1],
      [3.75, 1.05],
      [4.6, 2.5],
    ]),
  },
  {
    name: '钢铁大街',
    roadClass: 'secondary',
    outerClass: 'secondary',
    course: kilometres([
      [2.6, -3.5],
      [3.6, -2.9],
      [4.8, -2.3],
      [5.5, -1.6],
      [5.9, -0.6],
    ]),
  },
];

/** Country roads up the valleys, between the villages. */
const valleyCourses: Point[][] = [
  [
    [-9.2, 0.85],
    [-9.9, 2.4],
    [-12.2, 4.1],
    [-14.4, 4.6],
    [-16, 5.4],
  ],
  [
    [-7.1, 7.45],
    [-9.6, 6.9],
    [-11.6, 7.0],
    [-13.6, 8.2],
  ],
  [
    [1.25, 6.6],
    [3.2, 7.2],
    [4.4, 9.4],
    [6.1, 9.0],
    [8.0, 6.5],
  ],
  [
    [-5.6, 6.0],
    [-3.6, 7.0],
    [-1.6, 6.9],
    [0.95, 7.3],
  ],
  [
    [-3.6, 7.0],
    [-4.0, 8.6],
    [-3.1, 10.1],
    [-3.6, 13],
  ],
  [
    [8.0, 1.9],
    [9.0, 3.4],
    [10.6, 4.6],
    [11.2, 6.6],
    [12.8, 8.8],
  ],
  [
    [6.6, 5.9],
    [8.4, 5.0],
    [10.4, 4.5],
    [13.6, 4.4],
    [16, 5.6],
  ],
  [
    [7.6, -3.9],
    [8.3, -2.7],
    [9.7, -3.3],
    [11.8, -3.6],
    [13.6, -5.2],
  ],
  [
    [5.6, -7.75],
    [8.0, -7.3],
    [10.0, -7.2],
    [11.1, -6.05],
  ],
  [
    [10.0, -7.2],
    [10.0, -9.4],
    [9.5, -12],
  ],
  [
    [4.4, -6.4],
    [2.4, -7.4],
    [0.9, -8.9],
    [1.6, -11],
    [1.2, -14],
  ],
  [
    [-1.6, -6.2],
    [0.3, -6.6],
    [2.4, -7.4],
  ],
  [
    [-2.1, -7.2],
    [-4.4, -7.5],
    [-6.2, -7.0],
    [-7.8, -5.4],
  ],
  [
    [-6.2, -7.0],
    [-7.2, -8.6],
    [-8.9, -10.4],
    [-10, -13],
  ],
  [
    [-10.0, -6.7],
    [-11.6, -4.7],
    [-11.3, -2.4],
    [-12.2, -0.1],
  ],
  [
    [-11.6, -4.7],
    [-14.2, -4.2],
    [-17, -4.4],
  ],
  [
    [-6.8, 0.85],
    [-7.4, -1.4],
    [-8.8, -2.7],
    [-11.4, -2.9],
  ],
  [
    [12.4, 1.3],
    [12.6, -0.9],
    [14.2, -1.9],
    [17, -2.0],
  ],
];
export const valleyRoads = valleyCourses.map(kilometres);

/** The expressway bypass: one centre line, two carriageways. */
export const expressway = kilometres([
  [-19, -2.0],
  [-14.5, -2.6],
  [-10.2, -4.4],
  [-6.9, -6.0],
  [-3.4, -6.4],
  [0.6, -5.6],
  [4.0, -5.75],
  [6.9, -5.5],
  [9.1, -3.9],
  [10.1, -1.2],
  [10.0, 2.4],
  [9.2, 5.0],
  [9.9, 7.6],
  [10.6, 13],
]);
export const expresswayName = '红枫绕城高速';

/** Radii of the ring around the old town and of the ring around the city: bearings every 30° from east, counter-clockwise. */
export const innerRing = { centre: coreCentre, radiiMeters: [1500, 1440, 1330, 1210, 1270, 1400, 1520, 1500, 1420, 1340, 1400, 1480] };
export const outerRing = {
  centre: [100, 0] as Point,
  radiiMeters: [6000, 5500, 4550, 4900, 6250, 6900, 6350, 5050, 5250, 4550, 4700, 5900],
};

export interface TownPlan {
  name: string;
  centre: Point;
  radiusMeters: number;
}
export const towns: TownPlan[] = (
  [
    ['青石镇', -12.4, -0.15, 620],
    ['云溪镇', 0.75, 7.95, 640],
    ['柏林镇', 6.1, -8.3, 560],
  ] as const
).map(([name, x, y, radiusMeters]) => ({ name, centre: [x * 1000, y * 1000], radiusMeters }));

/** Seeds of the urban sub-districts (街道). */
export const urbanSubdistricts: { name: string; seed: Point }[] = (
  [
    ['鼓楼街道', -0.7, 0.1],
    ['东关街道', 1.2, -0.9],
    ['西屯街道', -2.9, -1.2],
    ['南山街道', -1.5, -3.4],
    ['迎宾街道', 1.6, -3.9],
    ['铁东街道', 4.6, -3.2],
    ['临江街道', 3.9, -0.4],
    ['滨北街道', 1.6, 3.6],
    ['文昌街道', -2.9, 3.8],
    ['朝阳街道', 4.7, 3.5],
  ] as const
).map(([name, x, y]) => ({ name, seed: [x * 1000, y * 1000] }));

export type ReservedKind = 'lakePark' | 'university' | 'stadium' | 'hospital' | 'plaza' | 'hillPark' | 'market' | 'government';
/** Large grounds that the small streets go around. */
export const reservedGrounds: { kind: ReservedKind; name: string; centre: Point; radiusMeters: number }[] = (
  [
    ['lakePark', '镜湖公园', -2.35, 3.8, 500],
    ['university', '红枫学院', -3.75, 3.3, 400],
    ['stadium', '区体育中心', 2.05, 4.0, 300],
    ['hospital', '红枫区中心医院', -2.35, -1.0, 170],
    ['hillPark', '南山森林公园', -2.6, -4.1, 520],
    ['plaza', '鼓楼广场', -0.32, -0.24, 95],
    ['market', '枫桥批发市场', 1.25, -1.75, 240],
    ['government', '区政务中心', 0.95, 3.6, 210],
    ['university', '职业技术学校', 3.4, -2.0, 300],
    ['hillPark', '东山公园', 4.75, 1.55, 360],
  ] as const
).map(([kind, name, x, y, radiusMeters]) => ({ kind, name, centre: [x * 1000, y * 1000], radiusMeters }));
