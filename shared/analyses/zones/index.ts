export { type Crossovers, findCrossovers } from './drag-zone.ts';
export { type EdgeBands, edgesOf, isInside, makeEdgeBandsFor, type ZonePolygons } from './edge-bands.ts';
export { assignZones, indexZones, sumByZone, type ZoneIndex } from './zone-index.ts';
