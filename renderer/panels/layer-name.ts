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
    const archive = archives.find(({ id: one }) => one === archiveId);
    const name = archive?.name ?? archiveId;
    return archive?.away ? t('panels.layers.away', { name }) : name;
  };
}
