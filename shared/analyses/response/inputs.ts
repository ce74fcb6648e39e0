import type { MultiPolygon } from 'geojson';
import type { ColumnSet } from '../../ipc/data-plane.ts';
import type { StationType } from '../../model/index.ts';
import type { RoadNetwork } from '../network/index.ts';

/** A station as analyses see it. */
export interface ResponseStation {
  id: string;
  fid: number;
  name: string;
  type: StationType | null;
  /** Has at least one item on its equipment list. */
  equipped: boolean;
  lon: number;
  lat: number;
}

export interface ResponseZone {
  id: string;
  fid: number;
  name: string;
  geom: MultiPolygon;
}

/** What response analyses are computed from: one state of one workspace. Only what a task names in `needs` must be filled. */
export interface ResponseInputs {
  rev: number;
  /** Days since 1970-01-01: premises closed and hazards found later are left out. */
  asOfDay: number;
  /** Null where the workspace has no roads. */
  network: RoadNetwork | null;
  premises: ColumnSet<'premises'>;
  hazards: ColumnSet<'hazards'>;
  inspections: ColumnSet<'inspections'>;
  /** Stations with a position that are not closed on the day. */
  stations: readonly ResponseStation[];
  /** Those without a position, to be named as not counting; longitude and latitude are NaN. */
  unplacedStations: readonly ResponseStation[];
  zones: readonly ResponseZone[];
}

export type ResponseNeed = 'network' | 'premises' | 'hazards' | 'inspections' | 'stations' | 'zones';
