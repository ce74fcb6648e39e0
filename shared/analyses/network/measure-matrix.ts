import type { Origins, RunControl, SnappedPlaces } from './results.ts';
import { search } from './search.ts';
import { clearWorkspace, makeWorkspace, type SearchWorkspace } from './search-workspace.ts';
import {
  alongEdge,
  entriesOfPlaces,
  millisecondsOf,
  originsByEdge,
  type PlaceEntries,
  secondsOf,
  seedsFrom,
  startMilliseconds,
} from './seeds.ts';
import { IMPASSABLE, type TravelGraph } from './travel-graph.ts';

/**
 * Seconds from every origin to every place, the row of origin o at o · places.count; Infinity where there is no way within `limitSeconds`. One
 * search an origin. Null when cancelled.
 */
export function measureMatrix(
  graph: TravelGraph,
  origins: Origins,
  places: SnappedPlaces,
  limitSeconds = Infinity,
  control: RunControl = {},
): Float64Array<ArrayBuffer> | null {
  const seconds = new Float64Array(origins.places.count * places.count).fill(Infinity);
  const finished = forEachOrigin(graph, origins, places, limitSeconds, control, (origin, place, milliseconds) => {
    seconds[origin * places.count + place] = secondsOf(milliseconds);
  });
  return finished ? seconds : null;
}

/** Depth of cover: how many of the stations reach each place within the limit. Null when cancelled. */
export function countCover(
  graph: TravelGraph,
  stations: Origins,
  places: SnappedPlaces,
  limitSeconds: number,
  control: RunControl = {},
): Uint16Array<ArrayBuffer> | null {
  const depth = new Uint16Array(places.count);
  const finished = forEachOrigin(graph, stations, places, limitSeconds, control, (_, place) => {
    depth[place]!++;
  });
  return finished ? depth : null;
}

/** Tells every pair within the limit once, origin by origin; false when cancelled. */
function forEachOrigin(
  graph: TravelGraph,
  origins: Origins,
  places: SnappedPlaces,
  limitSeconds: number,
  { progress, cancelled }: RunControl,
  tell: (origin: number, place: number, milliseconds: number) => void,
): boolean {
  const limit = millisecondsOf(limitSeconds);
  const entries = entriesOfPlaces(graph, places);
  const byEdge = originsByEdge(origins);
  const workspace = makeWorkspace(graph);
  const { count } = origins.places;
  for (let origin = 0; origin < count; origin++) {
    if (cancelled?.()) return false;
    search(graph, 'forward', workspace, seedsFrom(graph, origins, origin), limit);
    for (let place = 0; place < places.count; place++) {
      let least = leastAt(workspace, entries, place);
      if (byEdge.get(places.edge[place]!)?.includes(origin)) {
        const along = alongEdge(graph, places.edge[place]!, origins.places.fraction[origin]!, places.fraction[place]!);
        least = Math.min(least, startMilliseconds(origins, origin) + along);
      }
      if (least <= limit) tell(origin, place, least);
    }
    clearWorkspace(workspace);
    progress?.((origin + 1) / count);
  }
  return true;
}

/** The least time at which the last search reaches a place. */
function leastAt({ label }: SearchWorkspace, { start, node, milliseconds }: PlaceEntries, place: number): number {
  let least = IMPASSABLE;
  for (let entry = start[place]!; entry < start[place + 1]!; entry++) {
    least = Math.min(least, label[node[entry]!]! + milliseconds[entry]!);
  }
  return least;
}
