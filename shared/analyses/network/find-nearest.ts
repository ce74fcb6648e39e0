import type { NearestStations, Origins, SnappedPlaces } from './results.ts';
import { type Seeds, search } from './search.ts';
import { searchNearest } from './search-nearest.ts';
import { clearWorkspace, makeWorkspace, type SearchWorkspace } from './search-workspace.ts';
import { alongEdge, entriesOfPlaces, millisecondsOf, originsByEdge, secondsOf, seedsFrom, seedsTo, startMilliseconds } from './seeds.ts';
import { IMPASSABLE, type TravelGraph } from './travel-graph.ts';

export interface NearestOptions {
  /** How many stations to tell for every place. */
  k: number;
  /** Nothing slower than this is told; Infinity for all. */
  limitSeconds: number;
}

/**
 * First, second … k-th due of every place: one search from all stations at once. Of equally near stations the same one is named every time.
 * A workspace may be handed in to be used again.
 */
export function findNearest(
  graph: TravelGraph,
  stations: Origins,
  places: SnappedPlaces,
  { k, limitSeconds }: NearestOptions,
  workspace: SearchWorkspace = makeWorkspace(graph),
): NearestStations {
  const limit = millisecondsOf(limitSeconds);
  const seeds = seedsFrom(graph, stations);
  const entries = entriesOfPlaces(graph, places);
  const lists = nearestLists(places.count, k);
  if (k === 1) {
    search(graph, 'forward', workspace, seeds, limit);
    for (let place = 0; place < places.count; place++) {
      for (let entry = entries.start[place]!; entry < entries.start[place + 1]!; entry++) {
        const node = entries.node[entry]!;
        if (workspace.label[node]! < IMPASSABLE) {
          lists.add(place, workspace.origin[node]!, workspace.label[node]! + entries.milliseconds[entry]!);
        }
      }
    }
    clearWorkspace(workspace);
  } else {
    const labels = searchNearest(graph, seeds, k, limit);
    for (let place = 0; place < places.count; place++) {
      for (let entry = entries.start[place]!; entry < entries.start[place + 1]!; entry++) {
        const first = entries.node[entry]! * k;
        for (let at = first; at < first + k && labels.milliseconds[at]! < IMPASSABLE; at++) {
          lists.add(place, labels.origin[at]!, labels.milliseconds[at]! + entries.milliseconds[entry]!);
        }
      }
    }
  }
  addOnSameEdge(graph, stations, places, lists.add);
  return lists.result(limit);
}

/**
 * The k nearest of the stations to one place, by searches from the place against the driving direction that go farther until they have met them.
 */
export function findNearestTo(
  graph: TravelGraph,
  stations: Origins,
  places: SnappedPlaces,
  place: number,
  { k, limitSeconds }: NearestOptions,
  workspace: SearchWorkspace = makeWorkspace(graph),
): NearestStations {
  const limit = millisecondsOf(limitSeconds);
  const lists = nearestLists(1, k);
  const onEdges = seedsFrom(graph, stations);
  for (const reach of [120_000, 480_000, limit]) {
    search(graph, 'backward', workspace, seedsTo(graph, places, place), Math.min(reach, limit));
    addStarts(onEdges, workspace, lists.add);
    clearWorkspace(workspace);
    // Whoever is not met is farther than the search went.
    if (reach >= limit || lists.worst(0) <= reach) break;
  }
  addOnSameEdge(graph, stations, places, (at, station, milliseconds) => at === place && lists.add(0, station, milliseconds));
  return lists.result(limit);
}

function addStarts(onEdges: Seeds, { label }: SearchWorkspace, add: (place: number, station: number, milliseconds: number) => void): void {
  for (let seed = 0; seed < onEdges.node.length; seed++) {
    const node = onEdges.node[seed]!;
    if (label[node]! < IMPASSABLE) add(0, onEdges.origin[seed]!, label[node]! + onEdges.milliseconds[seed]!);
  }
}

function addOnSameEdge(
  graph: TravelGraph,
  stations: Origins,
  places: SnappedPlaces,
  add: (place: number, station: number, milliseconds: number) => void,
): void {
  const byEdge = originsByEdge(stations);
  for (let place = 0; place < places.count; place++) {
    for (const station of byEdge.get(places.edge[place]!) ?? []) {
      const along = alongEdge(graph, places.edge[place]!, stations.places.fraction[station]!, places.fraction[place]!);
      if (along < IMPASSABLE) add(place, station, startMilliseconds(stations, station) + along);
    }
  }
}

/** Sorted lists of up to k stations a place; a station is in a list once, with its least time. */
function nearestLists(count: number, k: number) {
  const station = new Int32Array(count * k).fill(-1);
  const milliseconds = new Int32Array(count * k).fill(IMPASSABLE);
  return {
    add(place: number, which: number, at: number): void {
      const first = place * k;
      const end = first + k;
      let slot = first;
      while (slot < end && station[slot] !== which && station[slot] !== -1) slot++;
      if (slot === end) slot = end - 1;
      else if (station[slot] === which && milliseconds[slot]! <= at) return;
      if (at > milliseconds[slot]! || (at === milliseconds[slot] && which >= station[slot]!)) return;
      while (slot > first && (milliseconds[slot - 1]! > at || (milliseconds[slot - 1] === at && station[slot - 1]! > which))) {
        milliseconds[slot] = milliseconds[slot - 1]!;
        station[slot] = station[slot - 1]!;
        slot--;
      }
      milliseconds[slot] = at;
      station[slot] = which;
    },
    worst: (place: number): number => milliseconds[place * k + k - 1]!,
    result(limit: number): NearestStations {
      const seconds = new Float64Array(count * k);
      for (let at = 0; at < seconds.length; at++) {
        if (milliseconds[at]! > limit) station[at] = -1;
        seconds[at] = station[at] === -1 ? Infinity : secondsOf(milliseconds[at]!);
      }
      return { k, station, seconds };
    },
  };
}
