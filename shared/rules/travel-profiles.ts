import type { RoadClass } from '../model/index.ts';

export const travelProfileIds = ['fireEngine', 'patrolMotorcycle', 'onFoot'] as const;
export type TravelProfileId = (typeof travelProfileIds)[number];

export const speedBands = ['slow', 'normal', 'fast'] as const;
export type SpeedBand = (typeof speedBands)[number];

/** How one kind of resource moves on roads: plain data, to be edited by the office and printed with every result. */
export interface TravelProfile {
  version: string;
  /** Where the values come from; shown with them. */
  basis: string;
  /** Attained speed by road class, km/h; a class that is missing or 0 cannot be used. */
  speedKmh: Partial<Record<RoadClass, number>>;
  /** Speed where the class of a road is unknown, km/h; 0 leaves such roads out. */
  unknownClassKmh: number;
  /**
   * What a posted limit does: `cap` lowers the class speed to `share` × limit, `replace` uses `share` × limit instead of the
   * class speed, `ignore` leaves it. A limit never opens a road whose class the profile cannot use.
   */
  maxspeed: { rule: 'cap' | 'replace' | 'ignore'; share: number };
  /** Access values that close a road or a barrier to this profile (`private`, `no`…), as motor vehicles see them. */
  closedAccess: readonly string[];
  /** Barrier values that cannot be passed unless the barrier says an access value other than `no`, and that is not closed. */
  closedBarriers: readonly string[];
  onewayWaived: boolean;
  turnRestrictionsWaived: boolean;
  /** Vehicle words of `except` on a turn restriction that free this profile from it. */
  vehicles: readonly string[];
  /** Factor on the speed in each hour of the day, 24 values. */
  hourFactors: readonly number[];
  /** Factor on the speed for the slow, normal and fast reading of a result. */
  bandFactors: Readonly<Record<SpeedBand, number>>;
  /** From the order to the wheels turning; part of the time where the tier's clock starts at dispatch. */
  turnoutSeconds: number;
}

/** 早高峰 7–9, 晚高峰 17–19, 夜间 22–6; the other hours are the profile's own speed. */
const trafficHours = [1.15, 1.15, 1.15, 1.15, 1.15, 1.15, 1, 0.75, 0.75, 1, 1, 1, 1, 1, 1, 1, 1, 0.7, 0.7, 1, 1, 1, 1.15, 1.15];
const evenHours = Array.from({ length: 24 }, () => 1);

/**
 * Defaults, to be set by the office. Fire engines: speeds lie near the lower design speeds of CJJ 37 《城市道路工程设计规范》 (快速路 60–100,
 * 主干路 40–60, 次干路 30–50, 支路 20–40 km/h), so that a trip through mixed streets comes to the 30–35 km/h of the station-area formula
 * A = 2(S/λ)² with 1 minute of turnout (城市消防站建设标准). 《道路交通安全法》 art. 53 frees fire engines on an emergency from route, direction
 * and signals: prohibited turns are waived; driving against a one-way street at speed is not assumed unless the office says so.
 */
export const defaultTravelProfiles: Readonly<Record<TravelProfileId, TravelProfile>> = {
  fireEngine: {
    version: 'fire-engine-2',
    basis:
      '本系统默认值：车速取《城市道路工程设计规范》CJJ 37 设计速度低值附近，与消防站辖区面积公式 30–35 km/h、出动 1 分钟一致；《道路交通安全法》第五十三条。可按本地实测调整',
    speedKmh: {
      motorway: 70,
      motorway_link: 40,
      trunk: 55,
      trunk_link: 35,
      primary: 42,
      primary_link: 30,
      secondary: 36,
      secondary_link: 28,
      tertiary: 32,
      tertiary_link: 25,
      unclassified: 28,
      residential: 25,
      living_street: 15,
      service: 15,
      pedestrian: 10,
      track: 12,
      road: 25,
      busway: 36,
    },
    unknownClassKmh: 20,
    maxspeed: { rule: 'cap', share: 1 },
    closedAccess: [],
    closedBarriers: [
      'bollard',
      'block',
      'jersey_barrier',
      'log',
      'debris',
      'fence',
      'wall',
      'ditch',
      'stile',
      'turnstile',
      'planter',
      'cycle_barrier',
    ],
    onewayWaived: false,
    turnRestrictionsWaived: true,
    vehicles: ['emergency', 'motor_vehicle'],
    hourFactors: trafficHours,
    bandFactors: { slow: 0.75, normal: 1, fast: 1.25 },
    turnoutSeconds: 60,
  },
  patrolMotorcycle: {
    version: 'patrol-motorcycle-2',
    basis: '本系统默认值：按城市限速与街巷通行估计，遵守单行与转向规定。可按本地实测调整',
    speedKmh: {
      trunk: 45,
      trunk_link: 30,
      primary: 40,
      primary_link: 30,
      secondary: 35,
      secondary_link: 28,
      tertiary: 32,
      tertiary_link: 25,
      unclassified: 28,
      residential: 25,
      living_street: 15,
      service: 18,
      pedestrian: 8,
      track: 15,
      road: 25,
      cycleway: 12,
      path: 8,
    },
    unknownClassKmh: 20,
    maxspeed: { rule: 'cap', share: 1 },
    closedAccess: ['no', 'private', 'emergency'],
    closedBarriers: ['block', 'jersey_barrier', 'log', 'debris', 'fence', 'wall', 'ditch', 'stile', 'turnstile', 'kissing_gate'],
    onewayWaived: false,
    turnRestrictionsWaived: false,
    vehicles: ['motorcycle', 'motor_vehicle'],
    hourFactors: evenHours,
    bandFactors: { slow: 0.8, normal: 1, fast: 1.2 },
    turnoutSeconds: 30,
  },
  onFoot: {
    version: 'on-foot-1',
    basis: '本系统默认值：携带器材快步行走约 6 km/h，楼梯 2.5 km/h；道路的通行属性按机动车登记，步行不受其限制。可按本地实测调整',
    speedKmh: {
      primary: 6,
      primary_link: 6,
      secondary: 6,
      secondary_link: 6,
      tertiary: 6,
      tertiary_link: 6,
      unclassified: 6,
      residential: 6,
      living_street: 6,
      service: 6,
      pedestrian: 6,
      track: 5.5,
      footway: 6,
      path: 5,
      steps: 2.5,
      cycleway: 6,
      bridleway: 5,
      corridor: 5,
      road: 6,
      busway: 6,
    },
    unknownClassKmh: 6,
    maxspeed: { rule: 'ignore', share: 1 },
    closedAccess: [],
    closedBarriers: ['fence', 'wall', 'ditch'],
    onewayWaived: true,
    turnRestrictionsWaived: true,
    vehicles: ['foot'],
    hourFactors: evenHours,
    bandFactors: { slow: 0.8, normal: 1, fast: 1.2 },
    turnoutSeconds: 30,
  },
};
