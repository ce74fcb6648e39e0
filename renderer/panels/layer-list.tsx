import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { SortableList } from '../components/sortable-list.tsx';
import { type LayerId, layerGroups, layersStore, moveLayer } from '../state/layers.ts';
import { useLayerName } from './layer-name.ts';
import { LayerRow } from './layer-row.tsx';
import './layer-list.css';

/** All layers by group, topmost first; dragging reorders within the group. */
export function LayerList() {
  const { t } = useTranslation();
  const entries = useStore(layersStore, (state) => state.entries);
  const nameOf = useLayerName();
  return layerGroups.map((group) => {
    const ids = entries.filter((entry) => entry.group === group).map((entry) => entry.id);
    if (ids.length === 0) return null;
    const move = (id: string, toIndex: number) => {
      const rest = ids.filter((other) => other !== id);
      moveLayer(id as LayerId, rest[toIndex] ?? null);
    };
    return (
      <div key={group}>
        <div className="group-label">{t(`panels.layers.group.${group}`)}</div>
        <SortableList
          ids={ids}
          label={t(`panels.layers.group.${group}`)}
          handleLabel={(id) => t('panels.layers.move', { name: nameOf(id as LayerId) })}
          onMove={move}
          row={(id) => <LayerRow id={id as LayerId} />}
        />
      </div>
    );
  });
}
