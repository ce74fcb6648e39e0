import type { Position } from 'geojson';
import { type Box, boxOfPositions } from '../../../shared/geo/box-of-positions.ts';
import { gatheringGeometry } from '../../map/layers/gatherings.ts';
import type { Gathering } from '../../state/gatherings.ts';
import { fitExtent, flyTo } from '../../state/map-view.ts';

/** A cell is shown with this much ground around it, in widths of its own. */
const AROUND = 2.5;

/** Moves the map to a cell, cluster or zone. */
export function zoomToGathering(gathering: Gathering, unit: number): void {
  const [west, south, east, north] = boxOfGathering(gathering, unit);
  if (west === east && south === north) {
    flyTo([west, south], 16);
    return;
  }
  const around = gathering.kind === 'bias' && gathering.answer.grid === null ? 0.1 : AROUND;
  const [wide, high] = [(east - west) * around, (north - south) * around];
  fitExtent([west - wide, south - high, east + wide, north + high]);
}

/** West, south, east, north of a cell, cluster or zone. */
export function boxOfGathering(gathering: Gathering, unit: number): Box {
  const geometry = gatheringGeometry(gathering, unit);
  if (geometry.type === 'Point') return boxOfPositions([geometry.coordinates]);
  const positions =
    geometry.type === 'Polygon' ? geometry.coordinates.flat() : geometry.type === 'MultiPolygon' ? geometry.coordinates.flat(2) : [];
  return boxOfPositions(positions as Position[]);
}
