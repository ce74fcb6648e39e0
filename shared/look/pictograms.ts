import type { StationType } from '../model/codes.ts';

/** SVG path data in a 24 × 24 box; `cut` is drawn in the background colour on top of `fill`. */
export interface Pictogram {
  fill: string;
  cut: string | null;
}

const flame = 'M12.4 3c.6 3.4 5 5.4 5 10.6a5.4 5.4 0 0 1-10.8 0c0-2.3 1-3.9 2.3-5.2.2 1.7.8 2.6 1.8 3.2C10.9 8.600 10.900 5.900 12.400 3Z';

/** What stands in the rounded square of each station type: flame, house with flame, extinguisher, flag. */
export const stationPictograms: Record<StationType, Pictogram> = {
  fireStation: { fill: flame, cut: 'M12.1 13c.3 1.300 1.900 1.900 1.900 3.600a2 2 0 0 1-4 0c0-1.500 1.400-2.200 2.100-3.600Z' },
  firePost: {
    fill: 'M12 3.600 2.900 11.400h2.300V20h13.600v-8.600h2.300Z',
    cut: 'M12.200 9.400c.4 1.900 2.700 3 2.700 5.800a2.900 2.900 0 0 1-5.800 0c0-1.300.600-2.200 1.300-2.900.1.900.4 1.400 1 1.700-.1-1.700.1-3.200.8-4.600Z',
  },
  microFireStation: {
    fill: 'M8.500 11.500a3.500 3.500 0 0 1 7 0V20a1 1 0 0 1-1 1h-5a1 1 0 0 1-1-1ZM11 4.500h2v2.600h-2ZM13 4.700l5.400-1.500v1.700L13 6.400ZM11 5.200C8.700 5.400 7 6.800 6.300 9.200l-1.500-.5C5.700 5.700 8 3.800 11 3.600Z',
    cut: 'M10 12.500h4v1.600h-4Z',
  },
  fireSafetyServiceCentre: { fill: 'M6 3.500h1.800v17H6ZM9 4.500h10l-3 4 3 4H9Z', cut: null },
};
