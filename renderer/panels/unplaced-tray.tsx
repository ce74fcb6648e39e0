import { AimOutlined, CloseOutlined, SearchOutlined } from '@ant-design/icons';
import { Button, Input, Progress } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { StoredRow } from '../../shared/ipc/index.ts';
import type { Premises } from '../../shared/model/index.ts';
import { useRoleReason } from '../commands/use-command.ts';
import { EmptyState } from '../components/empty-state.tsx';
import { IconButton } from '../components/icon-button.tsx';
import { usePages } from '../components/use-pages.ts';
import { VirtualList } from '../components/virtual-list.tsx';
import { formatCount } from '../format.ts';
import { host } from '../host/host.ts';
import { pastStore } from '../state/past.ts';
import { openDialog, setTrayOpen } from '../state/screen.ts';
import { workspaceStore } from '../state/workspace.ts';
import { UnplacedRow } from './unplaced-row.tsx';
import './unplaced-tray.css';

const typingMs = 150;

/** Premises that were kept although they have no usable position: find one, click where it stands. */
export function UnplacedTray() {
  const { t } = useTranslation();
  const now = useStore(workspaceStore, (state) => state.info);
  const info = useStore(pastStore, (state) => state.shown) ?? now;
  const forbidden = useRoleReason('recorder');
  const [text, setText] = useState('');
  const { total, rowAt, load } = usePages<StoredRow>(
    `${info?.workspaceId} ${text}`,
    (offset, limit) => host().records.unplaced({ text, offset, limit }),
    { version: String(info?.rev), delayMs: text === '' ? 0 : typingMs },
  );
  if (info === null) return null;
  const { premises, placed } = info.counts;
  return (
    <aside className="surface right-panel tray" aria-label={t('panels.unplaced.title')} data-testid="unplaced-tray">
      <div className="panel-title">
        <h2>{t('panels.unplaced.title')}</h2>
        <IconButton label={t('app.close')} icon={<CloseOutlined />} keys="Esc" size="small" onClick={() => setTrayOpen(false)} />
      </div>
      <div className="tray-head">
        <div>
          <p className="hint number">{t('panels.unplaced.progress', { placed: formatCount(placed), total: formatCount(premises) })}</p>
          <Progress
            percent={premises === 0 ? 0 : (placed / premises) * 100}
            showInfo={false}
            size="small"
            aria-label={t('panels.unplaced.progress', { placed: formatCount(placed), total: formatCount(premises) })}
          />
        </div>
        <Input
          allowClear
          size="small"
          prefix={<SearchOutlined />}
          aria-label={t('panels.unplaced.search')}
          placeholder={t('panels.unplaced.search')}
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
        {total === 0 && text === '' ? null : (
          <Button
            size="small"
            icon={<AimOutlined />}
            disabled={forbidden !== null}
            title={forbidden ?? undefined}
            onClick={() => openDialog({ kind: 'placements' })}
            data-testid="match-unplaced"
          >
            {t('imports.placements.open')}
          </Button>
        )}
        <p className="hint number">{total === null ? '\u00a0' : t('panels.unplaced.more', { n: formatCount(total) })}</p>
      </div>
      {total === 0 ? (
        <EmptyState title={t(text === '' ? 'panels.unplaced.empty' : 'panels.unplaced.noMatch')} />
      ) : (
        <VirtualList
          total={total ?? 12}
          rowHeight={56}
          label={t('panels.unplaced.list')}
          onRange={load}
          row={(index) => {
            const row = rowAt(index);
            return <UnplacedRow premises={row && { ...(row as unknown as Premises), premisesId: row.id, fid: row.fid }} />;
          }}
        />
      )}
    </aside>
  );
}
