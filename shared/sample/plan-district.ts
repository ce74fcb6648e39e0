import { divideDistrict } from './admin-areas.ts';
import { planBlocks } from './blocks.ts';
import { placeBuildings } from './buildings.ts';
import { placeForces } from './forces.ts';
import { liveHistory } from './hazards.ts';
import { layLand } from './lands.ts';
import { placePremises } from './premises.ts';
import { planStreets } from './streets.ts';
import { shapeTerrain } from './terrain.ts';
import { drawZones } from './zones.ts';

/** The whole sample district in plane metres, from the land form to the last hazard. */
export function planDistrict() {
  const terrain = shapeTerrain();
  const streets = planStreets(terrain);
  const { blocks, parcels } = planBlocks(streets, terrain);
  const { buildings, fronts } = placeBuildings(parcels, terrain);
  const lands = layLand(blocks, streets, terrain);
  const admin = divideDistrict(streets, terrain);
  const zones = drawZones(admin);
  const premises = placePremises(fronts, buildings, blocks, streets.network, admin);
  const { inspections, hazards } = liveHistory(premises);
  const forces = placeForces(fronts, streets.network, admin, zones, terrain);
  return { terrain, streets, blocks, buildings, lands, admin, zones, premises, forces, inspections, hazards };
}
