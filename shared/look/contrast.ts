import { tokens } from './tokens.ts';

type Three = readonly [red: number, green: number, blue: number];

/**
 * How far two colours stand apart, from 1 to 21 (contrast ratio of WCAG 2.2).
 * @param one `#RRGGBB` @param other `#RRGGBB`
 */
export function contrast(one: string, other: string): number {
  const [lighter, darker] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(color: string): number {
  const [red, green, blue] = channels(color).map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** How much of the text's colour is mixed into the edge of a symbol. */
const edgeStrength = 0.45;

/**
 * The thin edge of a filled symbol: its colour on the way to the theme's text, so that yellow on white and dark red on black show their shape too.
 * @param color `#RRGGBB` @returns `#RRGGBB`, at least 3:1 against ground and panel
 */
export function edgeColor(color: string, theme: keyof typeof tokens): string {
  const text = channels(tokens[theme].text);
  return `#${channels(color)
    .map((value, at) =>
      Math.round(value + (text[at]! - value) * edgeStrength)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
}

const channels = (color: string): Three => [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16)) as unknown as Three;

/** Black or white, whichever is read better on a colour: at least 4.58:1 on any. */
export function inkOn(color: string): string {
  return contrast(color, '#000000') > contrast(color, '#FFFFFF') ? '#000000' : '#FFFFFF';
}
