import type { Theme } from '../../shared/ipc/index.ts';
import { facilityColors, type Symbol as MapSymbol, type Shape } from '../../shared/look/symbols.ts';
import type { FacilityType, StationType } from '../../shared/model/index.ts';

/** Map images are named by what they show and drawn when the map first asks for them. */
export type MapImage =
  | { kind: 'symbol'; shape: Shape; color: string; theme: Theme; dot: boolean }
  | { kind: 'station'; type: StationType; theme: Theme; small: boolean }
  | { kind: 'facility'; type: FacilityType; theme: Theme }
  | { kind: 'cluster'; theme: Theme; radius: number; colors: string[]; shares: number[] };

/** Shares of a cluster's ring are drawn in this many steps. */
export const RING_STEPS = 16;

export const symbolImage = (symbol: MapSymbol, theme: Theme, dot = false): string =>
  ['symbol', symbol.shape, symbol.color, theme, dot ? 'dot' : ''].join('|');
export const stationImage = (type: StationType, theme: Theme, small = false): string =>
  ['station', type, theme, small ? 'small' : ''].join('|');
export const facilityImage = (type: FacilityType, theme: Theme): string => `facility|${type}|${theme}`;
/** Everything but the radius and the shares, which a style expression appends: `…|radius|share,share,…`. */
export const clusterImagePrefix = (theme: Theme, colors: readonly string[]): string => `cluster|${theme}|${colors.join(',')}|`;

/** What an image id asks for, or null when it is none of ours. */
export function readImageId(id: string): MapImage | null {
  const [kind, ...rest] = id.split('|');
  if (kind === 'symbol' && rest.length === 4) {
    const [shape, color, theme, dot] = rest;
    return { kind, shape: shape as Shape, color: color!, theme: theme as Theme, dot: dot === 'dot' };
  }
  if (kind === 'station' && rest.length === 3) {
    return { kind, type: rest[0] as StationType, theme: rest[1] as Theme, small: rest[2] === 'small' };
  }
  if (kind === 'facility' && rest.length === 2 && rest[0]! in facilityColors) {
    return { kind, type: rest[0] as FacilityType, theme: rest[1] as Theme };
  }
  if (kind === 'cluster' && rest.length === 4) {
    const [theme, colors, radius, shares] = rest;
    return {
      kind,
      theme: theme as Theme,
      radius: Number(radius),
      colors: colors!.split(','),
      shares: shares!.split(',').map(Number),
    };
  }
  return null;
}
