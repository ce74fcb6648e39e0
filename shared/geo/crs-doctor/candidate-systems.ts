import { type Crs, insideChinaBox, parseCrs, toWgs84 } from '../crs.ts';

/** How the numbers of a file look, before any ground is asked. */
export type Magnitude = 'degrees' | 'meters';

/** A system the numbers could be in. */
export interface CandidateSystem {
  crs: Crs;
  /** Other systems that give the very same positions here. */
  sameAs: string[];
}

/** The systems whose numbers look like these: x, y pairs as they stand in the file, in either order for metres. */
export function candidateSystems(magnitude: Magnitude, raw: Float64Array): CandidateSystem[] {
  if (magnitude === 'degrees') {
    let offset = false;
    for (let at = 0; at < raw.length && !offset; at += 2) offset = insideChinaBox(raw[at]!, raw[at + 1]!);
    if (!offset) return [{ crs: crsNamed('wgs84'), sameAs: ['gcj02', 'bd09'] }];
    return ['wgs84', 'gcj02', 'bd09'].map((name) => ({ crs: crsNamed(name), sameAs: [] }));
  }
  const names = new Set<number>();
  for (let at = 0; at < raw.length; at += 2) {
    for (const [east, north] of [[raw[at]!, raw[at + 1]!] as const, [raw[at + 1]!, raw[at]!] as const]) {
      if (north < 80_000 || north > 6_700_000) continue;
      const zone = Math.floor(east / 1e6);
      if (zone >= 13 && zone <= 23) names.add(4491 + zone - 13);
      else if (zone >= 25 && zone <= 45) names.add(4513 + zone - 25);
      else if (zone === 0 && east >= 100_000 && east <= 900_000) for (let epsg = 4534; epsg <= 4554; epsg++) names.add(epsg);
    }
    const [x, y] = [raw[at]!, raw[at + 1]!];
    if (x > 7_900_000 && x < 15_400_000 && y > 90_000 && y < 7_600_000) names.add(3857);
  }
  return [...names].map((epsg) => ({ crs: crsNamed(`EPSG:${epsg}`), sameAs: twinOf(epsg) }));
}

/** The plain 6° system whose central meridian a plain 3° one shares: the same numbers mean the same places. */
function twinOf(epsg: number): string[] {
  if (epsg < 4534 || epsg > 4554) return [];
  const meridian = 3 * (epsg - 4534 + 25);
  return (meridian + 3) % 6 === 0 ? [`EPSG:${4502 + (meridian + 3) / 6 - 13}`] : [];
}

/** WGS84 lon, lat pairs of x, y pairs; NaN where the system cannot hold them. */
export function positionsUnder(crs: Crs, raw: Float64Array): Float64Array {
  const positions = new Float64Array(raw.length);
  for (let at = 0; at < raw.length; at += 2) {
    const position = toWgs84(crs, raw[at]!, raw[at + 1]!);
    positions[at] = position?.[0] ?? Number.NaN;
    positions[at + 1] = position?.[1] ?? Number.NaN;
  }
  return positions;
}

function crsNamed(name: string): Crs {
  const parsed = parseCrs(name);
  if (!parsed.ok) throw new Error(`no such system: ${name}`);
  return parsed.value;
}
