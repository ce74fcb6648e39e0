/** A sequence of numbers from 0 to 1, the same for the same seed (linear congruential, Numerical Recipes). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}

export interface Points {
  lon: Float64Array;
  lat: Float64Array;
}

const METERS_PER_DEGREE = 111_319.490_793;
export const CENTER = { lon: 114.4, lat: 30.5 } as const;

/** Points over a square around the centre: a third even, the rest in 200 clusters, in no order, as premises of a city lie. */
export function makePoints(count: number, sideMeters: number, seed = 1): Points {
  const random = randomFrom(seed);
  const centers = Array.from({ length: 200 }, () => [random(), random(), 0.005 + 0.04 * random()] as const);
  const lon = new Float64Array(count);
  const lat = new Float64Array(count);
  const metersEast = METERS_PER_DEGREE * Math.cos((CENTER.lat * Math.PI) / 180);
  for (let index = 0; index < count; index++) {
    const place = random() < 1 / 3 ? ([random(), random()] as const) : around(centers[Math.floor(random() * centers.length)]!, random);
    lon[index] = CENTER.lon + ((place[0] - 0.5) * sideMeters) / metersEast;
    lat[index] = CENTER.lat + ((place[1] - 0.5) * sideMeters) / METERS_PER_DEGREE;
  }
  return { lon, lat };
}

function around([x, y, width]: readonly [number, number, number], random: () => number): readonly [number, number] {
  const spread = (): number => (random() + random() + random() - 1.5) * width;
  const inside = (value: number): number => Math.min(0.999_999, Math.max(0, value));
  return [inside(x + spread()), inside(y + spread())];
}

/** Pixel positions of points on a picture of `pixels`² that covers their square. */
export function pixelPositions({ lon, lat }: Points, sideMeters: number, pixels: number): { x: Float32Array; y: Float32Array } {
  const metersEast = METERS_PER_DEGREE * Math.cos((CENTER.lat * Math.PI) / 180);
  return {
    x: Float32Array.from(lon, (value) => (((value - CENTER.lon) * metersEast) / sideMeters + 0.5) * pixels),
    y: Float32Array.from(lat, (value) => (0.5 - ((value - CENTER.lat) * METERS_PER_DEGREE) / sideMeters) * pixels),
  };
}
