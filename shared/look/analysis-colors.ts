import type { EmergingKind } from '../analyses/hotspots/index.ts';

/**
 * Risk × response, nine colours: risk grows along a row (towards orange), response time from row to row (towards blue), both together to the darkest, on dark
 * ground the brightest. Chosen so that any two stay apart by at least 0.12 in Oklab, also with protan, deutan and tritan sight.
 */
export const bivariateColors = {
  light: ['#E9E9E9', '#E5A186', '#D45100', '#9AB6EE', '#9A7891', '#8B3539', '#4E7EEC', '#564B92', '#4A1641'],
  dark: ['#2A2A2A', '#7E452B', '#D85B11', '#294A77', '#896F84', '#E7908C', '#1469CC', '#8F96DD', '#F3BEE9'],
} as const;

/**
 * Hot and cold at 90, 95 and 99 %, from −3 (cold, 99 %) to 3 (hot, 99 %), not significant in the middle. A legend adds ▼ and ▲: colour is never
 * alone.
 */
export const hotspotColors = {
  light: ['#1F5C99', '#5B94C8', '#A9CBE6', '#E4E6E9', '#F6C3A2', '#E27B55', '#B5261E'],
  dark: ['#8CC4F5', '#4F8FCB', '#2C567F', '#2A323B', '#7C452E', '#C9683F', '#FFB08A'],
} as const;

/** Tiers of response, the shortest first, at most six. Shapes of premises and dashes of outlines say the same. */
export const tierColors = {
  light: ['#0B5D6B', '#1F8A8C', '#5FB3A1', '#8FC9A8', '#B5D9B0', '#CFE5C2'],
  dark: ['#9BE8DA', '#5CC4BC', '#2F97A0', '#257486', '#22586B', '#1F4354'],
} as const;
/** What no tier reaches. */
export const gapColor = { light: '#C0392B', dark: '#F0705F' } as const;
/** What lies too far from any road to say. */
export const offRoadColor = { light: '#8A94A0', dark: '#7C8896' } as const;
/** Seconds until the first arrives, quick to slow, and never. */
export const secondsColors = {
  light: ['#0B5D6B', '#1F8A8C', '#8FC9A8', '#E9B44C', '#D9702B', '#A3241C'],
  dark: ['#9BE8DA', '#5CC4BC', '#2F97A0', '#E9B44C', '#E8833A', '#F0705F'],
} as const;
/** No, one, two, three and more stations in time. */
export const depthColors = {
  light: ['#C0392B', '#E9B44C', '#5FB3A1', '#0B5D6B'],
  dark: ['#F0705F', '#E9B44C', '#2F97A0', '#9BE8DA'],
} as const;

/** How strongly a kind of change is coloured: lasting and growing most, fading and passing least; cold below zero, as in `hotspotColors`. */
export function emergingLevel({ kind, hot }: { kind: EmergingKind; hot: boolean }): number {
  return (kind === 'intensifying' || kind === 'persistent' ? 3 : kind === 'new' || kind === 'consecutive' ? 2 : 1) * (hot ? 1 : -1);
}
/** Inspections against hazards; a sign on the map says the same. */
export const biasColors = {
  light: { none: '#E4E6E9', explainedByChecks: '#5B94C8', underChecked: '#E27B55', unseen: '#6B7380' },
  dark: { none: '#2A323B', explainedByChecks: '#4F8FCB', underChecked: '#C9683F', unseen: '#A3ABB5' },
} as const;

/** Faults of the road network; dashes and rings say the same. */
export const networkColors = {
  light: {
    islandEdges: '#C0392B',
    noWayOutEdges: '#B5541B',
    noWayInEdges: '#8A5A00',
    unknownClassEdges: '#5B6675',
    noSpeedEdges: '#7D3C98',
    badLimitEdges: '#A8327D',
    duplicateEdges: '#1F5C99',
    refusedPlaces: '#C0392B',
    cutOffPlaces: '#8A5A00',
    farPlaces: '#B5541B',
  },
  dark: {
    islandEdges: '#F0705F',
    noWayOutEdges: '#F09A5A',
    noWayInEdges: '#E9C46A',
    unknownClassEdges: '#A3ABB5',
    noSpeedEdges: '#C79BE0',
    badLimitEdges: '#F08AC8',
    duplicateEdges: '#7DB4EE',
    refusedPlaces: '#F0705F',
    cutOffPlaces: '#E9C46A',
    farPlaces: '#F09A5A',
  },
} as const;
