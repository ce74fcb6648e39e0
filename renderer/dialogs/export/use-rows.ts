import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { ExportedTable, ExportScope } from '../../../shared/formats/export-request.ts';
import { host } from '../../host/host.ts';
import { anyFilter, currentFilters, filtersStore } from '../../state/filters.ts';
import { type PointSetName, pointSetsStore } from '../../state/point-sets.ts';
import { type Selected, selectionStore } from '../../state/selection.ts';

const setOfTable: Partial<Record<ExportedTable, PointSetName>> = { premises: 'premises', hazard: 'hazards' };
/** More than any premises has. */
const mostRelated = 500;

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

const belongsTo = (table: ExportedTable, selected: Selected): boolean =>
  selected.table === 'premises' && (table === 'hazard' || table === 'inspection');

async function readFids(table: ExportedTable, scope: ExportScope, selected: Selected | null): Promise<number[] | null> {
  if (scope === 'all') return null;
  if (scope === 'filter') {
    const set = setOfTable[table];
    const { readMatching } = pointSetsStore.getState();
    return set === undefined || readMatching === null ? [] : [...(await readMatching(set))];
  }
  if (selected === null) return [];
  if (selected.table === table) return [selected.fid];
  if (!belongsTo(table, selected)) return [];
  const { records } = host();
  const premises = await records.byFid({ table: 'premises', fid: selected.fid });
  if (premises === null) return [];
  return (await records.related({ table, field: 'premisesId', value: premises.id, limit: mostRelated })).map(({ fid }) => fid);
}
