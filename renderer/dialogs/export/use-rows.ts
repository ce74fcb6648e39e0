import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { ExportedTable, ExportScope } from '../../../shared/formats/export-request.ts';
import { host } from '../../host/host.ts';
import { anyFilter, currentFilters, filtersStore } from '../../state/filters.ts';
import { type PointSetName, pointSetsStore } from '../../state/point-sets.ts';
import { type Selected, selectionStore } from '../../state/selection.ts';

/** What the map filters that tells which rows of a table match. Inspections match with their premises. */
const setOfTable: Partial<Record<ExportedTable, PointSetName>> = { premises: 'premises', hazard: 'hazards', inspection: 'premises' };

/** Scopes that mean something for a table now. */
export function useScopes(table: ExportedTable): ExportScope[] {
  const filtered = useStore(filtersStore, (state) => anyFilter(currentFilters(state)));
  const selected = useStore(selectionStore, (state) => state.selected);
  return [
    'all',
    ...(filtered && setOfTable[table] !== undefined ? (['filter'] as const) : []),
    ...(selected !== null && (selected.table === table || belongsTo(table, selected)) ? (['selection'] as const) : []),
  ];
}

/** Handles of the rows of a scope; null for all of them. Undefined while they are being read. */
export function useRows(table: ExportedTable, scope: ExportScope): number[] | null | undefined {
  const selected = useStore(selectionStore, (state) => state.selected);
  const [read, setRead] = useState<{ key: string; fids: number[] | null } | null>(null);
  const key = `${table} ${scope} ${selected?.table ?? ''} ${selected?.fid ?? ''}`;
  useEffect(() => {
    let stale = false;
    void readFids(table, scope, selected).then((fids) => {
      if (!stale) setRead({ key, fids });
    });
    return () => {
      stale = true;
    };
  }, [table, scope, selected, key]);
  return read?.key === key ? read.fids : undefined;
}

const belongsTo = (table: ExportedTable, selected: Selected): table is 'hazard' | 'inspection' =>
  selected.table === 'premises' && (table === 'hazard' || table === 'inspection');

async function readFids(table: ExportedTable, scope: ExportScope, selected: Selected | null): Promise<number[] | null> {
  if (scope === 'all') return null;
  const { ofPremises } = host().exports;
  if (scope === 'filter') {
    const set = setOfTable[table];
    const { readMatching } = pointSetsStore.getState();
    if (set === undefined || readMatching === null) return [];
    const fids = [...(await readMatching(set))];
    return table === 'inspection' ? ofPremises({ table, fids }) : fids;
  }
  if (selected === null) return [];
  if (selected.table === table) return [selected.fid];
  return belongsTo(table, selected) ? ofPremises({ table, fids: [selected.fid] }) : [];
}
