import { z } from 'zod';
import { roadClasses } from '../../model/index.ts';
import { travelProfileId } from '../../rules/response-tiers.ts';
import { defaultTravelProfiles, speedBands, type TravelProfile } from '../../rules/travel-profiles.ts';
import { closeAlong, editTravelGraph, makeTravelGraph, type RoadNetwork, type TravelGraph } from '../network/index.ts';
import type { ResponseInputs } from './inputs.ts';
import { position } from './place-references.ts';

/** What every analysis on roads is told about travel. */
export const travelParameters = z.strictObject({
  profile: travelProfileId.default('fireEngine').describe('通行方式 · who travels'),
  profileChanges: z
    .strictObject({
      speedKmh: z.partialRecord(z.enum(roadClasses), z.number().min(0).max(200)),
      unknownClassKmh: z.number().min(0).max(200),
      onewayWaived: z.boolean(),
      turnRestrictionsWaived: z.boolean(),
      turnoutSeconds: z.number().min(0).max(3600),
    })
    .partial()
    .default({})
    .describe('对默认取值的改动：各等级道路速度（公里/小时）、单行与禁转是否豁免、出动秒数 · changes to the profile’s defaults'),
  hour: z.int().min(0).max(23).nullable().default(null).describe('时刻（0–23 时），null 不计时段 · hour of the day, null for none'),
  band: z.enum(speedBands).default('normal').describe('快慢估计 · slow, normal or fast estimate'),
  closures: z
    .array(z.strictObject({ positions: z.array(position).min(1).max(1000), widthMeters: z.number().positive().max(200).default(15) }))
    .max(1000)
    .default([])
    .describe('封闭：点或折线，经纬度 WGS84，widthMeters 内的道路封闭 · closed places, as points or lines'),
  snapLimitMeters: z
    .number()
    .positive()
    .max(5000)
    .default(300)
    .describe(
      '离路最远距离，米；更远的不参与计算并单列。最近的路与主路网断开时，改取多不超过 100 米的连通道路 · farthest distance from a road, metres; a road cut off from the rest gives way to one at most 100 m farther away',
    ),
});
export type TravelParameters = z.infer<typeof travelParameters>;

/** The profile with the changes asked for. */
export function profileOf({ profile, profileChanges }: TravelParameters): TravelProfile {
  const base = defaultTravelProfiles[profile];
  return {
    ...base,
    speedKmh: { ...base.speedKmh, ...profileChanges.speedKmh },
    unknownClassKmh: profileChanges.unknownClassKmh ?? base.unknownClassKmh,
    onewayWaived: profileChanges.onewayWaived ?? base.onewayWaived,
    turnRestrictionsWaived: profileChanges.turnRestrictionsWaived ?? base.turnRestrictionsWaived,
    turnoutSeconds: profileChanges.turnoutSeconds ?? base.turnoutSeconds,
  };
}

/** The graph of a task that needs the network; who runs tasks has seen to it that there is one. */
export function graphFor({ network }: ResponseInputs, parameters: TravelParameters): TravelGraph {
  if (network === null) throw new RangeError('this analysis needs roads');
  return travelGraphOf(network, parameters);
}

/** The network as these parameters let it be driven. */
export function travelGraphOf(network: RoadNetwork, parameters: TravelParameters): TravelGraph {
  const { hour, band, closures } = parameters;
  const graph = makeTravelGraph(network, profileOf(parameters), { hour, band });
  if (closures.length === 0) return graph;
  const closed = closures.flatMap(({ positions, widthMeters }) => closeAlong(graph, positions, widthMeters));
  return editTravelGraph(graph, { closures: closed, speeds: [] });
}
