import { describe, expect, it } from 'vitest';
import { bivariateColors, hotspotColors } from './analysis-colors.ts';

type Three = [number, number, number];

/** What dichromats see, in linear RGB (Machado, Oliveira and Fernandes 2009, severity 1). */
const sights: Record<string, [Three, Three, Three]> = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protan: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deutan: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritan: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

function linear(color: string): Three {
  return [1, 3, 5].map((at) => {
    const value = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as Three;
}

const dot = (row: Three, [r, g, b]: Three): number => row[0] * r + row[1] * g + row[2] * b;

/** Oklab (Ottosson 2020) of a colour as seen. */
function seen(color: string, sight: string): Three {
  const rgb = sights[sight]!.map((row) => Math.min(1, Math.max(0, dot(row, linear(color))))) as Three;
  const l = Math.cbrt(dot([0.4122214708, 0.5363325363, 0.0514459929], rgb));
  const m = Math.cbrt(dot([0.2119034982, 0.6806995451, 0.1073969566], rgb));
  const s = Math.cbrt(dot([0.0883024619, 0.2817188376, 0.6299787005], rgb));
  return [
    dot([0.2104542553, 0.793617785, -0.0040720468], [l, m, s]),
    dot([1.9779984951, -2.428592205, 0.4505937099], [l, m, s]),
    dot([0.0259040371, 0.7827717662, -0.808675766], [l, m, s]),
  ];
}

function nearest(colors: readonly string[], sight: string): number {
  let least = Number.POSITIVE_INFINITY;
  colors.forEach((one, at) => {
    for (const other of colors.slice(0, at)) {
      const [a, b] = [seen(one, sight), seen(other, sight)];
      least = Math.min(least, Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]));
    }
  });
  return least;
}

describe.each(Object.keys(sights))('with %s sight', (sight) => {
  it.each(['light', 'dark'] as const)('the nine colours of risk and response stay apart on %s ground', (theme) => {
    expect(nearest(bivariateColors[theme], sight)).toBeGreaterThan(0.12);
  });

  it.each(['light', 'dark'] as const)('the seven classes of hot and cold stay apart on %s ground', (theme) => {
    expect(nearest(hotspotColors[theme], sight)).toBeGreaterThan(0.06);
  });
});

it('risk and response grow darker on light ground and brighter on dark', () => {
  for (const [theme, sign] of [
    ['light', -1],
    ['dark', 1],
  ] as const) {
    const lightness = bivariateColors[theme].map((color) => seen(color, 'normal')[0] * sign);
    for (let at = 0; at < 9; at++) {
      if (at % 3 > 0) expect(lightness[at]!).toBeGreaterThan(lightness[at - 1]!);
      if (at >= 3) expect(lightness[at]!).toBeGreaterThan(lightness[at - 3]!);
    }
  }
});
