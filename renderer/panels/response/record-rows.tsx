import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StoredRow } from '../../../shared/ipc/index.ts';
import { VirtualList } from '../../components/virtual-list.tsx';
import { host } from '../../host/host.ts';
import { flyTo } from '../../state/map-view.ts';
import { select } from '../../state/selection.ts';
import { titleOf } from '../row-title.ts';

const ROW = 40;

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
  const [range, setRange] = useState({ from: 0, to: 0 });
  const rows = useRows(table, records, range);
  if (records.length === 0) return null;
  return (
    <div style={{ height: Math.min(5, records.length) * ROW }} className="gap-frame">
      <VirtualList
        oneStop
        total={records.length}
        rowHeight={ROW}
        label={t(`codes.table.${table}`)}
        onRange={(from, to) => setRange({ from, to })}
        row={(index) => {
          const { fid, position, hint } = records[index]!;
          const row = rows.get(fid);
          return (
            <button
              type="button"
              className="row-button gap-row"
              onClick={() => {
                if (zoom && position !== null) flyTo(position, 16);
                select({ table, fid, id: null, position });
              }}
            >
              <span className="gap-name">{row === undefined ? t('response.gap.loading') : titleOf(t, table, row)}</span>
              <span className="hint">{hint}</span>
            </button>
          );
        }}
      />
    </div>
  );
}

function useRows(
  table: 'premises' | 'hazard',
  records: readonly ListedRecord[],
  { from, to }: { from: number; to: number },
): ReadonlyMap<number, StoredRow> {
  const [rows, setRows] = useState<ReadonlyMap<number, StoredRow>>(new Map());
  // biome-ignore lint/correctness/useExhaustiveDependencies: read for what came into sight.
  useEffect(() => {
    let current = true;
    const missing = records
      .slice(from, to)
      .map(({ fid }) => fid)
      .filter((fid) => !rows.has(fid));
    if (missing.length === 0) return undefined;
    void Promise.all(missing.map((fid) => host().records.byFid({ table, fid }))).then((read) => {
      if (!current) return;
      setRows((before) => {
        const next = new Map(before);
        missing.forEach((fid, index) => {
          const row = read[index];
          if (row) next.set(fid, row);
        });
        return next;
      });
    });
    return () => {
      current = false;
    };
  }, [records, table, from, to]);
  return rows;
}
