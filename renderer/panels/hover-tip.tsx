import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { formatCount } from '../format.ts';
import { host } from '../host/host.ts';
import { type Hovered, selectionStore } from '../state/selection.ts';
import { titleOf } from './row-title.ts';

/** What a cluster of each table says. */
const clusterWords: Partial<Record<Hovered['table'], `panels.hover.cluster.${'premises' | 'hazard' | 'facility'}`>> = {
  premises: 'panels.hover.cluster.premises',
  hazard: 'panels.hover.cluster.hazard',
  facility: 'panels.hover.cluster.facility',
};

/** The name of what the pointer is over. Names the map does not hold are asked of the record, once the pointer rests. */
export function HoverTip() {
  const { t } = useTranslation();
  const hovered = useStore(selectionStore, (state) => state.hovered);
  const title = useHoveredTitle(hovered);
  if (!hovered) return null;
  const words = clusterWords[hovered.table];
  const text = words !== undefined && hovered.count > 1 ? t(words, { n: formatCount(hovered.count) }) : title;
  if (!text) return null;
  return (
    <div className="hover-tip" style={{ transform: `translate(${Math.round(hovered.x + 14)}px, ${Math.round(hovered.y + 14)}px)` }}>
      {text}
    </div>
  );
}

function useHoveredTitle(hovered: Hovered | null): string | null {
  const { t } = useTranslation();
  const [read, setRead] = useState<{ key: string; title: string } | null>(null);
  const key = hovered && hovered.count === 1 ? `${hovered.table}/${hovered.fid}` : null;
  const given = hovered?.title ?? null;
  useEffect(() => {
    if (key === null || given !== null) return;
    const [table, fid] = key.split('/') as [Hovered['table'], string];
    let current = true;
    const timer = setTimeout(() => {
      void host()
        .records.byFid({ table, fid: Number(fid) })
        .then((row) => {
          if (current && row) setRead({ key, title: titleOf(t, table, row) });
        });
    }, 60);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [key, given, t]);
  return given ?? (read?.key === key ? read.title : null);
}
