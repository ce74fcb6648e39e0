/**
 * The palette shared by antd, the map styles, the legend, charts and print. On ground and panel: text, accent, danger, good and warning at
 * least 4.5:1, borders of controls at least 3:1 (contrast.test.ts).
 */
export const tokens = {
  light: {
    ground: '#F6F7F9',
    panel: '#FFFFFF',
    text: '#1B2330',
    textMuted: '#5B6675',
    line: '#E3E7EC',
    border: '#7E8995',
    accent: '#1F5FBF',
    danger: '#C0392B',
    good: '#1B7A6F',
    warning: '#9A5B00',
  },
  dark: {
    ground: '#0E141B',
    panel: '#161E27',
    text: '#E6EBF0',
    textMuted: '#93A0AE',
    line: '#26313D',
    border: '#66768A',
    accent: '#5B9DF5',
    danger: '#F0705F',
    good: '#3FB5A5',
    warning: '#E9A23B',
  },
} as const;

export const spacing = [4, 8, 12, 16, 24] as const;
export const typeSizes = { table: 12, body: 13, section: 15, number: 20, kpi: 28 } as const;
export const fontFamily = '"Noto Sans SC Bundled", "Noto Sans SC", "Noto Sans CJK SC", "Microsoft YaHei", system-ui, sans-serif';

/** Six absolute heat classes, from the least; colour-blind safe, perceptually even. The first fades in from transparent. */
export const heatRamp = {
  light: ['#FFEDA0', '#FED976', '#FEB24C', '#FD8D3C', '#E31A1C', '#99001A'],
  dark: ['#2B0B57', '#65156E', '#9F2A63', '#D44842', '#F57D15', '#FAC62D'],
} as const;
/** How much of the ground each class covers, in both themes: streets stay readable under the heat. */
export const heatStrengths = [0.5, 0.56, 0.62, 0.68, 0.74, 0.8] as const;
