import { CloseOutlined } from '@ant-design/icons';
import { Segmented, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { StoredRow } from '../../shared/ipc/index.ts';
import type { TableName } from '../../shared/model/index.ts';
import { EmptyState } from '../components/empty-state.tsx';
import { IconButton } from '../components/icon-button.tsx';
import { screenStore } from '../state/screen.ts';
import { clearSelection, selectionStore } from '../state/selection.ts';
import { AdminAreaCard, FacilityCard, StationCard, ZoneCard } from './force-cards.tsx';
import { HazardCard } from './hazard-card.tsx';
import { RecordHistory } from './history/record-history.tsx';
import { PremisesCard } from './premises-card.tsx';
import { titleOf } from './row-title.ts';
import { UnplacedTray } from './unplaced-tray.tsx';
import './right-panel.css';

/** On the right, on demand: the card of what is selected, else the tray of unplaced premises. */
export function RightPanel() {
  const selected = useStore(selectionStore, (state) => state.selected);
  const trayOpen = useStore(screenStore, (state) => state.trayOpen);
  if (selected !== null) return <SelectionCard />;
  return trayOpen ? <UnplacedTray /> : null;
}

function SelectionCard() {
  const { t } = useTranslation();
  const { selected, row, loading } = useStore(selectionStore);
  const [tab, setTab] = useState<'file' | 'history'>('file');
  if (selected === null) return null;
  const { table } = selected;
  return (
    <aside className="surface right-panel" aria-label={t('panels.card.label')} data-testid="card" key={`${table}/${selected.fid}`}>
      <div className="card-head">
        <div>
          <div className="card-kind">{t(`codes.table.${table}`)}</div>
          <h2 className="card-title selectable">{row ? titleOf(t, table, row) : loading ? '\u00a0' : ''}</h2>
        </div>
        <IconButton label={t('app.close')} icon={<CloseOutlined />} keys="Esc" size="small" onClick={clearSelection} />
      </div>
      {row ? (
        <>
          <div className="card-tabs">
            <Segmented<'file' | 'history'>
              aria-label={t('app.shown')}
              block
              size="small"
              value={tab}
              onChange={setTab}
              options={[
                { value: 'file', label: t('history.tab.file') },
                { value: 'history', label: <span data-testid="card-history">{t('history.tab.history')}</span> },
              ]}
            />
          </div>
          {tab === 'file' ? <Card table={table} row={row} /> : <RecordHistory table={table} row={row} />}
        </>
      ) : loading ? (
        <div className="card-body">
          <Skeleton active title={false} paragraph={{ rows: 6 }} />
        </div>
      ) : (
        <EmptyState title={t('panels.card.gone')} hint={t('panels.card.goneHint')} />
      )}
    </aside>
  );
}

function Card({ table, row }: { table: TableName; row: StoredRow }) {
  if (table === 'premises') return <PremisesCard row={row} />;
  if (table === 'hazard') return <HazardCard row={row} />;
  if (table === 'station') return <StationCard row={row} />;
  if (table === 'facility') return <FacilityCard row={row} />;
  if (table === 'zone') return <ZoneCard row={row} />;
  return table === 'admin_area' ? <AdminAreaCard row={row} /> : null;
}
