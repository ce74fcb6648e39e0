import { z } from 'zod';
import { type StationType, stationTypes } from '../model/index.ts';
import { travelProfileIds } from './travel-profiles.ts';

/** From which moment the minutes of a tier are counted: the order to go (turnout is part of the time), or the wheels turning. */
export const clockStarts = ['dispatch', 'departure'] as const;
export type ClockStart = (typeof clockStarts)[number];

/** One step of a response promise: within so many minutes, a resource of these types is on the spot. */
export const responseTier = z.strictObject({
  label: z.string().min(1).max(40).describe('名称，显示在图例和表中 · name shown in legend and tables'),
  types: z
    .array(z.enum(stationTypes))
    .min(1)
    .describe('计入的力量类型；消防站总是计入 · types of resources that count; fire stations always count'),
  minutes: z.number().positive().max(120).describe('时限，分钟 · limit, minutes'),
  clockStart: z
    .enum(clockStarts)
    .describe(
      '计时起点：dispatch 自出动指令起（含出动时间），departure 自车辆出发起 · clock from the order (turnout included) or from departure',
    ),
});
export type ResponseTier = z.infer<typeof responseTier>;

const responders: readonly StationType[] = ['fireStation', 'firePost', 'microFireStation'];

/**
 * 1、3、5 分钟响应. Uses differ from place to place, so every field is the office's to change. Five minutes of the order is 《城市消防规划规范》
 * GB 51080-2015 §4.1.3; three minutes to the scene is what 公消〔2015〕301 号 asks of micro stations.
 */
export const defaultResponseTiers: readonly ResponseTier[] = [
  { label: '1 分钟', types: [...responders], minutes: 1, clockStart: 'departure' },
  { label: '3 分钟', types: [...responders], minutes: 3, clockStart: 'departure' },
  { label: '5 分钟', types: [...responders], minutes: 5, clockStart: 'dispatch' },
];

/** Seconds of travel a tier leaves: its limit, less the turnout where the clock starts at the order. */
export function travelSecondsOf({ minutes, clockStart }: Pick<ResponseTier, 'minutes' | 'clockStart'>, turnoutSeconds: number): number {
  return Math.max(0, minutes * 60 - (clockStart === 'dispatch' ? turnoutSeconds : 0));
}

/** Who may count as a resource: fire stations always, posts and micro stations only with equipment on record, service centres never by themselves. */
export function countsAsResource(type: StationType | null, equipped: boolean): boolean {
  if (type === 'fireStation') return true;
  return (type === 'firePost' || type === 'microFireStation') && equipped;
}

export const travelProfileId = z.enum(travelProfileIds);
