import { EnvironmentOutlined } from '@ant-design/icons';
import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { UnmatchedPremises } from '../../shared/ipc/index.ts';
import { useRoleReason } from '../commands/use-command.ts';
import { IconButton } from '../components/icon-button.tsx';
import { placingStore, startPlacing } from '../state/placing.ts';
import { select } from '../state/selection.ts';
import './unplaced-row.css';

interface UnplacedRowProps {
  /** Undefined while it is being read. */
  premises: UnmatchedPremises | undefined;
  /** Leaves what lies over the map, before the card or the click on the map. */
  onLeave?: () => void;
}

/** A premises without a position: its name opens the card, its button lets a click on the map place it. */
export function UnplacedRow({ premises, onLeave }: UnplacedRowProps) {
  const { t } = useTranslation();
  const forbidden = useRoleReason('recorder');
  const placingId = useStore(placingStore, (state) => state.target?.id ?? null);
  if (!premises) {
    return (
      <div className="skeleton-row">
        <Skeleton active title={false} paragraph={{ rows: 2 }} />
      </div>
    );
  }
  const { premisesId: id, fid, name, address, unplacedReason } = premises;
  return (
    <div className={id === placingId ? 'tray-row current' : 'tray-row'} data-testid="unplaced">
      <div>
        <p>
          <button
            type="button"
            className="plain-link"
            onClick={() => {
              onLeave?.();
              select({ table: 'premises', fid, id, position: null });
            }}
          >
            {name}
          </button>
        </p>
        <p className="hint" title={address ?? ''}>
          {t(`codes.unplacedReason.${unplacedReason ?? 'unknown'}`)} · {address ?? t('panels.unplaced.noAddress')}
        </p>
      </div>
      <IconButton
        label={t('panels.unplaced.locate')}
        icon={<EnvironmentOutlined />}
        placement="left"
        pressed={id === placingId}
        disabled={forbidden !== null}
        reason={forbidden}
        onClick={() => {
          onLeave?.();
          startPlacing({ table: 'premises', id, name });
        }}
        testId="locate"
      />
    </div>
  );
}
