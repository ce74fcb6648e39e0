/** Smooth value noise in [-1, 1] over the plane; `scaleMeters` is the size of its features. Deterministic by seed. */
export function smoothNoise(seed: number, scaleMeters: number): (x: number, y: number) => number {
  const corner = (i: number, j: number) => {
    let h = Math.imul(i, 374761393) ^ Math.imul(j, 668265263) ^ Math.imul(seed, 1442695041);
    h = Math.imul(h ^ (h >>> 13), 1274126177);
    return ((h ^ (h >>> 16)) >>> 0) / 2147483648 - 1;
  };
  return (x, y) => {
    const [u, v] = [x / scaleMeters, y / scaleMeters];
    const [i, j] = [Math.floor(u), Math.floor(v)];
    const [fu, fv] = [fade(u - i), fade(v - j)];
    const low = corner(i, j) + (corner(i + 1, j) - corner(i, j)) * fu;
    const high = corner(i, j + 1) + (corner(i + 1, j + 1) - corner(i, j + 1)) * fu;
    return low + (high - low) * fv;
  };
}

/** Four octaves of smooth noise, in about [-1, 1]. */
export function layeredNoise(seed: number, scaleMeters: number): (x: number, y: number) => number {
  const octaves = [0, 1, 2, 3].map((k) => smoothNoise(seed + 101 * k, scaleMeters / 2 ** k));
  return (x, y) => octaves.reduce((sum, octave, k) => sum + octave(x, y) / 2 ** k, 0) / 1.6;
}

const fade = (t: number) => t * t * t * (t * (t * 6 - 15) + 10);
