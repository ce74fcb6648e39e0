import type { LineString, Position } from 'geojson';
import { haversineMeters } from '../../../shared/geo/haversine-meters.ts';

/** Where the number of each way stands: the middle of its longest stretch that no other of them takes, of the whole way where it has none. */
export function placeWayNumbers(lines: readonly LineString[]): Position[] {
  const takenBy = new Map<string, number>();
  for (const { coordinates } of lines) {
    for (const key of new Set(coordinates.map(keyOf))) takenBy.set(key, (takenBy.get(key) ?? 0) + 1);
  }
  return lines.map(({ coordinates }) => {
    let best: Position[] = [];
    let run: Position[] = [];
    for (const [index, position] of coordinates.entries()) {
      run.push(position);
      const shared = takenBy.get(keyOf(position))! > 1;
      if (!shared && index < coordinates.length - 1) continue;
      if (run.length > 2 && lengthOf(run) > lengthOf(best)) best = run;
      run = [position];
    }
    return middleOf(best.length === 0 ? coordinates : best);
  });
}

const keyOf = ([lon, lat]: Position): string => `${lon!.toFixed(7)},${lat!.toFixed(7)}`;
const metersBetween = (a: Position, b: Position): number => haversineMeters(a[0]!, a[1]!, b[0]!, b[1]!);
const lengthOf = (line: readonly Position[]): number =>
  line.reduce((sum, position, index) => (index === 0 ? 0 : sum + metersBetween(line[index - 1]!, position)), 0);

function middleOf(line: readonly Position[]): Position {
  let left = lengthOf(line) / 2;
  for (let index = 1; index < line.length; index++) {
    const [from, to] = [line[index - 1]!, line[index]!];
    const meters = metersBetween(from, to);
    if (left <= meters) {
      const share = meters > 0 ? left / meters : 0;
      return [from[0]! + share * (to[0]! - from[0]!), from[1]! + share * (to[1]! - from[1]!)];
    }
    left -= meters;
  }
  return line.at(-1)!;
}
