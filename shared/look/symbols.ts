import type { FacilityType } from '../model/codes.ts';
import type { HazardSeverity, PremisesCategory, StationType, SupervisionGrade, WarningColor } from '../model/index.ts';

/** The one symbol registry: map, legend, cards, wall and print all read it. Shape carries what colour carries. */
export type Shape = 'circle' | 'diamond' | 'triangle' | 'square' | 'ring' | 'cross';
export interface Symbol {
  shape: Shape;
  color: string;
  glyph: string;
}

export const gradeSymbols: Record<SupervisionGrade | 'ungraded', Symbol> = {
  gradeExcellent: { shape: 'circle', color: '#2A9D8F', glyph: '●' },
  gradeGood: { shape: 'diamond', color: '#E9A23B', glyph: '◆' },
  gradeSecure: { shape: 'triangle', color: '#D1495B', glyph: '▲' },
  ungraded: { shape: 'ring', color: '#7B8794', glyph: '○' },
};

export const warningSymbols: Record<WarningColor | 'none', Symbol> = {
  red: { shape: 'triangle', color: '#C0392B', glyph: '▲' },
  orange: { shape: 'diamond', color: '#E67E22', glyph: '◆' },
  yellow: { shape: 'square', color: '#E3B505', glyph: '■' },
  blue: { shape: 'circle', color: '#2E86C1', glyph: '●' },
  none: { shape: 'ring', color: '#7B8794', glyph: '○' },
};

export const severitySymbols: Record<HazardSeverity, Symbol> = {
  severityLow: { shape: 'circle', color: '#7FB3D5', glyph: '●' },
  severitySlight: { shape: 'square', color: '#E3B505', glyph: '■' },
  severityGeneralCommon: { shape: 'diamond', color: '#E67E22', glyph: '◆' },
  severityHigh: { shape: 'triangle', color: '#C0392B', glyph: '▲' },
};

export const stationColors: Record<StationType, string> = {
  fireStation: '#B3261E',
  firePost: '#C7622B',
  microFireStation: '#3D6FA8',
  fireSafetyServiceCentre: '#3B7F5C',
};
export const facilityColors: Record<FacilityType, string> = {
  hydrant: '#C0392B',
  waterSource: '#2E86C1',
  fireCrane: '#2E86C1',
  extinguisherCabinet: '#B03A2E',
  chargingCabinet: '#6C7A89',
  smokeAlarm: '#6C7A89',
};
/** Six muted hues for zones; neighbours take different ones. */
export const zoneHues = ['#4E79A7', '#B07AA1', '#59A14F', '#A98D25', '#9C755F', '#499894'] as const;

/** Kind of place: shape tells the family (services, trade, leisure, making and storing), hue the kind. */
export const categorySymbols: Record<PremisesCategory | 'unknown', Symbol> = {
  smallSchool: { shape: 'circle', color: '#4E79A7', glyph: '●' },
  smallClinic: { shape: 'circle', color: '#499894', glyph: '●' },
  residentialEstate: { shape: 'circle', color: '#9C755F', glyph: '●' },
  smallShop: { shape: 'square', color: '#4E79A7', glyph: '■' },
  smallEatery: { shape: 'square', color: '#C8873A', glyph: '■' },
  smallHotel: { shape: 'square', color: '#8E6BA8', glyph: '■' },
  rentalHouse: { shape: 'square', color: '#59A14F', glyph: '■' },
  smallEntertainment: { shape: 'diamond', color: '#B0568C', glyph: '◆' },
  smallInternetCafe: { shape: 'diamond', color: '#4E79A7', glyph: '◆' },
  smallBeautyBath: { shape: 'diamond', color: '#499894', glyph: '◆' },
  keyFireUnit: { shape: 'diamond', color: '#C0392B', glyph: '◆' },
  smallWorkshop: { shape: 'triangle', color: '#9C755F', glyph: '▲' },
  smallWarehouse: { shape: 'triangle', color: '#5F7186', glyph: '▲' },
  flammableExplosiveSite: { shape: 'triangle', color: '#C0392B', glyph: '▲' },
  other: { shape: 'ring', color: '#5F7186', glyph: '○' },
  unknown: { shape: 'ring', color: '#7B8794', glyph: '○' },
};
