import type { IntakeBatch } from '../formats/intake.ts';
import type { TableName } from '../model/index.ts';
import { coreCentre, sampleName } from './city-plan.ts';
import { adminAreaRows, buildingRows, landRows, placeRows, roadRows, waterwayRows } from './ground-rows.ts';
import { planDistrict } from './plan-district.ts';
import {
  campaignRows,
  facilityRows,
  gradePeriodRows,
  hazardRows,
  inspectionRows,
  personRows,
  premisesRows,
  stationRows,
  zoneRows,
} from './record-rows.ts';

export { historyFromOn as sampleFromOn, historyToOn as sampleAsOfOn } from './calendar.ts';
export { sampleName };

const batchRows = 1000;
/** Rows that `generateSample` yields in all, for progress. */
export const sampleTotalRows = 66_718;

/**
 * The sample district (示范数据): a fictional district of Hongshan's published size with 24 months of history, the same bytes
 * each time. Yields batches of at most 1,000 rows, in an order in which every reference points backwards. Takes a few
 * seconds before the first batch: run it in a worker.
 */
export function* generateSample(): Generator<IntakeBatch> {
  const { terrain, streets, buildings, lands, admin, zones, premises, forces, inspections, hazards } = planDistrict();
  yield* inBatches('admin_area', adminAreaRows(admin));
  yield* inBatches('land', landRows(lands));
  yield* inBatches('waterway', waterwayRows(terrain));
  yield* inBatches('place', placeRows(admin, streets.settlements, coreCentre));
  yield* inBatches('building', buildingRows(buildings));
  yield* inBatches('road', roadRows(streets.network, terrain));
  yield* inBatches('zone', zoneRows(zones));
  yield* inBatches('person', personRows(forces.people));
  yield* inBatches('station', stationRows(forces.stations));
  yield* inBatches('facility', facilityRows(forces.facilities));
  yield* inBatches('campaign', campaignRows());
  yield* inBatches('premises', premisesRows(premises, zones, inspections, hazards));
  yield* inBatches('grade_period', gradePeriodRows(premises));
  yield* inBatches('inspection', inspectionRows(inspections));
  yield* inBatches('hazard', hazardRows(hazards, inspections, premises));
}

function* inBatches(table: TableName, rows: Iterable<{ id: string; sourceRef: string }>): Generator<IntakeBatch> {
  let batch: IntakeBatch = { table, rows: [] };
  for (const values of rows) {
    batch.rows.push({ origin: values.sourceRef, values });
    if (batch.rows.length < batchRows) continue;
    yield batch;
    batch = { table, rows: [] };
  }
  if (batch.rows.length > 0) yield batch;
}
