import { gatheringGeometry } from '../../map/layers/gatherings.ts';
import type { Gathering } from '../../state/gatherings.ts';
import { fitExtent, flyTo } from '../../state/map-view.ts';

/** A cell is shown with this much ground around it, in widths of its own. */
const AROUND = 2.5;

/** Moves the map to a cell, cluster or zone. */
export function zoomToGathering(gathering: Gathering, unit: number): void {
  const geometry = gatheringGeometry(gathering, unit);
  if (geometry.type === 'Point') {
    flyTo([geometry.coordinates[0]!, geometry.coordinates[1]!], 16);
    return;
  }
  const numbers = ('coordinates' in geometry ? geometry.coordinates : []).flat(3) as number[];
  const bounds = { west: 180, south: 90, east: -180, north: -90 };
  for (let at = 0; at < numbers.length; at += 2) {
    bounds.west = Math.min(bounds.west, numbers[at]!);
    bounds.east = Math.max(bounds.east, numbers[at]!);
    bounds.south = Math.min(bounds.south, numbers[at + 1]!);
    bounds.north = Math.max(bounds.north, numbers[at + 1]!);
  }
  const around = gathering.kind === 'bias' && gathering.answer.grid === null ? 0.1 : AROUND;
  const [wide, high] = [(bounds.east - bounds.west) * around, (bounds.north - bounds.south) * around];
  fitExtent([bounds.west - wide, bounds.south - high, bounds.east + wide, bounds.north + high]);
}
