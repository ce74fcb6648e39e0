import type { CoverageAnswer, GhostPreview } from '../../../shared/analyses/response/index.ts';
import { gapColor, tierColors } from '../../../shared/look/analysis-colors.ts';
import { zoneHues } from '../../../shared/look/symbols.ts';
import { tokens } from '../../../shared/look/tokens.ts';
import { firstTiers, type PremisesShow, sameScene } from '../../state/coverage.ts';
import { coverClasses, coverSymbols, gapClass, offRoadClass } from '../../state/premises-cover.ts';
import { tierName } from '../../state/tier-name.ts';
import { labelFont } from '../basemap/label-layers.ts';
import type { LayerSpecification } from '../engine.ts';
import { symbolImage } from '../image-ids.ts';
import type { MapState } from '../map-state.ts';
import type { ResponsePart } from '../picture.ts';
import type { ResponseMapState } from '../response-state.ts';
import type { ShapeData } from '../shapes/shape-makers.ts';
import { SHAPES_LAYER } from '../shapes/tile-scheme.ts';
import { firstDueAreas, firstDueNames, straightLineRings, tierAreas, tierRoads } from './coverage-shapes.ts';

export const COVERED_PREMISES_LAYER = 'coverage-premises';

/** Whether a response analysis takes the place of the premises' own symbols. */
export function hidesPremises({
  coverage,
  show,
  bivariate,
  gathering,
}: Pick<ResponseMapState, 'coverage' | 'show' | 'bivariate' | 'gathering'>): boolean {
  return bivariate !== null || gathering !== null || (coverage !== null && show.premises !== 'off');
}

/** Whether an analysis colours the ground. */
export function colorsGround({
  coverage,
  show,
  bivariate,
  gathering,
}: Pick<ResponseMapState, 'coverage' | 'show' | 'bivariate' | 'gathering'>): boolean {
  return bivariate !== null || gathering !== null || (coverage !== null && (show.areas || show.firstDue || show.roads));
}

/**
 * Whether an analysis takes the place of the heat: coloured ground over it has the colours of neither, and ways are followed along the streets
 * under it.
 */
export function hidesHeat(response: Pick<ResponseMapState, 'coverage' | 'show' | 'bivariate' | 'gathering' | 'ways'>): boolean {
  const { nearest, route, tour, compliance } = response.ways;
  return colorsGround(response) || [nearest, route, tour, compliance].some((answer) => answer !== null);
}

/** Dashes of the outlines, the shortest tier's line whole: what colour says, the line says too. */
export const tierDashes: readonly (readonly number[] | null)[] = [null, [5, 2], [1.5, 1.5], [6, 2, 1, 2], [8, 4], [1, 3]];

const byTier = (theme: MapState['theme']) =>
  ['match', ['get', 'tier'], ...tierColors[theme].slice(1).flatMap((color, index) => [index + 1, color]), tierColors[theme][0]] as never;

/** Coverage by response tiers as the panel asks to see it. */
export function coveragePart(state: MapState): ResponsePart {
  const { coverage: answer, show, preview, today, withoutGhosts } = state.response;
  if (answer === null) return { sources: {} };
  const { theme } = state;
  const part: Required<ResponsePart> = { sources: {}, areas: [], borders: [], labels: [], points: [], marks: [] };
  if (show.areas) addAreas(part, state, preview === null ? answer : (withoutGhosts ?? answer), answer);
  if (show.firstDue) addFirstDue(part, theme, answer);
  if (show.roads) {
    part.sources['coverage-roads'] = { type: 'shapes', data: tierRoads(answer), tolerance: 0.3 };
    part.areas.push({
      id: 'coverage-roads',
      type: 'line',
      source: 'coverage-roads',
      'source-layer': SHAPES_LAYER,
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: {
        'line-color': byTier(theme),
        'line-width': [
          'interpolate',
          ['linear'],
          ['zoom'],
          10,
          1,
          13,
          ['-', 3.2, ['*', 0.5, ['get', 'tier']]],
          16,
          ['-', 7, ['get', 'tier']],
        ],
      },
    });
  }
  if (show.rings) addRings(part, theme, answer);
  if (show.premises !== 'off') addPremises(part, state, answer, show.premises, preview);
  if (today !== null && today !== answer && sameScene(today, answer)) addChanges(part, theme, answer, today, preview);
  return part;
}

function addAreas(
  part: Required<ResponsePart>,
  { theme, language, response }: MapState,
  base: CoverageAnswer,
  { tiers }: CoverageAnswer,
): void {
  part.sources['coverage-areas'] = { type: 'shapes', data: tierAreas(base.tiers), tolerance: 0.2 };
  const surfaces = ['coverage-areas'];
  if (response.preview !== null) {
    part.sources['coverage-ghost-areas'] = { type: 'shapes', data: tierAreas(response.preview.tiers), tolerance: 0.2 };
    surfaces.push('coverage-ghost-areas');
  }
  for (const source of surfaces) {
    part.areas.push({
      id: `${source}-fill`,
      type: 'fill',
      source,
      'source-layer': SHAPES_LAYER,
      paint: { 'fill-color': byTier(theme), 'fill-opacity': theme === 'light' ? 0.3 : 0.28, 'fill-antialias': false },
    });
    tiers.forEach(({ tier }, index) => {
      const dashes = tierDashes[index];
      part.borders.push({
        id: `${source}-outline-${index}`,
        type: 'line',
        source,
        'source-layer': SHAPES_LAYER,
        filter: ['==', ['get', 'tier'], index],
        layout: { 'line-join': 'round' },
        paint: {
          'line-color': theme === 'light' ? tierColors.light[0] : tierColors.dark[0],
          'line-opacity': 0.85,
          'line-width': ['interpolate', ['linear'], ['zoom'], 10, 0.8, 14, 1.8],
          ...(dashes ? { 'line-dasharray': [...dashes] } : {}),
        },
      });
      if (source === 'coverage-areas') part.labels.push(outlineLabel(theme, index, tierName(language, tier)));
    });
  }
}

function outlineLabel(theme: MapState['theme'], tier: number, label: string): LayerSpecification {
  return {
    id: `coverage-areas-label-${tier}`,
    type: 'symbol',
    source: 'coverage-areas',
    'source-layer': SHAPES_LAYER,
    filter: ['==', ['get', 'tier'], tier],
    minzoom: 12,
    layout: {
      'symbol-placement': 'line',
      'symbol-spacing': 420,
      'text-field': label,
      'text-font': labelFont,
      'text-size': 12,
      'text-padding': 8,
    },
    paint: {
      'text-color': theme === 'light' ? tierColors.light[0] : tierColors.dark[0],
      'text-halo-color': tokens[theme].panel,
      'text-halo-width': 2,
    },
  };
}

function addFirstDue(part: Required<ResponsePart>, theme: MapState['theme'], answer: CoverageAnswer): void {
  const hue = ['match', ['get', 'hue'], ...zoneHues.slice(1).flatMap((color, index) => [index + 1, color]), zoneHues[0]] as never;
  part.sources['coverage-first-due'] = { type: 'shapes', data: firstDueAreas(answer), tolerance: 0.2 };
  part.sources['coverage-first-due-names'] = { type: 'shapes', data: firstDueNames(answer) };
  part.areas.push({
    id: 'coverage-first-due-fill',
    type: 'fill',
    source: 'coverage-first-due',
    'source-layer': SHAPES_LAYER,
    paint: { 'fill-color': hue, 'fill-opacity': 0.2, 'fill-antialias': false },
  });
  part.borders.push(
    {
      id: 'coverage-first-due-casing',
      type: 'line',
      source: 'coverage-first-due',
      'source-layer': SHAPES_LAYER,
      layout: { 'line-join': 'round' },
      paint: { 'line-color': tokens[theme].panel, 'line-width': 4, 'line-opacity': 0.8 },
    },
    {
      id: 'coverage-first-due-border',
      type: 'line',
      source: 'coverage-first-due',
      'source-layer': SHAPES_LAYER,
      layout: { 'line-join': 'round' },
      paint: { 'line-color': hue, 'line-width': 2 },
    },
  );
  part.labels.push({
    id: 'coverage-first-due-names',
    type: 'symbol',
    source: 'coverage-first-due-names',
    'source-layer': SHAPES_LAYER,
    layout: { 'text-field': ['get', 'name'], 'text-font': labelFont, 'text-size': 13, 'text-max-width': 8, 'text-padding': 4 },
    paint: { 'text-color': tokens[theme].text, 'text-halo-color': tokens[theme].panel, 'text-halo-width': 1.8 },
  });
}

function addRings(part: Required<ResponsePart>, theme: MapState['theme'], answer: CoverageAnswer): void {
  part.sources['coverage-rings'] = { type: 'shapes', data: straightLineRings(answer) };
  part.borders.push({
    id: 'coverage-rings',
    type: 'line',
    source: 'coverage-rings',
    'source-layer': SHAPES_LAYER,
    paint: { 'line-color': tokens[theme].textMuted, 'line-width': 1.4, 'line-dasharray': [2, 2.5] },
  });
}

function addPremises(
  part: Required<ResponsePart>,
  { theme }: MapState,
  answer: CoverageAnswer,
  show: Exclude<PremisesShow, 'off'>,
  preview: GhostPreview | null,
): void {
  const firstTier = preview !== null && preview.firstTier.length === answer.premises.fid.length ? preview.firstTier : null;
  part.sources[COVERED_PREMISES_LAYER] = { type: 'shapes', data: coveredPremises(answer, show, show === 'tier' ? firstTier : null) };
  const isGap = ['==', ['get', 'cover'], gapClass(show, answer.tiers.length)] as never;
  const offRoad = offRoadClass(show, answer.tiers.length);
  const isOffRoad = ['==', ['get', 'cover'], offRoad] as never;
  const images = coverSymbols(show, answer.tiers.length, theme).map(({ shape, color }) => symbolImage({ shape, color, glyph: '' }, theme));
  part.points.push({
    id: COVERED_PREMISES_LAYER,
    type: 'symbol',
    source: COVERED_PREMISES_LAYER,
    'source-layer': SHAPES_LAYER,
    layout: {
      'icon-image': ['match', ['get', 'cover'], ...images.slice(1).flatMap((image, index) => [index + 1, image]), images[0]!] as never,
      // From afar gaps stand out, and what is covered leaves the areas in sight.
      'icon-size': ['interpolate', ['linear'], ['zoom'], 9, ['case', isGap, 0.26, 0.09], 12, ['case', isGap, 0.45, 0.2], 14, 0.5, 16, 0.85],
      'icon-allow-overlap': true,
      'icon-ignore-placement': true,
      // Gaps lie on top: they are what is looked for. What is off the roads lies below everything.
      'symbol-sort-key': ['case', isOffRoad, -offRoad, show === 'depth' ? ['-', 0, ['get', 'cover']] : ['get', 'cover']] as never,
      'text-field': ['step', ['zoom'], '', 15, ['get', 'text']],
      'text-font': labelFont,
      'text-size': 11,
      'text-offset': [0, 1.1],
      'text-optional': true,
    },
    paint: {
      'icon-opacity': ['case', isOffRoad, 0.55, 1],
      'text-color': tokens[theme].text,
      'text-halo-color': tokens[theme].panel,
      'text-halo-width': 1.4,
    },
  });
}

let lastPremises: { answer: CoverageAnswer; show: PremisesShow; firstTier: Int8Array | null; data: ShapeData } | null = null;
/** Premises by class, with what is written beside them near by. The same premises give the same object. */
function coveredPremises(answer: CoverageAnswer, show: Exclude<PremisesShow, 'off'>, firstTier: Int8Array | null): ShapeData {
  if (lastPremises?.answer === answer && lastPremises.show === show && lastPremises.firstTier === firstTier) return lastPremises.data;
  const { fid, lon, lat } = answer.premises;
  const from = {
    fid,
    lon,
    lat,
    cover: coverClasses(answer, show, firstTier),
    numbers: numbersOf(answer, show),
    unit: show === 'seconds' ? '′' : '',
  };
  const data: ShapeData = { kind: 'coveredPremises', from };
  lastPremises = { answer, show, firstTier, data };
  return data;
}

/** How many stations reach each premises, or minutes until the first arrives, to the tenth. */
function numbersOf({ premises: { due, depth } }: CoverageAnswer, show: PremisesShow): Float64Array | null {
  if (show === 'depth') return Float64Array.from(depth);
  if (show !== 'seconds') return null;
  return Float64Array.from(depth, (_, place) => {
    const seconds = due.seconds[place * due.k]!;
    return Number.isFinite(seconds) ? Math.round(seconds / 6) / 10 : Number.NaN;
  });
}

let lastChanges: { answer: CoverageAnswer; today: CoverageAnswer; preview: GhostPreview | null; data: ShapeData } | null = null;
function addChanges(
  part: Required<ResponsePart>,
  theme: MapState['theme'],
  answer: CoverageAnswer,
  today: CoverageAnswer,
  preview: GhostPreview | null,
): void {
  if (lastChanges?.answer !== answer || lastChanges.today !== today || lastChanges.preview !== preview) {
    const { lon, lat } = answer.premises;
    const from = { lon, lat, now: preview?.firstTier ?? firstTiers(answer), today: firstTiers(today) };
    lastChanges = { answer, today, preview, data: { kind: 'changedPremises', from } };
  }
  part.sources['coverage-changes'] = { type: 'shapes', data: lastChanges.data };
  const color = ['match', ['get', 'change'], 1, tokens[theme].accent, gapColor[theme]] as never;
  part.points.push({
    id: 'coverage-changes',
    type: 'circle',
    source: 'coverage-changes',
    'source-layer': SHAPES_LAYER,
    paint: {
      'circle-radius': ['interpolate', ['linear'], ['zoom'], 10, 3, 14, 8],
      'circle-opacity': 0,
      'circle-stroke-color': color,
      'circle-stroke-width': 2,
    },
  });
  part.points.push({
    id: 'coverage-changes-signs',
    type: 'symbol',
    source: 'coverage-changes',
    'source-layer': SHAPES_LAYER,
    minzoom: 13,
    layout: {
      'text-field': ['match', ['get', 'change'], 1, '+', '−'],
      'text-font': labelFont,
      'text-size': 15,
      'text-offset': [0.75, -0.6],
      'text-allow-overlap': true,
    },
    paint: { 'text-color': color, 'text-halo-color': tokens[theme].panel, 'text-halo-width': 2 },
  });
}
