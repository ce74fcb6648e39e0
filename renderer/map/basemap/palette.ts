import { tokens } from '../../../shared/look/tokens.ts';

/** Road kinds of the basemap, least important first. Every schema's classes are brought to these. */
export const roadKinds = ['path', 'pedestrian', 'service', 'minor', 'tertiary', 'secondary', 'primary', 'trunk', 'motorway'] as const;
export type RoadKind = (typeof roadKinds)[number];

export interface BasemapPalette {
  ground: string;
  water: string;
  waterLine: string;
  land: Record<string, string>;
  building: string;
  buildingEdge: string;
  /** Road colour from afar, where no casing is drawn. */
  roadFar: Record<RoadKind, string>;
  /** Road surface close by. */
  road: Record<RoadKind, string>;
  casing: Record<RoadKind, string>;
  tunnel: string;
  tunnelCasing: string;
  bridgeCasing: string;
  rail: string;
  arrow: string;
  boundary: string;
  boundaryHalo: string;
  halo: string;
  roadHalo: string;
  text: { strong: string; place: string; quiet: string; road: string; water: string; green: string };
}

/** The whole basemap in two moods: everything a shade off the ground, nothing warm that could be taken for heat. */
export const basemapPalettes: Record<'light' | 'dark', BasemapPalette> = {
  light: {
    ground: tokens.light.ground,
    water: '#C6DAEA',
    waterLine: '#B4CFE3',
    land: {
      park: '#DFECDC',
      forest: '#D6E7D4',
      grass: '#E5EFE1',
      farmland: '#EDF2E6',
      cemetery: '#E0E9DE',
      sand: '#F1EEE3',
      residential: '#F1F2F5',
      commercial: '#F2EFF3',
      industrial: '#EBECF2',
      institution: '#F3F2EF',
      square: '#EDEFF2',
    },
    building: '#E5E8ED',
    buildingEdge: '#D7DCE3',
    roadFar: {
      path: '#E6E9EE',
      pedestrian: '#E6E9EE',
      service: '#E6E9EE',
      minor: '#E2E6EC',
      tertiary: '#D9DFE7',
      secondary: '#CFD7E1',
      primary: '#C3CDD9',
      trunk: '#B6C2D0',
      motorway: '#A9B7C8',
    },
    road: {
      path: '#CDD4DD',
      pedestrian: '#FBFCFD',
      service: '#FFFFFF',
      minor: '#FFFFFF',
      tertiary: '#FFFFFF',
      secondary: '#FFFFFF',
      primary: '#FFFFFF',
      trunk: '#F4F7FB',
      motorway: '#E8EEF6',
    },
    casing: {
      path: '#E2E6EB',
      pedestrian: '#E2E6EB',
      service: '#DFE3E9',
      minor: '#D9DEE5',
      tertiary: '#CAD1DB',
      secondary: '#C0C9D5',
      primary: '#B4BFCE',
      trunk: '#AFBBCA',
      motorway: '#A2B1C3',
    },
    tunnel: '#F0F2F5',
    tunnelCasing: '#CCD3DC',
    bridgeCasing: '#9FADBD',
    rail: '#C3CBD5',
    arrow: '#9AA6B4',
    boundary: '#B3A7C4',
    boundaryHalo: '#EDE9F2',
    halo: '#FBFCFD',
    roadHalo: '#FFFFFF',
    text: {
      strong: tokens.light.text,
      place: '#3A4656',
      quiet: tokens.light.textMuted,
      road: '#566272',
      water: '#3F6F96',
      green: '#4C7352',
    },
  },
  dark: {
    ground: tokens.dark.ground,
    water: '#12293D',
    waterLine: '#173349',
    land: {
      park: '#11201D',
      forest: '#10231D',
      grass: '#111E1C',
      farmland: '#111B1B',
      cemetery: '#131E1E',
      sand: '#191C1E',
      residential: '#10171F',
      commercial: '#121822',
      industrial: '#111824',
      institution: '#131A21',
      square: '#141B23',
    },
    building: '#19222C',
    buildingEdge: '#212C38',
    roadFar: {
      path: '#1A232D',
      pedestrian: '#1A232D',
      service: '#1A232D',
      minor: '#1C2631',
      tertiary: '#222D39',
      secondary: '#2A3643',
      primary: '#33414F',
      trunk: '#3D4D5D',
      motorway: '#485A6C',
    },
    road: {
      path: '#28333F',
      pedestrian: '#1C2530',
      service: '#222C37',
      minor: '#27323E',
      tertiary: '#2D3946',
      secondary: '#33404E',
      primary: '#3B4957',
      trunk: '#435262',
      motorway: '#4C5D6F',
    },
    casing: {
      path: '#0B1117',
      pedestrian: '#0B1117',
      service: '#0B1117',
      minor: '#0A1016',
      tertiary: '#0A1016',
      secondary: '#0A1016',
      primary: '#090E14',
      trunk: '#090E14',
      motorway: '#080D12',
    },
    tunnel: '#1A232D',
    tunnelCasing: '#2E3A47',
    bridgeCasing: '#05090D',
    rail: '#2B3642',
    arrow: '#6E7D8D',
    boundary: '#544A66',
    boundaryHalo: '#171722',
    halo: '#0B1016',
    roadHalo: '#1B2530',
    text: {
      strong: tokens.dark.text,
      place: '#C6D0DA',
      quiet: tokens.dark.textMuted,
      road: '#9CA9B7',
      water: '#7FAFD4',
      green: '#84AE8B',
    },
  },
};

/** The palette under heat or another coloured ground: surfaces and roads drawn towards the ground, names come forward. */
export function stepBack(palette: BasemapPalette): BasemapPalette {
  const fade = (color: string, share: number) => mixColors(color, palette.ground, share);
  const fadeAll = <K extends string>(colors: Record<K, string>, share: number) =>
    Object.fromEntries(Object.entries<string>(colors).map(([key, color]) => [key, fade(color, share)])) as Record<K, string>;
  const forward = (colors: BasemapPalette['text']): BasemapPalette['text'] =>
    Object.fromEntries(
      Object.entries(colors).map(([key, color]) => [key, mixColors(color, colors.strong, 0.55)]),
    ) as BasemapPalette['text'];
  return {
    ...palette,
    water: fade(palette.water, 0.35),
    waterLine: fade(palette.waterLine, 0.35),
    land: fadeAll(palette.land, 0.5),
    building: fade(palette.building, 0.6),
    buildingEdge: fade(palette.buildingEdge, 0.6),
    roadFar: fadeAll(palette.roadFar, 0.25),
    road: fadeAll(palette.road, 0.35),
    casing: fadeAll(palette.casing, 0.2),
    tunnelCasing: fade(palette.tunnelCasing, 0.5),
    bridgeCasing: fade(palette.bridgeCasing, 0.35),
    rail: fade(palette.rail, 0.4),
    arrow: fade(palette.arrow, 0.4),
    boundary: fade(palette.boundary, 0.25),
    roadHalo: palette.halo,
    text: forward(palette.text),
  };
}

/** Colour `share` of the way from one `#RRGGBB` to another, in sRGB. */
export function mixColors(from: string, to: string, share: number): string {
  const channel = (color: string, at: number) => Number.parseInt(color.slice(at, at + 2), 16);
  const mixed = [1, 3, 5].map((at) => Math.round(channel(from, at) + (channel(to, at) - channel(from, at)) * share));
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0').toUpperCase()).join('')}`;
}
