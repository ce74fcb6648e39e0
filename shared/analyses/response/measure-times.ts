import { measureMatrix, pickPlace, type SnappedPlaces, type TravelGraph } from '../network/index.ts';

/** Seconds from every origin to every place, row by row as `measureMatrix`, with a pause after each origin. */
export async function measureTimes(
  graph: TravelGraph,
  origins: SnappedPlaces,
  places: SnappedPlaces,
  limitSeconds: number,
  pace: (share: number) => Promise<void> | undefined,
): Promise<Float64Array<ArrayBuffer>> {
  const seconds = new Float64Array(origins.count * places.count);
  for (let origin = 0; origin < origins.count; origin++) {
    const row = measureMatrix(graph, { places: pickPlace(origins, origin), startSeconds: null }, places, limitSeconds)!;
    seconds.set(row, origin * places.count);
    await pace((origin + 1) / origins.count);
  }
  return seconds;
}
