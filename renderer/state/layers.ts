import { createStore } from 'zustand/vanilla';

/** Symbols lie above place labels, areas below them, the base under everything: an entry moves within its group. */
export const layerGroups = ['points', 'areas', 'base'] as const;
export type LayerGroup = (typeof layerGroups)[number];
export const dataLayerIds = ['stations', 'premises', 'hazards', 'facilities', 'heat', 'zones', 'adminAreas', 'ground'] as const;
export type DataLayerId = (typeof dataLayerIds)[number];
export type LayerId = DataLayerId | `basemap:${string}`;
export const premisesSymbolChoices = ['grade', 'warningColor', 'category'] as const;
export type PremisesSymbolBy = (typeof premisesSymbolChoices)[number];

export interface LayerEntry {
  id: LayerId;
  group: LayerGroup;
  visible: boolean;
  /** 0–1. */
  opacity: number;
  /** Features that pass the filters, or rows for unfiltered layers; null when not countable. */
  count: number | null;
}

export interface LayersState {
  /** Topmost first. */
  entries: LayerEntry[];
  premisesSymbolBy: PremisesSymbolBy;
}

const entry = (id: LayerId, group: LayerGroup, visible: boolean, opacity = 1): LayerEntry => ({ id, group, visible, opacity, count: null });

export const initialLayers: LayersState = {
  entries: [
    entry('stations', 'points', true),
    entry('premises', 'points', true),
    entry('hazards', 'points', false),
    entry('facilities', 'points', false),
    entry('heat', 'areas', true, 0.8),
    entry('zones', 'areas', true),
    entry('adminAreas', 'areas', true),
    entry('ground', 'base', true),
  ],
  premisesSymbolBy: 'grade',
};
export const layersStore = createStore<LayersState>(() => initialLayers);

export function layerEntry(state: LayersState, id: LayerId): LayerEntry | undefined {
  return state.entries.find((one) => one.id === id);
}
export function setLayerVisible(id: LayerId, visible: boolean): void {
  change(id, { visible });
}
export function toggleLayer(id: LayerId): void {
  const found = layerEntry(layersStore.getState(), id);
  if (found) change(id, { visible: !found.visible });
}
/** @param opacity 0–1, clamped. */
export function setLayerOpacity(id: LayerId, opacity: number): void {
  change(id, { opacity: Math.min(1, Math.max(0, opacity)) });
}
export function setLayerCounts(counts: { [K in LayerId]?: number | null }): void {
  layersStore.setState((state) => ({
    entries: state.entries.map((one) => (counts[one.id] === undefined ? one : { ...one, count: counts[one.id] ?? null })),
  }));
}
/** Moves a layer just above another of its group (or to the group's bottom with null). Across groups nothing moves. */
export function moveLayer(id: LayerId, above: LayerId | null): void {
  layersStore.setState((state) => {
    const moving = layerEntry(state, id);
    const target = above === null ? null : layerEntry(state, above);
    if (!moving || above === id || target === undefined || (target !== null && target.group !== moving.group)) return state;
    const rest = state.entries.filter((one) => one.id !== id);
    const last = rest.findLastIndex((one) => one.group === moving.group);
    if (last === -1) return state;
    const index = target === null ? last + 1 : rest.findIndex((one) => one.id === target.id);
    return { entries: rest.toSpliced(index, 0, moving) };
  });
}
export function setPremisesSymbolBy(premisesSymbolBy: PremisesSymbolBy): void {
  layersStore.setState({ premisesSymbolBy });
}
/** Brings the list in step with the added basemap archives: new ones appear at the bottom, visible; removed ones go. */
export function setBasemapLayers(archiveIds: readonly string[]): void {
  layersStore.setState((state) => {
    const wanted = archiveIds.map((id): LayerId => `basemap:${id}`);
    const kept = state.entries.filter((one) => !one.id.startsWith('basemap:') || wanted.includes(one.id));
    const added = wanted.filter((id) => !kept.some((one) => one.id === id)).map((id) => entry(id, 'base', true));
    return added.length === 0 && kept.length === state.entries.length ? state : { entries: [...kept, ...added] };
  });
}
/** Shows exactly these data layers (the ground stays as it is): what a snapshot asks for. */
export function showOnly(ids: readonly string[]): void {
  layersStore.setState((state) => ({
    entries: state.entries.map((one) => (one.group === 'base' ? one : { ...one, visible: ids.includes(one.id) })),
  }));
}
/** Puts back a kept order, visibility and opacity; layers unknown to it keep their initial place. */
export function restoreLayers(kept: {
  entries: Pick<LayerEntry, 'id' | 'visible' | 'opacity'>[];
  premisesSymbolBy: PremisesSymbolBy;
}): void {
  layersStore.setState((state) => {
    const rank = new Map(kept.entries.map((one, index) => [one.id, index]));
    const entries = state.entries.map((one) => {
      const was = kept.entries[rank.get(one.id) ?? -1];
      return was ? { ...one, visible: was.visible, opacity: was.opacity } : one;
    });
    const initialPlace = (id: LayerId): number => {
      const index = initialLayers.entries.findIndex((one) => one.id === id);
      return index === -1 ? kept.entries.length : index;
    };
    const place = (one: LayerEntry): number => layerGroups.indexOf(one.group) * 1000 + (rank.get(one.id) ?? initialPlace(one.id));
    return { entries: entries.toSorted((a, b) => place(a) - place(b)), premisesSymbolBy: kept.premisesSymbolBy };
  });
}

function change(id: LayerId, values: Partial<LayerEntry>): void {
  layersStore.setState((state) => ({ entries: state.entries.map((one) => (one.id === id ? { ...one, ...values } : one)) }));
}
