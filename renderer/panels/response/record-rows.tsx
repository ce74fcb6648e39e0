import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { host } from '../../host/host.ts';
import { flyTo } from '../../state/map-view.ts';
import { select } from '../../state/selection.ts';
import { titleOf } from '../row-title.ts';
import { NamedRow, NamedRows } from './named-rows.tsx';
import { useReadInSight } from './use-read-in-sight.ts';

export interface ListedRecord {
  fid: number;
  /** Null where it is not known here: the card finds it. */
  position: readonly [number, number] | null;
  hint: string;
}

/** Records by name; a click opens the card of one. Names are read as rows come into sight. */
export function RecordRows({
  table,
  records,
  zoom = false,
}: {
  table: 'premises' | 'hazard';
  records: readonly ListedRecord[];
  /** A click takes the map there, too. */
  zoom?: boolean;
}) {
  const { t } = useTranslation();
  const fids = useMemo(() => records.map(({ fid }) => fid), [records]);
  const rows = useReadInSight(fids, (missing) => Promise.all(missing.map((fid) => host().records.byFid({ table, fid }))));
  if (records.length === 0) return null;
  return (
    <NamedRows
      total={records.length}
      label={t(`codes.table.${table}`)}
      onRange={rows.onRange}
      row={(index) => {
        const { fid, position, hint } = records[index]!;
        const row = rows.values.get(fid);
        return (
          <NamedRow
            name={row === undefined ? t('response.gap.loading') : titleOf(t, table, row)}
            hint={hint}
            onClick={() => {
              if (zoom && position !== null) flyTo(position, 16);
              select({ table, fid, id: null, position });
            }}
          />
        );
      }}
    />
  );
}
