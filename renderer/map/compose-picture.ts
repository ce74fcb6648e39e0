import { heatRamp, tokens } from '../../shared/look/tokens.ts';
import type { LayerEntry, LayerId } from '../state/layers.ts';
import { archiveStyle, type BasemapStyle, groundStyle } from './basemap/basemap-style.ts';
import { fadeLayer } from './basemap/fade-layer.ts';
import type { LayerSpecification } from './engine.ts';
import { adminAreasPart } from './layers/admin-areas.ts';
import { bivariatePart } from './layers/bivariate.ts';
import { colorsGround, coveragePart, hidesHeat, hidesPremises } from './layers/coverage.ts';
import { crsPreviewPart } from './layers/crs-preview.ts';
import { facilitiesPart } from './layers/facilities.ts';
import { gatheringsPart } from './layers/gatherings.ts';
import { hazardsPart } from './layers/hazards.ts';
import { networkFaultsPart } from './layers/network-faults.ts';
import { premisesPart } from './layers/premises.ts';
import { responsePlansPart } from './layers/response-plans.ts';
import { selectionPart } from './layers/selection.ts';
import { stationsPart } from './layers/stations.ts';
import { waysPart } from './layers/ways.ts';
import { worstPlacesPart } from './layers/worst-places.ts';
import { zonesPart } from './layers/zones.ts';
import type { MapState } from './map-state.ts';
import type { HeatLook, LayerPart, MapPicture, PictureLayer, ResponsePart } from './picture.ts';
import { type Slot, slots } from './slots.ts';

/** What each data layer contributes. A new layer is its file, its id in state/layers.ts and this line. */
const parts: Record<string, (state: MapState, entry: LayerEntry) => LayerPart> = {
  premises: premisesPart,
  hazards: hazardsPart,
  stations: stationsPart,
  facilities: facilitiesPart,
  zones: zonesPart,
  adminAreas: adminAreasPart,
};

/** What each response analysis draws. A new one is its file and this line. */
const responseParts: readonly ((state: MapState) => ResponsePart)[] = [
  waysPart,
  bivariatePart,
  gatheringsPart,
  coveragePart,
  responsePlansPart,
  networkFaultsPart,
  worstPlacesPart,
];

/** The whole map as plain data: same state, same picture, on screen, on the wall and in a snapshot. */
export function composePicture(state: MapState): MapPicture {
  const inSlot: Record<Slot, PictureLayer[]> = {
    background: [],
    base: [],
    areas: [],
    borders: [],
    labels: [],
    points: [],
    counts: [],
    selection: [],
  };
  const sources: MapPicture['sources'] = {};
  inSlot.background.push({ id: 'paper', type: 'background', paint: { 'background-color': tokens[state.theme].ground } });
  // Where points of a file lie is judged by streets and buildings.
  const ofFile = state.crsPreview !== null;
  const heatOn = isVisible(state, 'heat') && state.heatGrid !== null && !hidesHeat(state.response) && !ofFile;
  const covered = heatOn || (colorsGround(state.response) && !ofFile);
  const names: LayerSpecification[] = [];
  // The list has the topmost first, the map the bottommost.
  for (const entry of state.open ? state.entries.toReversed() : []) {
    if (!entry.visible || (entry.id === 'premises' && (hidesPremises(state.response) || ofFile))) continue;
    if (entry.id === 'heat') {
      if (heatOn) inSlot.areas.push({ id: 'heat', type: 'custom' });
      continue;
    }
    const part = entry.group === 'base' ? basePart(state, entry, covered) : parts[entry.id]?.(state, entry);
    if (part === undefined || part === null) continue;
    Object.assign(sources, part.sources);
    inSlot[entry.group].push(...part.layers);
    inSlot.borders.push(...(part.borders ?? []));
    inSlot.counts.push(...(part.counts ?? []));
    if (entry.group === 'base') inSlot.labels.push(...(part.labels ?? []));
    else names.push(...(part.labels ?? []));
  }
  // Names of zones and towns win over street names.
  inSlot.labels.push(...names);
  for (const part of state.open ? responseParts.map((make) => make(state)) : []) {
    Object.assign(sources, part.sources);
    for (const slot of ['areas', 'borders', 'labels'] as const) inSlot[slot].push(...(part[slot] ?? []));
    // Under the stations, which stay in sight.
    inSlot.points.unshift(...(part.points ?? []));
    inSlot.selection.push(...(part.marks ?? []));
  }
  const selection = selectionPart(state);
  Object.assign(sources, selection.sources);
  inSlot.selection.push(...selection.layers);
  const preview = crsPreviewPart(state);
  Object.assign(sources, preview.sources);
  inSlot.selection.push(...preview.layers);
  return { sources, layers: slots.flatMap((slot) => inSlot[slot]), heat: heatOn ? heatLook(state) : null };
}

function basePart(state: MapState, entry: LayerEntry, covered: boolean): LayerPart | null {
  const { theme, language, groundRevision } = state;
  const archive = state.archives.find((one) => `basemap:${one.id}` === entry.id);
  if (archive?.away || (archive === undefined && (entry.id !== 'ground' || groundRevision === null))) return null;
  const key = JSON.stringify([theme, language, covered, archive ?? groundRevision]);
  const made = baseStyles.get(entry.id);
  const mood = { theme, language, covered };
  const style =
    made?.key === key ? made.style : archive ? archiveStyle({ ...mood, archive }) : groundStyle({ ...mood, rev: groundRevision! });
  baseStyles.set(entry.id, { key, style });
  const labels = style.layers.filter((layer) => (layer.metadata as { slot?: string } | undefined)?.slot === 'labels');
  const layers = style.layers.filter((layer) => !labels.includes(layer));
  if (entry.opacity >= 1) return { sources: style.sources, layers, labels };
  const isLowest = state.entries.findLast((one) => one.group === 'base' && one.visible) === entry;
  const stepped = isLowest ? [...layers, veil(state, entry)] : layers.map((layer) => fadeLayer(layer, entry.opacity));
  return { sources: style.sources, layers: stepped, labels };
}

/** Base styles are long: the one last made of each is kept, so that dragging a slider compares identical layers. */
const baseStyles = new Map<string, { key: string; style: BasemapStyle }>();

/**
 * The lowest base steps back as a whole, under a veil of paper, and its names stay as they are. A base above another would hide it so: it
 * lets it through instead, each of its layers by itself.
 */
function veil(state: MapState, { id, opacity }: LayerEntry): LayerSpecification {
  const paint = { 'background-color': tokens[state.theme].ground, 'background-opacity': 1 - opacity };
  return { id: `veil-${id}`, type: 'background', paint };
}

const isVisible = (state: MapState, id: LayerId): boolean => state.open && state.entries.some((entry) => entry.id === id && entry.visible);

let lastLook: HeatLook | null = null;
/** The same object as long as nothing about it changes. */
function heatLook(state: MapState): HeatLook | null {
  if (state.heatGrid === null) return null;
  const look: HeatLook = {
    grid: state.heatGrid,
    classes: state.heatClasses,
    ramp: heatRamp[state.theme],
    opacity: state.entries.find((entry) => entry.id === 'heat')?.opacity ?? 1,
  };
  if (
    lastLook === null ||
    lastLook.grid !== look.grid ||
    lastLook.classes !== look.classes ||
    lastLook.ramp !== look.ramp ||
    lastLook.opacity !== look.opacity
  ) {
    lastLook = look;
  }
  return lastLook;
}
