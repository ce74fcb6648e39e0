import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { basemapsStore } from '../state/basemaps.ts';
import type { DataLayerId, LayerId } from '../state/layers.ts';

/** The name of a layer: its words, or the archive's own name. */
export function useLayerName(): (id: LayerId) => string {
  const { t } = useTranslation();
  const archives = useStore(basemapsStore, (state) => state.archives);
  return (id) => {
    if (!id.startsWith('basemap:')) return t(`panels.layers.name.${id as DataLayerId}`);
    const archiveId = id.slice('basemap:'.length);
    return archives.find((archive) => archive.id === archiveId)?.name ?? archiveId;
  };
}
