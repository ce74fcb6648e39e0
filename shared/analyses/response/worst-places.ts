import { WORST_CLASS } from '../bivariate/index.ts';
import { type CellGrid, cellCenter, neighbouringCells } from '../hotspots/index.ts';
import { positionOnPlane } from '../metric-plane.ts';
import { nearestStreet, type RoadNetwork, responsePercentile } from '../network/index.ts';
import type { ResponseZone } from './inputs.ts';
import { makeZoneFinder } from './zone-finder.ts';

/** One place where risk is high and response slow: a unit, or cells at most one cell apart from the next. */
export interface WorstPlace {
  /** Indices of its units, the most risk first. */
  units: number[];
  /** Middle of the cell with the most risk; of zones and premises, the premises with the most risk. */
  lon: number;
  lat: number;
  /** The named street most of its risk stands on; empty where none is near. */
  street: string;
  /** The zone it lies in; empty outside of all. */
  zone: string;
  /** fid of its premises with the most risk. */
  premisesFid: number;
  premises: number;
  risk: number;
  /** The percentile asked for, of its premises that somebody arrives at; Infinity where there are none. */
  responseSeconds: number;
  /** Its premises nobody arrives at: their roads are cut off from the rest, or closed. */
  unreached: number;
}

/** Units as `BivariateAnswer` has them. */
interface Units {
  classes: ArrayLike<number>;
  unit: readonly number[];
  grid: CellGrid | null;
  risk: ArrayLike<number>;
  premises: ArrayLike<number>;
}
/** Premises that count, one an entry. */
interface CountedPremises {
  fid: ArrayLike<number>;
  lon: ArrayLike<number>;
  lat: ArrayLike<number>;
  score: ArrayLike<number>;
  /** Index of its unit, −1 for none. */
  unit: ArrayLike<number>;
  /** Until the first resource arrives: Infinity where none does, NaN where no road is near enough to say. */
  arrivalSeconds: ArrayLike<number>;
}

/** A street farther away than this does not name a place. */
const NAME_METERS = 300;

/** Where risk is high and response slow, in words: the most risk first. @param percentileShare 0 … 1 */
export function findWorstPlaces(
  units: Units,
  premises: CountedPremises,
  network: RoadNetwork,
  zones: readonly Pick<ResponseZone, 'name' | 'geom'>[],
  percentileShare: number,
): WorstPlace[] {
  const groups = groupUnits(units);
  const groupOf = new Map(groups.flatMap((group, index) => group.map((unit) => [unit, index] as const)));
  const members: number[][] = groups.map(() => []);
  for (let at = 0; at < premises.unit.length; at++) {
    const group = groupOf.get(premises.unit[at]!);
    if (group !== undefined) members[group]!.push(at);
  }
  const places = groups.map((group, index): WorstPlace => {
    const own = members[index]!.sort((a, b) => premises.score[b]! - premises.score[a]! || premises.fid[a]! - premises.fid[b]!);
    const first = own[0]!;
    const arrivals = own.map((at) => premises.arrivalSeconds[at]!);
    const reached = arrivals.filter(Number.isFinite);
    const { grid, unit } = units;
    const [lon, lat] =
      grid === null ? [premises.lon[first]!, premises.lat[first]!] : positionOnPlane(grid.plane, ...cellCenter(grid, unit[group[0]!]!));
    return {
      units: group,
      lon,
      lat,
      street: streetOf(own, premises, network),
      zone: '',
      premisesFid: premises.fid[first]!,
      premises: sum(group, units.premises),
      risk: sum(group, units.risk),
      responseSeconds: reached.length === 0 ? Infinity : responsePercentile(reached, percentileShare),
      unreached: arrivals.filter((seconds) => seconds === Infinity).length,
    };
  });
  if (zones.length > 0 && places.length > 0) {
    const inside = makeZoneFinder(zones)(
      Float64Array.from(places, ({ lon }) => lon),
      Float64Array.from(places, ({ lat }) => lat),
    );
    places.forEach((place, at) => {
      place.zone = zones[inside[at]!]?.name ?? '';
    });
  }
  return places.sort((a, b) => b.risk - a.risk || b.responseSeconds - a.responseSeconds || a.premisesFid - b.premisesFid);
}

/** The worst units; cells that touch or have one cell between them are one group. Within a group the most risk first. */
function groupUnits({ classes, unit, grid, risk }: Units): number[][] {
  const worst = [...unit.keys()].filter((at) => classes[at] === WORST_CLASS);
  if (grid === null) return worst.map((at) => [at]);
  const left = new Map(worst.map((at) => [unit[at]!, at]));
  const groups: number[][] = [];
  for (const start of worst) {
    if (!left.delete(unit[start]!)) continue;
    const group = [start];
    for (const member of group) {
      const near = neighbouringCells(grid, unit[member]!);
      for (const cell of [...near, ...near.flatMap((one) => neighbouringCells(grid, one))]) {
        const next = left.get(cell);
        if (next === undefined) continue;
        left.delete(cell);
        group.push(next);
      }
    }
    groups.push(group.sort((a, b) => risk[b]! - risk[a]! || a - b));
  }
  return groups;
}

function streetOf(own: readonly number[], { lon, lat, score }: CountedPremises, network: RoadNetwork): string {
  const riskOn = new Map<string, number>();
  for (const at of own) {
    const street = nearestStreet(network, { lon: lon[at]!, lat: lat[at]! }, NAME_METERS);
    if (street !== '') riskOn.set(street, (riskOn.get(street) ?? 0) + score[at]!);
  }
  let best = '';
  for (const [street, risk] of riskOn) if (risk > (riskOn.get(best) ?? -1)) best = street;
  return best;
}

const sum = (which: readonly number[], of: ArrayLike<number>): number => which.reduce((total, at) => total + of[at]!, 0);
