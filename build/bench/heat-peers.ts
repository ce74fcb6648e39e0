/** Peers of the heat kernel, on a picture of `pixels`² with a kernel of `radius` pixels, as such code is usually written. */

/** Adds a quartic kernel, cut at its radius, to the pixels around every point. */
export function splatKernels(x: Float32Array, y: Float32Array, weights: Float32Array | null, radius: number, pixels: number): Float32Array {
  const out = new Float32Array(pixels * pixels);
  const peak = 3 / (Math.PI * radius * radius);
  for (let index = 0; index < x.length; index++) {
    const atX = x[index]! - 0.5;
    const atY = y[index]! - 0.5;
    const weight = peak * (weights ? weights[index]! : 1);
    const toX = Math.min(pixels - 1, Math.floor(atX + radius));
    const toY = Math.min(pixels - 1, Math.floor(atY + radius));
    for (let row = Math.max(0, Math.ceil(atY - radius)); row <= toY; row++) {
      const dy = row - atY;
      for (let column = Math.max(0, Math.ceil(atX - radius)); column <= toX; column++) {
        const dx = column - atX;
        const share = 1 - (dx * dx + dy * dy) / (radius * radius);
        if (share > 0) out[row * pixels + column]! += weight * share * share;
      }
    }
  }
  return out;
}

/** Counts points by pixel, then blurs rows and columns with a Gaussian cut at three σ: another kernel, no metres. */
export function blurCounts(x: Float32Array, y: Float32Array, weights: Float32Array | null, sigma: number, pixels: number): Float32Array {
  const counts = new Float32Array(pixels * pixels);
  for (let index = 0; index < x.length; index++) {
    const column = Math.min(pixels - 1, Math.max(0, Math.floor(x[index]!)));
    const row = Math.min(pixels - 1, Math.max(0, Math.floor(y[index]!)));
    counts[row * pixels + column]! += weights ? weights[index]! : 1;
  }
  const radius = Math.ceil(3 * sigma);
  const taps = Float32Array.from({ length: 2 * radius + 1 }, (_, tap) => Math.exp(-((tap - radius) ** 2) / (2 * sigma * sigma)));
  const sum = taps.reduce((total, tap) => total + tap, 0);
  for (let tap = 0; tap < taps.length; tap++) taps[tap]! /= sum;
  return blurRows(blurRows(counts, taps, pixels), taps, pixels);
}

/** Blurs along rows and transposes. */
function blurRows(source: Float32Array, taps: Float32Array, pixels: number): Float32Array {
  const out = new Float32Array(source.length);
  const radius = taps.length >> 1;
  for (let row = 0; row < pixels; row++) {
    for (let column = 0; column < pixels; column++) {
      let sum = 0;
      const from = Math.max(0, column - radius);
      const to = Math.min(pixels - 1, column + radius);
      for (let other = from; other <= to; other++) sum += source[row * pixels + other]! * taps[other - column + radius]!;
      out[column * pixels + row] = sum;
    }
  }
  return out;
}
