import type { Pace } from '../pace.ts';
import type { Origins, SnappedPlaces } from './results.ts';
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

/** Seconds from every origin to every place, the row of origin o at o · places.count; Infinity where there is no way within `limitSeconds`. One search an origin. */
export function measureMatrix(
  graph: TravelGraph,
  origins: Origins,
  places: SnappedPlaces,
  limitSeconds = Infinity,
): Float64Array<ArrayBuffer> {
  const { seconds, searches } = matrixSearches(graph, origins, places, limitSeconds);
  for (const _ of searches);
  return seconds;
}

/** `measureMatrix` with a pause after each origin. */
export async function measureTimes(
  graph: TravelGraph,
  origins: SnappedPlaces,
  places: SnappedPlaces,
  limitSeconds: number,
  pace: Pace,
): Promise<Float64Array<ArrayBuffer>> {
  const { seconds, searches } = matrixSearches(graph, { places: origins, startSeconds: null }, places, limitSeconds);
  for (const share of searches) await pace(share);
  return seconds;
}

/** Depth of cover: how many of the stations reach each place within the limit; a pause after each station. */
export async function countCover(
  graph: TravelGraph,
  stations: Origins,
  places: SnappedPlaces,
  limitSeconds: number,
  pace: Pace,
): Promise<Uint16Array<ArrayBuffer>> {
  const depth = new Uint16Array(places.count);
  const searches = searchEachOrigin(graph, stations, places, limitSeconds, (_, place) => {
    depth[place]!++;
  });
  for (const share of searches) await pace(share);
  return depth;
}

function matrixSearches(graph: TravelGraph, origins: Origins, places: SnappedPlaces, limitSeconds: number) {
  const seconds = new Float64Array(origins.places.count * places.count).fill(Infinity);
  const searches = searchEachOrigin(graph, origins, places, limitSeconds, (origin, place, milliseconds) => {
    seconds[origin * places.count + place] = secondsOf(milliseconds);
  });
  return { seconds, searches };
}

/** Tells every pair within the limit once, origin by origin; yields the share done after each. */
function* searchEachOrigin(
  graph: TravelGraph,
  origins: Origins,
  places: SnappedPlaces,
  limitSeconds: number,
  tell: (origin: number, place: number, milliseconds: number) => void,
): Generator<number, void, void> {
  const limit = millisecondsOf(limitSeconds);
  const entries = entriesOfPlaces(graph, places);
  const byEdge = originsByEdge(origins);
  const workspace = makeWorkspace(graph);
  const { count } = origins.places;
  for (let origin = 0; origin < count; origin++) {
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
    yield (origin + 1) / count;
  }
}

/** The least time at which the last search reaches a place. */
function leastAt({ label }: SearchWorkspace, { start, node, milliseconds }: PlaceEntries, place: number): number {
  let least = IMPASSABLE;
  for (let entry = start[place]!; entry < start[place + 1]!; entry++) {
    least = Math.min(least, label[node[entry]!]! + milliseconds[entry]!);
  }
  return least;
}
