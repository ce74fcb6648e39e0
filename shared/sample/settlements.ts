import type { PlanLine } from './network.ts';
import { offsetLine, type Point } from './plane.ts';
import { sampleRandom } from './sample-random.ts';
import type { Settlement } from './streets.ts';
import type { Terrain } from './terrain.ts';

const roadStepMeters = 12;

/** Lanes of a village or town strung along its road: parallel lanes on both sides, and lanes across. */
export function settlementLines(
  settlement: Settlement,
  road: readonly Point[],
  at: number,
  terrain: Terrain,
  nameStreet: (suffixes: readonly string[]) => string,
): PlanLine[] {
  const random = sampleRandom(`settlement ${settlement.name}`);
  const { town } = settlement;
  const halfLength = settlement.radiusMeters * (town ? 1.25 : random.between(1.0, 1.5));
  const halfDepth = settlement.radiusMeters * (town ? 0.85 : random.between(0.5, 0.75));
  const reach = Math.floor(halfLength / roadStepMeters);
  const from = Math.max(0, at - reach);
  const stretch = road.slice(from, Math.min(road.length, at + reach + 1));
  const middle = at - from;
  const lines: PlanLine[] = [];
  const base = { oneway: 0 as const, level: 0 as const, trimMeters: town ? 80 : 42 };
  const lane = (points: Point[], name: string | null, wide: boolean) => {
    const dry = points.filter((point) => terrain.metersToWater(point, 40) > 14);
    if (dry.length > 2) lines.push({ ...base, points: dry, roadClass: wide ? 'tertiary' : name ? 'residential' : 'service', name });
  };
  const depthAt = (i: number) => halfDepth * Math.sqrt(Math.max(0, 1 - ((i - middle) / (reach + 1)) ** 2));
  const gap = town ? [84, 112] : [46, 66];
  const sides = [1, -1].map((side) => ({ side, skew: random.between(0.75, 1.15) }));
  for (const { side, skew } of sides) {
    let order = 0;
    for (let offset = random.between(gap[0]!, gap[1]!); offset < halfDepth * skew; offset += random.between(gap[0]!, gap[1]!)) {
      const inside = stretch.map((_, i) => i).filter((i) => depthAt(i) * skew > offset - 8);
      if (inside.length < 8) break;
      const cut = () => random.whole(0, Math.floor(inside.length * 0.22));
      const bent = offsetLine(stretch, side * offset).slice(inside[0]! + cut(), inside[inside.length - 1]! + 1 - cut());
      lane(
        bent,
        town ? nameStreet(['街', '路']) : order === 0 ? `${settlement.name}${side > 0 ? '前街' : '后街'}` : null,
        town && order === 1,
      );
      order++;
    }
  }
  const across = town ? [88, 124] : [52, 82];
  let number = 0;
  for (let along = random.between(20, 60); along < stretch.length * roadStepMeters - 20; along += random.between(across[0]!, across[1]!)) {
    const i = Math.min(stretch.length - 1, Math.round(along / roadStepMeters));
    const [before, after] = [stretch[Math.max(0, i - 1)]!, stretch[Math.min(stretch.length - 1, i + 1)]!];
    const length = Math.hypot(after[0] - before[0], after[1] - before[1]) || 1;
    const normal: Point = [-(after[1] - before[1]) / length, (after[0] - before[0]) / length];
    const lean = random.between(-0.08, 0.08);
    const points: Point[] = [];
    const [up, down] = [depthAt(i) * sides[0]!.skew * random.between(0.6, 1.12), depthAt(i) * sides[1]!.skew * random.between(0.6, 1.12)];
    for (let t = -down; t <= up; t += 10) {
      points.push([
        stretch[i]![0] + normal[0] * t + normal[1] * lean * Math.abs(t),
        stretch[i]![1] + normal[1] * t - normal[0] * lean * Math.abs(t),
      ]);
    }
    number++;
    lane(
      points,
      town ? nameStreet(['路', '巷']) : number % 3 === 0 ? `${settlement.name}${'一二三四五六七八九十'[number / 3 - 1] ?? '新'}巷` : null,
      town && number % 3 === 0,
    );
  }
  return lines;
}
