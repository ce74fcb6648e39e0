import { forgetPremisesNames } from './chosen-place.ts';
import { coverageStore } from './coverage.ts';
import { chooseGathering } from './gatherings.ts';
import { initialPatrol, setPatrol } from './patrol.ts';
import { setRoutes } from './routes.ts';
import { setSites } from './sites.ts';

/**
 * Places chosen in one workspace mean nothing in another, and the numbers of its records mean others there: closures, what-if stations, candidates, ends of
 * routes, stops and tracks of patrols go. How to travel, tiers and other settings stay.
 */
export function forgetPlaces(): void {
  const { points, lines, start, track, day } = initialPatrol;
  setPatrol({ points, lines, start, track, day });
  setRoutes({ target: null, from: null, to: null });
  setSites({ candidates: [] });
  coverageStore.setState({ closures: [], closuresBefore: [], ghosts: [] });
  chooseGathering(null);
  forgetPremisesNames();
}
