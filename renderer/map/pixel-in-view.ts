/** Side of the world at zoom 0, pixels. */
const WORLD_PIXELS = 512;

/**
 * Where a place is in a view of the map that is neither turned nor tilted, pixels from its top left corner; null when it is out of sight.
 * @param size of the view, pixels
 */
export function pixelInView(
  place: readonly [lon: number, lat: number],
  { center, zoom }: { center: readonly [lon: number, lat: number]; zoom: number },
  [width, height]: readonly [number, number],
): [x: number, y: number] | null {
  const [x, y] = mercator(place);
  const [centerX, centerY] = mercator(center);
  const scale = WORLD_PIXELS * 2 ** zoom;
  const pixel: [number, number] = [width / 2 + (x - centerX) * scale, height / 2 + (y - centerY) * scale];
  return pixel[0] >= 0 && pixel[0] <= width && pixel[1] >= 0 && pixel[1] <= height ? pixel : null;
}

/** Web Mercator, the world from 0 to 1. */
const mercator = ([lon, lat]: readonly [number, number]): [number, number] => [
  (lon + 180) / 360,
  (1 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / Math.PI) / 2,
];
